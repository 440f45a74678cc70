import { Option, type Command } from 'commander';
import { RENDERINGS } from '../../report/write/renderings.js';
import { render } from '../run/render.js';

/** Declares the options of `ic-recall report`, and what it does. */
export function declareReport(command: Command): void {
  command
    .option('--out <folder>', 'where the renderings go; beside the file by default')
    .addOption(new Option('--format <name>', 'only this rendering').choices(Object.keys(RENDERINGS)))
    .option('--baseline <file>', 'an earlier report.json: report.html and report.md begin with what has changed since then')
    .action(render);
}
