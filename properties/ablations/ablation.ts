import type { LATIN } from '../../spec/stated-assumptions.js';
import type { TableDomain, TrainingDomain } from '../../spec/domains/training-domain.js';
import type { TransformerConfig } from '../../src/model/transformer.js';
import type { Assumption } from '../../src/task/assumptions.js';
import type { FineTuningConfig } from '../../src/training/fine-tuning.js';
import type { PlantedFlaw } from '../cases/functional-case.js';
import type { TableKind } from '../cases/table-kind.js';

// S subjects, R relations, k pairs, n prompts.

/** Tables that are drawn in place of Latin ones of all families. */
export interface OtherTables {
  readonly kind: TableKind;
  /** Which Latin assumption they break, and nothing else; null where they are Latin all the same. */
  readonly broken: (typeof LATIN)[number] | null;
  /** What every accepted table breaks: the same assumption, or more of it. */
  readonly atLeast: Assumption | null;
  /** How they are drawn, in words. */
  readonly drawn: string;
  /** What they leave of a domain's sizes, in words; missing where that is all of them. */
  readonly room?: string;
}

/**
 * An assumption or limit of claims that is dropped: every case breaks it and meets all others. Several fields together drop several at once.
 * Claims that have no such assumption have no cell.
 */
export interface Ablation {
  /** Stable. */
  readonly id: string;
  /** What is dropped, in a sentence. */
  readonly drops: string;
  /** The claims to re-run, where not all that it concerns are of interest. */
  readonly only?: readonly string[];
  readonly tables?: OtherTables;
  /** What a random memory table is planted with, for claims about the memory alone. */
  readonly planted?: PlantedFlaw;
  /** The sizes beyond a limit; null where the domain has no such limit. */
  readonly sizes?: (sizes: TableDomain) => TableDomain | null;
  /** The numbers of prompts beyond a limit; null where the domain has no such limit. */
  readonly samples?: (prompts: TrainingDomain['prompts']) => TrainingDomain['prompts'] | null;
  /** All prompts of a case are copies of one: they are not independent. */
  readonly copied?: true;
  /** k = 1 where the claim asks for several pairs. */
  readonly onePair?: true;
  readonly transformer?: TransformerConfig;
  readonly training?: FineTuningConfig;
  /** Biases of the memory where the claim is about all below 1. */
  readonly biases?: { readonly min: number; readonly max: number };
}
