import { describe, expect, it } from 'vitest';
import { CaseArbitrary } from '../../properties/cases/case-arbitrary.js';
import { latinTrainingCases } from '../../properties/cases/training-kinds.js';
import { claimExperiment } from '../../properties/experiments/claim-experiment.js';
import { roundingEnvelope, type Recheck } from '../../properties/experiments/recheck.js';
import { ablationExperiments } from '../../properties/maps/ablation/experiments.js';
import { killMatrixExperiments } from '../../properties/maps/kill-matrix/experiments.js';
import { sensitivityExperiments } from '../../properties/maps/sensitivity/experiments.js';
import { SENSITIVITY } from '../../properties/maps/sensitivity/sensitivity-map.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { BROKEN_MODELS } from '../../properties/systems/broken/broken-models.js';
import { withGradients, type System } from '../../properties/systems/system.js';
import { systemsOf } from '../../properties/systems/system-source.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { LOSS_DESCENDS } from '../../properties/claims/t2-loss-descends.js';
import { sizeOfTraining, trainingCases } from '../../properties/experiments/training-cases.js';
import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import type { Engine, OpenEngine } from '../../src/engine/engine.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { decide } from '../../src/verify/decide/decide.js';
import { openSparse } from '../kit/open-sparse.js';

/** An engine whose losses are slightly off, up and down in turn, like those of a shorter float. */
const shaky =
  (size: number): OpenEngine =>
  (model) => {
    const exact = new SparseEngine(model);
    const engine: Engine = {
      name: exact.name,
      precision: 'float32',
      model: exact.model,
      read: (mixture) => exact.read(mixture),
      logits: (prompt, theta, fed) => exact.logits(prompt, theta, fed),
      compile(prompts) {
        const batch = exact.compile(prompts);
        const sign = { relation: 1, answer: 1 };
        return {
          size: batch.size,
          gradient(step, theta) {
            const { loss, gradient } = batch.gradient(step, theta);
            sign[step] = -sign[step];
            return { loss: loss + sign[step] * size, gradient };
          },
        };
      },
    };
    return engine;
  };

const small = { ...DOMAIN_D, subjects: { min: 8, max: 8 }, relations: { min: 2, perSubject: 1 / 4 } };

interface Shaken {
  readonly open: OpenEngine;
  readonly withRecheck: boolean;
  readonly change?: (system: System) => System;
  readonly rechecked?: { times: number };
}

function verdictOn({ open, withRecheck, change, rechecked = { times: 0 } }: Shaken) {
  const exact: OpenEngine = (model) => (rechecked.times++, openSparse(model));
  const recheck: Recheck | undefined = withRecheck ? { precision: 'float32', reference: exact, sparse: exact } : undefined;
  const experiment = claimExperiment({
    origin: { kind: 'claims' },
    source: { open, ...(change === undefined ? {} : { change }) },
    open: (source) =>
      trainingCases({ id: 'shaky', kind: latinTrainingCases(small), system: systemsOf(source).constructed, fresh: false }),
    claims: [{ claim: LOSS_DESCENDS.claim, record: LOSS_DESCENDS }],
    sizeOf: sizeOfTraining,
    recheck,
  });
  expect(experiment.cases.arbitrary).toBeInstanceOf(CaseArbitrary);
  const plan = { cases: 40, least: 40, hunted: 5, redraws: 0, alpha: 0.05, tolerance: 0.25 };
  return decide(experiment, [{ test: experiment.tests[0], plan }], 1n)[0];
}

describe('a violation within rounding', () => {
  const within = roundingEnvelope(plainLatinTable('cyclic', 8, 2), 'float32') / 4;

  it('goes away in an exact evaluation', () => {
    expect(verdictOn({ open: shaky(within), withRecheck: false })).toMatchObject({ word: 'REFUTED' });
    expect(verdictOn({ open: shaky(within), withRecheck: true })).toMatchObject({
      word: 'HOLDS',
      estimate: { violations: 0, roundingOnly: expect.any(Number) },
    });
  });

  it('stays where the model itself makes it: a broken model is rechecked as it is broken', () => {
    const shaken = (system: System): System => ({
      ...system,
      open: (model, seed) =>
        withGradients(system.open(model, seed), () => {
          const sign = { relation: 1, answer: 1 };
          return ({ loss, gradient }, step) => {
            sign[step] = -sign[step];
            return { loss: loss + sign[step] * within, gradient };
          };
        }),
    });
    const rechecked = { times: 0 };
    expect(verdictOn({ open: openSparse, withRecheck: true, change: shaken, rechecked })).toMatchObject({
      word: 'REFUTED',
      estimate: { roundingOnly: 0 },
    });
    expect(rechecked.times).toBeGreaterThan(0);
  });

  it('differs from a larger one, which is not rechecked', () => {
    const rechecked = { times: 0 };
    expect(verdictOn({ open: shaky(within * 40), withRecheck: true, rechecked })).toMatchObject({
      word: 'REFUTED',
      estimate: { roundingOnly: 0 },
    });
    expect(rechecked.times).toBe(0);
  });

  it('is below 2·10⁻¹¹ in float64, and 2²⁹ times as large in float32', () => {
    const table = plainLatinTable('cyclic', 64, 32);
    expect(roundingEnvelope(table, 'float64')).toBeLessThan(2e-11);
    expect(roundingEnvelope(table, 'float32') / roundingEnvelope(table, 'float64')).toBe(2 ** 29);
  });
});

describe('the claims that are rechecked', () => {
  const exact: Recheck = { precision: 'float32', reference: openSparse, sparse: openSparse };
  const source = { open: openSparse, recheck: exact };
  const rechecked = (experiments: readonly Experiment[]) =>
    [
      ...new Set(
        experiments.flatMap(({ tests }) => tests.flatMap(({ claim, rounding }) => (rounding === undefined ? [] : [claim.id]))),
      ),
    ].toSorted();

  // Their margins are differences of logits or losses, which rounding moves, or they share the cases of such a claim.
  const CLAIMS_ON_RANDOM_TABLES = ['M1', 'P1', 'P2', 'T2', 'T3', 'T4'];

  it('are these on random tables, with their controls', () => {
    const controls = ['C3', 'C4', 'C5a', 'C5b', 'C6', 'C7'];
    expect(rechecked(experimentsOnRandomTables(source))).toEqual([...controls, ...CLAIMS_ON_RANDOM_TABLES]);
  });

  it('are these in every map', () => {
    const models = BROKEN_MODELS.map(({ id }) => id);
    const defects = SENSITIVITY.columns.map(({ id }) => id);
    expect(rechecked(killMatrixExperiments(source, models))).toEqual(CLAIMS_ON_RANDOM_TABLES);
    expect(rechecked(sensitivityExperiments(source, defects))).toEqual(CLAIMS_ON_RANDOM_TABLES);
    expect(rechecked(ablationExperiments(source))).toEqual(CLAIMS_ON_RANDOM_TABLES);
  });
});
