import type { Arbitrary } from 'fast-check';
import type { RandomStream } from '../random/random-stream.js';
import type { Claim } from './claim.js';
import type { Conclusion, UnmetAssumption } from './evidence.js';
import type { Json } from './json.js';
import type { ScalingPoint } from './statistics/scaling-fit.js';
import type { Variant } from './variant.js';

export type { Json, UnmetAssumption };

/**
 * How a claim is tested on one case. Assumptions and conclusion are two functions: a case outside the assumptions says nothing
 * about the claim and is counted apart.
 */
export interface ClaimTest<Case, Observation> {
  readonly claim: Claim;
  /** The claim's assumptions that the case does not meet; none when the claim speaks of it. */
  unmet(value: Case): UnmetAssumption[];
  conclude(value: Case, observation: Observation): Conclusion;
  /** Of a scaling claim, which is judged by all of its cases at once: what the case adds to which series. */
  point?(value: Case, observation: Observation): ScalingPoint & { readonly series: string };
  /** The preview of a case, where the claim looks at it otherwise than the experiment's other claims; null for none. */
  preview?(value: Case): Json;
  /** How a violation that rounding may have made is told from a real one. */
  readonly rounding?: Rounding<Case, Observation>;
}

/** The rounding of a claim's evaluation, and a way round it. */
export interface Rounding<Case, Observation> {
  /** By how much rounding may have moved the margin, in the margin's own unit. */
  envelope(value: Case, observation: Observation): number;
  /** The claim on the same case by a more exact evaluation; null where the case is too large for it. */
  again(value: Case): Conclusion | null;
}

/** A factor of a case: something that can be drawn anew while the rest stays, to see whether a counterexample depends on it. */
export interface Factor<Case> {
  readonly name: string;
  /** Null where the case says too little of how it was made. */
  redraw(value: Case, random: RandomStream): Case | null;
}

/** What cases are drawn from, in words. */
export interface Scope {
  readonly domain: string;
  readonly distribution: string;
}

/** What the cases of an experiment are about. */
export type Origin =
  /** The distribution that the claims declare. */
  | { readonly kind: 'claims' }
  /** A given subject. Its first case shows which assumptions it meets: they are its own properties, and the same in every case. */
  | { readonly kind: 'given'; readonly scope: Scope }
  /** Something other than the claims say: a cell of a map. The scope is given where the cases are not those of the claims. */
  | { readonly kind: 'variant'; readonly variant: Variant; readonly scope: Scope | null };

/** Where cases come from. */
export interface CaseSource<Case> {
  /** Unbiased generation has the distribution that the claims declare, and shrinking needs no context. */
  readonly arbitrary: Arbitrary<Case>;
  /**
   * Every case of a finite domain, where the claims are decided by enumeration.
   *
   * @param seed - of the run, for cases that are searched by draws of their own
   */
  enumerate?(seed: bigint): Iterable<Case>;
  /** What is worth drawing anew. */
  readonly factors?: readonly Factor<Case>[];
}

/** How a case is written to a file and read back. */
export interface CaseCodec<Case> {
  /** The case by value: all that is needed to evaluate it again. */
  encode(value: Case): Json;
  /**
   * The case that a value stands for, which is evaluated like the one it was made from.
   *
   * @throws InputError naming the field that is wrong
   */
  decode(value: Json): Case;
  /** What tells cases apart, where that is cheaper than their values. */
  key?(value: Case): string;
}

/** How a case is shown to people. */
export interface CasePresentation<Case> {
  /** The case in a line. */
  describe(value: Case): string;
  /** The group of cases that it is counted in, as "family: cyclic". */
  stratum(value: Case): string;
  /** The preview of a case, in the form that its reports have for it. */
  preview?(value: Case): Json;
  /** True for a case that makes a good example; where nothing is said, or none of the first cases is one, the first is shown. */
  isGoodExample?(value: Case): boolean;
  /** The preview of many cases at once. */
  overview?(values: readonly Case[]): Json;
}

/**
 * A source of cases and what is observed of each, shared by the claims that are tested on it: a training run that four claims read
 * is made once per case.
 *
 * Members are methods, so that an `Experiment<Case, Observation>` is an `Experiment`; `verify` hands back only what it was given.
 */
export interface Experiment<Case = unknown, Observation = unknown> {
  /** Names the stream of random cases. */
  readonly id: string;
  readonly origin: Origin;
  readonly cases: CaseSource<Case>;
  readonly codec: CaseCodec<Case>;
  readonly presentation: CasePresentation<Case>;
  /** What is evaluated beside the case, by value: so that a counterexample can be checked by something else. */
  readonly setting?: Json;
  /** @param pulse - to be called now and then where one observation takes long: it ends it by an exception where the run is to stop */
  observe(this: void, value: Case, pulse?: () => void): Observation;
  readonly tests: readonly ClaimTest<Case, Observation>[];
}

/** Claims that a given subject leaves without a single case: they are NOT APPLICABLE, and nothing is measured. */
export interface ClaimsWithoutCases {
  readonly id: string;
  readonly scope: Scope;
  readonly claims: readonly Claim[];
  readonly unmet: readonly UnmetAssumption[];
}
