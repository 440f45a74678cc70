import type { Arbitrary } from 'fast-check';
import type { RandomStream } from '../random/random-stream.js';
import type { Claim } from './claim.js';
import type { Conclusion, UnmetAssumption } from './evidence.js';
import type { Json } from './json.js';
import type { ScalingPoint } from './statistics/scaling-fit.js';
import type { Variant } from './variant.js';

export type { Json, UnmetAssumption };

/**
 * How a claim is tested on one case. Assumptions and conclusion are separate functions: a case outside the assumptions says nothing
 * about the claim and is counted apart.
 */
export interface ClaimTest<Case, Observation> {
  readonly claim: Claim;
  /** The claim's assumptions that the case does not meet; empty when it meets them all. */
  unmet(value: Case): UnmetAssumption[];
  conclude(value: Case, observation: Observation): Conclusion;
  /** The point that a case adds to a series. Only scaling claims have it: they are decided by all cases together. */
  point?(value: Case, observation: Observation): ScalingPoint & { readonly series: string };
  /** The preview of a case, if it differs from that of the experiment's other claims; null for none. */
  preview?(value: Case): Json;
  /** Distinguishes violations that rounding may have caused from real ones. */
  readonly rounding?: Rounding<Case, Observation>;
}

/** The rounding of a claim's evaluation, and a more exact evaluation. */
export interface Rounding<Case, Observation> {
  /** How far rounding may have moved the margin, in the unit of the margin. */
  envelope(value: Case, observation: Observation): number;
  /** The conclusion of the more exact evaluation; null when the case is too large for it. */
  again(value: Case): Conclusion | null;
}

/** A factor of a case: something that can be redrawn while the rest stays, to see whether a counterexample depends on it. */
export interface Factor<Case> {
  readonly name: string;
  /** The case with the factor redrawn; null when the case does not contain enough to redraw it. */
  redraw(value: Case, random: RandomStream): Case | null;
}

/** The domain and the distribution of cases, in words. */
export interface Scope {
  readonly domain: string;
  readonly distribution: string;
}

/** What the cases of an experiment are about. */
export type Origin =
  /** Cases from the distribution that the claims declare. */
  | { readonly kind: 'claims' }
  /**
   * Cases about a given subject. The assumptions that it meets are its own properties and the same in every case, so its first case
   * shows them.
   */
  | { readonly kind: 'given'; readonly scope: Scope }
  /** Cases that differ from what the claims state: a cell of a map. The scope is given if it differs from that of the claims. */
  | { readonly kind: 'variant'; readonly variant: Variant; readonly scope: Scope | null };

/** Where cases come from. */
export interface CaseSource<Case> {
  /** Generates cases. Without bias they have the distribution that the claims declare. Shrinking must not need a context. */
  readonly arbitrary: Arbitrary<Case>;
  /**
   * Every case of a finite domain; claims are then decided by enumeration.
   *
   * @param seed - the run's seed, for cases that evaluate random draws of their own
   */
  enumerate?(seed: bigint): Iterable<Case>;
  /** The factors that are redrawn in a counterexample. */
  readonly factors?: readonly Factor<Case>[];
}

/** How a case is written to a file and read back. */
export interface CaseCodec<Case> {
  /** The case by value, with everything that is needed to evaluate it again. */
  encode(value: Case): Json;
  /**
   * The case of a value. It evaluates exactly like the case that was encoded.
   *
   * @throws InputError that names the wrong field
   */
  decode(value: Json): Case;
  /** A key that only equal cases share, if there is one that is cheaper than the encoded value. */
  key?(value: Case): string;
}

/** How a case is shown in reports. */
export interface CasePresentation<Case> {
  /** Describes the case in one line. */
  describe(value: Case): string;
  /** The group in which the case is counted, such as "family: cyclic". */
  stratum(value: Case): string;
  /** The preview of a case: what a report shows of it. */
  preview?(value: Case): Json;
  /** True for a good example. The first case is shown if this is not defined, or true for none of the first cases. */
  isGoodExample?(value: Case): boolean;
  /** The preview of many cases together. */
  overview?(values: readonly Case[]): Json;
}

/**
 * A source of cases and an observation of each, shared by the claims that are tested on it: a training run that four claims read
 * happens once per case.
 *
 * Functions are declared as methods, so that an `Experiment<Case, Observation>` is assignable to `Experiment`. This is safe, since
 * `verify` passes an experiment only values that came from it.
 */
export interface Experiment<Case = unknown, Observation = unknown> {
  /** Identifies the experiment, and names its stream of random cases. */
  readonly id: string;
  readonly origin: Origin;
  readonly cases: CaseSource<Case>;
  readonly codec: CaseCodec<Case>;
  readonly presentation: CasePresentation<Case>;
  /** What cases are evaluated with, by value, so that another program can check a counterexample. */
  readonly setting?: Json;
  /** @param pulse - to be called now and then during a long observation; it throws if the run is to stop */
  observe(this: void, value: Case, pulse?: () => void): Observation;
  readonly tests: readonly ClaimTest<Case, Observation>[];
}

/** Claims for which a given subject has no cases: they are NOT APPLICABLE, and nothing is measured. */
export interface ClaimsWithoutCases {
  readonly id: string;
  readonly scope: Scope;
  readonly claims: readonly Claim[];
  readonly unmet: readonly UnmetAssumption[];
}
