import { appendFile, stat } from 'node:fs/promises';
import { Option } from 'commander';
import { errorCode } from '../../read-json.js';
import { renderAnnotations, renderStepSummary } from '../../report/text/github.js';
import type { Report } from '../../report/data/schema.js';
import type { Progress } from '../terminal/progress.js';

/** The option --github: on within a GitHub workflow, unless told otherwise. */
export function githubOption(): Option {
  const option = new Option('--github', 'tell GitHub: annotations on standard error, and a step summary');
  return option.default(process.env['GITHUB_ACTIONS'] === 'true', 'in its workflows only');
}

/**
 * Tells a GitHub workflow what a report says: annotations by commands on standard error, which GitHub reads as it does standard output, and the
 * report appended to the step's summary. The report itself is written by then: what fails here is a warning.
 */
export async function tellGithub(report: Report, progress: Progress): Promise<void> {
  for (const command of renderAnnotations(report)) progress.line(command);
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') {
    progress.line('no step summary: GITHUB_STEP_SUMMARY names no file');
    return;
  }
  try {
    const taken = await sizeOf(file);
    const summary = renderStepSummary(report, taken);
    if (summary === null) progress.warn('no step summary: there is no room left in it');
    else await appendFile(file, taken > 0 ? `\n${summary}` : summary); // what stands there may lack the end of its line
  } catch (error) {
    progress.warn(`no step summary: ${file} cannot be written to (${errorCode(error)})`);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
