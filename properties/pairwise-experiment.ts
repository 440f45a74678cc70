import { DOMAIN_P1, ROWS_OF_P1 } from '../spec/domain-p1.js';
import type { Engine } from '../src/engine/engine.js';
import { DEFAULT_ACTIVATION } from '../src/model/memory.js';
import { buildTransformer } from '../src/model/transformer.js';
import type { ClaimTest, Experiment, Scope } from '../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from './cases/case-arbitrary.js';
import { decodePairwiseCase, PAIRWISE_PARTS, type PairwiseCase } from './cases/pairwise-case.js';
import { NO_DRAW, type System } from './systems.js';

/** What cases on a given table are drawn from. */
export const GIVEN_ROWS: Scope = {
  domain: 'the given table; p = 2, b = 0',
  distribution: `k uniform in what the table allows, at most ${DOMAIN_P1.pairs.max}; ${ROWS_OF_P1}`,
};

/** Claims about prompts that are read with a given relation row, nothing trained; each reads them in its own way. */
export function pairwiseExperiment(
  id: string,
  kind: CaseKind<PairwiseCase>,
  tests: readonly ClaimTest<PairwiseCase, Engine>[],
  system: System,
  scope?: Scope,
): Experiment<PairwiseCase, Engine> {
  return {
    id: `${id}, ${system.id}`,
    ...(scope === undefined ? {} : { scope, given: true }),
    arbitrary: new CaseArbitrary(kind),
    setting: { memory: { ...DEFAULT_ACTIVATION, ...system.transformer }, beta: '4 ln V' },
    observe({ table }) {
      return system.open(buildTransformer(system.stored?.(table) ?? table, system.transformer), NO_DRAW);
    },
    encode: (value) => value.encode(),
    decode: decodePairwiseCase,
    parts: PAIRWISE_PARTS,
    describe: (value) => value.describe(),
    stratum: ({ parts }) => parts.recipe?.family ?? 'given table',
    tests,
  };
}
