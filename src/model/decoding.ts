import type { Logits } from './logits.js';

/** What a step emits: a top token, or none, and then the token that is shown and fed on all the same. */
export type Emission = { readonly kind: 'top'; readonly token: number } | { readonly kind: 'tie'; readonly token: number };

/** By how much a top token must exceed every other: 10⁻⁹ · max(1, max|ℓ|) (spec/model.md §2). */
export function tieTolerance({ values, counts }: Logits): number {
  let largest = 1;
  for (let run = 0; run < values.length; run++) {
    if (counts[run] > 0) largest = Math.max(largest, Math.abs(values[run]));
  }
  return 1e-9 * largest;
}

/**
 * The tie rule of spec/model.md §2: the top token exceeds every other of the V logits by more than the tolerance.
 * Where none does, the lowest index among those within the tolerance of the largest is shown and fed on, so that rounding
 * in the last digit decides nothing.
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

/** Tokens within the tolerance of the largest logit, one for each run of equal logits: what a tie is between. */
export function contenders(logits: Logits): number[] {
  const { values, counts } = logits;
  const runs = Array.from(values.keys()).filter((run) => counts[run] > 0);
  const bar = Math.max(...runs.map((run) => values[run])) - tieTolerance(logits);
  return runs.filter((run) => values[run] >= bar).map((run) => logits.first(run));
}

/** Signed margin of a token: ℓ_v − (largest other logit) − tolerance; positive exactly when the token is the top one. */
export function marginOf(logits: Logits, token: number): number {
  const { values, counts } = logits;
  const own = logits.runOf(token);
  let rival = counts[own] > 1 ? values[own] : -Infinity;
  for (let run = 0; run < values.length; run++) {
    if (run !== own && counts[run] > 0 && values[run] > rival) rival = values[run];
  }
  return values[own] - rival - tieTolerance(logits);
}
