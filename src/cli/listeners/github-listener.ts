import { appendFile, stat } from 'node:fs/promises';
import { errorCode } from '../../read-json.js';
import type { Report } from '../../report/data/schema.js';
import { renderAnnotations, renderStepSummary } from '../../report/text/github.js';
import type { Progress } from '../terminal/progress.js';
import type { RunListener, WrittenReport } from './run-listener.js';

/**
 * Shows a report in a GitHub workflow: annotations, by commands on standard error, and the report appended to the step's summary. The report
 * is written by then, so what fails here is a warning.
 */
export class GithubListener implements RunListener {
  constructor(private readonly progress: Progress) {}

  async onReport({ report }: WrittenReport): Promise<void> {
    for (const command of renderAnnotations(report)) this.progress.line(command);
    const file = process.env['GITHUB_STEP_SUMMARY'];
    if (file === undefined || file === '') this.progress.line('no step summary: GITHUB_STEP_SUMMARY names no file');
    else await this.summarise(report, file);
  }

  private async summarise(report: Report, file: string): Promise<void> {
    try {
      const taken = await sizeOf(file);
      const summary = renderStepSummary(report, taken);
      if (summary === null) this.progress.warn('no step summary: there is no room left in it');
      else await appendFile(file, taken > 0 ? `\n${summary}` : summary); // what stands there may lack the end of its line
    } catch (error) {
      this.progress.warn(`no step summary: ${file} cannot be written to (${errorCode(error)})`);
    }
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
