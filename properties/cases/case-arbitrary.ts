import fc from 'fast-check';
import { RandomStream } from '../../src/random/random-stream.js';

/** Draws an integer in min … max: uniformly for the estimate, biased towards the edges for the hunt. */
export type DrawInteger = (min: number, max: number) => number;

/** How a kind of case is drawn and shrunk. */
export interface CaseKind<Case> {
  /** Draws a case; sizes through `integer`, everything else from `random`. */
  draw(integer: DrawInteger, random: RandomStream): Case;
  /** Simpler cases, the simplest first. They need not fail or meet a claim's assumptions: the shrinker checks both. */
  simpler(value: Case): Iterable<Case>;
  is(value: unknown): value is Case;
}

/**
 * A fast-check arbitrary of cases that shrink by value. What a case may shrink to depends on the case alone, never on how it was
 * drawn, so a case from a file shrinks like one from the hunt.
 */
export class CaseArbitrary<Case> extends fc.Arbitrary<Case> {
  constructor(private readonly kind: CaseKind<Case>) {
    super();
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<Case> {
    const integer: DrawInteger = (min, max) => fc.integer({ min, max }).generate(mrng, biasFactor).value;
    const state = [0, 1, 2, 3].map(() => mrng.nextInt(-0x80000000, 0x7fffffff));
    const random = RandomStream.fromState(state.some((word) => word !== 0) ? state : [1, 0, 0, 0]);
    return new fc.Value(this.kind.draw(integer, random), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Case {
    return this.kind.is(value);
  }

  override shrink(value: Case): fc.Stream<fc.Value<Case>> {
    return fc.stream(this.shrunk(value));
  }

  private *shrunk(value: Case): IterableIterator<fc.Value<Case>> {
    for (const simpler of this.kind.simpler(value)) yield new fc.Value(simpler, undefined);
  }
}

/** Sizes to try below a size, the smallest first: the minimum, then halfway, then one less. */
export function smallerSizes(size: number, minimum: number): number[] {
  const candidates = [minimum, Math.floor((minimum + size) / 2), size - 1];
  return [...new Set(candidates)].filter((candidate) => candidate >= minimum && candidate < size);
}

/** Draws the seed of a case, 32 bits. */
export function drawSeed(random: RandomStream): number {
  return random.next() >>> 0;
}
