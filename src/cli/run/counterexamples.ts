import type { ClaimResult } from '../../verify/decide/schedule.js';
import { filesOf, type CounterexampleFile } from '../../verify/storage/counterexample-file.js';
import { tableHash } from '../../task/table-hash.js';
import type { RunRequest } from './run-request.js';
import { TOOL } from './tool.js';

/** What the experiments were opened with, apart from their cases: on random tables, and on the given table, named by its hash. */
export interface Setups {
  readonly random: CounterexampleFile['setup'];
  readonly given: CounterexampleFile['setup'];
}

/** The setups of a run. */
export function setupsOf({ input: { engine }, table }: Pick<RunRequest, 'input' | 'table'>): Setups {
  return { random: { engine }, given: table === null ? null : { engine, table: tableHash(table.knowledge) } };
}

/** The counterexamples of a run's results, as files. */
export function counterexamplesOf(results: readonly ClaimResult[], setups: Setups): CounterexampleFile[] {
  return results.flatMap((result) =>
    filesOf(result, { tool: TOOL, setup: result.origin.kind === 'given' ? setups.given : setups.random }),
  );
}
