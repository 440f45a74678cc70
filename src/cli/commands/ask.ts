import type { Command } from 'commander';
import { readingFrom } from '../../input-error.js';
import { toJson } from '../../report/write/to-json.js';
import { parseQuestion } from '../../task/input/question.js';
import { wholeNumber } from '../options/number-option.js';
import { seedOption } from '../options/seed-option.js';
import { answerQuestion } from '../run/answer-question.js';
import { openFacts } from '../run/open-facts.js';
import { Progress } from '../terminal/progress.js';
import { replyText } from '../terminal/reply-text.js';
import { printable } from '../terminal/text.js';

interface AskOptions {
  readonly facts: string;
  readonly n: number;
  readonly seed: bigint;
  readonly json?: true;
}

/** Declares the options of `ic-recall ask`, and what it does. */
export function declareAsk(command: Command): void {
  command
    .option('--facts <file>', 'the fact table (CSV; "countries" is the bundled one)', 'countries')
    .option('--n <number>', 'prompts to fine-tune on', wholeNumber('--n', 1, 100_000), 256)
    .addOption(seedOption('draws the prompts'))
    .option('--json', 'print JSON')
    .action(ask);
}

/** Fine-tunes on a fact table and answers a question. */
async function ask(text: string, { facts, n, seed, json }: AskOptions): Promise<void> {
  const progress = new Progress(process.stderr);
  const table = await openFacts(facts);
  const question = parseQuestion(text, table);
  progress.state('fine-tuning …');
  const reply = readingFrom(table.source, () => answerQuestion(table, question, { prompts: n, seed }));
  progress.clear();
  for (const warning of reply.warnings) progress.warn(printable(warning));
  process.stdout.write(json === true ? `${toJson(reply)}\n` : `${replyText(reply).join('\n')}\n`);
}
