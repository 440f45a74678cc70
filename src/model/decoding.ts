import type { Logits } from './logits.js';

/** What a step emits: the top token or, in a tie, the token that is shown and fed to the next step all the same. */
export type Emission = { readonly kind: 'top'; readonly token: number } | { readonly kind: 'tie'; readonly token: number };

/** By how much the top logit must exceed every other: 10⁻⁹ · max(1, max|ℓ|) (spec/model.md §2). */
export function tieTolerance({ values, counts }: Logits): number {
  let largest = 1;
  for (let run = 0; run < values.length; run++) {
    if (counts[run] > 0) largest = Math.max(largest, Math.abs(values[run]));
  }
  return 1e-9 * largest;
}

/**
 * The tie rule of spec/model.md §2: the logit of the top token exceeds every other of the V logits by more than the tolerance.
 * If none does, it is a tie: the lowest index among the tokens within the tolerance of the largest logit is shown and fed to the
 * next step, so that rounding in the last digit decides nothing.
 */
export function emit(logits: Logits): Emission {
  const { values, counts } = logits;
  let largest = -Infinity;
  for (let run = 0; run < values.length; run++) {
    if (counts[run] > 0 && values[run] > largest) largest = values[run];
  }
  const bar = largest - tieTolerance(logits);
  let near = 0;
  let token = Infinity;
  for (let run = 0; run < values.length; run++) {
    if (counts[run] === 0 || values[run] < bar) continue;
    near += counts[run];
    token = Math.min(token, logits.first(run));
  }
  return { kind: near === 1 ? 'top' : 'tie', token };
}

/** The tokens that a tie is between: one for each run of logits within the tolerance of the largest. */
export function contenders(logits: Logits): number[] {
  const { values, counts } = logits;
  const runs = Array.from(values.keys()).filter((run) => counts[run] > 0);
  const bar = Math.max(...runs.map((run) => values[run])) - tieTolerance(logits);
  return runs.filter((run) => values[run] >= bar).map((run) => logits.first(run));
}

/** The signed margin of token v: ℓ_v − (largest other logit) − tolerance. It is positive exactly when v is the top token. */
export function marginOf(logits: Logits, token: number): number {
  const { values, counts } = logits;
  const own = logits.runOf(token);
  let rival = counts[own] > 1 ? values[own] : -Infinity;
  for (let run = 0; run < values.length; run++) {
    if (run !== own && counts[run] > 0 && values[run] > rival) rival = values[run];
  }
  return values[own] - rival - tieTolerance(logits);
}
