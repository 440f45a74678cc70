import { isViolation, type Conclusion } from './conclusion.js';
import type { Counterexample, Measurement, Spread } from './evidence.js';

/** Collects the conclusions of one claim and sums them up. */
export class Tally {
  private cases = 0;
  private rejected = 0;
  private violations = 0;
  private readonly strata = new Map<string, { cases: number; violations: number }>();
  private readonly samples = new Map<string, { values: number[]; leastMargin: number }>();
  private worst: Counterexample | null = null;

  /** Counts a case outside the assumptions. */
  reject(): void {
    this.rejected++;
  }

  /** Counts a case; `encode` is called only for a violation that is worse than all before. */
  add(conclusion: Conclusion, stratum: string, encode: () => Counterexample): void {
    this.cases++;
    const failed = isViolation(conclusion);
    const counts = this.strata.get(stratum) ?? { cases: 0, violations: 0 };
    counts.cases++;
    if (failed) {
      this.violations++;
      counts.violations++;
      if (this.worst === null || conclusion.margin < this.worst.conclusion.margin) this.worst = encode();
    }
    this.strata.set(stratum, counts);
    for (const { name, value, margin } of conclusion.quantities) {
      const sample = this.samples.get(name);
      if (sample === undefined) this.samples.set(name, { values: [value], leastMargin: margin });
      else {
        sample.values.push(value);
        sample.leastMargin = Math.min(sample.leastMargin, margin);
      }
    }
  }

  /** Cases that met the assumptions so far. */
  get accepted(): number {
    return this.cases;
  }

  /** All that was counted. */
  total(): Measurement {
    return {
      cases: this.cases,
      rejected: this.rejected,
      violations: this.violations,
      strata: [...this.strata]
        .map(([name, counts]) => ({ name, ...counts }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      spreads: [...this.samples].map(([quantity, sample]) => spreadOf(quantity, sample)),
      worst: this.worst,
    };
  }
}

function spreadOf(quantity: string, { values, leastMargin }: { values: readonly number[]; leastMargin: number }): Spread {
  const sorted = Float64Array.from(values).toSorted();
  return {
    quantity,
    least: sorted[0],
    median: sorted[Math.floor((sorted.length - 1) / 2)],
    greatest: sorted[sorted.length - 1],
    leastMargin,
  };
}
