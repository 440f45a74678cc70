/** The kind of a claim, which determines how it is decided: see `decide`. */
export type ClaimKind = 'universal' | 'rate' | 'existence' | 'scaling';

/**
 * How much evidence a run collects. A budget is a number of cases for each claim, not a time, so that one seed gives one report.
 */
export const BUDGET_NAMES = ['quick', 'standard', 'thorough'] as const;

export type BudgetName = (typeof BUDGET_NAMES)[number];

/** A limit that a claim sets for one of its quantities. */
export interface Threshold {
  readonly quantity: string;
  readonly bound: 'at least' | 'at most';
  readonly value: number;
  /** The measurement or derivation that the number comes from. */
  readonly basis: string;
}

/** Marks a control: a claim about a broken model. If it is not REFUTED, the claim that it controls says nothing. */
export interface Control {
  /** The id of the claim that it controls. */
  readonly of: string;
  /** What is broken, in words. */
  readonly broken: string;
}

/** A claim as data: what it states, where it comes from, when it applies, and what decides it. It contains no computation. */
export interface Claim {
  /** Never changes: reports and files refer to it. */
  readonly id: string;
  readonly slug: string;
  readonly kind: ClaimKind;
  /** Exactly what is claimed. */
  readonly statement: string;
  /** Why we read the source that way. */
  readonly reading: string;
  /** Where the claim comes from: a sentence of the source, or "beyond" it. */
  readonly source: string;
  /** Named assumptions, each with its meaning here. */
  readonly assumptions: readonly string[];
  /** The sizes that it is claimed for. */
  readonly domain: string;
  /** The distribution that the estimate draws from. */
  readonly distribution: string;
  /** The violation rate that the claim tolerates, by budget. */
  readonly tolerance: Readonly<Record<BudgetName, number>>;
  readonly thresholds: readonly Threshold[];
  readonly expected: 'HOLDS' | 'REFUTED';
  /**
   * The violation rate that was measured, if it is not almost 0. A plan allows for it; otherwise no number of cases would find that
   * the claim holds.
   */
  readonly measuredRate?: number;
  /** True if a case takes about a second: the hunt is short, and fewer cases are shown. */
  readonly heavy?: true;
  /**
   * The measured time of a case, or of a whole finite domain, in milliseconds; 1 by default. Runs start the longest first. It
   * changes no result.
   */
  readonly milliseconds?: number;
  /** The least budget that decides the claim, and why no smaller one does. */
  readonly leastBudget?: { readonly budget: BudgetName; readonly why: string };
  readonly control?: Control;
}

/** True when a budget is below the claim's least budget. */
export function isBelowLeastBudget({ leastBudget }: Claim, budget: BudgetName): boolean {
  return leastBudget !== undefined && BUDGET_NAMES.indexOf(budget) < BUDGET_NAMES.indexOf(leastBudget.budget);
}
