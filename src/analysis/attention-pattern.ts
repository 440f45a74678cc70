import type { Engine } from '../engine/engine.js';
import type { Prompt } from '../task/prompt.js';
import type { PerStep } from '../training/fine-tuning.js';
import { teacherForced, type FullAttentionRow } from '../training/full-attention.js';

// k pairs. The relation row has 2k + 1 positions s_1 a_1 … s_k a_k s_q, and the answer row one more, for r̂ (spec/model.md §2).

/** The measures of an attention row (spec/model.md §5). The pairwise pattern is mass → 1 and balance → 1. */
export interface RowPattern {
  /** The attention on all members of the step's pairs. */
  readonly mass: number;
  /** 1 − Σ over pairs of |difference of the two members| / mass. */
  readonly balance: number;
}

/** The measures of the relation row, whose k pairs are the context's (s_i, a_i). */
export interface RelationPattern extends RowPattern {
  /** The attention on the largest pair, divided by the mass. */
  readonly topShare: number;
  /** The index of that pair, from 0. */
  readonly topPair: number;
  /** The attention on the query, divided by its uniform share 1/(2k + 1). */
  readonly queryShare: number;
}

/** The measures of both rows. */
export interface AttentionPattern {
  readonly relation: RelationPattern;
  /** The answer row, whose only pair is (s_q, r̂). */
  readonly answer: RowPattern;
}

/** The measures by which the pairwise pattern is judged, of one pair of rows or as means over prompts. */
export interface PatternMeasures {
  readonly queryShare: number;
  readonly relationBalance: number;
  readonly answerMass: number;
  readonly answerBalance: number;
}

/** Measures the attention rows of the two steps: relation (2k + 1), answer (2k + 2). */
export function attentionPattern(attention: PerStep<Float64Array>): AttentionPattern {
  const length = attention.relation.length; // 2k + 1
  const pairs = (length - 1) / 2;
  const members = Array.from({ length: pairs }, (_, i) => [attention.relation[2 * i], attention.relation[2 * i + 1]] as const);
  const weights = members.map(([subject, answer]) => subject + answer);
  const topPair = weights.indexOf(Math.max(...weights));
  const relation = rowPattern(members);
  return {
    relation: {
      ...relation,
      topShare: weights[topPair] / relation.mass,
      topPair,
      queryShare: attention.relation[length - 1] * length,
    },
    answer: rowPattern([[attention.answer[length - 1], attention.answer[length]]]),
  };
}

/** The pattern of full attention: the mean of every measure over prompts. The true relation is fed at the answer step. */
export function meanAttentionPattern(engine: Engine, rows: PerStep<FullAttentionRow>, prompts: readonly Prompt[]): PatternMeasures {
  const patterns = prompts.map((prompt) =>
    attentionPattern({
      relation: rows.relation.attend(teacherForced(engine, prompt, 'relation')),
      answer: rows.answer.attend(teacherForced(engine, prompt, 'answer')),
    }),
  );
  const mean = (measure: (pattern: AttentionPattern) => number) =>
    patterns.reduce((sum, pattern) => sum + measure(pattern), 0) / patterns.length;
  return {
    queryShare: mean(({ relation }) => relation.queryShare),
    relationBalance: mean(({ relation }) => relation.balance),
    answerMass: mean(({ answer }) => answer.mass),
    answerBalance: mean(({ answer }) => answer.balance),
  };
}

function rowPattern(members: readonly (readonly [number, number])[]): RowPattern {
  let mass = 0;
  let difference = 0;
  for (const [one, other] of members) {
    mass += one + other;
    difference += Math.abs(one - other);
  }
  return { mass, balance: 1 - difference / mass };
}
