import type { SweptLearner } from '../../../properties/catalogue/sweep-catalogue.js';
import { seriesName } from '../../../properties/cases/size-case.js';
import { mostSamples, SAMPLE_CRITERION, shapeOf, type ScalingSeriesDomain } from '../../../spec/domains/scaling-domain.js';
import type { ScalingSeries } from '../../verify/evidence.js';
import { selectLaw } from '../../verify/statistics/scaling-fit.js';
import type { Verdict } from '../../verify/verdict.js';

// N = 2^b facts, k pairs.

/** A series with its verdict. */
export interface SweptSeries {
  readonly domain: ScalingSeriesDomain;
  readonly verdict: Verdict;
}

/** A finished sweep. */
export interface Sweep {
  readonly learner: SweptLearner;
  readonly seed: bigint;
  readonly swept: readonly SweptSeries[];
}

/** A sweep as data: all that a plot needs. */
export function sweepData({ learner, seed, swept }: Sweep) {
  return {
    learner,
    seed: String(seed),
    criterion: SAMPLE_CRITERION,
    series: swept.map(({ domain, verdict }) => {
      const found = seriesIn(verdict);
      return {
        name: seriesName(domain),
        tables: domain.tables,
        k: domain.pairs,
        verdict: verdict.word,
        stopped: verdict.stopped,
        points: (found?.points ?? []).map((point, i) => ({ ...point, ...shapeFacts(domain.bits[i]) })),
        fit: found?.fit ?? null,
        law: found?.fit.kind === 'fitted' ? selectLaw(found.fit).law : null,
        decision: found?.decision ?? null,
      };
    }),
  };
}

/** The table of a size, and the largest n that is tried. */
export function shapeFacts(bits: number): { subjects: number; relations: number; searchedTo: number } {
  const { subjectBits, relations } = shapeOf(bits);
  return { subjects: 2 ** subjectBits, relations, searchedTo: mostSamples(bits) };
}

/** The measurements behind a verdict; null where the series was stopped or could not be evaluated. */
export function seriesIn(verdict: Verdict): ScalingSeries | null {
  return 'scaling' in verdict ? (verdict.scaling.series[0] ?? null) : null;
}
