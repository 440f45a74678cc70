import type { KnowledgeBase } from './knowledge-base.js';

/** A fact table read from a file: a knowledge base with names for its subjects, relations and answers. */
export interface FactTable {
  /** The name of its source in messages. */
  readonly source: string;
  readonly knowledge: KnowledgeBase;
  /** Names by index, in order of first appearance. */
  readonly subjectNames: readonly string[];
  readonly relationNames: readonly string[];
  readonly answerNames: readonly string[];
  /** The number of repeated lines that were merged. */
  readonly merged: number;
}
