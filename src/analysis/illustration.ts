/** The attention of one row at several training steps. */
export type AttentionOverSteps = {
  /** s1 a1 … s_q, and r in the answer row (T). */
  readonly tokens: readonly string[];
  /** By step, then by token; the shares of a step sum to 1. */
  readonly shares: readonly (readonly number[])[];
};

/** A prompt in words, with the model's answer. */
export type AnsweredPrompt = {
  readonly context: readonly { readonly subject: string; readonly answer: string }[];
  readonly query: string;
  readonly relation: string;
  readonly right: string;
  /** The token that the relation step emitted, of whatever kind; null if there was no top token. */
  readonly inferred: string | null;
  readonly answered: string | null;
  readonly correct: boolean;
};

/** The preview of one case: what a report shows of it. Anything the case does not have is null or empty. */
export type Illustration = {
  readonly description: string;
  /** Some facts of its table in words, those of the prompt first, and the total number of facts. */
  readonly facts: {
    readonly shown: readonly { readonly subject: string; readonly relation: string; readonly answer: string }[];
    readonly total: number;
  };
  /** The first prompt that is answered wrongly, or else the first. */
  readonly prompt: AnsweredPrompt | null;
  readonly attention: {
    readonly relation: AttentionOverSteps;
    readonly answer: AttentionOverSteps;
    /** The numbers of gradient steps after which attention was recorded. */
    readonly steps: readonly number[];
    /** The index, from 0, of the pair of the relation row with the most attention at the end; null in a tie. */
    readonly winner: number | null;
  } | null;
  /** Quantities of the training run at `attention.steps`. */
  readonly curves: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** The readings of the memory that fail, a line each. */
  readonly failures: readonly string[];
};

/** Quantities over training steps: the least, median and greatest values over several cases. */
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
