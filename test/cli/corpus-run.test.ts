import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegressionCorpus } from '../../src/cli/listeners/regression-corpus.js';
import type { Progress } from '../../src/cli/terminal/progress.js';
import { counterexamplesOf, type Setups } from '../../src/cli/run/counterexamples.js';
import { regressionFacts } from '../../src/cli/run/regression-facts.js';
import type { ClaimResult } from '../../src/verify/decide/schedule.js';
import type { Claim } from '../../src/verify/claim.js';
import { conclude } from '../../src/verify/conclusion.js';
import { Corpus } from '../../src/verify/storage/corpus.js';
import type { CounterexampleFile } from '../../src/verify/storage/counterexample-file.js';
import type { RegressionOutcome } from '../../src/verify/decide/regression-case.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import type { SupervisedRun } from '../../src/verify/workers/supervisor.js';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { toyClaim, toyExperiment, withChanges, type ToyRules } from '../verify/toy-claims.js';

const SETUPS: Setups = { random: { engine: 'toy' }, given: { engine: 'toy', table: 'own' } };

/** A progress that records its lines and warnings. */
function recorder() {
  const lines: string[] = [];
  const warned: string[] = [];
  const progress = { line: (text: string) => lines.push(text), warn: (text: string) => warned.push(text) };
  return { lines, warned, progress: progress as unknown as Progress };
}

/** A toy with the id of a claim of the catalogue: a corpus ignores cases of unknown claims. */
const ourClaim = (overrides: Partial<Claim> = {}) => toyClaim({ id: 'M1', kind: 'universal', ...overrides });

type ToyChanges = Parameters<typeof withChanges<number, number>>[1];

function resultsOf(rules: ToyRules, change: ToyChanges = {}): ClaimResult[] {
  return runSuite([withChanges(toyExperiment('toy', [rules]), change)], { seed: 1n, budget: 'quick', only: null });
}

function runOf(results: readonly ClaimResult[], regressions: readonly RegressionOutcome[] = []): SupervisedRun {
  return { claims: 1, cells: 0, planned: [], skipped: [], about: null, results, regressions };
}

async function opened(folder: string | false, progress: Progress, only: ReadonlySet<string> | null = null) {
  return RegressionCorpus.open(folder, { setups: SETUPS, only }, progress);
}

describe('a case that a run keeps for the next one', () => {
  /** The roles of the cases that a toy's run keeps. */
  async function keptOf(rules: ToyRules, change: ToyChanges = {}) {
    const folder = temporaryFolder();
    const { lines, progress } = recorder();
    const corpus = await opened(folder, progress);
    await corpus.onReport({ run: runOf(resultsOf(rules, change)) });
    const names = readdirSync(folder);
    expect(lines).toEqual(names.map((name) => `corpus: kept ${name} for the next run`));
    return names.map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as CounterexampleFile).role);
  }
  const threshold = (value: number) => 999.5 - value;

  it('is the simplest unexpected failure, not the worst or the most severe one', async () => {
    expect(await keptOf({ claim: ourClaim(), margin: threshold })).toEqual(['minimal']);
    expect(await keptOf({ claim: ourClaim({ kind: 'rate' }), margin: () => -1 })).toEqual(['exception']);
  });

  it('is the worst of an enumeration, which has no simpler one', async () => {
    expect(await keptOf({ claim: ourClaim(), margin: (value) => 1 - value, enumerate: () => [1, 2, 3] })).toEqual(['worst']);
  });

  it('may be unstable, or one that cannot be evaluated', async () => {
    let calls = 0;
    expect(await keptOf({ claim: ourClaim(), margin: () => (++calls % 50 === 0 ? -1 : 1) })).toEqual(['unstable']);
    expect(await keptOf({ claim: ourClaim(), margin: () => Number.NaN })).toEqual(['error']);
  });

  it('is never one without a value, an expected one, or one that leaves the verdict as expected', async () => {
    const undrawn = fc.nat().map((): number => {
      throw new Error('cannot be drawn');
    });
    expect(await keptOf({ claim: ourClaim(), margin: () => 1 }, { arbitrary: undrawn })).toEqual([]);
    expect(await keptOf({ claim: ourClaim({ expected: 'REFUTED' }), margin: threshold })).toEqual([]);
    expect(await keptOf({ claim: ourClaim({ kind: 'rate' }), margin: (value) => (value === 0 ? -1 : 1) })).toEqual([]);
    expect(await keptOf({ claim: ourClaim({ kind: 'existence', expected: 'REFUTED' }), margin: () => 1 })).toEqual([]);
  });

  it('is stored only if a corpus is wanted', async () => {
    const { lines, warned, progress } = recorder();
    const corpus = await opened(false, progress);
    expect(corpus.cases).toEqual([]);
    await corpus.onReport({ run: runOf(resultsOf({ claim: ourClaim(), margin: threshold })) });
    expect([lines, warned]).toEqual([[], []]);
  });

  it('costs only a warning if the folder cannot be written to', async () => {
    const file = join(temporaryFolder(), 'file');
    const { lines, warned, progress } = recorder();
    const corpus = await opened(file, progress); // nothing is there yet
    writeFileSync(file, 'no folder');
    await corpus.onReport({ run: runOf(resultsOf({ claim: ourClaim(), margin: threshold })) });
    expect([lines, warned]).toEqual([[], [expect.stringMatching(/^the corpus was not brought up to date: /)]]);
  });
});

