import { describe, expect, it } from 'vitest';
import { ABLATIONS } from '../../properties/ablations/ablations.js';
import { REGISTRY } from '../../properties/registry.js';
import { groupBy } from '../../properties/experiments/group-by.js';
import { claimExperiment } from '../../properties/experiments/claim-experiment.js';
import { SizeCase } from '../../properties/cases/size-case.js';
import { blankCells, killMatrixExperiments } from '../../properties/maps/kill-matrix/experiments.js';
import { BROKEN_MODELS } from '../../properties/systems/broken/broken-models.js';
import { KILL_MATRIX } from '../../properties/maps/kill-matrix/kill-matrix.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { C1 } from '../../spec/claims/controls.js';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import type { System } from '../../properties/systems/system.js';
import { openPretrainer } from '../../src/training/pretraining.js';
import type { ClaimTest, Experiment } from '../../src/verify/experiment.js';
import { isViolation } from '../../src/verify/conclusion.js';
import { decide } from '../../src/verify/decide/decide.js';
import { drawsOf } from '../../src/verify/decide/draws.js';
import { assertExperimentLaws, drawCases } from '../kit/experiment-laws.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

const { pretrain } = await openPretrainer();
const IDS = BROKEN_MODELS.map(({ id }) => id);
const ROWS = CLAIMS.filter(({ control, expected }) => control === undefined && expected === 'HOLDS').map(({ id }) => id);
const SOURCE = { open: openSparse, pretrain };
const BLANK = blankCells();
const experiments = killMatrixExperiments(SOURCE, IDS);

/** Every claim, grouped by the cases they share, on the reference or on a changed system. */
const onRandomTables = (change?: (system: System) => System) =>
  groupBy(REGISTRY, ({ random }) => random).map(({ shared: design, items }) =>
    claimExperiment({
      origin: { kind: 'claims' },
      source: { ...SOURCE, ...(change === undefined ? {} : { change }) },
      open: (source) => design.open(source),
      claims: items.map((record) => ({ claim: record.claim, record })),
    }),
  );

const columnOf = ({ origin }: Experiment) => (origin.kind === 'variant' ? origin.variant.id : null);

function cellOf(model: string, claim: string): { experiment: Experiment; test: ClaimTest<unknown, unknown> } {
  for (const experiment of experiments) {
    const test = experiment.tests.find((each) => each.claim.id === claim);
    if (columnOf(experiment) === model && test !== undefined) return { experiment, test };
  }
  throw new Error(`there is no cell of ${claim} and ${model}`);
}

describe('the ids that records and ablations name', () => {
  it('are those of broken models and claims: a misspelt one would be left out without a word', () => {
    for (const { claim, heldTo } of REGISTRY) {
      for (const model of heldTo?.models ?? []) expect([claim.id, IDS]).toEqual([claim.id, expect.arrayContaining([model])]);
    }
    const claims = REGISTRY.map(({ claim }) => claim.id);
    for (const { id, only = [] } of ABLATIONS) {
      for (const claim of only) expect([id, claims]).toEqual([id, expect.arrayContaining([claim])]);
    }
  });
});

describe('broken models', () => {
  it('are those of the controls, and twelve more', () => {
    expect(BROKEN_MODELS.flatMap(({ control }) => (control === null ? [] : [control]))).toEqual([
      'C1',
      'C2',
      'C3',
      'C4',
      'C5a',
      'C5b',
      'C6',
      'C7',
    ]);
    expect(BROKEN_MODELS.filter(({ control }) => control === null)).toHaveLength(12);
    expect(new Set(IDS).size).toBe(IDS.length);
  });

  it('give each experiment a name of its own, and so random streams of its own', () => {
    for (const experiment of experiments) {
      expect(experiment.id).toContain(columnOf(experiment));
      expect(experiment.tests.length).toBeGreaterThan(0);
    }
    expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
  });

  it('meet every claim that holds of the reference once: in an experiment, or in a blank cell that says why', () => {
    const evaluated = experiments.flatMap((experiment) =>
      experiment.tests.map(({ claim }) => `${claim.id} ${columnOf(experiment)}`),
    );
    const blank = BLANK.map(({ claim, column }) => `${claim} ${column}`);
    const pairs = ROWS.flatMap((claim) => IDS.map((id) => `${claim} ${id}`));
    expect([...evaluated, ...blank].toSorted()).toEqual(pairs.toSorted());
    expect(KILL_MATRIX.columns.map(({ id }) => id)).toEqual(IDS);
  });
});

