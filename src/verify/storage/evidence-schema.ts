import * as v from 'valibot';
import { SCALING_LAWS } from '../statistics/scaling-laws.js';
import { JSON_SCHEMA } from './json-schema.js';
import { COUNT, INTERVAL, NUMBER, RATE_INTERVAL } from './number-schemas.js';
import { empty, excessViolations, firstWrong, rule, wrongLength } from './rule.js';

export const QUANTITY_SCHEMA = v.strictObject({ name: v.string(), value: NUMBER, margin: NUMBER });

export const CONCLUSION_ENTRIES = {
  /** The least margin; the claim holds for the case if it is ≥ 0. */
  margin: NUMBER,
  /** The quantity with the least margin: the reason why a case fails. */
  quantity: v.string(),
  quantities: v.array(QUANTITY_SCHEMA),
  /**
   * True if the first evaluation failed by no more than its rounding. This conclusion comes from an exact evaluation, which did not
   * fail.
   */
  roundingOnly: v.exactOptional(v.literal(true)),
};

export const CONCLUSION_SCHEMA = v.strictObject(CONCLUSION_ENTRIES);

export const UNMET_SCHEMA = v.strictObject({
  assumption: v.string(),
  /** What breaks it, for people, one per line: the offending facts, or the size that is out of range. */
  offenders: v.array(v.string()),
});

export const COUNTEREXAMPLE_SCHEMA = v.strictObject({
  /** The case by value. */
  case: JSON_SCHEMA,
  description: v.string(),
  conclusion: CONCLUSION_SCHEMA,
});

export const FACTOR_SCHEMA = v.pipe(
  v.strictObject({
    /** The factor's name, or "all of them" if all were redrawn together. */
    factor: v.string(),
    /** Redrawn cases that met the assumptions. */
    redrawn: COUNT,
    /** The redrawn cases that still fail by the same quantity. */
    failing: COUNT,
    /** The Clopper–Pearson interval of the failing share at 95 %. It is exploratory: no verdict depends on it. */
    interval: RATE_INTERVAL,
  }),
  rule(({ failing, redrawn }) => (failing > redrawn ? `failing: is ${failing}, but only ${redrawn} were redrawn` : null)),
);

export const HUNT_SCHEMA = v.strictObject({
  /** Distinct cases that were evaluated, not counting those of shrinking. */
  cases: COUNT,
  /** All evaluations of the claim other than those of the estimate: the search, shrinking, replays, redrawn factors. */
  evaluations: COUNT,
  /** Shrinking steps that kept the case failing. */
  shrinks: COUNT,
  /** The minimal counterexample; null when nothing was found. */
  found: v.nullable(COUNTEREXAMPLE_SCHEMA),
  /**
   * The simplest case that fails at least half as badly as the worst of the estimate; null if it is that worst case or the minimal
   * one. Heavy claims do not search for it.
   */
  severe: v.nullable(COUNTEREXAMPLE_SCHEMA),
  /** Which factors of the minimal counterexample matter; empty if that was not tested. */
  factors: v.array(FACTOR_SCHEMA),
});

export const SPREAD_SCHEMA = v.pipe(
  v.strictObject({ quantity: v.string(), least: NUMBER, median: NUMBER, greatest: NUMBER, leastMargin: NUMBER }),
  rule(({ least, median, greatest }) =>
    least <= median && median <= greatest ? null : `median: is ${median}, outside ${least} … ${greatest}`,
  ),
);

export const STRATUM_SCHEMA = v.pipe(
  v.strictObject({ name: v.string(), cases: COUNT, violations: COUNT }),
  rule((stratum) => excessViolations(stratum)),
);

const MEASUREMENT_ENTRIES = {
  /** Cases that met the assumptions and have a conclusion. */
  cases: COUNT,
  /** Drawn cases that broke an assumption; they are not among `cases`. */
  rejected: COUNT,
  violations: COUNT,
  /** Cases that failed by no more than rounding, and did not fail when evaluated exactly. They are not violations. */
  roundingOnly: COUNT,
  strata: v.array(STRATUM_SCHEMA),
  spreads: v.array(SPREAD_SCHEMA),
  /** The violation with the least margin, not shrunk. */
  worst: v.nullable(COUNTEREXAMPLE_SCHEMA),
};

export const MEASUREMENT_SCHEMA = v.pipe(
  v.strictObject(MEASUREMENT_ENTRIES),
  rule((measurement) => excessViolations(measurement)),
);

export const ESTIMATE_SCHEMA = v.pipe(
  v.strictObject({
    ...MEASUREMENT_ENTRIES,
    /**
     * The interval of the violation rate: a confidence sequence at the claim's share of the suite's α, valid whenever the estimate
     * stops.
     */
    interval: RATE_INTERVAL,
    alpha: NUMBER,
    /** log M_n against a true rate equal to the tolerance, in nats: the log of an e-value, which decides at log 1/α. */
    logEvidence: NUMBER,
  }),
  rule((estimate) => excessViolations(estimate)),
);

export const SCALING_POINT_SCHEMA = v.strictObject({
  /** N > 1. */
  size: NUMBER,
  /** n > 0. */
  value: v.nullable(NUMBER),
  /** The range that contains a searched value; fits use the value itself. */
  range: v.exactOptional(v.strictObject({ least: NUMBER, most: v.nullable(NUMBER) })),
});

export const LAW_SCHEMA = v.strictObject({
  law: v.picklist(SCALING_LAWS),
  /** c of the fit to all points. */
  scale: NUMBER,
  /** p or e of the fit to all points; 0 for the constant. */
  exponent: NUMBER,
  /**
   * Root mean square of ln (observed / predicted) over the held-out largest third of the sizes, for the law fitted to the other
   * sizes.
   */
  heldOutError: NUMBER,
  /** By size, for the fit to all points: the prediction, and ln (observed / predicted). */
  residuals: v.array(v.strictObject({ size: NUMBER, predicted: NUMBER, residual: NUMBER })),
});

export const FIT_SCHEMA = v.variant('kind', [
  v.strictObject({
    kind: v.literal('fitted'),
    /** The interval of e in the power law at confidence 1 − α, for independent normal errors of ln n with the same variance. */
    exponent: INTERVAL,
    /** The smallest held-out size. */
    heldOutFrom: NUMBER,
    laws: v.array(LAW_SCHEMA),
  }),
  /** The points do not tell the laws apart. */
  v.strictObject({ kind: v.literal('not identifiable'), missing: v.string() }),
]);

export const SERIES_SCHEMA = v.pipe(
  v.strictObject({
    name: v.string(),
    points: v.array(SCALING_POINT_SCHEMA),
    fit: FIT_SCHEMA,
    /** Null if the fit is not identifiable. */
    decision: v.nullable(v.picklist(['polylogarithmic', 'faster', 'undecided'])),
  }),
  rule(({ points, fit }) => {
    const known = points.filter(({ value }) => value !== null).length;
    const laws = fit.kind === 'fitted' ? fit.laws : null;
    return (
      empty('points', points) ??
      (laws === null
        ? null
        : (wrongLength('fit.laws', laws, SCALING_LAWS.length) ??
          firstWrong(laws, ({ residuals }, i) => wrongLength(`fit.laws.${i}.residuals`, residuals, known))))
    );
  }),
);

export const SCALING_SCHEMA = v.strictObject({ series: v.array(SERIES_SCHEMA), alpha: NUMBER });
