import { InputError } from '../../input-error.js';
import { NO_ANSWER, type Fact, type KnowledgeBase } from '../knowledge-base.js';
import { SparseRows } from './sparse-rows.js';

/** Sizes of the three sets: S, R, A. */
export interface TableSizes {
  readonly subjects: number;
  readonly relations: number;
  readonly answers: number;
}

/** A knowledge base that stores its facts (spec/model.md §1). Memory is proportional to N. */
export class StoredTable implements KnowledgeBase {
  readonly subjects: number;
  readonly relations: number;
  readonly answers: number;
  readonly facts: number;
  private readonly answersBySubject: SparseRows; // S rows: r → a
  private readonly sharersByRelation: SparseRows; // R rows: a → c_r(a)
  private readonly domainByRelation: SparseRows; // R rows: s → a
  private readonly histograms: readonly (readonly (readonly [number, number])[])[];

  /**
   * @param sizes - S, R, A
   * @param facts - the triplets, in any order
   * @throws InputError when an index is outside its set, or some (s, r) is given twice
   */
  constructor(sizes: TableSizes, facts: readonly Fact[]) {
    this.subjects = sizes.subjects;
    this.relations = sizes.relations;
    this.answers = sizes.answers;
    this.facts = facts.length;
    for (const [subject, relation, answer] of facts) {
      checkIndex('subject', subject, sizes.subjects);
      checkIndex('relation', relation, sizes.relations);
      checkIndex('answer', answer, sizes.answers);
    }
    this.answersBySubject = SparseRows.from(sizes.subjects, sizes.relations, facts);
    const repeated = this.answersBySubject.repeated();
    if (repeated !== null) {
      throw new InputError(
        `subject ${repeated[0]} has two answers under relation ${repeated[1]}`,
        'a knowledge base is a function: keep one of the facts',
      );
    }
    this.domainByRelation = SparseRows.from(
      sizes.relations,
      sizes.subjects,
      facts.map(([subject, relation, answer]) => [relation, subject, answer] as const),
    );
    this.sharersByRelation = SparseRows.from(sizes.relations, sizes.answers, countSharers(facts, sizes.answers));
    this.histograms = Array.from({ length: sizes.relations }, (_, relation) => this.countHistogram(relation));
  }

  answerOf(subject: number, relation: number): number {
    return this.answersBySubject.get(subject, relation, NO_ANSWER);
  }

  sharersOf(relation: number, answer: number): number {
    return this.sharersByRelation.get(relation, answer, 0);
  }

  domainSize(relation: number): number {
    return this.domainByRelation.size(relation);
  }

  domainMember(relation: number, position: number): number {
    return this.domainByRelation.keysOf(relation)[position];
  }

  sharersHistogram(relation: number): readonly (readonly [number, number])[] {
    return this.histograms[relation];
  }

  private countHistogram(relation: number): readonly (readonly [number, number])[] {
    const counts = new Map<number, number>();
    const unused = this.answers - this.sharersByRelation.size(relation);
    if (unused > 0) counts.set(0, unused);
    for (const sharers of this.sharersByRelation.valuesOf(relation)) {
      counts.set(sharers, (counts.get(sharers) ?? 0) + 1);
    }
    return [...counts].toSorted((one, other) => one[0] - other[0]);
  }
}

function checkIndex(kind: string, index: number, size: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    throw new InputError(`${kind} ${index} is outside 0 … ${size - 1}`, `give an index of one of the ${size} ${kind}s`);
  }
}

function countSharers(facts: readonly Fact[], answers: number): (readonly [number, number, number])[] {
  const counts = new Map<number, number>();
  for (const [, relation, answer] of facts) {
    const cell = relation * answers + answer;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts].map(([cell, count]) => [Math.floor(cell / answers), cell % answers, count] as const);
}
