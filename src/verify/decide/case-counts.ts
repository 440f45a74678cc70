import { isViolation, type Conclusion } from '../conclusion.js';
import type { Counterexample, Measurement, Spread } from '../evidence.js';

/** A case that violates its claim, and the conclusion. */
export interface Violation<Case> {
  readonly value: Case;
  readonly conclusion: Conclusion;
}

/** Counts the conclusions of one claim on cases that are identified by an index. */
export class CaseCounts {
  private cases = 0;
  private rejected = 0;
  private violations = 0;
  private roundingOnly = 0;
  private readonly strata = new Map<string, { cases: number; violations: number }>();
  private readonly samples = new Map<string, { values: number[]; leastMargin: number }>();
  private worstCase: Violation<number> | null = null;

  /** Counts a case that does not meet the assumptions. */
  reject(): void {
    this.rejected++;
  }

  /** Counts a case and its conclusion. */
  add(index: number, conclusion: Conclusion, stratum: string): void {
    this.cases++;
    const failed = isViolation(conclusion);
    if (conclusion.roundingOnly === true) this.roundingOnly++;
    const counts = this.strata.get(stratum) ?? { cases: 0, violations: 0 };
    counts.cases++;
    if (failed) {
      this.violations++;
      counts.violations++;
      if (this.worstCase === null || conclusion.margin < this.worstCase.conclusion.margin)
        this.worstCase = { value: index, conclusion };
    }
    this.strata.set(stratum, counts);
    for (const { name, value: measured, margin } of conclusion.quantities) {
      const sample = this.samples.get(name);
      if (sample === undefined) this.samples.set(name, { values: [measured], leastMargin: margin });
      else {
        sample.values.push(measured);
        sample.leastMargin = Math.min(sample.leastMargin, margin);
      }
    }
  }

  /** The violation with the least margin; null when no case failed. */
  get worst(): Violation<number> | null {
    return this.worstCase;
  }

  /** @param toCounterexample - converts the worst violation to the form that reports store */
  total(toCounterexample: (violation: Violation<number>) => Counterexample): Measurement {
    return {
      cases: this.cases,
      rejected: this.rejected,
      violations: this.violations,
      roundingOnly: this.roundingOnly,
      strata: [...this.strata]
        .map(([name, counts]) => ({ name, ...counts }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      spreads: [...this.samples].map(([quantity, sample]) => spreadOf(quantity, sample)),
      worst: this.worstCase === null ? null : toCounterexample(this.worstCase),
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
