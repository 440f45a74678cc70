import { betaLowerQuantile, betaTails } from './beta.js';
import { mixtureAgainst, type Counts } from './intervals/confidence-sequence.js';

/** The side of the tolerance on which the violation rate lies; null while the confidence sequence contains the tolerance. */
export type Decision = 'below' | 'above' | null;

/**
 * Tests the violation rate of a claim against its tolerance τ, and may be asked after every case. The rate is below τ once the
 * confidence sequence lies below τ, and above once it lies above. The chance that any decision is ever wrong is at most α.
 */
export class SequentialTest {
  private readonly bar: number;
  private readonly logMixture: (counts: Counts) => number; // log M_n(τ)

  /**
   * @param tolerance - 0 < τ < 1
   * @param alpha - α
   */
  constructor(
    readonly tolerance: number,
    readonly alpha: number,
  ) {
    this.bar = -Math.log(alpha);
    this.logMixture = mixtureAgainst(tolerance);
  }

  /** The decision at these counts. It costs a microsecond, so `Watch` asks only when the decision can change. */
  decide(counts: Counts): Decision {
    if (counts.cases === 0 || this.logMixture(counts) < this.bar) return null;
    return counts.violations < this.tolerance * counts.cases ? 'below' : 'above';
  }

  /** The most violations among n cases that decide 'below'; −1 when not even 0 do. */
  mostBelow(cases: number): number {
    return firstWhere(0, Math.floor(this.tolerance * cases), (violations) => this.decide({ cases, violations }) !== 'below') - 1;
  }

  /** The fewest violations among n cases that decide 'above'; n + 1 when not even n do. */
  fewestAbove(cases: number): number {
    return firstWhere(Math.ceil(this.tolerance * cases), cases, (violations) => this.decide({ cases, violations }) === 'above');
  }

  /** The largest true rate that n cases find to be below τ with a chance of at least `power`; null when there is none. */
  excludes(cases: number, power: number): number | null {
    const most = this.mostBelow(cases);
    return most < 0 ? null : betaLowerQuantile(1 - power, most + 1, cases - most); // P(K ≤ most) falls with the rate
  }

  /** The least true rate that n cases find to be above τ with a chance of at least `power`; null when there is none. */
  refutes(cases: number, power: number): number | null {
    const fewest = this.fewestAbove(cases);
    return fewest > cases ? null : betaLowerQuantile(power, fewest, cases - fewest + 1); // P(K ≥ fewest) grows with it
  }

  /**
   * About the least n at which the last look alone decides a true rate correctly with a chance of at least `power`.
   *
   * @throws RangeError when the rate is so near τ that 10⁷ cases are not enough
   */
  casesFor(rate: number, power: number): number {
    const enough = (cases: number) => this.chance(rate, cases) >= power;
    let high = 1;
    while (high <= MOST_CASES && !enough(high)) high *= 2;
    if (high > MOST_CASES)
      throw new RangeError(`${MOST_CASES} cases do not distinguish a rate of ${rate} from the tolerance ${this.tolerance}`);
    return firstWhere(Math.floor(high / 2) + 1, high, enough);
  }

  /** The least n ≥ `from` at which k violations decide 'below'. */
  belowFrom(violations: number, from: number): number {
    const isBelow = (cases: number) => this.decide({ cases, violations }) === 'below';
    let low = Math.max(1, from, violations);
    let step = 1;
    while (!isBelow(low + step)) {
      low += step;
      step *= 2;
    }
    return firstWhere(low, low + step, isBelow);
  }

  /** The chance that n cases decide a true rate correctly. */
  private chance(rate: number, cases: number): number {
    if (rate < this.tolerance) {
      const most = this.mostBelow(cases);
      return most < 0 ? 0 : rate === 0 ? 1 : betaTails(most + 1, cases - most, rate).upper;
    }
    const fewest = this.fewestAbove(cases);
    return fewest > cases ? 0 : rate === 1 ? 1 : betaTails(fewest, cases - fewest + 1, rate).lower;
  }
}

/**
 * Counts the cases of one claim and keeps the decision up to date. A case costs almost nothing while it cannot change the decision.
 */
export class Watch implements Counts {
  cases = 0;
  violations = 0;
  private decision: Decision = null;
  private belowFrom: number;

  constructor(private readonly test: SequentialTest) {
    this.belowFrom = test.belowFrom(0, 1);
  }

  /** The decision at the current counts: a function of the counts alone, not of the order of the cases. */
  get decided(): Decision {
    return this.decision;
  }

  /** Counts a case. */
  add(violated: boolean): void {
    this.cases++;
    if (violated) {
      this.violations++;
      this.belowFrom = this.test.belowFrom(this.violations, Math.max(this.cases, this.belowFrom)); // each violation raises it
      this.decision = this.test.decide(this);
    } else if (this.decision === 'above') {
      this.decision = this.test.decide(this); // a case without a violation lowers the observed rate
    } else if (this.cases >= this.belowFrom) {
      this.decision = 'below';
    }
  }
}

/** The least whole number in low … high for which a monotone condition is true; high + 1 when there is none. */
function firstWhere(low: number, high: number, holds: (value: number) => boolean): number {
  let [from, to] = [low, high + 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

const MOST_CASES = 1e7;
