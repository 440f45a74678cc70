import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimResult } from '../../src/verify/decide/schedule.js';
import { conclude } from '../../src/verify/conclusion.js';
import type { RecordedDraw } from '../../src/verify/decide/recorded-draws.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { joinShards, readShard, shardFile, type ShardFile } from '../../src/verify/storage/shard-file.js';
import { planSuite, superviseShare, superviseSuite, type SupervisedOptions } from '../../src/verify/workers/supervisor.js';
import { LONE, openCatalogue } from '../kit/toy-catalogue.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

/** Compiled, as build-program.ts leaves it: a thread starts without a loader then. */
const module = new URL('../../dist/test/kit/toy-catalogue.js', import.meta.url);
const source = (...traps: string[]) => ({ module, input: { traps } });
/** Seconds for a case where a trap is set: sound cases take microseconds, and stay within it if their thread loses the CPU for a while. */
const CASE_LIMIT = 1.5;

const options: SupervisedOptions = { seed: 1n, budget: 'quick', only: null, caseLimit: 120, workers: 1 };

/** The verdicts of the selected claims. */
const wordsOf = (results: readonly ClaimResult[]) =>
  Object.fromEntries(askedIn(results).map(({ claim, verdict }) => [claim.id, verdict.word]));

function askedIn(results: readonly ClaimResult[]): ClaimResult[] {
  return results.filter(({ verdict }) => verdict.word !== 'SKIPPED');
}

/** The verdicts of a run without traps. */
const SOUND = {
  A1: 'HOLDS',
  A2: 'HOLDS',
  A3: 'REFUTED',
  A4: 'HOLDS',
  A5: 'REFUTED',
  A6: 'HOLDS',
  A7: 'HOLDS',
  B1: 'HOLDS',
  B2: 'HOLDS',
  B3: 'HOLDS',
  C1: 'HOLDS',
  C2: 'HOLDS',
  D1: 'HOLDS',
  E1: 'NOT APPLICABLE',
  E2: 'HOLDS',
  F1: 'HOLDS',
  F2: 'HOLDS',
  G1: 'NOT APPLICABLE',
};

/** A run without traps, made once. */
const sound = lazily(() => superviseSuite(source(), options));

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

