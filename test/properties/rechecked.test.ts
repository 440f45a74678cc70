import { describe, expect, it } from 'vitest';
import { CaseArbitrary } from '../../properties/cases/case-arbitrary.js';
import { latinTrainingCases } from '../../properties/cases/training-kinds.js';
import { claimExperiment } from '../../properties/experiments/claim-experiment.js';
import { roundingEnvelope, type Recheck } from '../../properties/experiments/recheck.js';
import { referenceSystem } from '../../properties/systems/system.js';
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

function verdictOn(open: OpenEngine, withRecheck: boolean, rechecked: { times: number } = { times: 0 }) {
  const exact: OpenEngine = (model) => (rechecked.times++, openSparse(model));
  const recheck: Recheck | undefined = withRecheck ? { precision: 'float32', reference: exact, sparse: exact } : undefined;
  const experiment = claimExperiment({
    origin: { kind: 'claims' },
    source: { open },
    open: (source) =>
      trainingCases({ id: 'shaky', kind: latinTrainingCases(small), system: referenceSystem(source.open), fresh: false }),
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
    expect(verdictOn(shaky(within), false)).toMatchObject({ word: 'REFUTED' });
    expect(verdictOn(shaky(within), true)).toMatchObject({
      word: 'HOLDS',
      estimate: { violations: 0, roundingOnly: expect.any(Number) },
    });
  });

  it('differs from a larger one, which is not rechecked', () => {
    const rechecked = { times: 0 };
    expect(verdictOn(shaky(within * 40), true, rechecked)).toMatchObject({ word: 'REFUTED', estimate: { roundingOnly: 0 } });
    expect(rechecked.times).toBe(0);
  });

  it('is below 2·10⁻¹¹ in float64, and 2²⁹ times as large in float32', () => {
    const table = plainLatinTable('cyclic', 64, 32);
    expect(roundingEnvelope(table, 'float64')).toBeLessThan(2e-11);
    expect(roundingEnvelope(table, 'float32') / roundingEnvelope(table, 'float64')).toBe(2 ** 29);
  });
});
