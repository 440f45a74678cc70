import { activationSlope } from '../../model/memory.js';
import type { Transformer } from '../../model/transformer.js';
import { answerToken, relationToken, tokenAt } from '../../model/vocabulary.js';
import { NO_ANSWER } from '../../task/knowledge-base.js';
import type { Mixture, MixtureSlopes } from '../engine.js';
import { readMemory } from './read-memory.js';

// S subjects, R relations, A answers, T tokens of the mixture; X_v is the weight that token v receives.

/**
 * Cross-entropy of a target when the memory is read at a mixture, and its slope in every weight: d loss / dw_t = g_t of spec/model.md §4.
 * The backward pass of `readMemory`, unit by unit; cost O(R · subjects + R · answers) of the mixture, whatever S, A and N are.
 */
export function mixtureSlopes(model: Transformer, mixture: Mixture, target: number): MixtureSlopes {
  const { knowledge, activation, beta } = model;
  const { tokens, weights } = mixture;
  const logits = readMemory(model, mixture);
  const { values, counts } = logits;
  const own = logits.runOf(target);
  let largest = -Infinity;
  for (let run = 0; run < values.length; run++) if (counts[run] > 0 && values[run] > largest) largest = values[run];
  let others = 0; // Σ_{v ≠ target} e^{ℓ_v − largest}
  for (let run = 0; run < values.length; run++) {
    others += (run === own ? counts[run] - 1 : counts[run]) * Math.exp(values[run] - largest);
  }
  const ownShare = Math.exp(values[own] - largest);
  const total = ownShare + others;
  const loss = values[own] === largest ? Math.log1p(others / ownShare) : largest - values[own] + Math.log(total);
  // β d loss / dℓ_v for one token of a run; the target's own is −others / total.
  const push = values.map((value) => (beta * Math.exp(value - largest)) / total);
  const pushOn = (token: number) => (token === target ? (-beta * others) / total : push[logits.runOf(token)]);

  const received = new Map<number, number>(); // v → X_v
  tokens.forEach((token, t) => received.set(token, (received.get(token) ?? 0) + weights[t]));
  const slopes = new Map<number, number>(); // v → d loss / dX_v
  const add = (token: number, slope: number) => slopes.set(token, (slopes.get(token) ?? 0) + slope);

  const subjects = [...received].filter(([token]) => tokenAt(knowledge, token).kind === 'subject');
  const fed = [...received].find(([token]) => tokenAt(knowledge, token).kind === 'relation');
  const relation = fed === undefined ? -1 : tokenAt(knowledge, fed[0]).index;
  for (const [subject, weight] of subjects) {
    const alone = activationSlope(activation, weight);
    for (let r = 0; r < knowledge.relations; r++) {
      const index = knowledge.answerOf(subject, r);
      if (index === NO_ANSWER) continue;
      const answer = answerToken(knowledge, index);
      // The unit (s, a) → r: it sees the answer too where the answer is in the mixture, and then only once for both tokens.
      const onRelation = pushOn(relationToken(knowledge, r));
      const beside = received.get(answer);
      if (beside === undefined) add(subject, alone * onRelation);
      else {
        const both = activationSlope(activation, weight + beside) * onRelation;
        add(subject, both);
        add(answer, both - activationSlope(activation, beside) * onRelation); // it does not fire for the answer alone as well
      }
      // The unit (s, r) → a.
      const onAnswer = pushOn(answer);
      if (r === relation && fed !== undefined) {
        const both = activationSlope(activation, weight + fed[1]) * onAnswer;
        add(subject, both);
        add(fed[0], both - activationSlope(activation, fed[1]) * onAnswer);
      } else add(subject, alone * onAnswer);
    }
  }
  for (const [token, weight] of received) {
    const { kind, index } = tokenAt(knowledge, token);
    if (kind !== 'answer') continue;
    const alone = activationSlope(activation, weight);
    for (let r = 0; r < knowledge.relations; r++) {
      add(token, knowledge.sharersOf(r, index) * alone * pushOn(relationToken(knowledge, r)));
    }
  }
  if (fed !== undefined) {
    // Every fact of r₀ has a unit that sees its token: Σ_a c_r₀(a) dℓ_a, by runs.
    let sum = 0;
    for (let run = 1 + knowledge.relations; run < values.length; run++) {
      if (counts[run] > 0) sum += counts[run] * sharersIn(run) * push[run];
    }
    const { kind, index } = tokenAt(knowledge, target);
    if (kind === 'answer') sum += knowledge.sharersOf(relation, index) * (pushOn(target) - push[own]);
    add(fed[0], sum * activationSlope(activation, fed[1]));
  }
  return { loss, slopes: Float64Array.from(tokens, (token) => slopes.get(token) ?? 0) };

  function sharersIn(run: number): number {
    return knowledge.sharersOf(relation, tokenAt(knowledge, logits.first(run)).index);
  }
}
