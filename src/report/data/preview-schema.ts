import * as v from 'valibot';
import { COUNT, NUMBER } from '../../verify/storage/number-schemas.js';
import { empty, firstWrong, rule, wrongLength } from '../../verify/storage/rule.js';

/** Attention of one row over its tokens, step by step. */
const attentionRow = v.strictObject({
  /** s₁ a₁ … s_q, and in the answer row also r̂. */
  tokens: v.array(v.string()),
  /** By step, then by token; each row sums to 1. */
  shares: v.array(v.array(NUMBER)),
});

/** Attention of both rows over the steps of a training run. */
const attention = v.pipe(
  v.strictObject({
    /** The gradient steps after which it was recorded; only 0 where the rows are given and nothing is trained. */
    steps: v.array(COUNT),
    relation: attentionRow,
    answer: attentionRow,
    /** The pair with the most attention in the relation row at the end, counted from 0; null for a tie. */
    winner: v.nullable(COUNT),
  }),
  rule(
    ({ steps, relation, answer }) =>
      empty('steps', steps) ?? wrongShares('relation', relation, steps.length) ?? wrongShares('answer', answer, steps.length),
  ),
);

function wrongShares(row: string, { tokens, shares }: v.InferOutput<typeof attentionRow>, steps: number): string | null {
  return (
    wrongLength(`${row}.shares`, shares, steps) ??
    firstWrong(shares, (each, i) => wrongLength(`${row}.shares.${i}`, each, tokens.length))
  );
}

/** The preview of one case: what a report shows of it. What a case does not have is null. */
export const ILLUSTRATION_SCHEMA = v.pipe(
  v.strictObject({
    description: v.string(),
    /** Facts of its table in words, those of the prompt first; `total` is the number of all its facts. */
    facts: v.strictObject({
      shown: v.array(v.strictObject({ subject: v.string(), relation: v.string(), answer: v.string() })),
      total: COUNT,
    }),
    /** The first prompt that is answered wrongly, or else the first of all. */
    prompt: v.nullable(
      v.strictObject({
        context: v.array(v.strictObject({ subject: v.string(), answer: v.string() })),
        query: v.string(),
        relation: v.string(),
        right: v.string(),
        /** What the relation step decoded: any token, or null for a tie. */
        inferred: v.nullable(v.string()),
        answered: v.nullable(v.string()),
        correct: v.boolean(),
      }),
    ),
    attention: v.nullable(attention),
    /** Quantities of the training run at `attention.steps`. */
    curves: v.array(v.strictObject({ name: v.string(), values: v.array(NUMBER) })),
    /** The readings of the memory that fail, one per line. */
    failures: v.array(v.string()),
  }),
  rule(({ attention: recorded, curves }) =>
    firstWrong(curves, ({ values }, i) => wrongLength(`curves.${i}.values`, values, recorded?.steps.length ?? 0)),
  ),
);

/** Quantities over training steps: the least, median and greatest values over cases. */
export const BANDS_SCHEMA = v.pipe(
  v.strictObject({
    cases: COUNT,
    steps: v.array(COUNT),
    series: v.array(
      v.strictObject({ name: v.string(), least: v.array(NUMBER), median: v.array(NUMBER), greatest: v.array(NUMBER) }),
    ),
  }),
  rule(
    ({ steps, series }) =>
      empty('steps', steps) ??
      firstWrong(series, (each, i) =>
        firstWrong(['least', 'median', 'greatest'] as const, (key) => wrongLength(`series.${i}.${key}`, each[key], steps.length)),
      ),
  ),
);

/** The previews of a claim; null for those it does not have. */
export const PREVIEWS_SCHEMA = v.strictObject({
  bands: v.nullable(BANDS_SCHEMA),
  /** The first case of the estimate. */
  example: v.nullable(ILLUSTRATION_SCHEMA),
  /** The minimal counterexample, or the witness, or the worst case. */
  counterexample: v.nullable(ILLUSTRATION_SCHEMA),
});

/** The preview of one case. */
export type Illustration = v.InferOutput<typeof ILLUSTRATION_SCHEMA>;

/** Quantities over training steps, as bands over cases. */
export type Bands = v.InferOutput<typeof BANDS_SCHEMA>;
