import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { experimentsOnTable } from '../../properties/catalogue/given-table.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import type { Claim } from '../../src/verify/claim.js';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { LATIN_FAMILIES, plainLatinTable } from '../../src/task/tables/latin.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { drawBijectiveTable, drawFunctionalTable } from '../../src/task/tables/random-tables.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { openPretrainer } from '../../src/training/pretraining.js';
import { assertExpectedVerdicts, isHeavy } from '../kit/expected-verdicts.js';
import { assertExperimentLaws, drawCases } from '../kit/experiment-laws.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

const { pretrain } = await openPretrainer();
const experiments = experimentsOnRandomTables({ open: openSparse, pretrain });

/** Scaling claims are judged by all sizes together, which takes minutes. test/properties/sample-scaling.test.ts runs fewer sizes. */
const sampled = experiments.filter(({ tests }) => tests.every(({ claim }) => claim.kind !== 'scaling'));

/** Claims whose cases take a second each are decided in heavy-claims.long.test.ts; here they keep the laws, on two cases. */
const cheap = sampled.filter((experiment) => !isHeavy(experiment));

const SPEC = new URL('../../spec/claims/', import.meta.url);

/** The ids of all claims that files of spec/claims export, registered or not. */
async function statedClaims(): Promise<Set<string>> {
  const modules = await Promise.all(readdirSync(SPEC).map((file) => import(new URL(file, SPEC).href) as Promise<object>));
  const exported = modules.flatMap((module) => Object.values(module).flat() as unknown[]);
  return new Set(exported.flatMap((value) => (isClaim(value) ? [value.id] : [])));
}

function isClaim(value: unknown): value is Claim {
  return typeof value === 'object' && value !== null && 'statement' in value;
}

describe('the experiments that verify runs', () => {
  it('cover every claim of the spec once', async () => {
    const tested = experiments.flatMap(({ tests }) => tests.map(({ claim }) => claim.id));
    expect(tested.toSorted()).toEqual([...(await statedClaims())].toSorted());
    expect(tested.toSorted()).toEqual(CLAIMS.map(({ id }) => id).toSorted());
  });

  it('give each control the kind, thresholds and tolerance of the claim it controls', () => {
    const controls = CLAIMS.filter(({ control }) => control !== undefined);
    expect(controls.map(({ id }) => id)).toEqual(['C1', 'C2', 'C3', 'C4', 'C5a', 'C5b', 'C6', 'C7']);
    for (const { control, expected, kind, thresholds, tolerance } of controls) {
      const claim = CLAIMS.find(({ id }) => id === control?.of);
      const limits = (list: typeof thresholds | undefined) => list?.map(({ quantity, bound, value }) => [quantity, bound, value]);
      expect([expected, kind, limits(thresholds), tolerance]).toEqual([
        'REFUTED',
        claim?.kind,
        limits(claim?.thresholds),
        claim?.tolerance,
      ]);
    }
  });

  it.each(sampled.map((experiment) => [experiment.id, experiment] as const))(
    `keep the laws of experiments: %s (seed ${SEED})`,
    (_, experiment) => {
      assertExperimentLaws(experiment, isHeavy(experiment) ? 2 : 4);
    },
  );

  it.each(cheap.map((experiment) => [experiment.tests.map(({ claim }) => claim.id).join(', '), experiment] as const))(
    'give every claim its expected verdict: %s',
    (_, experiment) => assertExpectedVerdicts(experiment),
  );

  it('refute C5a by the answer row and C5b by the relation row', () => {
    for (const [id, quantity] of [
      ['C5a', 'answer mass'],
      ['C5b', 'query share'],
    ]) {
      const experiment = experiments.find(({ tests }) => tests.some(({ claim }) => claim.id === id));
      if (experiment === undefined) throw new Error(`${id} is gone`);
      const [value] = drawCases(experiment, 1);
      expect(experiment.tests[0].conclude(value, experiment.observe(value)).quantity).toBe(quantity);
    }
  });

  it('draw every Latin family, and Z₂^m only at powers of two', () => {
    const training = experiments.find(({ id }) => id.startsWith('training in D, reference'));
    if (training === undefined) throw new Error('the experiment is gone');
    const strata = drawCases(training, 400).map((value) => training.presentation.stratum(value));
    for (const family of LATIN_FAMILIES) expect(strata).toContain(family);
  });
});

