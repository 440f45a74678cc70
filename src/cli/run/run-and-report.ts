import { CATALOGUE } from '../../../properties/catalogue/catalogue.js';
import type { CatalogueInput } from '../../../properties/catalogue/catalogue-input.js';
import { withoutCommands } from '../../report/text/github.js';
import { toJson } from '../../report/write/write-report.js';
import type { FactTable } from '../../task/fact-table.js';
import { Interrupted } from '../../verify/decide/heartbeat.js';
import { superviseSuite, type SupervisedOptions } from '../../verify/workers/supervisor.js';
import { openCorpus, regressionFacts, updateCorpus } from './regression-corpus.js';
import { drawPhases } from './draw-phases.js';
import { tellGithub } from './github-outputs.js';
import type { Progress } from '../terminal/progress.js';
import { counterexamplesOf, reportOf, setupsOf, writeResults } from './results.js';
import { summaryText } from '../terminal/summary.js';

/** Exit code of what is undecided. */
export const UNDECIDED = 2;

/** A run that ends in a report. */
export interface ReportedRun {
  readonly input: CatalogueInput;
  readonly table: FactTable | null;
  readonly supervised: SupervisedOptions;
  /** True where phase pictures are wanted too. */
  readonly phases: boolean;
  /** The folder of the report. */
  readonly out: string;
  readonly corpus: string | false;
  readonly json: boolean;
  /** Whether a GitHub workflow is told. */
  readonly github: boolean;
  /** When the command began, by performance.now: the report's timing. */
  readonly started: number;
}

/** Runs the claims, writes the report and the counterexamples, prints what came out, and brings the corpus up to date. */
export async function runAndReport({ input, table, supervised, out, ...options }: ReportedRun, progress: Progress): Promise<void> {
  const { seed, budget, only } = supervised;
  const setups = setupsOf(input.engine, table);
  const corpus = await openCorpus(options.corpus, setups, only, progress);
  let run;
  try {
    run = await superviseSuite({ module: CATALOGUE, input }, { ...supervised, regressions: corpus?.known ?? [] });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    progress.line('stopped before the first case; nothing was written');
    process.exitCode = UNDECIDED;
    return;
  }
  const phases = options.phases ? await drawPhases(supervised, progress) : null;
  progress.clear();
  const seconds = Math.round((performance.now() - options.started) / 100) / 10;
  const report = reportOf({
    run,
    table,
    maps: input.maps,
    phases,
    seed,
    budget,
    seconds,
    regressions: regressionFacts(corpus, run),
  });
  const files = await writeResults(report, counterexamplesOf(run.results, setups), out);
  const summary = options.github ? withoutCommands(summaryText(report)) : summaryText(report);
  const json = (): string => (options.github ? toJson(report).replaceAll('##[', '#\\u0023[') : toJson(report)); // the same value
  process.stdout.write(options.json ? `${json()}\n` : summary);
  progress.line(`wrote ${files.join(', ')}`);
  if (options.github) await tellGithub(report, progress);
  process.exitCode = report.summary.exitCode;
  await updateCorpus(corpus, run, setups, progress);
}
