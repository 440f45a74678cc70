import { describe, expect, it } from 'vitest';
import { softmax, softmaxBackward } from '../../src/model/attention.js';
import { emit, marginOf, tieTolerance } from '../../src/model/decoding.js';
import { DenseLogits, type Logits } from '../../src/model/logits.js';
import { activate, activationSlope, checkActivation } from '../../src/model/memory.js';
import { positionNames, stepLength } from '../../src/model/step.js';
import { buildTransformer, defaultBeta } from '../../src/model/transformer.js';
import { answerToken, relationToken, subjectToken, tokenAt, vocabularySize } from '../../src/model/vocabulary.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';

const dense = (...values: number[]): Logits => new DenseLogits(Float64Array.from(values));

describe('vocabulary', () => {
  it('orders subjects, relations, answers, and tokenAt inverts it', () => {
    const sizes = { subjects: 3, relations: 2, answers: 4 };
    expect(vocabularySize(sizes)).toBe(9);
    expect([subjectToken(2), relationToken(sizes, 0), answerToken(sizes, 0)]).toEqual([2, 3, 5]);
    expect(Array.from({ length: 9 }, (_, token) => tokenAt(sizes, token))).toEqual([
      ...[0, 1, 2].map((index) => ({ kind: 'subject', index })),
      ...[0, 1].map((index) => ({ kind: 'relation', index })),
      ...[0, 1, 2, 3].map((index) => ({ kind: 'answer', index })),
    ]);
  });
});

describe('memory', () => {
  it('is max(h − b, 0)^p with its slope from the left at the kink', () => {
    expect([1, 2, 3, 2.5].map((power) => activate({ power, bias: 0.25 }, 0.75))).toEqual([0.5, 0.25, 0.125, 0.5 ** 2.5]);
    expect(activate({ power: 1, bias: 0.25 }, 0.25)).toBe(0);
    expect(activationSlope({ power: 1, bias: 0.25 }, 0.25)).toBe(0);
    expect(activationSlope({ power: 1, bias: 0.25 }, 0.26)).toBe(1);
    expect(activationSlope({ power: 3, bias: 0 }, 0.5)).toBe(0.75);
  });

  it('refuses a power below 1 and a negative bias', () => {
    expect(() => checkActivation({ power: 0.5, bias: 0 })).toThrow(/power must be at least 1, not 0.5/);
    expect(() => checkActivation({ power: 2, bias: -0.1 })).toThrow(/bias must be at least 0/);
    expect(() => checkActivation({ power: Number.NaN, bias: 0 })).toThrow(/power/);
  });
});

describe('transformer', () => {
  it('takes the defaults p = 2, b = 0, β = 4 ln V', () => {
    const knowledge = plainLatinTable('cyclic', 5, 2);
    const model = buildTransformer(knowledge);
    expect(model).toEqual({ knowledge, activation: { power: 2, bias: 0 }, beta: 4 * Math.log(12) });
    expect(defaultBeta(knowledge)).toBe(4 * Math.log(12));
    expect(() => buildTransformer(knowledge, { beta: 0 })).toThrow(/β must be positive/);
  });
});

describe('attention', () => {
  it('is a softmax that does not overflow', () => {
    expect([...softmax(Float64Array.of(1000, 1000, -1000))]).toEqual([0.5, 0.5, 0]);
  });

  it('passes gradients back through the softmax', () => {
    const p = softmax(Float64Array.of(0.3, -0.2, 0.9));
    const g = Float64Array.of(1, -2, 0.5);
    const mean = p[0] * 1 - p[1] * 2 + p[2] * 0.5;
    expect([...softmaxBackward(p, g)]).toEqual([p[0] * (1 - mean), p[1] * (-2 - mean), p[2] * (0.5 - mean)]);
  });

  it('names positions and counts them', () => {
    expect(positionNames('relation', 2)).toEqual(['s1', 'a1', 's2', 'a2', 's_q']);
    expect(positionNames('answer', 1)).toEqual(['s1', 'a1', 's_q', 'r']);
    expect([stepLength('relation', 4), stepLength('answer', 4)]).toEqual([9, 10]);
  });
});

describe('the tie rule', () => {
  it('requires the top logit to exceed every other by more than 10⁻⁹ · max(1, max|ℓ|)', () => {
    expect(emit(dense(0, 1, 0.5))).toEqual({ kind: 'top', token: 1 });
    expect(emit(dense(0, 1, 1 - 2e-9))).toEqual({ kind: 'top', token: 1 });
    expect(emit(dense(0, 1, 1 - 0.5e-9))).toEqual({ kind: 'tie', token: 1 });
    expect(emit(dense(100, 100 - 0.9e-7, 0))).toEqual({ kind: 'tie', token: 0 });
    expect(emit(dense(100, 100 - 1.1e-7, 0))).toEqual({ kind: 'top', token: 0 });
    expect(tieTolerance(dense(-100, 3))).toBe(1e-9 * 100);
    expect(tieTolerance(dense(0.1, 0.2))).toBe(1e-9);
  });

  it('emits the lowest index of a tie, whichever logit rounding made largest', () => {
    expect(emit(dense(0, 2, 2 + 1e-12, 2 - 1e-12))).toEqual({ kind: 'tie', token: 1 });
    expect(emit(dense(0, 0, 0))).toEqual({ kind: 'tie', token: 0 });
  });

  it('gives margins that are positive exactly for the top token', () => {
    expect(marginOf(dense(0, 1, 0.25), 1)).toBeCloseTo(0.75 - 1e-9, 15);
    expect(marginOf(dense(0, 1, 0.25), 2)).toBeCloseTo(-0.75 - 1e-9, 15);
    expect(marginOf(dense(0, 1, 1), 1)).toBe(-1e-9);
    expect(marginOf(dense(0, 1, 1), 2)).toBe(-1e-9);
  });

  it('counts tokens of one run as rivals of each other, and ignores empty runs', () => {
    const runs: Logits = {
      size: 4,
      values: Float64Array.of(3, 3, 9),
      counts: Float64Array.of(1, 3, 0),
      first: (run) => [3, 0, Infinity][run],
      runOf: (token) => (token === 3 ? 0 : 1),
    };
    expect(emit(runs)).toEqual({ kind: 'tie', token: 0 });
    expect(marginOf(runs, 1)).toBe(-1e-9 * 3);
    const alone: Logits = { ...runs, values: Float64Array.of(3, 2, 9) };
    expect(emit(alone)).toEqual({ kind: 'top', token: 3 });
    expect(marginOf(alone, 3)).toBeCloseTo(1 - 3e-9, 15);
  });
});
