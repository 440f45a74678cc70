import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RandomStream } from '../../src/random/random-stream.js';
import { Corpus, corpusCases } from '../../src/verify/storage/corpus.js';
import {
  fileNameOf,
  filesOf,
  readCounterexample,
  statementHash,
  type CounterexampleFile,
} from '../../src/verify/storage/counterexample-file.js';
import { NO_HEARTBEAT } from '../../src/verify/decide/heartbeat.js';
import { replayRegression } from '../../src/verify/decide/regression-case.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { toyClaim, toyExperiment, withChanges, type ToyRules } from './toy-claims.js';

const ORIGIN = { tool: { name: 'toy', version: '1' }, setup: { engine: 'toy' } };

function filesOfToy(rules: ToyRules): CounterexampleFile[] {
  const [result] = runSuite([toyExperiment('toy', [rules])], { seed: 1n, budget: 'quick', only: null });
  return filesOf(result, ORIGIN);
}

const universal = toyClaim({ kind: 'universal' });
const threshold = { claim: universal, margin: (value: number) => 999.5 - value };

describe('counterexample files', () => {
  it('contain the case by value, in every role', async () => {
    const files = filesOfToy(threshold);
    expect(files.map((file) => [file.role, fileNameOf(file)])).toEqual([
      ['minimal', 'X1-minimal.json'],
      ['severe', 'X1-severe.json'],
      ['worst', 'X1-worst.json'],
    ]);
    const [minimal] = files;
    expect(minimal).toMatchObject({
      case: 1000,
      claim: { id: 'X1', hash: statementHash(universal) },
      outcome: { kind: 'conclusion', margin: -0.5, quantity: 'margin' },
      replays: { of: 3, failed: 3 },
    });
    const file = join(temporaryFolder(), 'one.json');
    writeFileSync(file, JSON.stringify(minimal));
    expect(await readCounterexample(file)).toEqual(minimal);
  });

  it.each([
    ['minimal', 'universal', (value: number) => 999.5 - value],
    ['exception', 'rate', () => -1],
  ] as const)('hold which factors of the %s case matter, as they were met', (role, kind, margin) => {
    const plain = toyExperiment('toy', [{ claim: toyClaim({ kind }), margin }]);
    const factors = [{ name: 'the number', redraw: (_: number, random: RandomStream) => random.integer(2000) }];
    const [result] = runSuite([withChanges(plain, { factors })], { seed: 1n, budget: 'quick', only: null });
    const { verdict } = result;
    if (!('hunt' in verdict) || verdict.hunt === null) throw new Error(`unexpected ${verdict.word}`);
    const [first, ...others] = filesOf(result, ORIGIN);
    expect(first).toMatchObject({ role, factors: [{ factor: 'the number', redrawn: 20 }] });
    expect(first.factors).toEqual(verdict.hunt.factors);
    expect(others.flatMap((file) => file.factors)).toEqual([]); // only that one has them
  });

  it('exist for exceptions, witnesses, unstable cases and errors, and for nothing else', () => {
    const roles = (rules: ToyRules) => filesOfToy(rules).map(({ role }) => role);
    let calls = 0;
    expect(roles({ claim: toyClaim(), margin: () => -1 })).toEqual(['exception', 'worst']);
    expect(roles({ claim: toyClaim({ kind: 'existence' }), margin: () => 1 })).toEqual(['witness']);
    expect(roles({ claim: universal, margin: () => (++calls % 50 === 0 ? -1 : 1) })).toEqual(['unstable']);
    expect(roles({ claim: universal, margin: () => Number.NaN })).toEqual(['error']);
    expect(roles({ claim: universal, margin: () => 1, enumerate: () => [1] })).toEqual([]);
    expect(roles({ claim: universal, margin: (value) => 1 - value, enumerate: () => [1, 2, 3] })).toEqual(['worst']);
    expect(roles({ claim: universal, margin: () => 1, meetsAssumptions: () => false })).toEqual([]);
  });

  it('have a hash that depends on the statement, the thresholds and the assumptions, but not on the reading', () => {
    const changed = [
      { statement: 'another' },
      { kind: 'rate' as const },
      { assumptions: ['total'] },
      { thresholds: [{ quantity: 'margin', bound: 'at least' as const, value: 1, basis: 'none' }] },
    ];
    const hashes = changed.map((change) => statementHash({ ...universal, ...change }));
    expect(new Set([statementHash(universal), ...hashes]).size).toBe(changed.length + 1);
    expect(statementHash({ ...universal, reading: 'another' })).toBe(statementHash(universal));
  });

  it('keep numbers to the last bit', async () => {
    const values = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, 2 ** 53 - 1, -1e-300];
    const [minimal] = filesOfToy(threshold);
    const file = join(temporaryFolder(), 'floats.json');
    writeFileSync(file, JSON.stringify({ ...minimal, case: values }));
    expect((await readCounterexample(file)).case).toEqual(values);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, -20), /is not JSON/],
    [
      'of another version',
      (text: string) => text.replace('"version":2,"tool"', '"version":9,"tool"'),
      /: is a counterexample of format 9, and this program reads format 2; make it anew/,
    ],
    ['foreign', () => '{"format":"something else"}', /: format: /],
    ['edited', (text: string) => text.replace('"margin":-0.5', '"margin":"low"'), /: outcome\.margin: /],
    [
      'nested too deeply',
      (text: string) => text.replace('"case":1000', `"case":${'['.repeat(20_000)}${']'.repeat(20_000)}`),
      /nested too deeply/,
    ],
    ['without its claim', (text: string) => text.replace('"claim":', '"chaim":'), /: claim: /],
  ])('that are %s are refused in one line that names the field', async (_, damage, message) => {
    const file = join(temporaryFolder(), 'damaged.json');
    writeFileSync(file, damage(JSON.stringify(filesOfToy(threshold)[0])));
    const error: unknown = await readCounterexample(file).catch((thrown: unknown) => thrown);
    expect((error as Error).name).toBe('InputError');
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });
});

