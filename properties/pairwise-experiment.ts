import { DOMAIN_P1, ROWS_OF_P1 } from '../spec/domain-p1.js';
import type { Engine } from '../src/engine/engine.js';
import { buildTransformer } from '../src/model/transformer.js';
import type { Prompt } from '../src/task/prompt.js';
import type { ClaimTest, Experiment, Scope } from '../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from './cases/case-arbitrary.js';
import { decodePairwiseCase, PAIRWISE_PARTS, type PairwiseCase } from './cases/pairwise-case.js';
import { leadOf, NO_DRAW, presentedTo, storedBy, type Lead, type System } from './systems.js';
import { memorySetting } from './training-experiment.js';

/** What a case's prompts are read by, and the prompts as they are read. */
export interface Reading {
  readonly engine: Engine;
  readonly prompts: readonly Prompt[];
  /** How a step's token is told from its logits. */
  readonly lead: Lead;
}

/** What cases on a given table are drawn from. */
export const GIVEN_ROWS: Scope = {
  domain: 'the given table; p = 2, b = 0',
  distribution: `k uniform in what the table allows, at most ${DOMAIN_P1.pairs.max}; ${ROWS_OF_P1}`,
};

/** Claims about prompts that are read with a given relation row, nothing trained; each reads them in its own way. */
export function pairwiseExperiment(
  id: string,
  kind: CaseKind<PairwiseCase>,
  tests: readonly ClaimTest<PairwiseCase, Reading>[],
  system: System,
  scope?: Scope,
): Experiment<PairwiseCase, Reading> {
  return {
    id: `${id}, ${system.id}`,
    ...(scope === undefined ? {} : { scope, given: true }),
    arbitrary: new CaseArbitrary(kind),
    setting: memorySetting(system.transformer),
    observe({ table, prompts }) {
      const engine = system.open(buildTransformer(storedBy(system, table), system.transformer), NO_DRAW);
      return { engine, prompts: presentedTo(system, prompts).prompts, lead: leadOf(system) };
    },
    encode: (value) => value.encode(),
    decode: decodePairwiseCase,
    parts: PAIRWISE_PARTS,
    describe: (value) => value.describe(),
    stratum: ({ parts }) => parts.recipe?.family ?? 'given table',
    tests,
  };
}