describe('a supervised run', () => {
  it('gives the same results as a run in one thread, for any number of threads', async () => {
    const { experiments, withoutCases = [] } = openCatalogue({ traps: [] });
    const alone = runSuite(experiments, { seed: 1n, budget: 'quick', only: null, withoutCases });
    expect(wordsOf(alone)).toEqual(SOUND);
    for (const workers of [1, 2, 3]) {
      const { results, claims, about } = await superviseSuite(source(), { ...options, workers });
      expect(results).toEqual(alone);
      expect([claims, about]).toEqual([13, { traps: [] }]); // existence claims, finite domains and claims that do not apply take no share
    }
  });

  it('calls back once for each result, of claims without cases too', async () => {
    const called: ClaimResult[] = [];
    const { results } = await superviseSuite(source(), { ...options, workers: 2, onResult: (result) => called.push(result) });
    const inOrder = called.toSorted((one, other) => (one.claim.id < other.claim.id ? -1 : 1));
    expect(inOrder).toEqual(results);
    expect(results.at(-1)?.claim.id).toBe('G1');
  });

  it('plans every claim that will be decided, without evaluating anything', async () => {
    const { planned, claims } = await planSuite(source('conclude', 'observe', 'draw', 'hunt', 'exit'), options);
    expect(planned.map(({ claim }) => claim.id)).toEqual(Object.keys(SOUND).filter((id) => id !== 'E1' && id !== 'G1'));
    expect(claims).toBe(13);
    expect(new Set(planned.map(({ plan }) => plan.alpha))).toEqual(new Set([0.05 / 13]));
  });

  it.each([
    ['a conclusion that never comes', 'conclude', ['B2']],
    ['a conclusion of the first of the claims that share a case', 'first', ['B1']],
    ['a case that ends its thread', 'exit', ['B2']],
    ['a case of the hunt that never ends', 'hunt', ['B3']],
    ['a case whose assumptions are checked without end', 'assume', ['B3']],
    ['a case of a finite domain', 'enumerate', ['F1']],
    ['a case of a given subject that breaks an assumption', 'explore', ['E1']],
    ['an observation that never comes, of all claims that read it', 'observe', ['C1', 'C2']],
  ])('reports %s as an ERROR, and still decides the other claims', async (_, trap, lost) => {
    const { results } = await superviseSuite(source(trap), { ...options, caseLimit: CASE_LIMIT });
    expect(wordsOf(results)).toEqual({ ...SOUND, ...Object.fromEntries(lost.map((id) => [id, 'ERROR'])) });
    const why = trap === 'exit' ? 'the thread ended with exit code 7' : `no answer within the limit of ${CASE_LIMIT} s for a case`;
    for (const { claim, verdict } of results) {
      if (!lost.includes(claim.id)) continue;
      if (verdict.word !== 'ERROR') throw new Error('unreachable');
      expect(verdict.message).toBe(why);
      // The case itself, by value.
      if (trap === 'hunt' || trap === 'assume')
        expect(Math.min(Number(verdict.case), 999_999 - Number(verdict.case))).toBeLessThan(20);
      else if (trap === 'enumerate') expect(verdict.case).toBe(107);
      else expect(Number(verdict.case) % 10).toBe(7);
    }
    const others = ({ claim }: ClaimResult) => !lost.includes(claim.id);
    expect(results.filter(others)).toEqual((await sound()).results.filter(others)); // bit for bit
  });

  it('makes previews of the first cases, and of the counterexample or the witness', async () => {
    const { results } = await superviseSuite(source('shown'), { ...options, only: new Set(['A2', 'A4', 'A5', 'A6', 'B1']) });
    const previews = Object.fromEntries(askedIn(results).map((result) => [result.claim.id, result.previews]));
    const first = expect.stringMatching(/^the number \d+$/);
    expect(previews).toEqual({
      A2: { overview: 20, example: first, counterexample: null },
      A4: { overview: 20, example: first, counterexample: null },
      A5: { overview: 20, example: first, counterexample: 'the number 4322' },
      A6: { overview: 20, example: first, counterexample: expect.stringMatching(/^the number \d*005$/) },
      B1: { overview: null, example: null, counterexample: null },
    });
    const shown = (id: string) => Number(/\d+/.exec(JSON.stringify(previews[id].example))?.[0]);
    expect(shown('A4') % 3).not.toBe(1); // the others do not meet its assumptions
  });

  it.each(['picture', 'smudge'])('loses no verdict to a preview that fails (%s)', async (trap) => {
    const { results } = await superviseSuite(source(trap), { ...options, caseLimit: CASE_LIMIT });
    const none = { overview: null, example: null, counterexample: null };
    expect(results.find(({ claim }) => claim.id === 'A5')?.previews).toEqual(none);
    const plain = (all: readonly ClaimResult[]) => all.map((result) => ({ ...result, previews: none }));
    expect(plain(results)).toEqual(plain((await sound()).results));
  });

  it('blames no claim for a thread that dies after its reply', async () => {
    const { results } = await superviseSuite(source('late'), options);
    expect(wordsOf(results)).toEqual(SOUND);
  });

  it('gives the origin of a case that cannot be drawn', async () => {
    const { results } = await superviseSuite(source('draw'), { ...options, caseLimit: CASE_LIMIT, only: new Set(['B1', 'D1']) });
    expect(wordsOf(results)).toEqual({ B1: 'HOLDS', D1: 'ERROR' });
    expect(askedIn(results)[1].verdict).toMatchObject({
      case: { origin: { stream: ['1', 'estimate', 'drawn', expect.any(Number)] } },
    });
  });

  it('makes a given subject that cannot be inspected an ERROR, and nothing else', async () => {
    const { results, claims } = await superviseSuite(source('given'), { ...options, caseLimit: CASE_LIMIT });
    expect(wordsOf(results)).toEqual({ ...SOUND, E1: 'ERROR', E2: 'ERROR' });
    expect(claims).toBe(12);
  });

  it.each([
    ['interrupt', 'the run was interrupted after'],
    ['time limit', 'the time limit of the run was reached after'],
  ] as const)('is INCONCLUSIVE where it is stopped (%s), never a pass', async (reason, words) => {
    const controller = new AbortController();
    const { results } = await superviseSuite(source(), {
      ...options,
      signal: controller.signal,
      onPlan: () => controller.abort(reason),
    });
    expect(results.at(-1)?.verdict.word).toBe('NOT APPLICABLE'); // a claim without cases needs no run
    for (const { claim, verdict } of results.slice(0, -1)) {
      if (claim.id !== 'E1') expect(verdict).toMatchObject({ word: 'INCONCLUSIVE', by: 'interruption', violations: 0 });
      expect(verdict.stopped).toContain(words);
    }
  });

  it('does not wait for a case that never returns when it is stopped', async () => {
    const controller = new AbortController();
    const { results } = await superviseSuite(source('conclude'), {
      ...options,
      caseLimit: 2, // which is as long as a stop waits for it
      signal: controller.signal,
      // Once the first experiment is decided, the second reaches its trap.
      onResult: ({ claim }) => void (claim.id === 'A1' && setTimeout(() => controller.abort('interrupt'), 500)),
    });
    expect(wordsOf(results)).toMatchObject({ A1: 'HOLDS', B2: 'INCONCLUSIVE', C1: 'INCONCLUSIVE' });
  });

  it('says why it was stopped, even if a case never returns', async () => {
    const controller = new AbortController();
    const { results } = await superviseSuite(source('conclude'), {
      ...options,
      caseLimit: 2, // the current case has this time again when the run is stopped
      only: new Set(['B2']),
      signal: controller.signal,
      onProgress: (running) => {
        if (running.some(({ done }) => done > 0)) controller.abort('time limit'); // microseconds before the trap
      },
    });
    expect(askedIn(results).map(({ verdict }) => verdict)).toEqual([
      expect.objectContaining({
        word: 'INCONCLUSIVE',
        by: 'interruption',
        stopped: expect.stringMatching(/^the time limit of the run was reached after \d+ cases$/),
      }),
    ]);
  });

  it('is refuted by a regression case that it would not find by itself, and is an ERROR if that throws', async () => {
    const lone = { name: 'lone', experiment: 'sound', claim: 'A7', replays: 3 };
    const only = new Set(['A2', 'A7']);
    const failing = await superviseSuite(source(), { ...options, only, regressions: [{ ...lone, case: LONE.failing }] });
    expect(wordsOf(failing.results)).toEqual({ A2: 'HOLDS', A7: 'REFUTED' });
    expect(askedIn(failing.results)[1].verdict).toMatchObject({
      by: 'counterexample',
      counterexample: { case: LONE.failing, conclusion: { margin: -1 } },
      hunt: { found: null },
      stopped: 'a counterexample of an earlier run failed in 3 of 3 replays',
    });
    const throwing = await superviseSuite(source(), { ...options, only, regressions: [{ ...lone, case: LONE.throwing }] });
    expect(throwing.regressions).toMatchObject([{ name: 'lone', state: 'error' }]);
    expect(wordsOf(throwing.results)).toEqual({ A2: 'HOLDS', A7: 'ERROR' });
    expect(askedIn(throwing.results)[1].verdict).toMatchObject({ message: 'Error: a lone number', case: LONE.throwing });
  });

  it('rejects if the program has a fault, blames no claim, and leaves no thread behind', () => {
    // One thread stalls on a case while the other fails to open the catalogue. The process must still end by itself.
    const input = { traps: ['conclude', 'observe'], once: join(temporaryFolder(), 'opened') };
    const script = `
      import { superviseSuite } from ${JSON.stringify(new URL('../../src/verify/workers/supervisor.ts', import.meta.url).href)};
      const words = [];
      const onResult = ({ verdict }) => words.push(verdict.word);
      const source = { module: new URL(${JSON.stringify(module.href)}), input: ${JSON.stringify(input)} };
      const options = { seed: 1n, budget: 'quick', only: null, caseLimit: 120, workers: 2, onResult };
      const message = await superviseSuite(source, options).then(() => null, (error) => error.message);
      console.log(JSON.stringify({ message, words: [...new Set(words)].sort() }));`;
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', script],
      { encoding: 'utf8', timeout: 60_000 }, // otherwise it might never end
    );
    expect([status, JSON.parse(stdout)]).toEqual([
      0,
      { message: 'the catalogue was opened once more', words: ['HOLDS', 'REFUTED'] },
    ]);
  });

  it('evaluates regression cases first: one that still fails refutes, one that holds is reported, a foreign one is named', async () => {
    const cases = [
      { name: 'fails', experiment: 'sound', claim: 'A5', case: 4322, replays: 3 },
      { name: 'holds', experiment: 'sound', claim: 'A2', case: 5, replays: 3 },
      { name: 'outside', experiment: 'sound', claim: 'A4', case: 1, replays: 3 },
      { name: 'elsewhere', experiment: 'gone', claim: 'A4', case: 1, replays: 3 },
    ];
    const { results, regressions } = await superviseSuite(source(), { ...options, regressions: cases });
    expect(regressions.map(({ name, state }) => [name, state])).toEqual([
      ['fails', 'fails'],
      ['holds', 'holds'],
      ['outside', 'foreign'],
    ]);
    expect(results).toEqual((await sound()).results); // this seed finds it without the regression case
    // A regression case that stalls is an ERROR of its claim.
    const rare = { name: 'trap', experiment: 'shared', claim: 'B3', case: 0, replays: 3 };
    const again = await superviseSuite(source('hunt'), {
      ...options,
      caseLimit: CASE_LIMIT,
      regressions: [rare],
      only: new Set(['B1', 'B3']),
    });
    expect(wordsOf(again.results)).toEqual({ B1: 'HOLDS', B3: 'ERROR' });
  });
});

