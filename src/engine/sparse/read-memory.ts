import { activate } from '../../model/memory.js';
import type { Transformer } from '../../model/transformer.js';
import { tokenAt } from '../../model/vocabulary.js';
import { NO_ANSWER } from '../../task/knowledge-base.js';
import type { Mixture } from '../engine.js';
import { PlaceTable } from '../../task/tables/place-table.js';
import { SparseLogits } from './sparse-logits.js';

// S subjects, R relations, A answers; X_v is the weight that token v receives.

/**
 * The logits (V) of the memory read at a mixture, by the counts of spec/model.md §6. The cost is O(R) for each subject and answer
 * of the mixture, whatever S, A and N are.
 *
 * Only units that touch a token of the mixture fire, since σ(0) = 0:
 *   ℓ_r/β = Σ_{s: a*(s, r) stored} σ(X_s + X_{a*(s, r)}) + Σ_a (c_r(a) − subjects of the mixture among them) σ(X_a)
 *   ℓ_a/β = Σ_{s, r: a*(s, r) = a} σ(X_s + X_r) + (c_r₀(a) − subjects of the mixture among them) σ(X_r₀)
 * with s and a over the mixture's tokens. Every term is counted once and no terms are subtracted, so no digit is lost.
 *
 * @throws RangeError when the mixture has two different relation tokens, as no prompt does
 */
export function readMemory(model: Transformer, { tokens, weights }: Mixture): SparseLogits {
  const { knowledge, activation, beta } = model;
  const subjects = new Map<number, number>(); // s → X_s
  const answers = new Map<number, number>(); // a → its slot
  const answerWeights: number[] = []; // X_a by slot
  let relation = -1; // r₀
  let relationWeight = 0; // X_r₀
  for (let t = 0; t < tokens.length; t++) {
    const { kind, index } = tokenAt(knowledge, tokens[t]);
    if (kind === 'subject') subjects.set(index, (subjects.get(index) ?? 0) + weights[t]);
    else if (kind === 'answer') {
      const slot = slotOf(answers, index);
      answerWeights[slot] = (answerWeights[slot] ?? 0) + weights[t];
    } else if (relation === -1 || relation === index) {
      relation = index;
      relationWeight += weights[t];
    } else throw new RangeError('a mixture may have only one relation token');
  }

  const R = knowledge.relations;
  const relationLogits = new Float64Array(R); // (R)
  const met: number[] = []; // by slot and r: how many subjects of the mixture r maps to the answer
  for (let i = 0; i < answers.size * R; i++) met.push(0);
  const touched = new PlaceTable(subjects.size * R); // a → its index in the two lists below
  const sums: number[] = []; // by place: Σ over the subjects of the mixture that have the answer, then ℓ_a
  const stored: number[] = []; // by place: how many subjects of the mixture r₀ maps to the answer
  for (const [subject, weight] of subjects) {
    const alone = activate(activation, weight);
    const withRelation = activate(activation, weight + relationWeight);
    for (let r = 0; r < R; r++) {
      const answer = knowledge.answerOf(subject, r);
      if (answer === NO_ANSWER) continue;
      const slot = answers.get(answer);
      if (slot === undefined) relationLogits[r] += alone;
      else {
        relationLogits[r] += activate(activation, weight + answerWeights[slot]);
        met[slot * R + r]++;
      }
      const place = touched.place(answer);
      if (place === sums.length) {
        sums.push(0);
        stored.push(0);
      }
      sums[place] += r === relation ? withRelation : alone;
      if (r === relation) stored[place]++;
    }
  }
  for (const [answer, slot] of answers) {
    const alone = activate(activation, answerWeights[slot]);
    for (let r = 0; r < R; r++) relationLogits[r] += (knowledge.sharersOf(r, answer) - met[slot * R + r]) * alone;
  }
  const perSharer = activate(activation, relationWeight);
  const touchedAnswers = touched.keys();
  for (let place = 0; place < touched.size; place++) {
    const others = relation === -1 ? 0 : knowledge.sharersOf(relation, touchedAnswers[place]) - stored[place];
    sums[place] = beta * (sums[place] + others * perSharer);
  }
  for (let r = 0; r < R; r++) relationLogits[r] *= beta;
  const background = relation === -1 ? null : { relation, perSharer: beta * perSharer };
  return new SparseLogits(knowledge, relationLogits, touched, sums, background);
}

/** The slot of a key, numbered from 0 in order of first appearance. */
function slotOf(slots: Map<number, number>, key: number): number {
  let slot = slots.get(key);
  if (slot === undefined) {
    slot = slots.size;
    slots.set(key, slot);
  }
  return slot;
}
