import { decodeAttending, isCorrect } from '../../src/engine/decode.js';
import type { Engine } from '../../src/engine/engine.js';
import { positionNames } from '../../src/model/step.js';
import type { Illustration } from '../../src/analysis/illustration.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { Prompt } from '../../src/task/prompt.js';
import { winnerOf } from './winner.js';
import { answeredPrompt, factsInWords } from './words.js';

// k pairs.

/**
 * Illustrates prompts that are read with given rows, by the first that is answered wrongly, or else by the first.
 *
 * @param row - attention of the relation row (2k + 1); the answer row has ½ on the query and ½ on r̂
 */
export function illustrateRows(
  description: string,
  engine: Engine,
  table: KnowledgeBase,
  row: Float64Array,
  prompts: readonly Prompt[],
  naming: Naming = INDEX_NAMING,
): Illustration {
  const answerRow = new Float64Array(row.length + 1).fill(0.5, row.length - 1); // (2k + 2)
  const respond = (prompt: Prompt) => decodeAttending(engine, prompt, (_, step) => (step === 'relation' ? row : answerRow));
  const shown = prompts.find((prompt) => !isCorrect(engine, prompt, respond(prompt))) ?? prompts[0];
  const decoded = respond(shown);
  const pairs = shown.context.length;
  return {
    description,
    facts: factsInWords(table, naming, shown),
    prompt: answeredPrompt(engine, table, naming, shown, decoded),
    attention: {
      steps: [0],
      relation: { tokens: positionNames('relation', pairs), shares: [[...row]] },
      answer: { tokens: positionNames('answer', pairs), shares: [[...answerRow]] },
      winner: winnerOf(row),
    },
    curves: [],
    failures: [],
  };
}