describe('claims on a given table', () => {
  const options = { seed: BigInt(SEED), budget: 'quick', claims: 5 } as const;
  const runOn = (table: KnowledgeBase, only: readonly string[]) => {
    const { experiments: onTable, withoutCases } = experimentsOnTable({ table, naming: INDEX_NAMING }, { open: openSparse });
    const results = runSuite(onTable, { ...options, only: new Set(only), withoutCases });
    return results.filter(({ verdict }) => verdict.word !== 'SKIPPED');
  };
  const words = (table: KnowledgeBase, only: readonly string[]) =>
    Object.fromEntries(runOn(table, only).map(({ claim, verdict }) => [claim.id, verdict.word]));

  it('are decided if the table meets their assumptions', () => {
    expect(words(plainLatinTable('cyclic', 12, 4), ['M1', 'M2', 'P2', 'T1', 'T2', 'T3', 'T4', 'S1'])).toEqual({
      M1: 'HOLDS',
      M2: 'HOLDS',
      P2: 'HOLDS',
      T1: 'HOLDS',
      T2: 'HOLDS',
      T3: 'HOLDS',
      T4: 'HOLDS',
      S1: 'HOLDS',
    });
  });

  it('are NOT APPLICABLE if it does not: a Latin table too small for D, a table with ambiguous pairs', () => {
    expect(words(plainLatinTable('cyclic', 6, 2), ['M1', 'T2'])).toEqual({ M1: 'HOLDS', T2: 'NOT APPLICABLE' });
    const bijections = drawBijectiveTable(12, 6, RandomStream.of(SEED, 'ambiguous'));
    expect(words(plainLatinTable('cyclic', 34, 2), ['P1'])).toEqual({ P1: 'NOT APPLICABLE' }); // P1 is claimed up to S = 32
    const single = new StoredTable({ subjects: 1, relations: 1, answers: 1 }, [[0, 0, 0]]);
    expect(words(single, ['M1', 'M2', 'P1', 'P2', 'T1', 'T2', 'T3', 'T4', 'S1'])).toEqual({
      M1: 'HOLDS',
      M2: 'HOLDS',
      P1: 'NOT APPLICABLE',
      P2: 'NOT APPLICABLE',
      T1: 'NOT APPLICABLE',
      T2: 'NOT APPLICABLE',
      T3: 'NOT APPLICABLE',
      T4: 'NOT APPLICABLE',
      S1: 'NOT APPLICABLE',
    });
    const [memory] = runOn(bijections, ['M1']);
    expect(memory.verdict).toMatchObject({
      word: 'NOT APPLICABLE',
      unmet: [{ assumption: 'unambiguous' }],
      exploratory: { cases: 72 },
    });
  });

  it('include M2 even if the table has hubs and ambiguous pairs, since M2 is about them', () => {
    const table = drawFunctionalTable({ subjects: 12, relations: 4, answers: 3 }, RandomStream.of(SEED, 'hubs'));
    expect(words(table, ['M1', 'M2'])).toEqual({ M1: 'NOT APPLICABLE', M2: 'HOLDS' });
  });

  it('exclude T4 on a table whose prompts have one pair', () => {
    const table = plainLatinTable('cyclic', 2, 2);
    const [{ verdict }] = runOn(table, ['T4']);
    expect(verdict).toMatchObject({ word: 'NOT APPLICABLE', unmet: [{ assumption: 'sizes of D' }, { assumption: 'k ≥ 2' }] });
  });

  it('are separate from claims on random tables, which have one experiment each', () => {
    const results = runSuite(experiments, { ...options, claims: 8, only: new Set(['C5b']) });
    const decided = results.filter(({ verdict }) => verdict.word !== 'SKIPPED');
    expect(decided.map(({ claim }) => claim.id)).toEqual(['C5b']);
  });

  it('speak of a table by its own names', () => {
    const hub = drawFunctionalTable({ subjects: 12, relations: 2, answers: 2 }, RandomStream.of(SEED, 'names'));
    const naming = { ...INDEX_NAMING, answer: (a: number) => `"Europe ${a}"` };
    const { experiments: onTable } = experimentsOnTable({ table: hub, naming }, { open: openSparse });
    const memory = runSuite(onTable, { ...options, only: new Set(['M1']) }).find(({ claim }) => claim.id === 'M1');
    if (memory?.verdict.word !== 'NOT APPLICABLE') throw new Error('M1 applies to a table with hubs');
    expect(memory.verdict.unmet.flatMap(({ offenders }) => offenders).join()).toContain('"Europe 0"');
  });

  it('M1 reads a fact both ways: of an ambiguous pair only the relation is lost', () => {
    const table = new StoredTable({ subjects: 2, relations: 2, answers: 3 }, [
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
      [1, 1, 2],
    ]);
    const { experiments: onTable } = experimentsOnTable({ table, naming: INDEX_NAMING }, { open: openSparse });
    const memory = onTable.find(({ tests }) => tests.some(({ claim }) => claim.id === 'M1'));
    if (memory === undefined) throw new Error('M1 is gone');
    const { quantities } = memory.tests[0].conclude([0, 0, 0], memory.observe([0, 0, 0]));
    const margins = Object.fromEntries(quantities.map(({ name, margin }) => [name, margin]));
    expect(margins['answer gap']).toBeGreaterThan(0);
    expect(margins['relation gap']).toBeLessThan(0);
  });
});