/** Which claim catches which broken model. */
const KILLS: readonly (readonly [model: string, claim: string])[] = [
  ['seen-facts-memory', 'S1'],
  ['seen-facts-memory', 'S3'],
  ['permuted-labels', 'T3'],
  ['ascent', 'T1'],
  ['ascent', 'T2'],
  ['answer-row-frozen', 'T3'],
  ['relation-row-frozen', 'T4'],
  ['linear-memory', 'M1'],
  ['linear-memory', 'P3b'],
  ['linear-memory', 'G3c'],
  ['permuted-answers', 'M2'],
  ['permuted-answers', 'P2'],
  ['permuted-answers', 'T5'],
  ['permuted-answers', 'T5b'],
  ['beta-left-out', 'T2'],
  ['softmax-left-out', 'T1'],
  ['attention-not-normalised', 'T2'],
  ['strictly-causal-mask', 'T1'],
  ['sum-for-mean', 'T2'],
  ['uncleared-gradients', 'T2'],
  ['softmax-not-differentiated', 'T1'],
  ['last-answer-as-target', 'T6'],
  ['shifted-pairs', 'P1'],
  ['query-among-pairs', 'T3'],
  ['ties-correct', 'M2'],
  ['ties-correct', 'P3'],
  ['relation-from-truth', 'P3'],
];

/** Kills by claims whose cases take half a second or more: only one case is run, and it fails. */
const HEAVY_KILLS: readonly (readonly [model: string, claim: string])[] = [
  ['relation-row-frozen', 'G1'],
  ['content-only-attention', 'G2a'],
  ['content-only-attention', 'G2b'],
  ['linear-memory', 'G3d'],
];

/** The kill that takes the searches of C1. `test/properties/sample-scaling.test.ts` runs them with fewer draws. */
const SEARCHED_KILL = ['seen-facts-memory', 'S2'] as const;

