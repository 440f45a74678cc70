import { describe, expect, it } from 'vitest';
import { ALL_FACTORS } from '../../src/verify/decide/factors.js';
import type { Counterexample, Hunt, Measurement } from '../../src/verify/evidence.js';
import { factorSentence, huntSentence, measurementSentence } from '../../src/report/words/measurement-words.js';
import { planSentence } from '../../src/report/words/plan-words.js';
import { plain } from '../../src/report/words/sentence.js';

const FAILING: Counterexample = {
  case: 1,
  description: 'the number 1',
  conclusion: { quantity: 'margin', margin: -1, quantities: [{ name: 'margin', value: -1, margin: -1 }] },
};

describe('the words of a measurement', () => {
  it('agree with its counts', () => {
    const words = (violations: number, cases: number) => {
      const measurement: Measurement = { cases, violations, rejected: 0, roundingOnly: 0, strata: [], spreads: [], worst: null };
      return plain(measurementSentence(measurement));
    };
    expect(words(1, 107)).toBe('1 violation in 107 cases.');
    expect(words(0, 1)).toBe('0 violations in 1 case.');
  });
});

describe('the words of a hunt', () => {
  const words = (changes: Partial<Hunt>, worst: Counterexample | null) => {
    const hunt: Hunt = { cases: 1, evaluations: 1, shrinks: 0, found: FAILING, severe: null, factors: [], ...changes };
    return plain(huntSentence(hunt, worst));
  };

  it('call biased only what the hunt drew, and shrunk only what shrank', () => {
    expect(words({}, FAILING)).toBe('Hunt: a violation after trying 1 case, the estimate’s worst; it could not be shrunk.');
    expect(words({ shrinks: 1 }, FAILING)).toBe('Hunt: a violation after trying 1 case, the estimate’s worst; shrunk in 1 step.');
    expect(words({}, null)).toBe('Hunt: a violation after trying 1 biased case; it could not be shrunk.');
    expect(words({ cases: 3, shrinks: 2 }, null)).toBe('Hunt: a violation after trying 3 biased cases; shrunk in 2 steps.');
    expect(words({ cases: 3, shrinks: 2 }, FAILING)).toBe('Hunt: a violation after trying 3 cases; shrunk in 2 steps.');
    expect(words({ cases: 40, found: null }, null)).toBe('Hunt: no violation in 40 biased cases.');
  });

  it('tell one redrawn factor from all of them', () => {
    const effect = { redrawn: 20, failing: 18, interval: { lower: 0.5, upper: 1 } };
    expect(plain(factorSentence({ ...effect, factor: 'the table' }))).toBe('the table: 18 of 20 still fail (50 % … 100 %)');
    expect(plain(factorSentence({ ...effect, factor: ALL_FACTORS }))).toBe('all factors: 18 of 20 still fail (50 % … 100 %)');
  });
});

describe('the words of a plan', () => {
  it('say "each" only of two chances', () => {
    const words = (holds: number | null, refutes: number | null) =>
      plain(planSentence('rate', { cases: 20, hunted: 40, holds, refutes, power: 0.95 }));
    expect(words(0.01, 0.2)).toContain(' if that rate is 20 % or more, each with a chance of 95 %');
    expect(words(null, 0.2)).toContain(' if the true violation rate is 20 % or more, with a chance of 95 %');
    expect(words(0.01, null)).toContain('too few to refute it, with a chance of 95 %');
  });
});
