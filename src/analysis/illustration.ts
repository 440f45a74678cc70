/** Attention of one row over its tokens, at one step after the other. */
export type AttentionOverSteps = {
  /** s1 a1 … s_q, and r in the answer row. */
  readonly tokens: readonly string[];
  /** By step, then by token; each row sums to 1. */
  readonly shares: readonly (readonly number[])[];
};

/** A prompt in words, with what the model said to it. */
export type AnsweredPrompt = {
  readonly context: readonly { readonly subject: string; readonly answer: string }[];
  readonly query: string;
  readonly relation: string;
  readonly right: string;
  /** What the relation step decoded; any token may come out, or none. */
  readonly inferred: string | null;
  readonly answered: string | null;
  readonly correct: boolean;
};

/** What a reader is shown of one case. What a case does not have is null or empty. */
export type Illustration = {
  readonly description: string;
  /** Facts of its table in words, those of the prompt first; `total` is how many there are. */
  readonly facts: {
    readonly shown: readonly { readonly subject: string; readonly relation: string; readonly answer: string }[];
    readonly total: number;
  };
  /** A prompt: the first that is answered wrongly, or the first of all. */
  readonly prompt: AnsweredPrompt | null;
  readonly attention: {
    readonly relation: AttentionOverSteps;
    readonly answer: AttentionOverSteps;
    /** Gradient steps after which it was recorded. */
    readonly steps: readonly number[];
    /** The pair of the relation row with the most attention at the end, from 0; null where two have as much. */
    readonly winner: number | null;
  } | null;
  /** Quantities of the training run at `attention.steps`. */
  readonly curves: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** What goes wrong, a line each: readings of the memory that fail. */
  readonly failures: readonly string[];
};

/** Quantities over training steps: their least, median and greatest values over cases. */
export type Bands = {
  readonly cases: number;
  readonly steps: readonly number[];
  readonly series: readonly {
    readonly name: string;
    readonly least: readonly number[];
    readonly median: readonly number[];
    readonly greatest: readonly number[];
  }[];
};