describe('a case of an earlier run', () => {
  const failing = (value: number) => (value % 1000 < 500 ? -1 : 1);
  const [found] = counterexamplesOf(resultsOf({ claim: ourClaim(), margin: failing }), SETUPS);
  const conclusion = conclude([{ name: 'margin', value: -1, margin: -1 }]);
  const confirmed = (failed: number) => ({
    counterexample: { case: found.case, description: 'one', conclusion },
    replays: 3,
    failed,
  });
  const holds = { state: 'holds' } as const;
  const fails = { state: 'fails', confirmed: confirmed(3) } as const;
  const flaky = { state: 'fails', confirmed: confirmed(2) } as const;
  const [universal, rate] = [ourClaim(), ourClaim({ kind: 'rate' })];
  const control = ourClaim({ expected: 'REFUTED' });
  const sound = () => 1;
  type State = RegressionOutcome extends infer One ? (One extends unknown ? Omit<One, 'name' | 'test'> : never) : never;

  /** Whether an entry is still there after a run, and the outcome in its line. */
  async function after(state: State, results: readonly ClaimResult[], change: Partial<CounterexampleFile> = {}) {
    const folder = temporaryFolder();
    const corpus = new Corpus(folder, '--corpus');
    const name = await corpus.store({ ...found, ...change });
    const { lines, progress } = recorder();
    const outcome = { name, test: 0, ...state } as RegressionOutcome;
    const known = await opened(folder, progress);
    lines.length = 0; // drop the line about the number of cases
    await known.onReport({ run: runOf(results, [outcome]) });
    const facts = regressionFacts(known.cases, [outcome]);
    expect(facts).toMatchObject([{ file: name, claim: 'M1' }]);
    expect(lines[0].replace(', as expected of M1: dropped', '')).toBe(`corpus: ${name} ${facts[0].outcome}`);
    const dropped = lines[0].endsWith('dropped');
    expect(readdirSync(folder).includes(name)).toBe(!dropped);
    return [dropped ? 'dropped' : 'stays', facts[0].outcome];
  }

  it.each([
    ['holds', holds, universal, sound, 'dropped', 'holds now'],
    ['fails, as a control should', fails, control, failing, 'dropped', 'fails in 3 of 3 replays'],
    ['fails, as an exception of a rate that holds', fails, rate, sound, 'dropped', 'fails in 3 of 3 replays'],
    ['fails, and refutes its claim', fails, universal, failing, 'stays', 'fails in 3 of 3 replays'],
    ['fails, of a universal claim that does not meet it', fails, universal, sound, 'stays', 'fails in 3 of 3 replays'],
    ['fails, of a rate that is refuted', fails, rate, failing, 'stays', 'fails in 3 of 3 replays'],
    ['fails, of a control that holds', fails, control, sound, 'stays', 'fails in 3 of 3 replays'],
    ['is unstable, of a rate that holds', flaky, rate, sound, 'stays', 'fails in 2 of 3 replays'],
    ['is unstable, of a control', flaky, control, failing, 'stays', 'fails in 2 of 3 replays'],
    [
      'cannot be evaluated',
      { state: 'error', message: 'Error: no', case: 1 } as const,
      rate,
      sound,
      'stays',
      'cannot be evaluated: Error: no',
    ],
    ['is no longer a case', { state: 'foreign', message: 'odd' } as const, rate, sound, 'stays', 'is skipped: odd'],
    ['was not reached', { state: 'unseen' } as const, rate, sound, 'stays', 'was not looked at'],
  ] as const)('that %s', async (_, state, claim, margin, becomes, words) => {
    expect(await after(state, resultsOf({ claim, margin }))).toEqual([becomes, words]);
  });

  it('stays if its claim came out as expected only on another experiment', async () => {
    const results = resultsOf({ claim: rate, margin: sound });
    expect(await after(fails, results, { experiment: 'another' })).toEqual(['stays', 'fails in 3 of 3 replays']);
    expect(await after(fails, results)).toEqual(['dropped', 'fails in 3 of 3 replays']);
  });

  it('is evaluated if it has the claim, engine and table of the run; one of an unknown claim is named in a warning', async () => {
    const folder = temporaryFolder();
    const corpus = new Corpus(folder, '--corpus');
    const store = (id: string, setup: CounterexampleFile['setup']) =>
      corpus.store({ ...found, claim: { ...found.claim, id }, setup });
    const own = [await store('M1', SETUPS.random), await store('M1', SETUPS.given)].toSorted();
    const other = await store('T3', SETUPS.random);
    const unknown = await store('Q9', SETUPS.random);
    await store('M1', { engine: 'another' });
    const knownOf = async (only: ReadonlySet<string> | null) => {
      const { lines, warned, progress } = recorder();
      const { cases } = await opened(folder, progress, only);
      expect(warned).toEqual([`skipped in the corpus: ${unknown}: claim.id: there is no claim Q9`]);
      return { lines, names: cases.map(({ name }) => name).toSorted() };
    };
    expect(await knownOf(null)).toEqual({ lines: ['3 cases of earlier runs first'], names: [...own, other].toSorted() });
    expect(await knownOf(new Set(['M1']))).toEqual({ lines: ['2 cases of earlier runs first'], names: own });
    expect(await knownOf(new Set(['T3']))).toEqual({ lines: ['1 case of earlier runs first'], names: [other] });
    expect(await knownOf(new Set(['Q9']))).toEqual({ lines: [], names: [] });
  });
});
