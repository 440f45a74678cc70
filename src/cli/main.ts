#!/usr/bin/env node
import { resolve } from 'node:path';
import { PACKAGE_ROOT } from '../package-root.js';
import { runProgram } from './program.js';

/**
 * `npm run` changes to the package's folder before it starts a script; the paths that were typed are those of the folder it was called
 * from.
 */
function returnToCaller(): void {
  const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
  if ((script === 'ic-recall' || script === 'verify') && caller !== undefined && process.cwd() === resolve(PACKAGE_ROOT)) {
    process.chdir(caller);
  }
}

returnToCaller();
await runProgram(process.argv.slice(2));
