import { NO_ANSWER, factsOf, type KnowledgeBase } from '../task/knowledge-base.js';
import { activate, type Activation } from './memory.js';

/** The counts that decide, by spec/model.md §6, what the memory read at ½u_s + ½u_r returns. */
export interface RecallCounts {
  /** c_s(a) + c_r(a) of the true answer a = a*(s, r): 2 at the least. */
  readonly own: number;
  /** The largest c_s(a') + c_r(a') of any other answer; 0 where there is none. */
  readonly rival: number;
}

/** The recall counts of a table's facts, by subject and relation; O(R) each, after O(N log N) once. */
export function recallCountsOf(knowledge: KnowledgeBase): (subject: number, relation: number) => RecallCounts {
  const busiest = Array.from({ length: knowledge.relations }, (_, relation) => busiestAnswers(knowledge, relation));
  return (subject, relation) => recallCounts(knowledge, subject, relation, busiest[relation]);
}

/** @param busiest - answers of relation r by decreasing c_r, so that N facts cost O(N R), not O(N A) */
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
 * The gap by which spec/model.md §6 predicts that the memory, read at ½u_s + ½u_r, returns a*(s, r), in logits over β:
 * σ(1) + (c_s(a) + c_r(a) − 2) σ(½) − max over a' ≠ a of (c_s(a') + c_r(a')) σ(½). Recall succeeds when it is positive. At b = 0 and a
 * whole power every term is a whole multiple of 2^−p, so that the gap is exact.
 */
export function recallGap({ own, rival }: RecallCounts, activation: Activation): number {
  return activate(activation, 1) + (own - 2 - rival) * activate(activation, 0.5);
}

/**
 * The least whole power ≥ 2 at which the memory with b = 0 recalls every stored fact (s, r) → a at ½ + ½, by the inequality of
 * spec/model.md §6. One always exists: σ(1)/σ(½) = 2^p outgrows every count.
 */
export function leastRecallingPower(knowledge: KnowledgeBase): number {
  const countsOf = recallCountsOf(knowledge);
  let power = 2;
  for (const [s, r] of factsOf(knowledge)) {
    const counts = countsOf(s, r);
    // The gap is 1 − (rival + 2 − own) 2^−p: what a power recalls, every greater one does.
    while (recallGap(counts, { power, bias: 0 }) <= 0) power++;
  }
  return power;
}

/** The hub-free threshold under which a memory of power p recalls at b = 0: 2^p − 1 (spec/model.md §6). */
export function hubThreshold(power: number): number {
  return 2 ** power - 1;
}
