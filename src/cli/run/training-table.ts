import { usageError } from '../../input-error.js';
import { RandomStream } from '../../random/random-stream.js';
import type { KnowledgeBase } from '../../task/knowledge-base.js';
import { drawLatinTable, familiesOfOrder, type LatinFamily } from '../../task/tables/latin.js';
import { printable } from '../terminal/text.js';
import { openFacts } from './open-facts.js';

/** The table that a training runs on. */
export interface TrainingTable {
  readonly description: string;
  readonly knowledge: KnowledgeBase;
  readonly relationNames: readonly string[];
}

/** A given table, or the family and the sizes of a random one. */
export interface TableChoice {
  readonly facts?: string;
  readonly family: LatinFamily;
  readonly subjects: number;
  readonly relations: number;
  readonly seed: bigint;
}

/** Reads the table that is given, or draws one. */
export async function openTrainingTable({ facts, family, subjects, relations, seed }: TableChoice): Promise<TrainingTable> {
  if (facts !== undefined) {
    const { source, knowledge, relationNames } = await openFacts(facts);
    return { description: printable(source), knowledge, relationNames };
  }
  if (relations > subjects) {
    throw usageError(`a Latin table has R ≤ S, not R = ${relations} > S = ${subjects}`, 'lower --relations or raise --subjects');
  }
  if (!familiesOfOrder(subjects).includes(family)) {
    throw usageError(`the family "${family}" has no table of S = ${subjects}`, 'use a power of two, or another --family');
  }
  return {
    description: `random ${family} Latin table`,
    knowledge: drawLatinTable(family, subjects, relations, RandomStream.of(seed, 'train', 'table')),
    relationNames: Array.from({ length: relations }, (_, relation) => `r${relation}`),
  };
}
