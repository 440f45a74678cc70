import { NO_ANSWER, factsOf, type KnowledgeBase } from '../task/knowledge-base.js';
import { activate, type Activation } from './memory.js';

/** The counts that decide what the memory returns when read at ½u_s + ½u_r (spec/model.md §6). */
export interface RecallCounts {
  /** c_s(a) + c_r(a) of the true answer a = a*(s, r); at least 2. */
  readonly own: number;
  /** The largest c_s(a') + c_r(a') of any other answer; 0 where there is none. */
  readonly rival: number;
}

/** The recall counts of a table's facts, by subject and relation: O(R) for each fact, after O(N log N) once. */
export function recallCountsOf(knowledge: KnowledgeBase): (subject: number, relation: number) => RecallCounts {
  const busiest = Array.from({ length: knowledge.relations }, (_, relation) => busiestAnswers(knowledge, relation));
  return (subject, relation) => recallCounts(knowledge, subject, relation, busiest[relation]);
}

/** @param busiest - the answers of relation r by decreasing c_r, so that N facts cost O(N R), not O(N A) */
function recallCounts(knowledge: KnowledgeBase, subject: number, relation: number, busiest: readonly number[]): RecallCounts {
  const answer = knowledge.answerOf(subject, relation);
  const counts = new Map<number, number>(); // c_s over the answers of s
  for (let other = 0; other < knowledge.relations; other++) {
    const held = knowledge.answerOf(subject, other);
    if (held !== NO_ANSWER) counts.set(held, (counts.get(held) ?? 0) + 1);
  }
  let rival = 0;
  for (const [held, count] of counts) {
    if (held !== answer) rival = Math.max(rival, count + knowledge.sharersOf(relation, held));
  }
  // Every answer that s does not hold has c_s = 0, so only the busiest of them can be the rival.
  const idle = busiest.find((candidate) => !counts.has(candidate));
  if (idle !== undefined) rival = Math.max(rival, knowledge.sharersOf(relation, idle));
  return { own: (counts.get(answer) ?? 0) + knowledge.sharersOf(relation, answer), rival };
}

function busiestAnswers(knowledge: KnowledgeBase, relation: number): number[] {
  const used = new Set<number>();
  for (let position = 0; position < knowledge.domainSize(relation); position++) {
    used.add(knowledge.answerOf(knowledge.domainMember(relation, position), relation));
  }
  return [...used].toSorted((one, other) => knowledge.sharersOf(relation, other) - knowledge.sharersOf(relation, one));
}

/**
 * The gap, in units of ℓ/β, between the logit of a = a*(s, r) and the largest other answer when the memory is read at ½u_s + ½u_r,
 * as spec/model.md §6 predicts it: σ(1) + (c_s(a) + c_r(a) − 2) σ(½) − max over a' ≠ a of (c_s(a') + c_r(a')) σ(½). Recall succeeds
 * when the gap is positive. At b = 0 and a whole power every term is a whole multiple of 2^−p, so the gap is exact.
 */
export function recallGap({ own, rival }: RecallCounts, activation: Activation): number {
  return activate(activation, 1) + (own - 2 - rival) * activate(activation, 0.5);
}

/**
 * The least whole power p ≥ 2 at which the memory with b = 0 recalls every stored fact (s, r) → a when read at ½u_s + ½u_r, by the
 * inequality of spec/model.md §6. One always exists: σ(1)/σ(½) = 2^p outgrows every count.
 */
export function leastRecallingPower(knowledge: KnowledgeBase): number {
  const countsOf = recallCountsOf(knowledge);
  const facts = [...factsOf(knowledge)];
  for (let power = 2; ; power++) {
    if (facts.every(([s, r]) => recallGap(countsOf(s, r), { power, bias: 0 }) > 0)) return power;
  }
}
