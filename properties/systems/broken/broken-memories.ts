import { permuteAnswers } from '../../../src/task/tables/permute-answers.js';
import { withChange, type System } from '../system.js';
import type { BrokenModel } from './broken-model.js';

/** C1: the memory stores only the facts that occur in fine-tuning. */
function seenFactsMemory(system: System): System {
  return withChange(system, 'seen-facts-memory', { storesSeenFactsOnly: true });
}

/** C6: σ(h) = h. Attention is never negative, so this is power 1 without bias. */
export function linearMemory(system: System): System {
  return withChange(system, 'linear-memory', { transformer: { ...system.transformer, power: 1, bias: 0 } });
}

/** C7: the memory stores some facts with answers of other facts. */
export function permutedAnswers(system: System): System {
  return withChange(system, 'permuted-answers', { stored: permuteAnswers });
}

/** β = 1. */
function unitBeta(system: System): System {
  return withChange(system, 'beta-left-out', { transformer: { ...system.transformer, beta: 1 } });
}

export const BROKEN_MEMORIES: readonly BrokenModel[] = [
  {
    id: 'seen-facts-memory',
    control: 'C1',
    broken: 'the memory stores no fact but those that occur in the prompts of fine-tuning',
    touches: 'training', // what is stored depends on what was trained on
    breaks: seenFactsMemory,
  },
  {
    id: 'linear-memory',
    control: 'C6',
    broken: 'the memory is linear, σ(h) = h, and binds nothing',
    touches: 'memory',
    breaks: linearMemory,
  },
  {
    id: 'permuted-answers',
    control: 'C7',
    broken: 'in the memory, max(2, 1 %) of the stored answers are permuted without a fixed point',
    touches: 'memory',
    breaks: permutedAnswers,
  },
  {
    id: 'beta-left-out',
    control: null,
    broken: 'β is left out: logits are not scaled by 4 ln V, so that a softmax over them stays nearly flat',
    touches: 'memory',
    breaks: unitBeta,
  },
];
