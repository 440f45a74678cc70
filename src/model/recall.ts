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
  let held = { subject: -1, counts: new Map<number, number>() };
  return (subject, relation) => {
    if (held.subject !== subject) held = { subject, counts: answerCounts(knowledge, subject) };
    return recallCounts(knowledge.answerOf(subject, relation), held.counts, busiest[relation]);
  };
}

/**
 * @param held - c_s by answer
 * @param busiest - c_r by answer, in decreasing order, so that N facts cost O(N R), not O(N A)
 */
function recallCounts(answer: number, held: ReadonlyMap<number, number>, busiest: ReadonlyMap<number, number>): RecallCounts {
  let rival = 0;
  for (const [other, count] of held) {
    if (other !== answer) rival = Math.max(rival, count + (busiest.get(other) ?? 0));
  }
  // Every answer that s does not hold has c_s = 0, so only the busiest of them can be the rival.
  for (const [other, sharers] of busiest) {
    if (held.has(other)) continue;
    rival = Math.max(rival, sharers);
    break;
  }
  return { own: (held.get(answer) ?? 0) + (busiest.get(answer) ?? 0), rival };
}

/** c_s: how often a subject has each answer. */
function answerCounts(knowledge: KnowledgeBase, subject: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let relation = 0; relation < knowledge.relations; relation++) {
    const answer = knowledge.answerOf(subject, relation);
    if (answer !== NO_ANSWER) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return counts;
}

/** c_r: how many subjects share each answer of a relation, the most shared first. */
function busiestAnswers(knowledge: KnowledgeBase, relation: number): Map<number, number> {
  const sharers = new Map<number, number>();
  for (let position = 0; position < knowledge.domainSize(relation); position++) {
    const answer = knowledge.answerOf(knowledge.domainMember(relation, position), relation);
    sharers.set(answer, (sharers.get(answer) ?? 0) + 1);
  }
  return new Map([...sharers].toSorted(([, one], [, other]) => other - one));
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
  const mostSharers = Array.from(
    { length: knowledge.relations },
    (_, relation) => knowledge.sharersHistogram(relation).at(-1)?.[0] ?? 0,
  );
  let power = 2;
  // The gap is 1 − (rival + 2 − own) 2^−p: what a power recalls, every greater one does.
  for (const [s, r] of factsOf(knowledge)) {
    if (knowledge.relations + mostSharers[r] < 2 ** power) continue; // rival is no more, and own is 2 or more
    const counts = countsOf(s, r);
    while (recallGap(counts, { power, bias: 0 }) <= 0) power++;
  }
  return power;
}

/** The hub-free threshold under which a memory of power p recalls at b = 0: 2^p − 1 (spec/model.md §6). */
export function hubThreshold(power: number): number {
  return 2 ** power - 1;
}
