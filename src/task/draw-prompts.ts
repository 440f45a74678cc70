import { InputError } from '../input-error.js';
import type { RandomStream } from '../random/random-stream.js';
import type { KnowledgeBase } from './knowledge-base.js';
import { promptOf, type Prompt, type PromptBatch } from './prompt.js';

// k pairs, n prompts.

/** The relations with at least k + 1 facts, from which the law of prompts draws (spec/model.md §2). */
export function eligibleRelations(knowledge: KnowledgeBase, pairs: number): number[] {
  return Array.from({ length: knowledge.relations }, (_, relation) => relation).filter(
    (relation) => knowledge.domainSize(relation) > pairs,
  );
}

function requireRelations(knowledge: KnowledgeBase, pairs: number): number[] {
  const relations = eligibleRelations(knowledge, pairs);
  if (relations.length > 0) return relations;
  const largest = Math.max(...Array.from({ length: knowledge.relations }, (_, r) => knowledge.domainSize(r)));
  throw new InputError(
    `no relation has the ${pairs + 1} facts that a prompt of k = ${pairs} pairs needs (the largest has ${largest})`,
    largest > 1 ? `use k ≤ ${largest - 1} or a larger table` : 'use a larger table',
  );
}

/**
 * Draws n independent prompts by the law of spec/model.md §2: r uniform over the relations with at least k + 1 facts, then k + 1
 * subjects uniform without replacement from dom r.
 *
 * @param pairs - k
 * @param count - n
 * @throws InputError when no relation has k + 1 facts
 */
export function drawPrompts(knowledge: KnowledgeBase, pairs: number, count: number, random: RandomStream): PromptBatch {
  const relations = requireRelations(knowledge, pairs);
  const prompts = Array.from({ length: count }, (): Prompt => {
    const relation = random.choice(relations);
    return promptOf(knowledge, relation, drawSubjects(knowledge, relation, pairs + 1, random));
  });
  return { pairs, prompts };
}

/**
 * Draws `count` distinct subjects of dom r in uniform random order, by a Fisher–Yates shuffle that stores only the entries it
 * moves.
 */
function drawSubjects(knowledge: KnowledgeBase, relation: number, count: number, random: RandomStream): number[] {
  const size = knowledge.domainSize(relation);
  const moved = new Map<number, number>(); // position → what the shuffle has moved there
  return Array.from({ length: count }, (_, drawn) => {
    const picked = drawn + random.integer(size - drawn);
    const position = moved.get(picked) ?? picked;
    moved.set(picked, moved.get(drawn) ?? drawn);
    return knowledge.domainMember(relation, position);
  });
}
