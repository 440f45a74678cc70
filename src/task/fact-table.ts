import type { KnowledgeBase } from './knowledge-base.js';

/** A knowledge base whose subjects, relations and answers have names: what a fact table on disk becomes. */
export interface FactTable {
  /** Where it came from, as messages name it. */
  readonly source: string;
  readonly knowledge: KnowledgeBase;
  /** Names by index, in order of first appearance. */
  readonly subjectNames: readonly string[];
  readonly relationNames: readonly string[];
  readonly answerNames: readonly string[];
  /** Facts that stood in the file more than once, word for word, and were merged. */
  readonly merged: number;
}
