import type { LATIN } from '../../spec/stated-assumptions.js';
import type { TableDomain, TrainingDomain } from '../../spec/domains/training-domain.js';
import type { TransformerConfig } from '../../src/model/transformer.js';
import type { Assumption } from '../../src/task/assumptions.js';
import type { FineTuningConfig } from '../../src/training/fine-tuning.js';
import type { PlantedFlaw } from '../cases/functional-case.js';
import type { TableKind } from '../cases/table-kind.js';

// S subjects, R relations, k pairs, n prompts.

/** Tables that are drawn instead of Latin tables of all families. */
export interface OtherTables {
  readonly kind: TableKind;
  /** The one Latin assumption that they break; null if they are Latin. */
  readonly broken: (typeof LATIN)[number] | null;
  /** What every accepted table must break: `broken`, or a weaker assumption that it implies. */
  readonly atLeast: Assumption | null;
  /** How they are drawn, for people. */
  readonly drawn: string;
  /** How they restrict a domain's sizes, for people; missing if they do not. */
  readonly room?: string;
}

/**
 * A dropped assumption or limit of claims: every case breaks it and meets all others. Several fields drop several at once. Claims without such
 * an assumption have no cell.
 */
export interface Ablation {
  /** Never changes: it names random streams. */
  readonly id: string;
  /** What is dropped, for people: a sentence that follows "without". */
  readonly drops: string;
  /** The ids of the claims to run; by default all that have what is dropped. */
  readonly only?: readonly string[];
  readonly tables?: OtherTables;
  /** The flaw planted in random tables, for claims about the memory alone. */
  readonly planted?: PlantedFlaw;
  /** The sizes beyond a limit; null if the domain has no such limit. */
  readonly sizes?: (sizes: TableDomain) => TableDomain | null;
  /** The numbers of prompts beyond a limit; null if the domain has no such limit. */
  readonly samples?: (prompts: TrainingDomain['prompts']) => TrainingDomain['prompts'] | null;
  /** All prompts of a case are copies of one, so they are not independent. */
  readonly copied?: true;
  /** k = 1, although the claim needs several pairs. */
  readonly onePair?: true;
  readonly transformer?: TransformerConfig;
  readonly training?: FineTuningConfig;
  /** Biases of the memory, for a claim about all biases below 1. */
  readonly biases?: { readonly min: number; readonly max: number };
}
