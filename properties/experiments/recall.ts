import type { Engine } from '../../src/engine/engine.js';
import { marginOf } from '../../src/model/decoding.js';
import type { Logits } from '../../src/model/logits.js';
import { answerToken, relationToken, subjectToken } from '../../src/model/vocabulary.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude, type Conclusion } from '../../src/verify/conclusion.js';
import type { TokenMargin } from '../systems/system.js';

// V tokens.

/** The two logit gaps of a fact read at ½ + ½, less the tie tolerance (spec/model.md §2). */
export interface RecallGaps {
  readonly answer: number;
  readonly relation: number;
}

/** The least gap of each kind over the facts of a table. */
export function leastGaps(engine: Engine, table: KnowledgeBase, tokenMargin: TokenMargin = marginOf): RecallGaps {
  const gaps = { answer: Infinity, relation: Infinity };
  for (const fact of factsOf(table)) {
    const { answer, relation } = recallGaps(engine, fact, tokenMargin);
    gaps.answer = Math.min(gaps.answer, answer);
    gaps.relation = Math.min(gaps.relation, relation);
  }
  return gaps;
}

/** The two gaps of one fact. */
export function recallGaps(engine: Engine, [s, r, a]: Fact, tokenMargin: TokenMargin = marginOf): RecallGaps {
  const { knowledge } = engine.model;
  const subject = subjectToken(s);
  const relation = relationToken(knowledge, r);
  const answer = answerToken(knowledge, a);
  return {
    answer: tokenMargin(readHalves(engine, subject, relation), answer, 'answer'),
    relation: tokenMargin(readHalves(engine, subject, answer), relation, 'relation'),
  };
}

/** The logits (V) of the memory read at ½ of each of two tokens. */
export function readHalves(engine: Engine, one: number, other: number): Logits {
  return engine.read({ tokens: Int32Array.of(one, other), weights: Float64Array.of(0.5, 0.5) });
}

/** Judges gaps by the thresholds of a claim. */
export function concludeRecall(claim: Claim, { answer, relation }: RecallGaps): Conclusion {
  return conclude([against(claim, 'answer gap', answer), against(claim, 'relation gap', relation)]);
}
