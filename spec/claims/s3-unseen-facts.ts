import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_S3 } from '../domains/training-domains.js';
import { sentence } from '../paper.js';
import { SAMPLES } from '../tolerances.js';
import { drawnSizesOf, sizesOf } from '../domains/training-domain.js';

export const S3: Claim = {
  id: 'S3',
  slug: 'unseen-facts',
  kind: 'rate',
  statement:
    'Fine-tuned on n = ⌈log₂ N⌉ prompts from half of the facts, the model answers at least 0.99 of 1,000 fresh prompts of the other half correctly.',
  reading:
    'So few samples can suffice only if fine-tuning learns where to look and leaves what is known to the memory: facts that it never showed must be answered as well. A random half of the subjects of each relation never occurs with it in fine-tuning.',
  source: sentence('S8'),
  assumptions: [...LATIN, 'sizes of S3'],
  domain: `D's table sizes, halved: Latin, ${sizesOf(DOMAIN_S3)}; n = ⌈log₂ N⌉; p = 2, b = 0, β = 4 ln V, η = 0.3, 200 steps`,
  distribution: `${drawnSizesOf(DOMAIN_S3)}; n = ⌈log₂ N⌉`,
  tolerance: SAMPLES,
  thresholds: [
    { quantity: 'accuracy', bound: 'at least', value: 0.99, basis: 'S1’s; 1.00 in 1,600 of 1,600 draws (seeds 1 and 2)' },
  ],
  expected: 'HOLDS',
  milliseconds: 75,
  leastBudget: { budget: 'standard', why: 'it takes as long as S1, and the quick budget has room for one of them' },
};
