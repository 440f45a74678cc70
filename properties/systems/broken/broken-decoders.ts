import { marginOf, tieTolerance } from '../../../src/model/decoding.js';
import { withChange, type System } from '../system.js';
import type { BrokenModel } from './broken-model.js';

/** A token counts as emitted if no other token exceeds it by more than the tolerance. */
function tiesCorrect(system: System): System {
  return withChange(system, 'ties-correct', { tokenMargin: (logits, token) => marginOf(logits, token) + 2 * tieTolerance(logits) });
}

/** The relation step emits the true relation whatever its logits say: the margin is 1. */
function relationFromTruth(system: System): System {
  return withChange(system, 'relation-from-truth', {
    tokenMargin: (logits, token, step) => (step === 'relation' ? 1 : marginOf(logits, token)),
  });
}

/** Errors of decoding. They flatter the model: no claim that asks for a high accuracy can be refuted by them. */
export const BROKEN_DECODERS: readonly BrokenModel[] = [
  {
    id: 'ties-correct',
    control: null,
    broken: 'a tie counts as correct',
    touches: 'decoding',
    breaks: tiesCorrect,
  },
  {
    id: 'relation-from-truth',
    control: null,
    broken: 'teacher forcing is left on where the model is asked: the relation token is read from the truth',
    touches: 'decoding',
    breaks: relationFromTruth,
  },
];
