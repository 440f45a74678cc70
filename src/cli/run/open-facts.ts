import { basename } from 'node:path';
import { InputError } from '../../input-error.js';
import { BUNDLED_FACTS } from '../../package-root.js';
import type { FactTable } from '../../task/fact-table.js';
import { readFactTable } from '../../task/input/read-fact-table.js';

/** The name of the fact table that ships with the package. */
const BUNDLED_NAME = 'countries';

/**
 * Reads the fact table of --facts: a file, or the bundled one by its name.
 *
 * @throws InputError as `readFactTable` does; it suggests the bundled table where there is no such file, and its name is near
 */
export async function openFacts(value: string): Promise<FactTable> {
  // A report names the table, not its path on some machine.
  if (value === BUNDLED_NAME) return { ...(await readFactTable(BUNDLED_FACTS)), source: BUNDLED_NAME };
  try {
    return { ...(await readFactTable(value)), source: basename(value) };
  } catch (error) {
    if (!(error instanceof InputError) || error.rule !== 'cannot be read (ENOENT)') throw error;
    const { nearestName } = await import('../../task/input/nearest-name.js'); // needed only here
    if (nearestName(value, [BUNDLED_NAME]) === null) throw error;
    throw new InputError(error.rule, `did you mean the bundled table "${BUNDLED_NAME}"?`, error.place);
  }
}
