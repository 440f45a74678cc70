import { DOMAIN_P1, ROWS_OF_P1 } from '../../spec/domains/domain-p1.js';
import type { Engine } from '../../src/engine/engine.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { Prompt } from '../../src/task/prompt.js';
import type { ClaimTest, Experiment, Scope } from '../../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from '../cases/case-arbitrary.js';
import { decodePairwiseCase, PAIRWISE_FACTORS, type PairwiseCase } from '../cases/pairwise-case.js';
import { illustrateRows } from '../previews/given-rows.js';
import { tokenMarginOf, NO_DRAW, presentedTo, storedBy, type TokenMargin, type System } from '../systems/system.js';
import { memorySetting } from './training-experiment.js';

/** What a case's prompts are read by, and the prompts as they are read. */
export interface RowReading {
  readonly engine: Engine;
  readonly prompts: readonly Prompt[];
  /** How a step's token is told from its logits. */
  readonly tokenMargin: TokenMargin;
}

/** What cases on a given table are drawn from. */
export const GIVEN_ROWS: Scope = {
  domain: 'the given table; p = 2, b = 0',
  distribution: `k uniform in what the table allows, at most ${DOMAIN_P1.pairs.max}; ${ROWS_OF_P1}`,
};

/** Where cases come from and how they are spoken of, where that is not as for random tables. */
export interface GivenRows {
  readonly scope?: Scope;
  readonly naming?: Naming;
  readonly describe?: (value: PairwiseCase) => string;
}

/** Claims about prompts that are read with a given relation row, nothing trained; each reads them in its own way. */
export function pairwiseExperiment(
  id: string,
  kind: CaseKind<PairwiseCase>,
  tests: readonly ClaimTest<PairwiseCase, RowReading>[],
  system: System,
  { scope, naming = INDEX_NAMING, describe = (value) => value.describe() }: GivenRows = {},
): Experiment<PairwiseCase, RowReading> {
  const observe = ({ table, prompts }: PairwiseCase): RowReading => {
    const engine = system.open(buildTransformer(storedBy(system, table), system.transformer), NO_DRAW);
    return { engine, prompts: presentedTo(system, prompts).prompts, tokenMargin: tokenMarginOf(system) };
  };
  return {
    id: `${id}, ${system.id}`,
    ...(scope === undefined ? {} : { scope, given: true }),
    arbitrary: new CaseArbitrary(kind),
    setting: memorySetting(system.transformer),
    observe,
    encode: (value) => value.encode(),
    decode: decodePairwiseCase,
    factors: PAIRWISE_FACTORS,
    describe,
    illustrate(value) {
      const { engine, prompts } = observe(value);
      return illustrateRows(describe(value), engine, value.table, value.row, prompts, naming);
    },
    isGoodExample: ({ row, table }) => row.length > 5 && table.relations > 1, // with more than two pairs, and a relation to infer
    stratum: ({ spec }) => spec.tableSpec?.family ?? 'given table',
    tests,
  };
}
