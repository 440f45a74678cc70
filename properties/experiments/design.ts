import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Naming } from '../../src/task/naming.js';
import type { Experiment, Scope, UnmetAssumption } from '../../src/verify/experiment.js';
import type { Ablation } from '../ablations/ablation.js';
import type { CheckedCase } from '../preconditions/unmet-assumptions.js';
import type { SystemComponent } from '../systems/broken/broken-model.js';
import type { SystemSource } from '../systems/system-source.js';
import type { CaseSize } from './recheck.js';

// A design says where a claim's cases come from. Claims whose records refer to one design share its cases and observations. Designs are compared
// by identity.

/** Cases and what is observed of each: an experiment without its claims. */
export interface ObservedCases<Case = unknown, Observation = unknown> extends Omit<
  Experiment<Case, Observation>,
  'origin' | 'tests'
> {
  /** What the claims' assumptions are checked on. It is missing if every case meets them by construction. */
  checked?(this: void, value: Case): CheckedCase;
}

/** Cases of the distribution that claims declare. */
export interface RandomDesign<Case = unknown, Observation = unknown> {
  /** The components of a system that are read. An error in any other changes no conclusion. */
  readonly reads: readonly SystemComponent[];
  /** True if the design needs a pretrainer. */
  readonly pretrains?: true;
  open(source: SystemSource): ObservedCases<Case, Observation>;
  /** The size of a case; missing if violations within rounding are not evaluated once more. */
  sizeOf?(this: void, value: Case): CaseSize;
}

/** Cases of one given table. */
export interface TableDesign<Case = unknown, Observation = unknown> {
  readonly scope: Scope;
  /** True if a case needs a prompt. A table without prompts then has no case. */
  readonly prompted: boolean;
  open(given: GivenTable, source: SystemSource): ObservedCases<Case, Observation>;
}

/** A table that the user gave, and its names. */
export interface GivenTable {
  readonly table: KnowledgeBase;
  readonly naming: Naming;
}

/** Cases that break one assumption or limit of the claims and meet all others. */
export interface AblationDesign<Case = unknown, Observation = unknown> {
  /** Null if the claims have no such assumption or limit. */
  without(ablation: Ablation): AblatedDesign<Case, Observation> | null;
}

/** The design of claims without an assumption or limit. */
export interface AblatedDesign<Case = unknown, Observation = unknown> {
  open(source: SystemSource): ObservedCases<Case, Observation>;
  scope(source: SystemSource): Scope;
  /** The assumptions that stay and that a case does not meet; also what is dropped, if the case meets it. */
  unmet(assumptions: readonly string[], value: Case): UnmetAssumption[];
  sizeOf?(this: void, value: Case): CaseSize;
}

/** Why a claim has no design of some kind. */
export interface NotTested {
  readonly why: string;
}

export function isNotTested(design: TableDesign | AblationDesign | NotTested): design is NotTested {
  return 'why' in design;
}
