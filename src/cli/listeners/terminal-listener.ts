import { parseCatalogueFacts } from '../../../properties/catalogue/catalogue.js';
import { withoutCommands } from '../../report/text/github.js';
import { nameOnTable } from '../../report/words/name-on-table.js';
import { toJson } from '../../report/write/to-json.js';
import type { ClaimResult } from '../../verify/decide/schedule.js';
import type { RunPlan } from '../../verify/workers/run-plan.js';
import type { JobProgress } from '../../verify/workers/worker-pool.js';
import type { Evidence } from '../run/evidence.js';
import type { PhaseProgress } from '../../../properties/maps/phases/draw-phases.js';
import type { RunOutputs } from '../run/run-request.js';
import type { Progress } from '../terminal/progress.js';
import { summaryText } from '../terminal/summary.js';
import type { RunListener, WrittenReport } from './run-listener.js';

/** Shows a run in the terminal: progress on standard error, then the report or a summary of it on standard output. */
export class TerminalListener implements RunListener {
  constructor(
    private readonly progress: Progress,
    private readonly outputs: Pick<RunOutputs, 'json' | 'github'>,
  ) {}

  onPlan({ about }: RunPlan): void {
    const { passedOver } = parseCatalogueFacts(about);
    if (passedOver.length > 0) this.progress.line(`tensor backends passed over: ${passedOver.join('; ')}`);
  }

  onResult({ claim, origin, verdict }: ClaimResult): void {
    if (verdict.word === 'SKIPPED') return; // the summary names all of them in one line
    const cell = origin.kind === 'variant' ? ` (${origin.variant.id})` : '';
    this.progress.note(`${nameOnTable(claim.id, origin.kind === 'given')}${cell}: ${verdict.word}`);
  }

  onProgress(running: readonly JobProgress[]): void {
    this.progress.state(
      running.map(({ claims, done, planned }) => `${claims.map(({ id }) => id).join(', ')}: ${done} of ${planned}`).join(' · '),
    );
  }

  onPlace({ id, done, places }: PhaseProgress): void {
    this.progress.state(`phase picture ${id}: ${done} of ${places}`);
  }

  onEvidence({ phases }: Evidence): void {
    if (phases?.kind === 'stopped') this.progress.line('phase pictures: stopped before they were done, and left out');
    if (phases?.kind === 'failed') {
      this.progress.warn(`phase pictures: left out, since one could not be drawn: ${phases.why}`);
    }
    this.progress.clear();
  }

  onInterrupted(): void {
    this.progress.line('stopped before the first case; nothing was written');
  }

  async onReport({ report, files }: WrittenReport): Promise<void> {
    const { json, github } = this.outputs;
    const text = json ? `${toJson(report)}\n` : summaryText(report);
    const withoutGithubCommands = json ? withoutCommandsInJson : withoutCommands;
    process.stdout.write(github ? withoutGithubCommands(text) : text);
    this.progress.line(`wrote ${files.join(', ')}`);
  }
}

/** Writes `##[`, which GitHub takes for a command, as an escape that JSON parsers read as the same value. */
function withoutCommandsInJson(json: string): string {
  return json.replaceAll('##[', '#\\u0023[');
}
