import * as v from 'valibot';

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Attention of one row over its tokens, at one step after the other. */
const attentionRow = v.strictObject({
  /** s₁ a₁ … s_q, and r̂ in the answer row. */
  tokens: v.array(v.string()),
  /** By step, then by token; each row sums to 1. */
  shares: v.array(v.array(number)),
});

/** What a reader is shown of one case. What a case does not have is null. */
export const ILLUSTRATION_SCHEMA = v.strictObject({
  description: v.string(),
  /** Facts of its table in words, those of the prompt first; `total` is how many there are. */
  facts: v.strictObject({
    shown: v.array(v.strictObject({ subject: v.string(), relation: v.string(), answer: v.string() })),
    total: count,
  }),
  /** A prompt: the first that is answered wrongly, or the first of all. */
  prompt: v.nullable(
    v.strictObject({
      context: v.array(v.strictObject({ subject: v.string(), answer: v.string() })),
      query: v.string(),
      relation: v.string(),
      right: v.string(),
      /** What the relation step decoded; any token may come out, or none. */
      inferred: v.nullable(v.string()),
      answered: v.nullable(v.string()),
      correct: v.boolean(),
    }),
  ),
  attention: v.nullable(
    v.strictObject({
      /** Gradient steps after which it was recorded; 0 alone where the rows are given and nothing is trained. */
      steps: v.array(count),
      relation: attentionRow,
      answer: attentionRow,
      /** The pair of the relation row with the most attention at the end, from 0; null where two have as much. */
      winner: v.nullable(count),
    }),
  ),
  /** Quantities of the training run at `attention.steps`. */
  curves: v.array(v.strictObject({ name: v.string(), values: v.array(number) })),
  /** What goes wrong, a line each: readings of the memory that fail. */
  failures: v.array(v.string()),
});

/** Quantities over training steps: their least, median and greatest values over cases. */
export const BANDS_SCHEMA = v.strictObject({
  cases: count,
  steps: v.array(count),
  series: v.array(v.strictObject({ name: v.string(), least: v.array(number), median: v.array(number), greatest: v.array(number) })),
});

/** The pictures of a claim; null where it has none of a kind. */
export const PREVIEWS_SCHEMA = v.strictObject({
  bands: v.nullable(BANDS_SCHEMA),
  /** The first case of the estimate. */
  example: v.nullable(ILLUSTRATION_SCHEMA),
  /** The minimal counterexample, or the witness, or the worst case. */
  counterexample: v.nullable(ILLUSTRATION_SCHEMA),
});

/** A case as a reader is shown it. */
export type Illustration = v.InferOutput<typeof ILLUSTRATION_SCHEMA>;

/** Bands over cases. */
export type Bands = v.InferOutput<typeof BANDS_SCHEMA>;
