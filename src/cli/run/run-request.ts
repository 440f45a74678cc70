import type { CatalogueInput } from '../../../properties/catalogue/catalogue-input.js';
import type { FactTable } from '../../task/fact-table.js';
import type { BudgetName } from '../../verify/claim.js';
import type { ShardedOutcomes } from '../../verify/decide/recorded-draws.js';

/** What a run of the claims is to do: all that the options of `verify`, or the shards of `merge`, have decided. */
export interface RunRequest {
  /** What the experiments are opened with: the engine, maps, the given table. */
  readonly input: CatalogueInput;
  readonly table: FactTable | null;
  readonly seed: bigint;
  readonly budget: BudgetName;
  /** Ids of the claims that are asked for; null: all of them. */
  readonly only: ReadonlySet<string> | null;
  /** Outcomes that shards have evaluated. */
  readonly recorded: ShardedOutcomes | null;
  /** True where phase pictures are drawn too. */
  readonly phases: boolean;
  readonly threads: {
    readonly workers?: number;
    readonly caseLimit: number;
  };
  /** Seconds after which the run stops; none where undefined. */
  readonly timeLimit?: number | undefined;
  /** When the command began, by the clock of this process: the report says how long it took. */
  readonly started: number;
  readonly outputs: RunOutputs;
}

/** Where the results of a run go. */
export interface RunOutputs {
  /** The folder of the report. */
  readonly out: string;
  /** The folder of the corpus; false where none is kept. */
  readonly corpus: string | false;
  /** Whether a GitHub workflow is told. */
  readonly github: boolean;
  /** Whether the report is printed as JSON. */
  readonly json: boolean;
}
