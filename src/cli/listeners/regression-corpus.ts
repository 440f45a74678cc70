import { CLAIMS } from '../../../properties/catalogue/claims.js';
import { InputError } from '../../input-error.js';
import type { CorpusCase, RegressionOutcome } from '../../verify/decide/regression-case.js';
import { plural } from '../../report/words/numbers.js';
import { Corpus, corpusCases, type CorpusEntry } from '../../verify/storage/corpus.js';
import type { CounterexampleFile } from '../../verify/storage/counterexample-file.js';
import { exitCodeOf } from '../../verify/verdict.js';
import type { SupervisedRun } from '../../verify/workers/supervisor.js';
import { counterexamplesOf, type Setups } from '../run/counterexamples.js';
import { regressionText } from '../run/regression-facts.js';
import type { Progress } from '../terminal/progress.js';
import type { RunListener, WrittenReport } from './run-listener.js';

/** Decides which cases of a corpus a run evaluates: those of its claims, engine and table. */
interface CorpusScope {
  readonly setups: Setups;
  readonly only: ReadonlySet<string> | null;
}

/**
 * The corpus of a run: it gives the failures of earlier runs, which the run evaluates first. When the report is written, it forgets what is
 * fixed, and keeps what failed against expectation.
 */
export class RegressionCorpus implements RunListener {
  private constructor(
    private readonly corpus: Corpus | null,
    private readonly entries: readonly CorpusEntry[],
    /** The cases for this run. */
    readonly cases: readonly CorpusCase[],
    private readonly setups: Setups,
    private readonly progress: Progress,
  ) {}

  /**
   * Reads a corpus.
   *
   * @param folder - false where none is wanted: there are no cases then, and nothing is kept
   */
  static async open(folder: string | false, { setups, only }: CorpusScope, progress: Progress): Promise<RegressionCorpus> {
    if (folder === false) return new RegressionCorpus(null, [], [], setups, progress);
    const corpus = new Corpus(folder, '--corpus');
    const { entries, skipped } = await corpus.load();
    for (const line of skipped) progress.warn(`skipped in the corpus: ${line}`);
    for (const { name, file } of entries) {
      if (!isClaim(file.claim.id)) {
        progress.warn(`skipped in the corpus: ${name}: claim.id: there is no claim ${file.claim.id}`);
      }
    }
    const cases = [...corpusCases(entries, setups.random), ...corpusCases(entries, setups.given)].filter(
      ({ claim }) => isClaim(claim) && (only === null || only.has(claim)),
    );
    if (cases.length > 0) progress.line(`${cases.length} ${plural(cases.length, 'case')} of earlier runs first`);
    return new RegressionCorpus(corpus, entries, cases, setups, progress);
  }

  /** A folder that cannot be read or written is a warning only. */
  async onReport({ run }: Pick<WrittenReport, 'run'>): Promise<void> {
    if (this.corpus === null) return;
    try {
      await this.forgetFixed(this.corpus, run);
      await this.keepUnexpected(this.corpus, run);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.progress.warn(`the corpus was not brought up to date: ${error.message}`);
    }
  }

  private async forgetFixed(corpus: Corpus, run: SupervisedRun): Promise<void> {
    for (const outcome of run.regressions) {
      const entry = this.entries.find(({ name }) => name === outcome.name);
      const gone = entry !== undefined && isFixed(outcome, entry.file, run) && (await corpus.drop(entry));
      const dropped = gone ? `, as expected of ${entry.file.claim.id}: dropped` : '';
      this.progress.line(`corpus: ${outcome.name} ${regressionText(outcome)}${dropped}`);
    }
  }

  private async keepUnexpected(corpus: Corpus, { results }: SupervisedRun): Promise<void> {
    const unexpected = results.filter(
      ({ claim, origin, verdict }) => origin.kind !== 'variant' && exitCodeOf(verdict.word, claim.expected) !== 0,
    );
    for (const file of counterexamplesOf(unexpected, this.setups).filter(isKept)) {
      this.progress.line(`corpus: kept ${await corpus.store(file)} for the next run`);
    }
  }
}

function isClaim(claim: string): boolean {
  return CLAIMS.some(({ id }) => id === claim);
}

/**
 * True if a case need not be kept any more: it holds, or it fails and its claim still came out as expected. That is so for the cases of a
 * control and the exceptions of a rate.
 */
function isFixed(outcome: RegressionOutcome, { claim: { id }, experiment }: CounterexampleFile, run: SupervisedRun): boolean {
  if (outcome.state === 'holds') return true;
  if (outcome.state !== 'fails' || outcome.confirmed.failed < outcome.confirmed.replays) return false;
  const result = run.results.find((each) => each.claim.id === id && each.experiment === experiment);
  if (result === undefined) return false;
  const { claim, verdict } = result;
  return (claim.kind === 'rate' || claim.expected === 'REFUTED') && verdict.word === claim.expected;
}

/** True for the simplest case that failed. The report shows the worst and the severe ones; an enumeration has only its worst. */
function isKept({ role, replays, outcome }: CounterexampleFile): boolean {
  if (outcome.kind === 'error') return outcome.byValue;
  return role === 'minimal' || role === 'exception' || role === 'unstable' || (role === 'worst' && replays !== null);
}
