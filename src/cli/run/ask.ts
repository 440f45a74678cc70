import { readingFrom } from '../../input-error.js';
import { toJson } from '../../report/write/to-json.js';
import { parseQuestion } from '../../task/input/question.js';
import { Progress } from '../terminal/progress.js';
import { replyText } from '../terminal/reply-text.js';
import { printable } from '../terminal/text.js';
import { answerQuestion } from './answer-question.js';
import { openFacts } from './open-facts.js';

/** Options of `ask`. */
export interface AskOptions {
  readonly facts: string;
  readonly n: number;
  readonly seed: bigint;
  readonly json?: true;
}

/** Fine-tunes on a fact table and answers a question. */
export async function ask(text: string, { facts, n, seed, json }: AskOptions): Promise<void> {
  const progress = new Progress(process.stderr);
  const table = await openFacts(facts);
  const question = parseQuestion(text, table);
  progress.state('fine-tuning …');
  const reply = readingFrom(table.source, () => answerQuestion(table, question, { prompts: n, seed }));
  progress.clear();
  for (const warning of reply.warnings) progress.warn(printable(warning));
  process.stdout.write(json === true ? `${toJson(reply)}\n` : `${replyText(reply).join('\n')}\n`);
}
