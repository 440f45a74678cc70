import { P1 } from '../../spec/claims/p1-pairwise-sufficient.js';
import { stepTarget, stepTokens } from '../../src/model/step.js';
import { relationToken, subjectToken } from '../../src/model/vocabulary.js';
import type { Prompt } from '../../src/task/prompt.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { PairwiseCase } from '../cases/pairwise-case.js';
import type { ClaimRecord } from '../claim-record.js';
import { PAIRWISE_ROWS, type RowReading } from '../experiments/row-design.js';

export const PAIRWISE_SUFFICIENT: ClaimRecord<PairwiseCase, RowReading> = {
  claim: P1,
  ...PAIRWISE_ROWS,
  defects: ['first-subject-bias'],
  conclude(claim, { row }, reading) {
    const gaps = reading.prompts.map((prompt) => stepGaps(reading, prompt, row));
    return conclude([
      against(claim, 'relation gap', Math.min(...gaps.map(({ relation }) => relation))),
      against(claim, 'answer gap', Math.min(...gaps.map(({ answer }) => answer))),
    ]);
  },
};

/** The logit gaps of a prompt's two steps, less the tie tolerance. */
interface StepGaps {
  readonly relation: number;
  readonly answer: number;
}

/** If the relation step is right, r̂ is the true r. So the answer step reads ½ on the query and ½ on r. */
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
