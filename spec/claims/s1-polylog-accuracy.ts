import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_D } from '../domains/training-domains.js';
import { sentence } from '../paper.js';
import { SAMPLES } from '../tolerances.js';
import { drawnSizesOf, sizesOf } from '../domains/training-domain.js';

export const S1: Claim = {
  id: 'S1',
  slug: 'polylog-accuracy',
  kind: 'rate',
  statement: 'Fine-tuned on n = ⌈log₂ N⌉ prompts, the model answers at least 0.99 of 1,000 fresh prompts correctly.',
  reading:
    'The simplest sample size that is polylogarithmic in the number of stored triplets, with no constant to tune; accuracy is measured free-running and a tie is wrong.',
  source: sentence('S8'),
  assumptions: [...LATIN, 'sizes of D'],
  domain: `D's table sizes: Latin, ${sizesOf(DOMAIN_D)}; n = ⌈log₂ N⌉; p = 2, b = 0, β = 4 ln V, η = 0.3, 200 steps`,
  distribution: `${drawnSizesOf(DOMAIN_D)}; n = ⌈log₂ N⌉`,
  tolerance: SAMPLES,
  thresholds: [
    {
      quantity: 'accuracy',
      bound: 'at least',
      value: 0.99,
      basis: '12 of 12,131 draws missed it in spec/measurements.md#logarithmic-samples, most of them Z₂^m tables with R = 2, k = 2',
    },
  ],
  expected: 'HOLDS',
  milliseconds: 80,
};
