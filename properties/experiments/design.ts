import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Naming } from '../../src/task/naming.js';
import type { Experiment, Scope, UnmetAssumption } from '../../src/verify/experiment.js';
import type { Ablation } from '../ablations/ablation.js';
import type { CheckedCase } from '../preconditions/unmet-assumptions.js';
import type { SystemComponent } from '../systems/broken/broken-model.js';
import type { SystemSource } from '../systems/system-source.js';
import type { CaseSize } from './recheck.js';

// Claims that name the same design share its cases and what is observed of each. A design is told by what it is, not by its name: it is one
// object, and claims refer to it.

/** The cases of some claims and what is observed of each: an experiment without its claims. */
export interface ObservedCases<Case = unknown, Observation = unknown> extends Omit<
  Experiment<Case, Observation>,
  'origin' | 'tests'
> {
  /** What the claims' assumptions are checked on; missing where every case meets them by the way it is made. */
  checked?(this: void, value: Case): CheckedCase;
}

/** Cases of the distribution that claims declare. */
export interface RandomDesign<Case = unknown, Observation = unknown> {
  /** The components of a system that are read: an error in any other leaves every conclusion as it is. */
  readonly reads: readonly SystemComponent[];
  /** True where a pretrainer is needed. */
  readonly pretrains?: true;
  open(source: SystemSource): ObservedCases<Case, Observation>;
  /** The size of a case, where violations within rounding are evaluated once more. */
  sizeOf?(this: void, value: Case): CaseSize;
}

/** Cases of one given table. */
export interface TableDesign<Case = unknown, Observation = unknown> {
  readonly scope: Scope;
  /** True where a case needs a prompt, so that a table without any has none. */
  readonly prompted: boolean;
  open(given: GivenTable, source: SystemSource): ObservedCases<Case, Observation>;
}

/** A table that somebody gave, and the names of its facts. */
export interface GivenTable {
  readonly table: KnowledgeBase;
  readonly naming: Naming;
}

/** Cases that break one assumption or limit of the claims and meet all others. */
export interface AblationDesign<Case = unknown, Observation = unknown> {
  /** Null where the claims have no such assumption or limit. */
  without(ablation: Ablation): AblatedDesign<Case, Observation> | null;
}

/** The cases where something is dropped. */
export interface AblatedDesign<Case = unknown, Observation = unknown> {
  open(source: SystemSource): ObservedCases<Case, Observation>;
  scope(source: SystemSource): Scope;
  /** What a case does not meet of a claim's assumptions that stay, or of breaking what is dropped. */
  unmet(assumptions: readonly string[], value: Case): UnmetAssumption[];
  sizeOf?(this: void, value: Case): CaseSize;
}

/** A way in which a claim is not asked, and why. */
export interface NotAsked {
  readonly why: string;
}

/** True where a claim is not asked. */
export function isNotAsked(design: TableDesign | AblationDesign | NotAsked): design is NotAsked {
  return 'why' in design;
}