describe('the kill matrix', () => {
  it.each(KILLS)(`has %s killed by %s (seed ${SEED})`, (model, claim) => {
    const { experiment, test } = cellOf(model, claim);
    const values =
      experiment.cases.enumerate === undefined ? drawsOf(experiment, BigInt(SEED)) : [...experiment.cases.enumerate(BigInt(SEED))];
    const at = (index: number) => (typeof values === 'function' ? values(index) : values[index]);
    const violates = (index: number) => {
      const value = at(index);
      return test.unmet(value).length === 0 && isViolation(test.conclude(value, experiment.observe(value)));
    };
    const first = (count: number) => Array.from({ length: count }, (_, index) => index);
    switch (test.claim.kind) {
      case 'universal': // one counterexample is enough
        expect(first(typeof values === 'function' ? 200 : values.length).some(violates)).toBe(true);
        break;
      case 'existence': // and one witness would be
        expect(first(216).every(violates)).toBe(true);
        break;
      case 'rate': // at a true rate of 5 % with a chance of 2·10⁻⁵
      case 'scaling':
        expect(first(8).filter(violates).length).toBeGreaterThanOrEqual(5);
    }
  });

  it.each(HEAVY_KILLS)(`has %s violate %s in its first case (seed ${SEED})`, (model, claim) => {
    const { experiment, test } = cellOf(model, claim);
    const value = drawsOf(experiment, BigInt(SEED))(0);
    expect(isViolation(test.conclude(value, experiment.observe(value)))).toBe(true);
  });

  it('runs C1 as the cell of S2 and seen-facts-memory, with its sizes, search and scope', () => {
    const { experiment, test } = cellOf(...SEARCHED_KILL);
    const control = experimentsOnRandomTables(SOURCE).find(({ tests }) => tests[0].claim === C1);
    if (control === undefined) throw new Error('C1 is gone');
    const casesOf = (each: Experiment) => [...(each.cases.enumerate?.(BigInt(SEED)) ?? [])];
    expect(casesOf(experiment)).toEqual(casesOf(control));
    const small = casesOf(experiment).find((value) => value instanceof SizeCase && value.bits === 5);
    expect(experiment.observe(small)).toEqual(control.observe(small));
    expect([test.claim.leastBudget, experiment.origin]).toEqual([
      C1.leastBudget,
      {
        kind: 'variant',
        variant: { map: 'controls', id: SEARCHED_KILL[0] },
        scope: { domain: C1.domain, distribution: C1.distribution },
      },
    ]);
  });

  it('has a kill in every column, and in every row but that of S2b, which is left out', () => {
    const kills = [...KILLS, ...HEAVY_KILLS, SEARCHED_KILL];
    expect([...new Set(kills.map(([, claim]) => claim)), 'S2b'].toSorted()).toEqual(ROWS.toSorted());
    expect(BLANK.filter(({ claim, kind }) => claim === 'S2b' && kind === 'left out').map(({ column }) => column)).toEqual(IDS);
    expect([...new Set(kills.map(([model]) => model))].toSorted()).toEqual(IDS.toSorted());
  });

  it('does not count a case that cannot be evaluated as a kill', () => {
    const { experiment } = cellOf('ascent', 'T2');
    const dying: Experiment = {
      ...experiment,
      observe: () => {
        throw new RangeError('the case took too long');
      },
    };
    const plan = { cases: 5, least: 5, hunted: 5, redraws: 0, alpha: 0.05, tolerance: 0.05 };
    const [test] = dying.tests;
    expect(decide(dying, [{ test, plan }], BigInt(SEED))[0].word).toBe('ERROR');
  });
});

describe('experiments on broken models', () => {
  const cheap = new Set(['M1', 'M2', 'P1', 'P3b', 'G3c']);
  const few = experiments.filter(({ tests }) => cheap.has(tests[0].claim.id));

  it.each(few.map((experiment) => [experiment.id, experiment] as const))('keep the laws of experiments: %s', (_, experiment) => {
    assertExperimentLaws(experiment, 4);
  });
});

describe('an unaffected cell', () => {
  const reference = onRandomTables();
  const unaffected = BLANK.filter(({ kind }) => kind === 'unaffected');

  it.each(
    BROKEN_MODELS.filter(({ id }) => unaffected.some(({ column }) => column === id)).map((model) => [model.id, model] as const),
  )('has the reference’s conclusions to the last bit: %s', (id, model) => {
    const claims = new Set(unaffected.filter(({ column }) => column === id).map(({ claim }) => claim));
    const broken = onRandomTables((system) => model.breaks(system));
    for (const [i, experiment] of reference.entries()) {
      if (!experiment.tests.some(({ claim }) => claims.has(claim.id) && claim.heavy !== true)) continue;
      for (const value of drawCases(experiment, 1)) {
        const conclusions = (each: Experiment) => each.tests.map((test) => test.conclude(value, each.observe(value)));
        expect(conclusions(broken[i])).toEqual(conclusions(experiment));
      }
    }
  });

  it('differs from a cell that is left out', () => {
    expect(unaffected.some(({ claim, column }) => claim === 'M1' && column === 'ascent')).toBe(true);
    const leftOut = BLANK.filter(({ kind }) => kind === 'left out');
    expect([...new Set(leftOut.map(({ claim }) => claim))].toSorted()).toEqual(['G1', 'G2a', 'G2b', 'G3d', 'S2', 'S2b']);
  });
});
