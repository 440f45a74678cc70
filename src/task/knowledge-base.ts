/** A stored triplet: subject, relation, answer, each an index within its own set. */
export type Fact = readonly [subject: number, relation: number, answer: number];

/** What `answerOf` returns when no answer is stored. */
export const NO_ANSWER = -1;

/**
 * A knowledge base: a partial function a* from subjects × relations to answers (spec/model.md §1).
 *
 * It is an interface of questions, not of arrays, so that a table of 10⁹ facts can be a formula. Code that reads one must not
 * enumerate it unless it has to.
 *
 * Letters: S subjects, R relations, A answers, N stored facts; c_r(a) = the number of subjects that relation r maps to a.
 */
export interface KnowledgeBase {
  /** S. */
  readonly subjects: number;
  /** R. */
  readonly relations: number;
  /** A. */
  readonly answers: number;
  /** N. */
  readonly facts: number;
  /** a*(s, r), or NO_ANSWER. */
  answerOf(subject: number, relation: number): number;
  /** c_r(a). */
  sharersOf(relation: number, answer: number): number;
  /** The number of subjects in dom r. */
  domainSize(relation: number): number;
  /** The i-th subject of dom r, in increasing order. */
  domainMember(relation: number, position: number): number;
  /** How many answers have each value of c_r, zero included: [c, number of answers with c_r(a) = c] by increasing c. */
  sharersHistogram(relation: number): readonly (readonly [sharers: number, answers: number])[];
}

/** The stored facts in order of subject, then relation. Only for tables small enough to enumerate. */
export function* factsOf(knowledge: KnowledgeBase): Generator<Fact> {
  for (let subject = 0; subject < knowledge.subjects; subject++) {
    for (let relation = 0; relation < knowledge.relations; relation++) {
      const answer = knowledge.answerOf(subject, relation);
      if (answer !== NO_ANSWER) yield [subject, relation, answer];
    }
  }
}
