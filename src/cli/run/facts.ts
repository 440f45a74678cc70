import { toJson } from '../../report/write/to-json.js';
import { factsText } from '../terminal/facts-text.js';
import { openFacts } from './open-facts.js';
import { summariseTable } from './table-summary.js';

/** Options of `facts`. */
export interface FactsOptions {
  readonly all?: true;
  readonly json?: true;
}

/** Describes a fact table. */
export async function facts(file: string, options: FactsOptions): Promise<void> {
  const summary = summariseTable(await openFacts(file));
  process.stdout.write(options.json === true ? `${toJson(summary)}\n` : `${factsText(summary, options.all === true).join('\n')}\n`);
}
