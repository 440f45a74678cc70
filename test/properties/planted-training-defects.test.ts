import { describe, expect, it } from 'vitest';
import { TrainingCase } from '../../properties/cases/training-case.js';
import { latinTrainingCases } from '../../properties/cases/training-kinds.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { UNSEEN_FACTS } from '../../properties/claims/s3-unseen-facts.js';
import type { ClaimRecord } from '../../properties/claim-record.js';
import { ascent, frozenRow, permutedLabels } from '../../properties/systems/broken/broken-trainers.js';
import { referenceSystem, withSteps, withGradients, type System } from '../../properties/systems/system.js';
import { FIRST_STEP } from '../../properties/claims/t1-first-step.js';
import { LOSS_DESCENDS } from '../../properties/claims/t2-loss-descends.js';
import { PAIRWISE_CONVERGENCE } from '../../properties/claims/t3-pairwise-convergence.js';
import { ONE_PAIR_WINS } from '../../properties/claims/t4-one-pair-wins.js';
import { EQUIVARIANCE, TRAINED_EQUIVARIANCE } from '../../properties/claims/t5-equivariance.js';
import { KEEPS_CONVERGING } from '../../properties/claims/t6-keeps-converging.js';
import type { Trained } from '../../properties/experiments/trained.js';
import { trainingCases } from '../../properties/experiments/training-cases.js';
import { logarithmicSamples } from '../../properties/experiments/training-design.js';
import { STEPS_OF_T6 } from '../../spec/claims/t6-keeps-converging.js';
import { DOMAIN_D, DOMAIN_S3, DOMAIN_T1, DOMAIN_T6 } from '../../spec/domains/training-domains.js';
import { leastRelations, limitsOf, sizesOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import type { Engine, StepGradient } from '../../src/engine/engine.js';
import type { Step } from '../../src/model/step.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { batchOf, type PromptBatch } from '../../src/task/prompt.js';
import { splitHalves } from '../../src/task/tables/split-halves.js';
import { isViolation, type Conclusion } from '../../src/verify/conclusion.js';
import { claimOn } from '../kit/claim-on.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

// Which wrong implementations would T1, T4, T5, T6, S3, C3 and C4 catch? They are planted here, and must be caught.

const reference = referenceSystem(openSparse);

function trainingCase(subjects = 16, relations = 4, pairs = 3, count = 32, heldOut = false): TrainingCase {
  const tableSpec = { family: 'cyclic', subjects, relations, plain: true } as const;
  return new TrainingCase({ tableSpec, table: plainLatinTable('cyclic', subjects, relations), pairs, count, heldOut, seed: SEED });
}

function concludeWith(
  system: System,
  record: ClaimRecord<TrainingCase, Trained>,
  value: TrainingCase,
  domain: TrainingDomain = DOMAIN_D,
): Conclusion {
  const cases = trainingCases({ id: 'planted', kind: latinTrainingCases(domain), system, fresh: true });
  return record.conclude(record.claim, value, cases.observe(value));
}

function failsBy(conclusion: Conclusion, quantity: string): void {
  expect([isViolation(conclusion), conclusion.quantity]).toEqual([true, quantity]);
}

/** A system whose gradients are changed. */
function withGradientChange(change: (gradient: StepGradient, step: Step) => StepGradient): System {
  return { ...reference, open: (model) => withGradients(openSparse(model), () => change) };
}

/** A system that changes its prompts before it compiles them. */
function withPromptChange(change: (prompts: PromptBatch, engine: Engine) => PromptBatch): System {
  return {
    ...reference,
    open: (model) => {
      const engine = openSparse(model);
      return { ...withGradients(engine, () => (gradient) => gradient), compile: (batch) => engine.compile(change(batch, engine)) };
    },
  };
}

/** Changes the gradient of one row. */
function inRow(row: Step, change: (gradient: Float64Array) => Float64Array): (gradient: StepGradient, step: Step) => StepGradient {
  return ({ loss, gradient }, step) => ({ loss, gradient: step === row ? change(gradient) : gradient });
}

/** Every slope moved to the next position. */
const shifted = (gradient: Float64Array) => gradient.map((_, t) => gradient[(t + gradient.length - 1) % gradient.length]);

describe('T1, first-step', () => {
  const smallest = trainingCase(2, 1, 1, 1);
  const concludeOf = (system: System, value = trainingCase()) => concludeWith(withSteps(system, 1), FIRST_STEP, value, DOMAIN_T1);

  it('holds of the reference, also in the smallest case', () => {
    for (const value of [trainingCase(), smallest]) expect(isViolation(concludeOf(reference, value))).toBe(false);
  });

  it('catches a row that is not trained: attention that stays put does not move in the right direction', () => {
    failsBy(concludeOf(frozenRow(reference, 'relation')), 'relation row: share of the query lost');
    failsBy(concludeOf(frozenRow(reference, 'answer')), 'answer row: share of the query gained');
  });

  it('catches ascent in either row', () => {
    const climbing = (gradient: Float64Array) => gradient.map((slope) => -slope);
    failsBy(concludeOf(withGradientChange(inRow('relation', climbing))), 'relation row: share of the query lost');
    failsBy(concludeOf(withGradientChange(inRow('answer', climbing))), 'answer row: share of the relation gained');
  });

  it('catches slopes that are one position late: the mass of the pair still grows, but one member does not', () => {
    failsBy(concludeOf(withGradientChange(inRow('answer', shifted))), 'answer row: share of the query gained');
  });

  it('catches an answer step whose target is the answer of the last pair', () => {
    const lastPair = withPromptChange(({ prompts }) =>
      batchOf(prompts.map((prompt) => ({ ...prompt, answer: prompt.context[prompt.context.length - 1][1] }))),
    );
    failsBy(concludeOf(lastPair), 'answer row: share of the query gained');
  });

  it.each([
    [[2, 1, 1, 1], []],
    [[2, 2, 1, 32], []],
    [[2, 2, 1, 33], ['samples of T1']],
    [[32, 32, 8, 1], []],
    [[32, 32, 9, 1], ['sizes of T1']],
    [[33, 32, 8, 1], ['sizes of T1']],
  ] as const)('is about its domain only: S, R, k, n = %j breaks %j', ([subjects, relations, pairs, count], names) => {
    expect(unmetByTable('T1', trainingCase(subjects, relations, pairs, count))).toEqual(names);
  });

  it('is drawn with one relation to as many as there are subjects, and with as many pairs as fit', () => {
    expect([2, 9, 32].map((subjects) => limitsOf(DOMAIN_T1, subjects))).toEqual([
      { relations: 2, pairs: 1 },
      { relations: 9, pairs: 8 },
      { relations: 32, pairs: 8 },
    ]);
    expect(leastRelations(DOMAIN_T1, 32)).toBe(1);
    expect(sizesOf(DOMAIN_T1)).toBe('2 ≤ S ≤ 32, 1 ≤ R ≤ S, 1 ≤ k ≤ min(8, S − 1)');
    expect(sizesOf(DOMAIN_S3)).toBe('16 ≤ S ≤ 64, 2 ≤ R ≤ 0.5 S, N ≥ 128, 1 ≤ k ≤ min(8, 0.5 S, ⌊S/2⌋ − 1)');
  });
});

describe('T4, one-pair-wins', () => {
  /** Subjects get the mean slope of subjects, and answers that of answers, as if training had seen the prompts in every order of their pairs. */
  const symmetric = withGradientChange(
    inRow('relation', (gradient) => {
      const pairs = (gradient.length - 1) / 2;
      const mean = (member: number) =>
        gradient.filter((_, t) => t < 2 * pairs && t % 2 === member).reduce((sum, slope) => sum + slope, 0) / pairs;
      const means = [mean(0), mean(1)];
      return gradient.map((slope, t) => (t < 2 * pairs ? means[t % 2] : slope));
    }),
  );

  it.each([2, 3, 6])('holds of the reference, and catches a trainer that averages over the order of k = %i pairs', (pairs) => {
    const value = trainingCase(16, 4, pairs);
    expect(isViolation(concludeWith(reference, ONE_PAIR_WINS, value))).toBe(false);
    const { quantities } = concludeWith(symmetric, ONE_PAIR_WINS, value);
    expect(quantities[0].value).toBeCloseTo(1 / pairs, 9);
    expect(quantities[0].margin).toBeLessThan(0);
  });

  it('catches a row that is not trained, or not for long enough', () => {
    failsBy(concludeWith(frozenRow(reference, 'relation'), ONE_PAIR_WINS, trainingCase()), 'top share');
    failsBy(concludeWith(withSteps(reference, 10), ONE_PAIR_WINS, trainingCase()), 'top share');
  });

  it('needs two pairs, while T2 and T3, which read the same run, need only one', () => {
    expect(unmetByTable('T4', trainingCase(16, 4, 1))).toEqual(['k ≥ 2']);
    expect(unmetByTable('T4', trainingCase(16, 4, 2))).toEqual([]);
    for (const id of ['T2', 'T3']) expect(unmetByTable(id, trainingCase(16, 4, 1))).toEqual([]);
  });
});

describe('T5 and T5b, equivariance', () => {
  const concludeOf = (system: System, value = trainingCase(12, 3, 3, 20)) => {
    return [EQUIVARIANCE, TRAINED_EQUIVARIANCE].flatMap((record) => {
      const { tests, observe } = claimOn(record, system);
      return tests[0].conclude(value, observe(value)).quantities;
    });
  };
  const broken = (system: System) =>
    concludeOf(system)
      .filter(({ margin }) => margin < 0)
      .map(({ name }) => name);
  const ORDER = ['gradient: pairs permuted', 'attention: pairs permuted'];
  const NAMES = ['gradient: relabelled', 'attention: relabelled'];

  it('holds of the reference', () => {
    expect(broken(reference)).toEqual([]);
  });

  it('catches a first pair that is not trained, by permuting pairs', () => {
    const masked = inRow('relation', (gradient) => gradient.map((slope, t) => (t < 2 ? 0 : slope)));
    expect(broken(withGradientChange(masked))).toEqual(ORDER);
  });

  it('catches slopes that are one position late, by permuting pairs', () => {
    expect(broken(withGradientChange(inRow('answer', shifted)))).toEqual(ORDER);
  });

  it('catches a trainer that takes relation 0 for none, by relabelling', () => {
    const truthy = withPromptChange(({ prompts }) => batchOf(prompts.filter(({ relation }) => relation > 0)));
    expect(broken(truthy)).toEqual(NAMES);
  });

  it('catches a trainer that treats some subjects specially, by relabelling', () => {
    const first = withPromptChange(({ prompts }) => batchOf(prompts.filter(({ query }) => query % 2 === 0)));
    expect(broken(first)).toEqual(NAMES);
  });

  it('catches a gradient that is off by 10⁻¹¹ at one position', () => {
    const off = inRow('relation', (gradient) => gradient.with(0, gradient[0] + 1e-11));
    expect(broken(withGradientChange(off))).toContain('gradient: pairs permuted');
  });

  it('draws its permutations by the seed of the case, and encodes the seed', () => {
    const experiment = experimentOf('T5');
    const value = trainingCase(12, 3, 3, 20);
    expect(experiment.codec.encode(value)).toMatchObject({ system: { id: 'permutations', seed: SEED } });
    expect(experiment.cases.factors?.map(({ name }) => name)).toEqual(['table', 'prompts', 'permutations']);
  });
});

describe('T6, keeps-converging', () => {
  const concludeOf = (system: System) => concludeWith(system, KEEPS_CONVERGING, trainingCase(12, 4, 3, 24), DOMAIN_T6);

  it('holds of the reference', () => {
    expect(isViolation(concludeOf(withSteps(reference, STEPS_OF_T6)))).toBe(false);
  });

  it('catches a run that stops once T3’s pattern is reached, and a learning rate that decays', () => {
    expect(isViolation(concludeOf(reference))).toBe(true);
    let steps = 0;
    const dying = withGradientChange(({ loss, gradient }) => {
      steps++;
      return { loss, gradient: gradient.map((slope) => slope / (1 + steps / 20)) };
    });
    expect(isViolation(concludeOf(withSteps(dying, STEPS_OF_T6)))).toBe(true);
  });

  it('catches weight decay of θ, which stops short of the limit', () => {
    // θ is tracked as the sum of all gradients so far, and pulled towards 0 by a hundredth of itself.
    const pull: Record<Step, Float64Array | null> = { relation: null, answer: null };
    const decaying = withGradientChange(({ loss, gradient }, step) => {
      const theta = pull[step] ?? new Float64Array(gradient.length);
      const drawn = gradient.map((slope, t) => slope + 0.01 * theta[t]);
      pull[step] = theta.map((logit, t) => logit - 0.3 * drawn[t]);
      return { loss, gradient: drawn };
    });
    expect(isViolation(concludeOf(withSteps(decaying, STEPS_OF_T6)))).toBe(true);
  });

  it.each([
    ['T1', 1],
    ['T2', 200],
    ['S1', 200],
    ['T6', STEPS_OF_T6],
  ] as const)('%s trains for %d step(s)', (id, steps) => {
    expect((experimentOf(id).observe(trainingCase(8, 2, 1, 16)) as Trained).run.steps).toBe(steps);
  });

  it('is about its domain only', () => {
    expect(STEPS_OF_T6).toBe(2000);
    expect(unmetByTable('T6', trainingCase(17, 2, 1, 16))).toEqual(['sizes of T6']);
    expect(unmetByTable('T5', trainingCase(16, 2, 1, 15))).toEqual(['samples of D']);
  });
});

describe('S3, unseen-facts', () => {
  const value = trainingCase(32, 8, 3, 8, true);

  it('holds of the reference', () => {
    expect(concludeWith(reference, UNSEEN_FACTS, value, DOMAIN_S3).quantities[0].value).toBe(1);
  });

  it('catches a memory of the facts that fine-tuning showed', () => {
    const seen: System = { ...reference, open: (model) => openSparse({ ...model, knowledge: seenOf(value) }) };
    const { quantities } = concludeWith(seen, UNSEEN_FACTS, value, DOMAIN_S3);
    expect(quantities[0].value).toBe(0);
  });

  it('catches a model that was not trained', () => {
    failsBy(concludeWith(withSteps(reference, 0), UNSEEN_FACTS, value, DOMAIN_S3), 'accuracy');
  });

  it('asks about facts that fine-tuning never shows, of tables with N ≥ 128, on ⌈log₂ N⌉ prompts', () => {
    const kind = latinTrainingCases(DOMAIN_S3, logarithmicSamples);
    const random = RandomStream.of(SEED, 'unseen');
    for (let drawn = 0; drawn < 40; drawn++) {
      const { prompts, fresh, table, pairs } = kind.draw((min, max) => min + random.integer(max - min + 1), random);
      const factsIn = ({ prompts: list }: PromptBatch) =>
        new Set(list.flatMap(({ context, query, relation }) => [...context.map(([s]) => s), query].map((s) => `${s} ${relation}`)));
      const shown = factsIn(prompts);
      for (const fact of factsIn(fresh)) expect(shown.has(fact)).toBe(false);
      expect(table.facts).toBeGreaterThanOrEqual(128);
      expect(prompts.prompts).toHaveLength(logarithmicSamples(table));
      expect(pairs).toBeLessThanOrEqual(Math.floor(table.subjects / 2) - 1);
    }
    expect([leastRelations(DOMAIN_S3, 16), leastRelations(DOMAIN_S3, 20), leastRelations(DOMAIN_S3, 64)]).toEqual([8, 7, 2]);
    expect(limitsOf(DOMAIN_S3, 16)).toEqual({ relations: 8, pairs: 7 });
  });

  it('is about its sizes only, and shrinks within them', () => {
    expect(unmetByTable('S3', trainingCase(16, 8, 7, 7, true))).toEqual([]);
    expect(unmetByTable('S3', trainingCase(16, 7, 7, 7, true))).toEqual(['sizes of S3']);
    expect(unmetByTable('S3', trainingCase(16, 8, 8, 7))).toEqual(['sizes of S3']);
    const { arbitrary } = experimentOf('S3').cases;
    for (const { value_ } of arbitrary.shrink(value, undefined)) {
      const { table } = value_ as TrainingCase;
      expect(table.facts).toBeGreaterThanOrEqual(128);
    }
  });

  function seenOf({ table, spec: { seed } }: TrainingCase) {
    return splitHalves(table, RandomStream.of(seed, 'halves')).seen;
  }
});

describe('C3 and C4', () => {
  const value = trainingCase();

  it('C3 permutes the labels and nothing else', () => {
    const { prompts } = value;
    const shown = permutedLabels(reference).shown?.(prompts) ?? prompts;
    const labels = ({ prompts: list }: PromptBatch) => list.map(({ relation }) => relation);
    const [first, ...others] = labels(prompts);
    expect(labels(shown)).toEqual([...others, first]);
    expect(batchOf(shown.prompts.map((prompt, i) => ({ ...prompt, relation: prompts.prompts[i].relation })))).toEqual(prompts);
  });

  it('C3 is refuted by the balances: pairs of true facts no longer determine the label', () => {
    const conclusion = concludeWith(permutedLabels(reference), PAIRWISE_CONVERGENCE, value);
    const margins = Object.fromEntries(conclusion.quantities.map(({ name, margin }) => [name, margin]));
    expect(margins['relation balance']).toBeLessThan(-0.3);
  });

  it('C4 is refuted by the first step, in both rows', () => {
    const { quantities } = concludeWith(ascent(reference), LOSS_DESCENDS, value);
    for (const { margin } of quantities) expect(margin).toBeLessThan(0);
  });
});

const experiments = experimentsOnRandomTables({ open: openSparse });

function experimentOf(id: string) {
  const found = experiments.find(({ tests }) => tests.some(({ claim }) => claim.id === id));
  if (found === undefined) throw new Error(`${id} is gone`);
  return found;
}

function unmetByTable(id: string, value: TrainingCase): string[] {
  const test = experimentOf(id).tests.find(({ claim }) => claim.id === id);
  return test?.unmet(value).map(({ assumption }) => assumption) ?? [];
}
