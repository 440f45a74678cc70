import { P1 } from '../spec/claims/p1-pairwise-sufficient.js';
import { DOMAIN_P1, ROWS_OF_P1 } from '../spec/domain-p1.js';
import type { Engine } from '../src/engine/engine.js';
import { DEFAULT_ACTIVATION } from '../src/model/memory.js';
import { marginOf } from '../src/model/decoding.js';
import { stepTarget, stepTokens } from '../src/model/step.js';
import { buildTransformer } from '../src/model/transformer.js';
import { relationToken, subjectToken } from '../src/model/vocabulary.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import type { Prompt } from '../src/task/prompt.js';
import { against, conclude } from '../src/verify/conclusion.js';
import type { Breach, Experiment, Scope } from '../src/verify/experiment.js';
import { latinBreaches, pairwiseSizeBreaches } from './breaches.js';
import { CaseArbitrary, type CaseKind } from './cases/case-arbitrary.js';
import {
  decodePairwiseCase,
  givenPairwiseCases,
  latinPairwiseCases,
  PAIRWISE_PARTS,
  type PairwiseCase,
} from './cases/pairwise-case.js';
import { NO_DRAW, type System } from './systems.js';

/** The least logit gaps over a case's prompts, beyond the tie tolerance. */
interface StepGaps {
  readonly relation: number;
  readonly answer: number;
}

/** P1 on random Latin tables. */
export function pairwiseSufficient(system: System): Experiment<PairwiseCase, StepGaps> {
  return onCases(
    'pairwise rows on Latin tables',
    latinPairwiseCases,
    (value) => [...latinBreaches(value.table), ...pairwiseSizeBreaches(value)],
    system,
  );
}

/** P1 on one table, of which `latin` says what it lacks of being Latin. */
export function pairwiseSufficientOf(
  table: KnowledgeBase,
  latin: readonly Breach[],
  system: System,
): Experiment<PairwiseCase, StepGaps> {
  return onCases(
    'given table, pairwise rows',
    givenPairwiseCases(table),
    (value) => [...latin, ...pairwiseSizeBreaches(value)],
    system,
    {
      domain: 'the given table; p = 2, b = 0',
      distribution: `k uniform in what the table allows, at most ${DOMAIN_P1.pairs.max}; ${ROWS_OF_P1}`,
    },
  );
}

function onCases(
  id: string,
  kind: CaseKind<PairwiseCase>,
  breaches: (value: PairwiseCase) => Breach[],
  system: System,
  scope?: Scope,
): Experiment<PairwiseCase, StepGaps> {
  return {
    id: `${id}, ${system.id}`,
    ...(scope === undefined ? {} : { scope, given: true }),
    arbitrary: new CaseArbitrary(kind),
    setting: { memory: { ...DEFAULT_ACTIVATION, ...system.transformer }, beta: '4 ln V' },
    observe({ table, row, prompts }) {
      const engine = system.open(buildTransformer(table, system.transformer), NO_DRAW);
      const gaps = prompts.prompts.map((prompt) => stepGaps(engine, prompt, row));
      return {
        relation: Math.min(...gaps.map((gap) => gap.relation)),
        answer: Math.min(...gaps.map((gap) => gap.answer)),
      };
    },
    encode: (value) => value.encode(),
    decode: decodePairwiseCase,
    parts: PAIRWISE_PARTS,
    describe: (value) => value.describe(),
    stratum: ({ parts }) => parts.recipe?.family ?? 'given table',
    tests: [
      {
        claim: P1,
        breaches,
        conclude: (_, { relation, answer }) => conclude([against(P1, 'relation gap', relation), against(P1, 'answer gap', answer)]),
      },
    ],
  };
}

/** With the relation step right, r̂ is the true r, so the answer step reads ½ on the query and ½ on it. */
function stepGaps(engine: Engine, prompt: Prompt, row: Float64Array): StepGaps {
  const { knowledge } = engine.model;
  const relationStep = engine.read({ tokens: stepTokens(knowledge, prompt), weights: row });
  const answerStep = engine.read({
    tokens: Int32Array.of(subjectToken(prompt.query), relationToken(knowledge, prompt.relation)),
    weights: Float64Array.of(0.5, 0.5),
  });
  return {
    relation: marginOf(relationStep, stepTarget(knowledge, prompt, 'relation')),
    answer: marginOf(answerStep, stepTarget(knowledge, prompt, 'answer')),
  };
}
