import type { Claim } from '../../src/verify/claim.js';
import { G2B } from './g2-full-attention.js';
import { M1 } from './m1-memory-recall.js';
import { DRAWN_AT_SIZES, S2, SHAPE_OF_SIZES, TRAINED_AT_SIZES } from './s2-sample-scaling.js';
import { T2 } from './t2-loss-descends.js';
import { T3 } from './t3-pairwise-convergence.js';

/** A control: a claim as it stands, about something that is broken on purpose. */
function controlOf(
  claim: Claim,
  id: string,
  slug: string,
  broken: string,
  overrides: Partial<Pick<Claim, 'domain' | 'distribution' | 'leastBudget'>> = {},
): Claim {
  const { leastBudget: _budget, measuredRate: _rate, ...rest } = claim; // they are about deciding a claim that holds
  return {
    ...rest,
    ...overrides,
    thresholds: claim.thresholds.map((threshold) => ({
      ...threshold,
      basis: `${claim.id}’s; what is broken must miss one of them`,
    })),
    id,
    slug,
    reading: `Control of ${claim.id}: ${broken}. If this is not refuted, ${claim.id} says nothing.`,
    expected: 'REFUTED',
    control: { of: claim.id, broken },
  };
}

export const C1 = controlOf(
  S2,
  'C1',
  'seen-facts-memory',
  'the memory stores only the facts that occur in fine-tuning, so that n* grows as N',
  {
    domain: `N = 2⁴, 2⁵, … 2¹⁰, ${SHAPE_OF_SIZES}; k = 2; ${TRAINED_AT_SIZES}; positional attention`,
    distribution: `every size once; isotopes of the cyclic group, ${DRAWN_AT_SIZES}`,
    ...(S2.leastBudget === undefined ? {} : { leastBudget: S2.leastBudget }),
  },
);

const C2 = controlOf(
  G2B,
  'C2',
  'content-only-attention',
  'attention sees tokens and never where a key stands (position–token and token–token blocks alone)',
  { domain: G2B.domain.replace('content and position (four blocks', 'content alone (two blocks') },
);

const C3 = controlOf(
  T3,
  'C3',
  'permuted-labels',
  'relation labels are permuted among the prompts of a batch, each going to the prompt before its own',
);

const C4 = controlOf(T2, 'C4', 'ascent', 'training steps up the gradient instead of down');

const C5A = controlOf(T3, 'C5a', 'answer-row-frozen', 'the answer row is not trained and stays uniform');

const C5B = controlOf(T3, 'C5b', 'relation-row-frozen', 'the relation row is not trained and stays uniform');

const C7 = controlOf(
  M1,
  'C7',
  'permuted-answers',
  'in the memory, max(2, 1 %) of the stored answers are permuted without a fixed point',
);

export const C6 = controlOf(M1, 'C6', 'linear-memory', 'the memory is linear, σ(h) = h, and binds nothing', {
  domain: M1.domain.replace('p ∈ {2, 3, 4}, b = 0', 'hub-free at p ∈ {2, 3, 4}; read at power 1'),
});

export const CONTROLS: readonly Claim[] = [C1, C2, C3, C4, C5A, C5B, C6, C7];
