import { CLAIMS } from '../../../spec/index.js';
import { InputError } from '../../input-error.js';
import { Corpus, corpusCases, type CorpusEntry } from '../../verify/storage/corpus.js';
import type { CounterexampleFile } from '../../verify/storage/counterexample-file.js';
import type { CorpusCase, RegressionOutcome } from '../../verify/decide/regression-case.js';
import type { SupervisedRun } from '../../verify/workers/supervisor.js';
import { exitCodeOf } from '../../verify/verdict.js';
import type { Progress } from '../terminal/progress.js';
import { counterexamplesOf, type RegressionFact, type Setups } from './results.js';

/** Where the corpus is, unless told otherwise. */
export const CORPUS_FOLDER = 'reports/corpus';

/** A corpus as a run found it. */
export interface OpenedCorpus {
  readonly corpus: Corpus;
  readonly entries: readonly CorpusEntry[];
  /** Its cases for this run. */
  readonly known: readonly CorpusCase[];
}

/**
 * Reads the cases of earlier runs that this one evaluates first: those of its claims, engine and table.
 *
 * @param folder - false where none is wanted
 */
export async function openCorpus(
  folder: string | false,
  setups: Setups,
  only: ReadonlySet<string> | null,
  progress: Progress,
): Promise<OpenedCorpus | null> {
  if (folder === false) return null;
  const corpus = new Corpus(folder, '--corpus');
  const { entries, skipped } = await corpus.load();
  for (const line of skipped) progress.warn(`skipped in the corpus: ${line}`);
  for (const { name, file } of entries) {
    if (!CLAIMS.some(({ id }) => id === file.claim.id)) {
      progress.warn(`skipped in the corpus: ${name}: claim.id: there is no claim ${file.claim.id}`);
    }
  }
  const known = [...corpusCases(entries, setups.random), ...corpusCases(entries, setups.given)].filter(
    ({ claim }) => CLAIMS.some(({ id }) => id === claim) && (only === null || only.has(claim)),
  );
  if (known.length > 0) progress.line(`${known.length} ${known.length === 1 ? 'case' : 'cases'} of earlier runs first`);
  return { corpus, entries, known };
}

/** What became of the cases of earlier runs, for the report. */
export function regressionFacts(opened: OpenedCorpus | null, run: SupervisedRun): RegressionFact[] {
  return run.regressions.map((outcome) => ({
    file: outcome.name,
    claim: opened?.known.find(({ name }) => name === outcome.name)?.claim ?? '',
    outcome: stateText(outcome),
  }));
}

/** Forgets what is fixed, and keeps what failed against expectation. Trouble with the folder is told and costs nothing else. */
export async function updateCorpus(
  opened: OpenedCorpus | null,
  run: SupervisedRun,
  setups: Setups,
  progress: Progress,
): Promise<void> {
  if (opened === null) return;
  const { corpus, entries } = opened;
  try {
    for (const outcome of run.regressions) {
      const entry = entries.find(({ name }) => name === outcome.name);
      const gone = entry !== undefined && isFixed(outcome, entry.file, run) && (await corpus.drop(entry));
      progress.line(
        `corpus: ${outcome.name} ${stateText(outcome)}${gone ? `, as expected of ${entry.file.claim.id}: dropped` : ''}`,
      );
    }
    const unexpected = run.results.filter(
      ({ claim, origin, verdict }) => origin.kind !== 'variant' && exitCodeOf(verdict.word, claim.expected) !== 0,
    );
    for (const file of counterexamplesOf(unexpected, setups).filter(isKept)) {
      progress.line(`corpus: kept ${await corpus.store(file)} for the next run`);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    progress.warn(`the corpus was not brought up to date: ${error.message}`);
  }
}

/**
 * True where a case need not be kept any more: it holds; or its claim came out as expected although it fails, as a control's cases do,
 * and the exceptions of a rate.
 */
function isFixed(outcome: RegressionOutcome, { claim: { id }, experiment }: CounterexampleFile, run: SupervisedRun): boolean {
  if (outcome.state === 'holds') return true;
  if (outcome.state !== 'fails' || outcome.confirmed.failed < outcome.confirmed.replays) return false;
  const result = run.results.find((each) => each.claim.id === id && each.experiment === experiment);
  if (result === undefined) return false;
  const { claim, verdict } = result;
  return (claim.kind === 'rate' || claim.expected === 'REFUTED') && verdict.word === claim.expected;
}

/** The simplest of what failed; the worst and the severe are told by the report, but for an enumeration, which has nothing simpler. */
function isKept({ role, replays, outcome }: CounterexampleFile): boolean {
  if (outcome.kind === 'error') return outcome.byValue;
  return role === 'minimal' || role === 'exception' || role === 'unstable' || (role === 'worst' && replays !== null);
}

function stateText(outcome: RegressionOutcome): string {
  switch (outcome.state) {
    case 'holds':
      return 'holds now';
    case 'fails':
      return `fails in ${outcome.confirmed.failed} of ${outcome.confirmed.replays} replays`;
    case 'error':
      return `cannot be evaluated: ${outcome.message}`;
    case 'foreign':
      return `is skipped: ${outcome.message}`;
    case 'unseen':
      return 'was not looked at';
  }
}
