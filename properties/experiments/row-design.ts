import { DOMAIN_P1, ROWS_OF_P1, TABLES_OF_P1 } from '../../spec/domains/domain-p1.js';
import type { Engine } from '../../src/engine/engine.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { Prompt } from '../../src/task/prompt.js';
import type { CasePresentation, CaseSource } from '../../src/verify/experiment.js';
import { ablatedSizes, tablesOf } from '../ablations/ablated-domain.js';
import { pairwiseScope } from '../ablations/scope-without.js';
import { unmetWithout } from '../ablations/unmet-without.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import {
  decodePairwiseCase,
  givenPairwiseCases,
  latinPairwiseCases,
  PAIRWISE_FACTORS,
  randomPairwiseCases,
  type PairwiseCase,
} from '../cases/pairwise-case.js';
import { illustrateRows } from '../previews/given-rows.js';
import type { SystemComponent } from '../systems/broken/broken-model.js';
import { openOn, presentedTo, type System, type TokenMargin, tokenMarginOf } from '../systems/system.js';
import { systemsOf } from '../systems/system-source.js';
import type { AblationDesign, ObservedCases, RandomDesign, TableDesign } from './design.js';
import { memorySetting } from './training-cases.js';
import { familyOf } from '../cases/table-spec.js';

/** A case's prompts, and what reads them. */
export interface RowReading {
  readonly engine: Engine;
  /** The prompts as the system presents them. */
  readonly prompts: readonly Prompt[];
  readonly tokenMargin: TokenMargin;
}

export interface RowCasesConfig {
  /** Names the stream of random cases, together with the system. */
  readonly id: string;
  readonly cases: CaseSource<PairwiseCase>;
  readonly system: System;
  readonly naming?: Naming;
  /** Overrides how cases are described and grouped. */
  readonly presentation?: Partial<Pick<CasePresentation<PairwiseCase>, 'describe' | 'stratum'>>;
}

/** Cases that are read with a given relation row, without training. */
export function rowCases(config: RowCasesConfig): ObservedCases<PairwiseCase, RowReading> {
  const { id, cases, system, naming = INDEX_NAMING, presentation = {} } = config;
  const observe = ({ table, prompts }: PairwiseCase): RowReading => {
    const engine = openOn(system, { table });
    return { engine, prompts: presentedTo(system, prompts).prompts, tokenMargin: tokenMarginOf(system) };
  };
  const { describe = (value) => value.describe(), stratum = familyOf } = presentation;
  return {
    id: `${id}, ${system.id}`,
    cases,
    codec: { encode: (value) => value.encode(), decode: decodePairwiseCase },
    presentation: {
      describe,
      stratum,
      preview(value) {
        const { engine, prompts } = observe(value);
        return illustrateRows(describe(value), engine, value.table, value.row, prompts, naming);
      },
      isGoodExample: ({ row, table }) => row.length > 5 && table.relations > 1, // with more than two pairs, and a relation to infer
    },
    setting: memorySetting(system.transformer),
    observe,
    checked: ({ table, prompts: { pairs } }) => ({ table, pairs }),
  };
}

/** The components of a system that claims about given rows read. */
export const READS_ROWS: readonly SystemComponent[] = ['memory', 'prompts', 'decoding'];

const sizeOf = ({ table, prompts }: PairwiseCase) => ({ table, readings: 2 * prompts.prompts.length });

/** Rows on random Latin tables of P1's sizes. */
const ON_RANDOM_TABLES: RandomDesign<PairwiseCase, RowReading> = {
  reads: READS_ROWS,
  open: (source) =>
    rowCases({
      id: 'pairwise rows on Latin tables',
      cases: { arbitrary: new CaseArbitrary(latinPairwiseCases), factors: PAIRWISE_FACTORS },
      system: systemsOf(source).constructed,
    }),
  sizeOf,
};

/** Rows on a given table. */
const ON_TABLE: TableDesign<PairwiseCase, RowReading> = {
  scope: {
    domain: 'the given table; p = 2, b = 0',
    distribution: `k uniform in what the table allows, at most ${DOMAIN_P1.pairs.max}; ${ROWS_OF_P1}`,
  },
  prompted: true,
  open: ({ table, naming }, source) =>
    rowCases({
      id: 'given table, pairwise rows',
      cases: { arbitrary: new CaseArbitrary(givenPairwiseCases(table)), factors: PAIRWISE_FACTORS },
      system: systemsOf(source).constructed,
      naming,
    }),
};

/** Rows without an assumption about tables or the memory. There is no training to change. */
const WITHOUT: AblationDesign<PairwiseCase, RowReading> = {
  without(ablation) {
    const { tables, transformer = {}, sizes, samples, copied, training } = ablation;
    const ablated = ablatedSizes(ablation, TABLES_OF_P1);
    const concerned = tables !== undefined || sizes !== undefined || ablation.transformer !== undefined;
    if (ablated === null || !concerned || samples !== undefined || copied !== undefined || training !== undefined) return null;
    const arbitrary = new CaseArbitrary(randomPairwiseCases(ablated, tablesOf(ablation)));
    const changed = (system: System) => ({ ...system, transformer });
    return {
      open: (source) => rowCases({ id: 'pairwise rows', cases: { arbitrary }, system: changed(systemsOf(source).constructed) }),
      scope: (source) => pairwiseScope(ablation, ablated, changed(systemsOf(source).constructed), ROWS_OF_P1),
      unmet: (assumptions, { table, prompts: { pairs } }) => unmetWithout(ablation, ablated, assumptions, { table, pairs }),
      sizeOf,
    };
  },
};

/** The designs that P1 and P2 share. */
export const PAIRWISE_ROWS = { random: ON_RANDOM_TABLES, onTable: ON_TABLE, ablation: WITHOUT } as const;
