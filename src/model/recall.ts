import { NO_ANSWER, factsOf, type KnowledgeBase } from '../task/knowledge-base.js';
import { activate, type Activation } from './memory.js';

/**
 * The gap by which spec/model.md §6 predicts that the memory, read at ½u_s + ½u_r, returns a = a*(s, r), in logits over β:
 * σ(1) + (c_s(a) + c_r(a) − 2) σ(½) − max over a' ≠ a of (c_s(a') + c_r(a')) σ(½). Recall succeeds when it is positive.
 *
 * @param busiest - answers of relation r by decreasing c_r, from `busiestAnswers`, so that N facts cost O(N R), not O(N A)
 */
function recallGap(
  knowledge: KnowledgeBase,
  activation: Activation,
  subject: number,
  relation: number,
  busiest: readonly number[],
): number {
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
  const own = (counts.get(answer) ?? 0) + knowledge.sharersOf(relation, answer) - 2;
  return activate(activation, 1) + (own - rival) * activate(activation, 0.5);
}

function busiestAnswers(knowledge: KnowledgeBase, relation: number): number[] {
  const used = new Set<number>();
  for (let position = 0; position < knowledge.domainSize(relation); position++) {
    used.add(knowledge.answerOf(knowledge.domainMember(relation, position), relation));
  }
  return [...used].toSorted((one, other) => knowledge.sharersOf(relation, other) - knowledge.sharersOf(relation, one));
}

/**
 * The least whole power ≥ 2 at which the memory with b = 0 recalls every stored fact (s, r) → a at ½ + ½, by the inequality of
 * spec/model.md §6. One always exists: σ(1)/σ(½) = 2^p outgrows every count.
 */
export function leastRecallingPower(knowledge: KnowledgeBase): number {
  const busiest = Array.from({ length: knowledge.relations }, (_, relation) => busiestAnswers(knowledge, relation));
  const facts = [...factsOf(knowledge)];
  for (let power = 2; ; power++) {
    const activation: Activation = { power, bias: 0 };
    if (facts.every(([s, r]) => recallGap(knowledge, activation, s, r, busiest[r]) > 0)) return power;
  }
}
