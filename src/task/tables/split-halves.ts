import type { RandomStream } from '../../random/random-stream.js';
import { factsOf, type Fact, type KnowledgeBase } from '../knowledge-base.js';
import { StoredTable } from './stored-table.js';

/** The facts of a table, split in two. Both tables have the sizes of the whole, so that indices mean the same. */
export interface Halves {
  /** The facts that fine-tuning may show: the larger half of each relation if its number of facts is odd. */
  readonly seen: StoredTable;
  /** The facts that fine-tuning never shows. */
  readonly heldOut: StoredTable;
}

/** Holds out a random half of the subjects of each relation, drawn independently for every relation. */
export function splitHalves(knowledge: KnowledgeBase, random: RandomStream): Halves {
  const byRelation = Array.from({ length: knowledge.relations }, (): Fact[] => []);
  for (const fact of factsOf(knowledge)) byRelation[fact[1]].push(fact);
  const seen: Fact[] = [];
  const heldOut: Fact[] = [];
  for (const facts of byRelation) {
    const hidden = Math.floor(facts.length / 2);
    random.permutation(facts.length).forEach((index, place) => (place < hidden ? heldOut : seen).push(facts[index]));
  }
  return { seen: new StoredTable(knowledge, seen), heldOut: new StoredTable(knowledge, heldOut) };
}
