import type { Command } from 'commander';
import { toJson } from '../../report/write/to-json.js';
import { openFacts } from '../run/open-facts.js';
import { summariseTable } from '../run/table-summary.js';
import { factsText } from '../terminal/facts-text.js';

interface FactsOptions {
  readonly all?: true;
  readonly json?: true;
}

/** Declares the options of `ic-recall facts`, and what it does. */
export function declareFacts(command: Command): void {
  command.option('--all', 'list every offending fact').option('--json', 'print JSON').action(facts);
}

/** Describes a fact table. */
async function facts(file: string, options: FactsOptions): Promise<void> {
  const summary = summariseTable(await openFacts(file));
  process.stdout.write(options.json === true ? `${toJson(summary)}\n` : `${factsText(summary, options.all === true).join('\n')}\n`);
}
