import { batchOf, type Pair, type Prompt, type PromptBatch } from '../../../src/task/prompt.js';
import type { BrokenModel } from './broken-model.js';
import { withChange, type System } from '../system.js';

/** Every subject is paired with the answer of the next one, and the last with the query's: answers are read one place too late. */
function shiftedPairs(system: System): System {
  const shift = (prompt: Prompt): Prompt => {
    const answers = [...prompt.context.map(([, answer]) => answer), prompt.answer];
    return { ...prompt, context: prompt.context.map(([subject], i): Pair => [subject, answers[i + 1]]) };
  };
  return withChange(system, 'shifted-pairs', { presented: ofEach(shift) });
}

/** The query is the subject of the last pair: one subject too few is drawn, and the pairs use them all. */
function queryAmongPairs(system: System): System {
  const repeat = (prompt: Prompt): Prompt => {
    const [query, answer] = prompt.context[prompt.context.length - 1];
    return { ...prompt, query, answer };
  };
  return withChange(system, 'query-among-pairs', { presented: ofEach(repeat) });
}

function ofEach(change: (prompt: Prompt) => Prompt): (prompts: PromptBatch) => PromptBatch {
  return ({ prompts }) => batchOf(prompts.map(change));
}

/** Errors of the prompts, both in training and afterwards. */
export const BROKEN_PROMPTS: readonly BrokenModel[] = [
  {
    id: 'shifted-pairs',
    control: null,
    broken: 'pairs are shifted by one place: every subject meets its neighbour’s answer, the last one the query’s',
    touches: 'prompts',
    breaks: shiftedPairs,
  },
  {
    id: 'query-among-pairs',
    control: null,
    broken: 'the query is counted among the pairs: it is the subject of the last of them',
    touches: 'prompts',
    breaks: queryAmongPairs,
  },
];
