import type { Arbitrary } from 'fast-check';
import type { RandomStream } from '../random/random-stream.js';
import type { Claim } from './claim.js';
import type { Conclusion } from './conclusion.js';
import type { ScalingPoint } from './statistics/scaling-fit.js';
import type { Variant } from './variant.js';

/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A broken assumption of a claim, with what breaks it. */
export interface UnmetAssumption {
  readonly assumption: string;
  /** What breaks it, a line each, for people: the offending facts, or the size that is out of range. */
  readonly offenders: readonly string[];
}

/**
 * How a claim is tested on one case. Assumptions and conclusion are two functions: a case outside the assumptions says nothing
 * about the claim and is counted apart.
 */
export interface ClaimTest<Case, Observation> {
  readonly claim: Claim;
  /** The claim's assumptions that the case breaks; none when the claim speaks of it. */
  unmet(value: Case): UnmetAssumption[];
  conclude(value: Case, observation: Observation): Conclusion;
  /** Of a scaling claim, which is judged by all of its cases at once: what the case adds to which series. */
  point?(value: Case, observation: Observation): ScalingPoint & { readonly series: string };
  /** What a reader is shown of a case, where the claim looks at it otherwise than the experiment's other claims; null for nothing. */
  illustrate?(value: Case): Json;
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

/** A part of a case that can be drawn anew while the rest stays: how a counterexample tells which of its factors matter. */
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

/**
 * A source of cases and what is observed of each, shared by the claims that are tested on it: a training run that four claims read
 * is made once per case.
 *
 * Members are methods, so that an `Experiment<Case, Observation>` is an `Experiment`; `verify` hands back only what it was given.
 */
export interface Experiment<Case = unknown, Observation = unknown> {
  /** Names the stream of random cases. */
  readonly id: string;
  /** Cases; unbiased generation has the distribution that the claims declare, and shrinking needs no context. */
  readonly arbitrary: Arbitrary<Case>;
  /** True where cases come from a given subject: its first case shows whether a claim's assumptions are met. */
  readonly given?: true;
  /** Where cases come from a given subject and not from the claims' own distribution: what they are, for the report. */
  readonly scope?: Scope;
  /**
   * Why no case can be drawn from the given subject at all; the claims are then NOT APPLICABLE and nothing is measured. A given subject
   * must otherwise break the same assumptions in every case: they are its own properties, and the first case tells them.
   */
  readonly barren?: readonly UnmetAssumption[];
  /** Where the experiment is about something other than its claims: its place in a map. */
  readonly variant?: Variant;
  /**
   * Every case of a finite domain, where the claims are decided by enumeration.
   *
   * @param seed - of the run, for cases that are searched by draws of their own
   */
  enumerate?(seed: bigint): Iterable<Case>;
  /** @param pulse - to be called now and then where one observation takes long: it ends it by an exception where the run is to stop */
  observe(value: Case, pulse?: () => void): Observation;
  /** The case by value: all that is needed to evaluate it again. */
  encode(value: Case): Json;
  /**
   * The case that a value stands for, which is evaluated like the one it was made from.
   *
   * @throws InputError naming the field that is wrong
   */
  decode(value: Json): Case;
  /** What is evaluated beside the case, by value: so that a counterexample can be checked by something else. */
  readonly setting?: Json;
  /** What tells its cases apart, where that is cheaper than their values. */
  key?(value: Case): string;
  /** The factors of a case that are worth drawing anew. */
  readonly factors?: readonly Factor<Case>[];
  /** The case in a line, for people. */
  describe(value: Case): string;
  /** What a reader is shown of a case, in the form that its reports have for it. */
  illustrate?(value: Case): Json;
  /** True for a case that makes a good example; where nothing is said, or none of the first cases is one, the first is shown. */
  isGoodExample?(value: Case): boolean;
  /** What is shown of many cases at once. */
  overview?(values: readonly Case[]): Json;
  /** The group of cases that it is counted in, as "family: cyclic". */
  stratum(value: Case): string;
  readonly tests: readonly ClaimTest<Case, Observation>[];
}
