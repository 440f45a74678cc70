import { S2, S2B } from '../../spec/claims/s2-sample-scaling.js';
import { SERIES_OF_C1, SERIES_OF_S2, SERIES_OF_S2B } from '../../spec/domains/scaling-domain.js';
import type { LeastPassing } from '../../src/verify/statistics/least-passing.js';
import type { SizeCase } from '../cases/size-case.js';
import type { ClaimRecord } from '../claim-record.js';
import { FULL_ATTENTION, POSITIONAL, SEEN_FACTS } from '../experiments/sample-learner.js';
import { sampleDesign } from '../experiments/sample-search.js';
import { READS_ANSWERS } from '../experiments/training-design.js';
import type { BrokenModel } from '../systems/broken/broken-model.js';

const ALL_SIZES_AT_ONCE = { why: 'it is judged by all sizes of its domain together' } as const;
const ONE_SIZE = { why: 'a given table has one size' } as const;

/** The only broken model that S2 is held to: a search over all sizes takes minutes per model. */
const SEARCHED = 'seen-facts-memory';

const TAKES_MINUTES = 'a search for n* at every size takes minutes';

function concludesNothing(): never {
  throw new RangeError('a scaling claim is judged by all of its sizes together, not by one case');
}

function pointOf(value: SizeCase, { value: least, range }: LeastPassing) {
  return { series: value.series, size: value.facts, value: least, range };
}

export const SAMPLE_SCALING: ClaimRecord<SizeCase, LeastPassing> = {
  claim: S2,
  random: sampleDesign(SERIES_OF_S2, POSITIONAL, READS_ANSWERS),
  onTable: ONE_SIZE,
  ablation: ALL_SIZES_AT_ONCE,
  heldTo: {
    models: [SEARCHED],
    why: () => `${TAKES_MINUTES}; S1 is held to the same error at n = ⌈log₂ N⌉`,
    random: () => sampleDesign(SERIES_OF_C1, SEEN_FACTS, READS_ANSWERS), // the smaller sizes of C1, since n* grows as N
  },
  point: pointOf,
  conclude: concludesNothing,
};

export const FULL_ATTENTION_SCALING: ClaimRecord<SizeCase, LeastPassing> = {
  claim: S2B,
  random: sampleDesign(SERIES_OF_S2B, FULL_ATTENTION, [...READS_ANSWERS, 'full attention']),
  onTable: ONE_SIZE,
  ablation: ALL_SIZES_AT_ONCE,
  heldTo: {
    models: [],
    why: ({ touches }: BrokenModel) =>
      touches === 'full attention'
        ? `${TAKES_MINUTES}; G2a and G2b are held to the same error at one n for each case`
        : `${TAKES_MINUTES}; S1 is held to the same error at n = ⌈log₂ N⌉, with positional attention`,
  },
  point: pointOf,
  conclude: concludesNothing,
};
