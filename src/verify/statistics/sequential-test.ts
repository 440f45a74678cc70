import { betaLowerQuantile, betaTails } from './beta.js';
import { mixtureAgainst, type Counts } from './confidence-sequence.js';

/** On which side of the tolerance the violation rate is known to lie; null while the confidence sequence still contains it. */
export type Decision = 'below' | 'above' | null;

/**
 * Holds the violation rate of a claim to its tolerance τ, after every case if one likes: the rate is below once the confidence sequence
 * lies below τ, and above once it lies above. The chance that either is ever false is at most α.
 */
export class SequentialTest {
  private readonly bar: number;
  private readonly logMixture: (counts: Counts) => number; // log M_n(τ)

  /**
   * @param tolerance - τ, in 0 … 1 exclusive
   * @param alpha - α
   */
  constructor(
    readonly tolerance: number,
    readonly alpha: number,
  ) {
    this.bar = -Math.log(alpha);
    this.logMixture = mixtureAgainst(tolerance);
  }

  /** The decision that counts allow. It costs a microsecond: `Watch` asks only where it can change. */
  decide(counts: Counts): Decision {
    if (counts.cases === 0 || this.logMixture(counts) < this.bar) return null;
    return counts.violations < this.tolerance * counts.cases ? 'below' : 'above';
  }

  /** The most violations among n cases that are below; −1 where not even 0 are. */
  mostBelow(cases: number): number {
    return firstWhere(0, Math.floor(this.tolerance * cases), (violations) => this.decide({ cases, violations }) !== 'below') - 1;
  }

  /** The fewest violations among n cases that are above; n + 1 where not even n are. */
  fewestAbove(cases: number): number {
    return firstWhere(Math.ceil(this.tolerance * cases), cases, (violations) => this.decide({ cases, violations }) === 'above');
  }

  /** The largest rate that n cases find below τ with a chance of at least `power`; null where none is. */
  excludes(cases: number, power: number): number | null {
    const most = this.mostBelow(cases);
    return most < 0 ? null : betaLowerQuantile(1 - power, most + 1, cases - most); // P(K ≤ most) falls with the rate
  }

  /** The least rate that n cases find above τ with a chance of at least `power`; null where none is. */
  refutes(cases: number, power: number): number | null {
    const fewest = this.fewestAbove(cases);
    return fewest > cases ? null : betaLowerQuantile(power, fewest, cases - fewest + 1); // P(K ≥ fewest) grows with it
  }

  /**
   * About the least n at which the last look alone finds a true rate on its side of τ with a chance of at least `power`.
   *
   * @throws RangeError where the rate is so near τ that 10⁷ cases would not do
   */
  casesFor(rate: number, power: number): number {
    const enough = (cases: number) => this.chance(rate, cases) >= power;
    let high = 1;
    while (high <= MOST_CASES && !enough(high)) high *= 2;
    if (high > MOST_CASES) throw new RangeError(`no number of cases tells a rate of ${rate} from the tolerance ${this.tolerance}`);
    return firstWhere(Math.floor(high / 2) + 1, high, enough);
  }

  /** The least n ≥ `from` at which k violations are below. */
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

  /** The chance that n cases decide a true rate, and rightly. */
  private chance(rate: number, cases: number): number {
    if (rate < this.tolerance) {
      const most = this.mostBelow(cases);
      return most < 0 ? 0 : rate === 0 ? 1 : betaTails(most + 1, cases - most, rate).upper;
    }
    const fewest = this.fewestAbove(cases);
    return fewest > cases ? 0 : rate === 1 ? 1 : betaTails(fewest, cases - fewest + 1, rate).lower;
  }
}

/** Follows the counts of one claim case by case; a look costs nothing where no decision can fall. */
export class Watch implements Counts {
  cases = 0;
  violations = 0;
  private decision: Decision = null;
  private belowFrom: number;

  constructor(private readonly test: SequentialTest) {
    this.belowFrom = test.belowFrom(0, 1);
  }

  /** What the counts so far decide: a function of them alone, whatever order they came in. */
  get decided(): Decision {
    return this.decision;
  }

  /** Counts a case. */
  add(violated: boolean): void {
    this.cases++;
    if (violated) {
      this.violations++;
      this.belowFrom = this.test.belowFrom(this.violations, Math.max(this.cases, this.belowFrom)); // it grows with every violation
      this.decision = this.test.decide(this);
    } else if (this.decision === 'above') {
      this.decision = this.test.decide(this); // a case without violation lowers the rate
    } else if (this.cases >= this.belowFrom) {
      this.decision = 'below';
    }
  }
}

/** The least whole number in low … high of which a condition is true that stays true once it is; high + 1 where there is none. */
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
