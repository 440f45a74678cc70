import { EvaluationError } from '../evaluation-error.js';
import type { OnProgress } from './estimate.js';
import { maskOf, type Evaluator } from './evaluator.js';
import type { ScalingEvidence, ScalingSeries } from '../evidence.js';
import { checkStop, Interrupted, type Heartbeat } from './heartbeat.js';
import type { Plan } from './plan.js';
import { decideScaling, fitScaling, type ScalingPoint } from '../statistics/scaling-fit.js';
import type { Verdict } from '../verdict.js';

/**
 * Decides a scaling claim: evaluates every size of its domain, fits the rival laws to each series, and applies the rule of
 * `decideScaling`.
 */
export function decideByFit<Case, Observation>(
  { experiment, test }: Evaluator<Case, Observation>,
  { alpha }: Plan,
  cases: readonly Case[],
  heartbeat: Heartbeat,
  onProgress: OnProgress,
): Verdict {
  const mask = maskOf(experiment, test);
  const bySeries = new Map<string, ScalingPoint[]>();
  cases.forEach((value, index) => {
    const pulse = () => {
      checkStop(heartbeat);
      heartbeat.at('enumeration', mask, index);
    };
    pulse();
    try {
      if (test.unmet(value).length === 0) {
        const added = test.point?.(value, experiment.observe(value, pulse));
        if (added === undefined) throw new RangeError(`the scaling claim ${test.claim.id} has no point for a case`);
        const { series, ...point } = added;
        bySeries.set(series, [...(bySeries.get(series) ?? []), point]);
      }
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      throw EvaluationError.on(error, () => experiment.codec.encode(value));
    }
    onProgress(index + 1, cases.length);
  });
  return verdictOf(
    { alpha, series: [...bySeries].map(([name, points]) => seriesOf(name, points, alpha / bySeries.size)) },
    cases.length,
  );
}

function seriesOf(name: string, points: readonly ScalingPoint[], alpha: number): ScalingSeries {
  const fit = fitScaling(points, alpha);
  return { name, points, fit, decision: fit.kind === 'fitted' ? decideScaling(fit) : null };
}

/** The claim is refuted by one series that grows faster, and holds when all are polylogarithmic. */
function verdictOf(scaling: ScalingEvidence, cases: number): Verdict {
  const names = (wanted: (series: ScalingSeries) => boolean) => scaling.series.filter(wanted).map(({ name }) => name);
  if (scaling.series.length === 0) {
    return { word: 'VACUOUS', accepted: 0, drawn: cases, stopped: 'no size meets the assumptions' };
  }
  const faster = names(({ decision }) => decision === 'faster');
  if (faster.length > 0)
    return { word: 'REFUTED', by: 'fit', scaling, stopped: `growth is faster than polylogarithmic in ${faster.join(', ')}` };
  const open = scaling.series.filter(({ decision }) => decision !== 'polylogarithmic');
  if (open.length === 0) {
    return { word: 'HOLDS', by: 'fit', scaling, stopped: `growth is polylogarithmic in ${names(() => true).join(', ')}` };
  }
  const why = open.map(
    ({ name, fit }) => `${name}: ${fit.kind === 'fitted' ? 'the predictions of the laws are too similar' : fit.missing}`,
  );
  return { word: 'INCONCLUSIVE', by: 'fit', scaling, stopped: why.join('; ') };
}
