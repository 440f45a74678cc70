import { NO_ANSWER, factsOf, type KnowledgeBase } from './knowledge-base.js';

// The named assumptions of spec/model.md §1. Each can be decided on a knowledge base and lists the facts that violate it.

/** A named assumption about a knowledge base. `hub-free` comes with its threshold τ. */
export type Assumption =
  { readonly id: 'total' | 'injective' | 'unambiguous' | 'onto' } | { readonly id: 'hub-free'; readonly threshold: number };

/** A single violation of an assumption by a table, with the facts that cause it. */
export type TableViolation =
  | { readonly assumption: 'total'; readonly subject: number; readonly relation: number }
  | {
      readonly assumption: 'injective' | 'hub-free';
      readonly relation: number;
      readonly answer: number;
      readonly subjects: readonly number[];
    }
  | {
      readonly assumption: 'unambiguous';
      readonly subject: number;
      readonly answer: number;
      readonly relations: readonly number[];
    }
  | { readonly assumption: 'onto'; readonly relation: number; readonly answer: number };

/** A Latin table is total, injective, unambiguous and onto. */
export const LATIN_ASSUMPTIONS: readonly Assumption[] = [
  { id: 'total' },
  { id: 'injective' },
  { id: 'unambiguous' },
  { id: 'onto' },
];

/** The violations of an assumption by a table; empty when it holds. */
export function violationsOf(assumption: Assumption, knowledge: KnowledgeBase): TableViolation[] {
  switch (assumption.id) {
    case 'total':
      return missingFacts(knowledge);
    case 'injective':
      return sharedAnswers(knowledge, 2).map((shared) => ({ assumption: 'injective', ...shared }));
    case 'hub-free':
      return sharedAnswers(knowledge, assumption.threshold).map((shared) => ({ assumption: 'hub-free', ...shared }));
    case 'unambiguous':
      return ambiguousPairs(knowledge);
    case 'onto':
      return unusedAnswers(knowledge);
  }
}

function missingFacts(knowledge: KnowledgeBase): TableViolation[] {
  const missing: TableViolation[] = [];
  for (let subject = 0; subject < knowledge.subjects; subject++) {
    for (let relation = 0; relation < knowledge.relations; relation++) {
      if (knowledge.answerOf(subject, relation) === NO_ANSWER) missing.push({ assumption: 'total', subject, relation });
    }
  }
  return missing;
}

interface SharedAnswer {
  readonly relation: number;
  readonly answer: number;
  readonly subjects: readonly number[];
}

/** The answers that at least `threshold` subjects share under one relation, the most shared first. */
function sharedAnswers(knowledge: KnowledgeBase, threshold: number): SharedAnswer[] {
  const shared: SharedAnswer[] = [];
  for (let relation = 0; relation < knowledge.relations; relation++) {
    const sharers = new Map<number, number[]>();
    for (let position = 0; position < knowledge.domainSize(relation); position++) {
      const subject = knowledge.domainMember(relation, position);
      const answer = knowledge.answerOf(subject, relation);
      const subjects = sharers.get(answer);
      if (subjects === undefined) sharers.set(answer, [subject]);
      else subjects.push(subject);
    }
    for (const [answer, subjects] of sharers) {
      if (subjects.length >= threshold) shared.push({ relation, answer, subjects });
    }
  }
  return shared.toSorted((one, other) => other.subjects.length - one.subjects.length);
}

function ambiguousPairs(knowledge: KnowledgeBase): TableViolation[] {
  const relationsOfPair = new Map<number, number[]>();
  for (const [subject, relation, answer] of factsOf(knowledge)) {
    const pair = subject * knowledge.answers + answer;
    const relations = relationsOfPair.get(pair);
    if (relations === undefined) relationsOfPair.set(pair, [relation]);
    else relations.push(relation);
  }
  return [...relationsOfPair]
    .filter(([, relations]) => relations.length > 1)
    .map(([pair, relations]) => ({
      assumption: 'unambiguous',
      subject: Math.floor(pair / knowledge.answers),
      answer: pair % knowledge.answers,
      relations,
    }));
}

function unusedAnswers(knowledge: KnowledgeBase): TableViolation[] {
  const unused: TableViolation[] = [];
  for (let relation = 0; relation < knowledge.relations; relation++) {
    for (let answer = 0; answer < knowledge.answers; answer++) {
      if (knowledge.sharersOf(relation, answer) === 0) unused.push({ assumption: 'onto', relation, answer });
    }
  }
  return unused;
}
