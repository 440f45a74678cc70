import { basename } from 'node:path';
import { BUNDLED_FACTS } from '../../package-root.js';
import type { FactTable } from '../../task/fact-table.js';
import { readFactTable } from '../../task/input/read-fact-table.js';

/** The name of the fact table that ships with the package. */
const BUNDLED_NAME = 'countries';

/** Reads the fact table of --facts: a file, or the bundled one by its name. */
export async function openFacts(value: string): Promise<FactTable> {
  // A report names the table, not its path on some machine.
  if (value !== BUNDLED_NAME) return { ...(await readFactTable(value)), source: basename(value) };
  return { ...(await readFactTable(BUNDLED_FACTS)), source: BUNDLED_NAME };
}
