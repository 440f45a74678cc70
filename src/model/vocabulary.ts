import type { KnowledgeBase } from '../task/knowledge-base.js';

// V = S + R + A tokens, in the order subjects, relations, answers (spec/model.md §3).

/** What a token stands for: a member of one of the three disjoint sets, by its index within that set. */
export interface Token {
  readonly kind: 'subject' | 'relation' | 'answer';
  readonly index: number;
}

type Sizes = Pick<KnowledgeBase, 'subjects' | 'relations' | 'answers'>;

/** V. */
export function vocabularySize({ subjects, relations, answers }: Sizes): number {
  return subjects + relations + answers;
}

/** The vocabulary index of a subject. */
export function subjectToken(subject: number): number {
  return subject;
}

/** The vocabulary index of a relation. */
export function relationToken(sizes: Sizes, relation: number): number {
  return sizes.subjects + relation;
}

/** The vocabulary index of an answer. */
export function answerToken(sizes: Sizes, answer: number): number {
  return sizes.subjects + sizes.relations + answer;
}

/** What a vocabulary index stands for. */
export function tokenAt(sizes: Sizes, index: number): Token {
  if (index < sizes.subjects) return { kind: 'subject', index };
  const past = index - sizes.subjects;
  if (past < sizes.relations) return { kind: 'relation', index: past };
  return { kind: 'answer', index: past - sizes.relations };
}
