import type { CatalogueInput } from '../../../properties/catalogue/catalogue-input.js';
import type { FactTable } from '../../task/fact-table.js';
import type { BudgetName } from '../../verify/claim.js';
import type { ShardedOutcomes } from '../../verify/decide/recorded-draws.js';

/** A run of the claims, as the options of `verify` or the shards of `merge` ask for it. */
export interface RunRequest {
  /** The engine, the maps and the given table of the experiments. */
  readonly input: CatalogueInput;
  readonly table: FactTable | null;
  readonly seed: bigint;
  readonly budget: BudgetName;
  /** Ids of the claims to evaluate; null means all. */
  readonly only: ReadonlySet<string> | null;
  /** Outcomes from shards; null where this run evaluates everything itself. */
  readonly recorded: ShardedOutcomes | null;
  /** Whether phase pictures are drawn too. */
  readonly phases: boolean;
  readonly threads: {
    readonly workers?: number;
    readonly caseLimit: number;
  };
  /** Seconds after which the run stops; none where undefined. */
  readonly timeLimit?: number | undefined;
  /** When the command began, in milliseconds on the clock of this process; the report says how long it took. */
  readonly started: number;
  readonly outputs: RunOutputs;
}

/** Where the results of a run go. */
export interface RunOutputs {
  /** The folder of the report. */
  readonly out: string;
  /** The folder of the corpus; false where none is kept. */
  readonly corpus: string | false;
  /** Whether to write annotations and a step summary for GitHub. */
  readonly github: boolean;
  /** Whether the report is printed as JSON. */
  readonly json: boolean;
}
