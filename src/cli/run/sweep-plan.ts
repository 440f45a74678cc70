import type { SweptLearner } from '../../../properties/catalogue/sweep-catalogue.js';
import { seriesName } from '../../../properties/cases/size-case.js';
import {
  BITS,
  bitsFrom,
  fits,
  MOST_BITS_OF_MATCHINGS,
  MOST_BITS_OF_VARIANTS,
  PAIRS_OF_S2,
  TABLES_OF_S2,
  type ScalingSeriesDomain,
  type ScalingTables,
} from '../../../spec/domains/scaling-domain.js';
import { usageError } from '../../input-error.js';
import { missingFrom } from '../../verify/statistics/scaling-fit.js';

// N = 2^b facts, k pairs, n prompts.

/** The options that choose the series of a sweep. */
export interface SweepChoice {
  readonly tables?: ScalingTables[];
  readonly k?: number[];
  readonly from: number;
  readonly to?: number;
  readonly step?: number;
  readonly attention: 'positional' | 'full';
  readonly memory: 'all-facts' | 'seen-facts';
}

/** The learner and the series to sweep. A series has only those sizes whose tables have room for the prompts. */
export interface SweepPlan {
  readonly learner: SweptLearner;
  readonly series: readonly ScalingSeriesDomain[];
}

/**
 * Resolves the options of a sweep.
 *
 * @throws InputError where they exclude each other, or leave a series too few sizes for a fit
 */
export function planSweep(choice: SweepChoice): SweepPlan {
  const learner = learnerOf(choice);
  return { learner, series: seriesOf(choice, learner) };
}

function learnerOf({ attention, memory }: SweepChoice): SweptLearner {
  if (attention === 'full' && memory === 'seen-facts') {
    throw usageError('--attention full and --memory seen-facts exclude each other', 'the control is one of positional attention');
  }
  return attention === 'full' ? 'full-attention' : memory === 'seen-facts' ? 'seen-facts' : 'positional';
}

function seriesOf({ from, ...options }: SweepChoice, learner: SweptLearner): ScalingSeriesDomain[] {
  const alone = learner !== 'positional';
  const tables = [...new Set(options.tables ?? (alone ? ['cyclic' as const] : TABLES_OF_S2))];
  const pairs = [...new Set(options.k ?? (alone ? [PAIRS_OF_S2[0]] : PAIRS_OF_S2))];
  const most = alone ? MOST_BITS_OF_VARIANTS : tables.includes('matchings') ? MOST_BITS_OF_MATCHINGS : BITS.max;
  const to = options.to ?? most;
  if (to > most) {
    const why = alone
      ? `with ${learner === 'seen-facts' ? '--memory seen-facts' : '--attention full'}`
      : 'with matchings, which are stored';
    throw usageError(`--to ${to} is beyond 2^${most}, where the sizes end ${why}`, `use --to ${most} or less`);
  }
  if (from > to) throw usageError(`--from ${from} is above --to ${to}`, 'give the smaller exponent first');
  const step = options.step ?? (to <= MOST_BITS_OF_VARIANTS ? 1 : 2);
  return tables.flatMap((each) =>
    pairs.map((k) => {
      const series = { tables: each, pairs: k, bits: bitsFrom(from, to, step).filter((bits) => fits(k, bits)) };
      const missing = missingFrom(series.bits.map((bits) => 2 ** bits));
      if (missing !== null) {
        throw usageError(
          `${seriesName(series)} has too few sizes for a fit: ${missing}`,
          step > 1 ? 'widen --from and --to, or lower --step' : 'widen --from and --to',
        );
      }
      return series;
    }),
  );
}
