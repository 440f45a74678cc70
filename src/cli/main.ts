#!/usr/bin/env node
import { resolve } from 'node:path';
import { PACKAGE_ROOT } from '../package-root.js';
import { runProgram } from './program.js';

/**
 * Goes back to the folder that `npm run` was called from: npm changes to the package's folder first, and typed paths are relative to the
 * caller's.
 */
function returnToCaller(): void {
  const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
  if ((script === 'ic-recall' || script === 'verify') && caller !== undefined && process.cwd() === resolve(PACKAGE_ROOT)) {
    process.chdir(caller);
  }
}

returnToCaller();
await runProgram(process.argv.slice(2));