describe('shards', () => {
  const about = { tool: { name: 'toy', version: '1' }, setup: null, about: null, seed: '1', budget: 'quick', only: null } as const;

  async function shardsOf(count: number): Promise<{ file: string; content: ShardFile }[]> {
    const folder = temporaryFolder();
    const shards = [];
    for (let index = 0; index < count; index++) {
      const { records } = await superviseShare(source(), { index, of: count }, options);
      if (records === null) throw new Error('stopped');
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(shardFile(about, { index, of: count }, records)));
      shards.push({ file, content: await readShard(file) });
    }
    return shards;
  }

  it.each([1, 2, 3, 7])('give the counts, intervals and verdicts of a single run: %d shards', async (count) => {
    const { outcomes } = joinShards(await shardsOf(count));
    const joined = await superviseSuite(source(), { ...options, recorded: outcomes });
    expect(joined.results).toEqual((await sound()).results);
  });

  it('are what the joined run counts: changing an outcome in a file changes the verdict', async () => {
    const shards = await shardsOf(2);
    const changed = shards.map(({ file, content }) => ({
      file,
      content: {
        ...content,
        records: content.records.map((record) =>
          record.claim === 'B1'
            ? { ...record, draws: record.draws.map(([index, ...rest]) => [index, ...rest.slice(0, 3), -1, -1]) }
            : record,
        ),
      },
    }));
    const { results } = await superviseSuite(source(), { ...options, recorded: joinShards(changed).outcomes });
    expect(wordsOf(results)).toEqual({ ...SOUND, B1: 'UNSTABLE' }); // the worst violation of the file does not fail in its replays
  });

  it('keep every outcome to the last bit: violations, rounding only, and cases outside the assumptions', async () => {
    const quantities = [
      { name: 'one', value: 0.1 + 0.2, margin: 5e-324 },
      { name: 'two', value: -1e300, margin: 1 / 3 },
    ];
    const draws: RecordedDraw[] = [
      { index: 0, outcome: { conclusion: conclude(quantities), stratum: 'even' } },
      { index: 2, outcome: { conclusion: { ...conclude(quantities), roundingOnly: true }, stratum: 'odd' } },
      { index: 4, outcome: null },
      { index: 6, outcome: { conclusion: conclude([{ name: 'two', value: 7, margin: -7 }]), stratum: 'even' } },
    ];
    const file = join(temporaryFolder(), 'one.json');
    writeFileSync(file, JSON.stringify(shardFile(about, { index: 0, of: 1 }, [{ experiment: 'toy', claim: 'A1', draws }])));
    const { run, outcomes } = joinShards([{ file, content: await readShard(file) }]);
    expect(run).toEqual(about);
    expect([...(outcomes.get('toy')?.get('A1') ?? [])]).toEqual(draws.map(({ index, outcome }) => [index, outcome]));
  });

  it('count a draw once, even if it is evaluated again', async () => {
    const shards = await shardsOf(2);
    const { outcomes } = joinShards([...shards, shards[0]]);
    expect((await superviseSuite(source(), { ...options, recorded: outcomes })).results).toEqual((await sound()).results);
  });

  it('are refused if one is missing, belongs to another run, or disagrees about a draw', async () => {
    const shards = await shardsOf(3);
    expect(() => joinShards([])).toThrow('there is no shard to join');
    expect(() => joinShards([shards[0], shards[2]])).toThrow('shard 2/3 of the run is missing');
    expect(() => joinShards([shards[1]])).toThrow('shards 1/3, 3/3 of the run are missing');
    const of = (change: Partial<ShardFile>) => ({ file: 'other.json', content: { ...shards[2].content, ...change } });
    expect(() => joinShards([shards[0], shards[1], of({ seed: '2' })])).toThrow(
      /other\.json: is from another run than .*: its seed differs/,
    );
    expect(() => joinShards([shards[0], shards[1], of({ budget: 'standard' })])).toThrow(/its budget differs/);
    expect(() => joinShards([shards[0], shards[1], of({ setup: 1 })])).toThrow(/its setup differs/);
    expect(() => joinShards([shards[0], shards[1], of({ tool: { name: 'toy', version: '2' } })])).toThrow(/its tool differs/);
    expect(() => joinShards([shards[0], shards[1], of({ about: { backend: 'other' } })])).toThrow(/its about differs/);
    expect(() => joinShards([shards[0], shards[1], of({ only: ['A1'] })])).toThrow(/its only differs/);
    expect(() => joinShards([shards[0], shards[1], of({ shard: { index: 3, of: 4 } })])).toThrow(/its number of shards differs/);
    const [record, ...others] = shards[0].content.records;
    const liar = {
      file: 'liar.json',
      content: {
        ...shards[0].content,
        records: [{ ...record, draws: record.draws.map((draw, i) => (i === 5 ? [draw[0]] : draw)) }, ...others],
      },
    };
    expect(() => joinShards([...shards, liar])).toThrow(/liar\.json: disagrees with another shard about draw 15 of A1/);
  });

  it('are refused if damaged, with the wrong field', async () => {
    const [{ file, content }] = await shardsOf(1);
    const damaged = async (change: Record<string, unknown>) => {
      writeFileSync(file, JSON.stringify({ ...content, ...change }));
      return readShard(file);
    };
    await expect(damaged({ version: 9 })).rejects.toThrow(/is a shard of format 9, and this program reads format 2; /);
    await expect(damaged({ shard: { index: 3, of: 2 } })).rejects.toThrow(/shard\.index: 3 is above shard\.of, 2/);
    await expect(damaged({ records: [{ ...content.records[0], draws: [[0, 99, 0, 0, 1, 1]] }] })).rejects.toThrow(
      /records\.0\.draws\.0: is not a draw/,
    );
    await expect(damaged({ records: [{ ...content.records[0], draws: [[0, 0, 0, 0, 1]] }] })).rejects.toThrow(/is not a draw/);
  });
});