describe('a corpus', () => {
  it('stores a counterexample once, loads it, and drops it', async () => {
    const folder = join(temporaryFolder(), 'deep', 'corpus');
    const corpus = new Corpus(folder, '--corpus');
    expect(await corpus.load()).toEqual({ entries: [], skipped: [] }); // no folder yet
    const [minimal, severe] = filesOfToy(threshold);
    const name = await corpus.store(minimal);
    expect(await corpus.store(minimal)).toBe(name);
    await corpus.store(severe);
    const { entries } = await corpus.load();
    expect(entries.map(({ file }) => Number(file.case)).toSorted((one, other) => one - other)).toEqual([
      Number(minimal.case),
      Number(severe.case),
    ]);
    expect(readdirSync(folder)).toHaveLength(2); // complete files only, without temporary ones
    const entry = { name, file: minimal };
    expect(await corpus.drop(entry)).toBe(true);
    expect(await corpus.drop(entry)).toBe(true); // another run has dropped it already
    expect(await corpus.drop({ name: 'mine.json', file: minimal })).toBe(false); // not a name that the corpus gives
    expect((await corpus.load()).entries.map(({ file }) => file.case)).toEqual([severe.case]);
  });

  it('can be used by two runs at once: what both find is stored once and completely, whichever run drops it', async () => {
    const folder = join(temporaryFolder(), 'not', 'there', 'yet');
    const runs = [new Corpus(folder, '--corpus'), new Corpus(folder, '--corpus')];
    const [minimal] = filesOfToy(threshold);
    const files = Array.from({ length: 20 }, (_, i): CounterexampleFile => ({ ...minimal, case: i }));
    await Promise.all(runs.flatMap((run) => files.map((file) => run.store(file))));
    const loaded = await Promise.all(runs.map((run) => run.load()));
    for (const { entries, skipped } of loaded) {
      expect(skipped).toEqual([]);
      const numbers = entries.map(({ file }) => Number(file.case)).toSorted((one, other) => one - other);
      expect(numbers).toEqual(files.map((_, k) => k));
    }
    await Promise.all([
      ...loaded[0].entries.map((entry) => runs[0].drop(entry)),
      ...loaded[1].entries.map((entry) => runs[1].drop(entry)),
      runs[1].load(),
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('skips damaged files, with a line for each', async () => {
    const folder = temporaryFolder();
    const corpus = new Corpus(folder, '--corpus');
    const name = await corpus.store(filesOfToy(threshold)[0]);
    writeFileSync(join(folder, 'broken.json'), readFileSync(join(folder, name), 'utf8').slice(0, 100));
    writeFileSync(join(folder, 'foreign.json'), '{}');
    writeFileSync(join(folder, 'notes.txt'), 'not an entry');
    const { entries, skipped } = await corpus.load();
    expect(entries).toHaveLength(1);
    expect(skipped).toEqual([expect.stringContaining('broken.json: is not JSON'), expect.stringContaining('foreign.json')]);
  });

  it('gives a run the cases of its own setup, with more replays for unstable ones', () => {
    const [file] = filesOfToy(threshold);
    const entries = [
      { name: 'own', file },
      { name: 'flaky', file: { ...file, role: 'unstable' as const } },
      { name: 'of another engine', file: { ...file, setup: { engine: 'other' } } },
    ];
    expect(corpusCases(entries, ORIGIN.setup).map(({ name, replays }) => [name, replays])).toEqual([
      ['own', 3],
      ['flaky', 59], // 1 − 0.95^59 > 0.95
    ]);
  });
});

describe('a regression case', () => {
  /** The outcome of a case that fails in some evaluations, numbered from 1, and the number of evaluations. */
  function replayed(replays: number, fails: (call: number) => boolean) {
    let calls = 0;
    const experiment = toyExperiment('flaky', [{ claim: universal, margin: () => (fails(++calls) ? -1 : 1) }]);
    const outcome = replayRegression(experiment, { name: 'known', test: 0, case: 5, replays }, NO_HEARTBEAT);
    return { outcome, calls };
  }

  it.each([1, 3, 59])('is evaluated as often as requested: %d times', (replays) => {
    expect(replayed(replays, () => false)).toEqual({ outcome: { name: 'known', test: 0, state: 'holds' }, calls: replays });
    expect(replayed(replays, () => true)).toMatchObject({
      outcome: { state: 'fails', confirmed: { replays, failed: replays, counterexample: { case: 5, conclusion: { margin: -1 } } } },
      calls: replays,
    });
  });

  it.each([
    ['the first', (call: number) => call === 1, 1],
    ['the last', (call: number) => call === 59, 1],
    ['all but the first', (call: number) => call > 1, 58],
    ['all but the last', (call: number) => call < 59, 58],
  ])('has not gone while it fails in any of its replays: %s of 59', (_, fails, failed) => {
    const { outcome } = replayed(59, fails);
    expect(outcome).toMatchObject({
      state: 'fails',
      confirmed: { replays: 59, failed, counterexample: { conclusion: { margin: -1 } } },
    });
  });
});
