/** What decides a claim: see `decide`. */
export type ClaimKind = 'universal' | 'rate' | 'existence' | 'scaling';

/** How much evidence a run collects; a number of cases per claim, so that one seed gives one report. */
export const BUDGET_NAMES = ['quick', 'standard', 'thorough'] as const;

/** One of the budgets. */
export type BudgetName = (typeof BUDGET_NAMES)[number];

/** A limit that a claim sets to one of its quantities. */
export interface Threshold {
  readonly quantity: string;
  readonly bound: 'at least' | 'at most';
  readonly value: number;
  /** The measurement or derivation that the number comes from. */
  readonly basis: string;
}

/** Marks a control: a claim about a broken model, which must come out REFUTED or the claim it controls is worthless. */
export interface Control {
  /** The id of the claim it controls. */
  readonly of: string;
  /** What is broken. */
  readonly broken: string;
}

/** A claim as data: what is said, where it comes from, when it applies, and what would decide it. No computation. */
export interface Claim {
  /** Stable. */
  readonly id: string;
  readonly slug: string;
  readonly kind: ClaimKind;
  /** What is claimed, exactly. */
  readonly statement: string;
  /** Why we read the source that way. */
  readonly reading: string;
  /** Where the claim comes from: a sentence of the source, or "beyond" it. */
  readonly source: string;
  /** Named assumptions, each with what it means here. */
  readonly assumptions: readonly string[];
  /** The sizes it is claimed for. */
  readonly domain: string;
  /** The distribution the estimate draws from. */
  readonly distribution: string;
  /** The violation rate that the claim leaves room for, by budget. */
  readonly tolerance: Readonly<Record<BudgetName, number>>;
  readonly thresholds: readonly Threshold[];
  readonly expected: 'HOLDS' | 'REFUTED';
  /** The violation rate met before, where it is not next to 0: a plan leaves room for it, or no number of cases would find the claim to hold. */
  readonly measuredRate?: number;
  /** True where a case takes a second or so: the hunt is short, and fewer cases are shown. */
  readonly heavy?: true;
  /** About what a case takes, or the whole of a finite domain, in milliseconds, as measured: the dear claims are begun first. It changes no result. 1 where nothing is said. */
  readonly milliseconds?: number;
  /** The least budget that decides the claim, and why no lesser one does. */
  readonly leastBudget?: { readonly budget: BudgetName; readonly why: string };
  readonly control?: Control;
}

/** True when a budget is below the least one that decides a claim. */
export function isBelowLeastBudget({ leastBudget }: Claim, budget: BudgetName): boolean {
  return leastBudget !== undefined && BUDGET_NAMES.indexOf(budget) < BUDGET_NAMES.indexOf(leastBudget.budget);
}
