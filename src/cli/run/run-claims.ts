import { writeResults } from './write-results.js';
import { prepareFolder } from '../../write-files.js';
import { GithubListener } from '../listeners/github-listener.js';
import { RegressionCorpus } from '../listeners/regression-corpus.js';
import { toEach } from '../listeners/run-listener.js';
import { TerminalListener } from '../listeners/terminal-listener.js';
import { Progress } from '../terminal/progress.js';
import { collectEvidence } from './collect-evidence.js';
import { counterexamplesOf, setupsOf } from './counterexamples.js';
import { UNDECIDED } from './exit-codes.js';
import { reportOf } from './report-of-run.js';
import type { RunRequest } from './run-request.js';
import { untilStopped } from './until-stopped.js';

/** Runs the claims of a request, writes the report and its files, and tells the listeners. */
export async function runClaims(request: RunRequest): Promise<void> {
  const { outputs, only } = request;
  const progress = new Progress(process.stderr);
  await prepareFolder(outputs.out);
  await untilStopped(request, progress, async (signal) => {
    const setups = setupsOf(request);
    const corpus = await RegressionCorpus.open(outputs.corpus, { setups, only }, progress);
    const listener = toEach([
      new TerminalListener(progress, outputs),
      ...(outputs.github ? [new GithubListener(progress)] : []),
      corpus,
    ]);
    const evidence = await collectEvidence(request, { regressions: corpus.cases, signal }, listener);
    if (evidence === null) {
      process.exitCode = UNDECIDED;
      return;
    }
    const report = reportOf(request, evidence);
    const files = await writeResults(report, counterexamplesOf(evidence.run.results, setups), outputs.out);
    process.exitCode = report.summary.exitCode;
    await listener.onReport({ run: evidence.run, report, files });
  });
}
