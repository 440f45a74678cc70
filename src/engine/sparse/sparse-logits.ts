import type { Logits } from '../../model/logits.js';
import { answerToken, relationToken, tokenAt, vocabularySize } from '../../model/vocabulary.js';
import type { KnowledgeBase } from '../../task/knowledge-base.js';
import type { PlaceTable } from '../../task/tables/place-table.js';

/** What the relation token of a mixture adds to every answer. */
export interface RelationBackground {
  /** r₀. */
  readonly relation: number;
  /** β σ(X_r₀). */
  readonly perSharer: number;
}

/**
 * Logits stored as counts (spec/model.md §6). The runs are, in this order: all subjects, which the memory never writes, so that
 * their logits are 0; each relation; each touched answer; the untouched answers, grouped by c_r₀. No array has the length A or V.
 */
export class SparseLogits implements Logits {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  private readonly untouchedSharers: readonly number[]; // c_r₀ by run, from the first untouched run on

  /**
   * @param relations - ℓ_r (R)
   * @param touched - the answers that a subject of the mixture has, each with its index in `touchedLogits`
   * @param touchedLogits - ℓ_a of those answers
   * @param background - of the mixture's relation token, or null if it has none; for an untouched answer a,
   *   ℓ_a = c_r₀(a) · perSharer
   */
  constructor(
    private readonly knowledge: KnowledgeBase,
    relations: Float64Array,
    private readonly touched: PlaceTable,
    touchedLogits: readonly number[],
    private readonly background: RelationBackground | null,
  ) {
    const untouched = this.countUntouched();
    this.untouchedSharers = untouched.map(([sharers]) => sharers);
    const firstUntouched = 1 + relations.length + touched.size;
    const runs = firstUntouched + untouched.length;
    this.values = new Float64Array(runs);
    this.counts = new Float64Array(runs).fill(1);
    this.counts[0] = knowledge.subjects;
    this.values.set(relations, 1);
    this.values.set(touchedLogits, 1 + relations.length);
    untouched.forEach(([sharers, answers], i) => {
      this.counts[firstUntouched + i] = answers;
      this.values[firstUntouched + i] = background === null ? 0 : sharers * background.perSharer;
    });
  }

  get size(): number {
    return vocabularySize(this.knowledge);
  }

  first(run: number): number {
    const { knowledge } = this;
    if (run === 0) return 0;
    if (run <= knowledge.relations) return relationToken(knowledge, run - 1);
    const place = run - 1 - knowledge.relations;
    const { touched } = this;
    if (place < touched.size) return answerToken(knowledge, touched.keys()[place]);
    return answerToken(knowledge, this.firstUntouched(this.untouchedSharers[place - touched.size]));
  }

  runOf(token: number): number {
    const { kind, index } = tokenAt(this.knowledge, token);
    switch (kind) {
      case 'subject':
        return 0;
      case 'relation':
        return 1 + index;
      case 'answer': {
        const place = this.touched.find(index);
        const firstTouched = 1 + this.knowledge.relations;
        if (place !== -1) return firstTouched + place;
        return firstTouched + this.touched.size + this.untouchedSharers.indexOf(this.sharersOf(index));
      }
    }
  }

  /** c_r₀ → how many untouched answers have it. */
  private countUntouched(): [sharers: number, answers: number][] {
    if (this.background === null) return [[0, this.knowledge.answers - this.touched.size]];
    const counts = new Map(this.knowledge.sharersHistogram(this.background.relation));
    for (const answer of this.touched.keys()) {
      const sharers = this.sharersOf(answer);
      counts.set(sharers, (counts.get(sharers) ?? 0) - 1);
    }
    return [...counts];
  }

  /** c_r₀(a); 0 without a relation token. */
  private sharersOf(answer: number): number {
    return this.background === null ? 0 : this.knowledge.sharersOf(this.background.relation, answer);
  }

  private firstUntouched(sharers: number): number {
    let answer = 0;
    while (this.touched.find(answer) !== -1 || this.sharersOf(answer) !== sharers) answer++;
    return answer;
  }
}
