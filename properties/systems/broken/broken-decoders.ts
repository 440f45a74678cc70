import { marginOf, tieTolerance } from '../../../src/model/decoding.js';
import { withChange, type System } from '../system.js';
import type { BrokenModel } from './broken-model.js';

/** A token is emitted where no other exceeds it by more than the tolerance. */
function tiesCorrect(system: System): System {
  return withChange(system, 'ties-correct', { tokenMargin: (logits, token) => marginOf(logits, token) + 2 * tieTolerance(logits) });
}

/** The relation step emits the true relation, whatever its logits say: it leads by one. */
function relationFromTruth(system: System): System {
  return withChange(system, 'relation-from-truth', {
    tokenMargin: (logits, token, step) => (step === 'relation' ? 1 : marginOf(logits, token)),
  });
}

/** Errors of decoding, which flatter: an accuracy that must be high cannot be missed by them. */
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
