import * as v from 'valibot';
import { SCALING_LAWS } from '../statistics/scaling-laws.js';
import { JSON_SCHEMA } from './json-schema.js';
import { COUNT, INTERVAL, NUMBER, RATE_INTERVAL } from './number-schemas.js';
import { empty, excessViolations, firstWrong, rule, wrongLength } from './rule.js';

export const QUANTITY_SCHEMA = v.strictObject({ name: v.string(), value: NUMBER, margin: NUMBER });

/** The members of a conclusion. */
export const CONCLUSION_ENTRIES = {
  /** The least margin; ≥ 0 holds. */
  margin: NUMBER,
  /** The quantity that has it: why a case fails. */
  quantity: v.string(),
  quantities: v.array(QUANTITY_SCHEMA),
  /** True where the first evaluation failed by no more than its rounding, and an exact one, which this is, did not. */
  roundingOnly: v.exactOptional(v.literal(true)),
};

export const CONCLUSION_SCHEMA = v.strictObject(CONCLUSION_ENTRIES);

export const UNMET_SCHEMA = v.strictObject({
  assumption: v.string(),
  /** What breaks it, a line each, for people: the offending facts, or the size that is out of range. */
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
    /** The factor's name, or "all of them" where all were drawn anew together. */
    factor: v.string(),
    /** Redrawn cases that met the assumptions. */
    redrawn: COUNT,
    /** Of these, those that still fail by the same quantity. */
    failing: COUNT,
    /** The share that fails, by Clopper and Pearson at 95 %: exploratory, no verdict hangs on it. */
    interval: RATE_INTERVAL,
  }),
  rule(({ failing, redrawn }) => (failing > redrawn ? `failing: is ${failing}, of ${redrawn} redrawn` : null)),
);

export const HUNT_SCHEMA = v.strictObject({
  /** Cases that were looked at, each once, apart from shrinking. */
  cases: COUNT,
  /** All calls of the claim beside those of the estimate: looking, shrinking, replays, redrawn factors. */
  evaluations: COUNT,
  /** Shrinking steps that kept the case failing. */
  shrinks: COUNT,
  /** The minimal counterexample; null when nothing was found. */
  found: v.nullable(COUNTEREXAMPLE_SCHEMA),
  /** The simplest one that fails at least half as badly as the worst of the estimate, where it is neither; not looked for where the claim is heavy. */
  severe: v.nullable(COUNTEREXAMPLE_SCHEMA),
  /** Which factors of the minimal counterexample matter; none where that was not looked at. */
  factors: v.array(FACTOR_SCHEMA),
});

export const SPREAD_SCHEMA = v.pipe(
  v.strictObject({ quantity: v.string(), least: NUMBER, median: NUMBER, greatest: NUMBER, leastMargin: NUMBER }),
  rule(({ least, median, greatest }) =>
    least <= median && median <= greatest ? null : `median: is ${median}, beyond least and greatest`,
  ),
);

export const STRATUM_SCHEMA = v.pipe(
  v.strictObject({ name: v.string(), cases: COUNT, violations: COUNT }),
  rule((stratum) => excessViolations(stratum)),
);

const MEASUREMENT_ENTRIES = {
  /** Cases that met the assumptions and were concluded on. */
  cases: COUNT,
  /** Cases drawn that broke an assumption, counted apart. */
  rejected: COUNT,
  violations: COUNT,
  /** Cases that failed by no more than rounding, and not where they were evaluated exactly: no violations. */
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
    /** Violation rate: the confidence sequence at the claim's share of the suite's α, valid whenever one stops. */
    interval: RATE_INTERVAL,
    alpha: NUMBER,
    /** log M_n against a true rate equal to the tolerance, in nats: an e-value; log 1/α of it decide. */
    logEvidence: NUMBER,
  }),
  rule((estimate) => excessViolations(estimate)),
);

export const SCALING_POINT_SCHEMA = v.strictObject({
  /** N > 1. */
  size: NUMBER,
  /** n > 0. */
  value: v.nullable(NUMBER),
  /** What a searched value lies in; fits take the value itself. */
  range: v.exactOptional(v.strictObject({ least: NUMBER, most: v.nullable(NUMBER) })),
});

export const LAW_SCHEMA = v.strictObject({
  law: v.picklist(SCALING_LAWS),
  /** c, of the fit to all points. */
  scale: NUMBER,
  /** p or e of the fit to all points; 0 for the constant. */
  exponent: NUMBER,
  /** Root mean square of ln (observed / predicted) over the held-out largest third of the sizes, of the law fitted to the others. */
  heldOutError: NUMBER,
  /** Of the fit to all points, by size: what it predicts, and ln (observed / predicted). */
  residuals: v.array(v.strictObject({ size: NUMBER, predicted: NUMBER, residual: NUMBER })),
});

export const FIT_SCHEMA = v.variant('kind', [
  v.strictObject({
    kind: v.literal('fitted'),
    /** e of the power law: an interval at confidence 1 − α, for errors in ln n that are independent, normal and alike. */
    exponent: INTERVAL,
    /** The least of the sizes that are held out. */
    heldOutFrom: NUMBER,
    laws: v.array(LAW_SCHEMA),
  }),
  /** The points do not tell laws apart. */
  v.strictObject({ kind: v.literal('not identifiable'), missing: v.string() }),
]);

export const SERIES_SCHEMA = v.pipe(
  v.strictObject({
    name: v.string(),
    points: v.array(SCALING_POINT_SCHEMA),
    fit: FIT_SCHEMA,
    /** Null where the fit is not identifiable. */
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
