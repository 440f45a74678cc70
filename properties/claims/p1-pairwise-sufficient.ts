import { P1 } from '../../spec/claims/p1-pairwise-sufficient.js';
import { stepTarget, stepTokens } from '../../src/model/step.js';
import { relationToken, subjectToken } from '../../src/model/vocabulary.js';
import type { Prompt } from '../../src/task/prompt.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest } from '../../src/verify/experiment.js';
import type { PairwiseCase } from '../cases/pairwise-case.js';
import type { RowReading } from '../experiments/row-experiment.js';

/** The least logit gaps over a case's prompts, beyond the tie tolerance. */
interface StepGaps {
  readonly relation: number;
  readonly answer: number;
}

/** P1 of the prompts of a case. */
export function pairwiseSufficient(unmet: (value: PairwiseCase) => UnmetAssumption[]): ClaimTest<PairwiseCase, RowReading> {
  return {
    claim: P1,
    unmet,
    conclude({ row }, reading) {
      const gaps = reading.prompts.map((prompt) => stepGaps(reading, prompt, row));
      return conclude([
        against(P1, 'relation gap', Math.min(...gaps.map(({ relation }) => relation))),
        against(P1, 'answer gap', Math.min(...gaps.map(({ answer }) => answer))),
      ]);
    },
  };
}

/** With the relation step right, r̂ is the true r, so the answer step reads ½ on the query and ½ on it. */
function stepGaps({ engine, tokenMargin }: RowReading, prompt: Prompt, row: Float64Array): StepGaps {
  const { knowledge } = engine.model;
  const relationStep = engine.read({ tokens: stepTokens(knowledge, prompt), weights: row });
  const answerStep = engine.read({
    tokens: Int32Array.of(subjectToken(prompt.query), relationToken(knowledge, prompt.relation)),
    weights: Float64Array.of(0.5, 0.5),
  });
  return {
    relation: tokenMargin(relationStep, stepTarget(knowledge, prompt, 'relation'), 'relation'),
    answer: tokenMargin(answerStep, stepTarget(knowledge, prompt, 'answer'), 'answer'),
  };
}
