import type { Fact, KnowledgeBase } from '../knowledge-base.js';
import type { PromptBatch } from '../prompt.js';
import { StoredTable } from './stored-table.js';

/** The facts that prompts show, those of the queries included, as a table of the same sizes. */
export function seenFacts(table: KnowledgeBase, { prompts }: PromptBatch): StoredTable {
  const facts = new Map<number, Fact>();
  for (const { relation, context, query, answer } of prompts) {
    for (const [s, a] of [...context, [query, answer] as const]) facts.set(s * table.relations + relation, [s, relation, a]);
  }
  return new StoredTable(table, [...facts.values()]);
}
