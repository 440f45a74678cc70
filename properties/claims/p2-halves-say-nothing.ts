import { P2 } from '../../spec/claims/p2-halves-say-nothing.js';
import type { Engine } from '../../src/engine/engine.js';
import { tieTolerance } from '../../src/model/decoding.js';
import { logitAt } from '../../src/model/logits.js';
import { stepTokens } from '../../src/model/step.js';
import { relationToken } from '../../src/model/vocabulary.js';
import type { Prompt } from '../../src/task/prompt.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { PairwiseCase } from '../cases/pairwise-case.js';
import type { ClaimRecord } from '../claim-record.js';
import { PAIRWISE_ROWS, type RowReading } from '../experiments/row-design.js';

// R relations, k pairs.

export const HALVES_SAY_NOTHING: ClaimRecord<PairwiseCase, RowReading> = {
  claim: P2,
  ...PAIRWISE_ROWS,
  preview: () => null, // a preview would show the whole row, but P2 reads its halves
  defects: ['swapped-facts'],
  conclude(claim, { row }, { engine, prompts }) {
    const { subjects, answers } = halvesOf(row);
    const largest = (half: Float64Array) => Math.max(...prompts.map((prompt) => relationSpread(engine, prompt, half)));
    return conclude([
      against(claim, 'subjects only: spread of the relations', largest(subjects)),
      against(claim, 'answers only: spread of the relations', largest(answers)),
    ]);
  },
};

/** A row's two halves (2k + 1 each). Subjects: the query takes the weight of the answers. Answers: scaled to sum to 1. */
function halvesOf(row: Float64Array): { subjects: Float64Array; answers: Float64Array } {
  const onAnswers = row.filter((_, t) => t % 2 === 1).reduce((sum, weight) => sum + weight, 0);
  const query = row.length - 1;
  return {
    subjects: row.map((weight, t) => (t === query ? weight + onAnswers : t % 2 === 0 ? weight : 0)),
    answers: row.map((weight, t) => (t % 2 === 1 ? weight / onAnswers : 0)),
  };
}

/** The largest minus the smallest of the R relation logits, less the tie tolerance. */
function relationSpread(engine: Engine, prompt: Prompt, weights: Float64Array): number {
  const { knowledge } = engine.model;
  const logits = engine.read({ tokens: stepTokens(knowledge, prompt), weights });
  const relations = Array.from({ length: knowledge.relations }, (_, r) => logitAt(logits, relationToken(knowledge, r)));
  return Math.max(...relations) - Math.min(...relations) - tieTolerance(logits);
}
