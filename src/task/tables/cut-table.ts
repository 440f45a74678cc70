import { factsOf, type Fact, type KnowledgeBase } from '../knowledge-base.js';
import { StoredTable } from './stored-table.js';

/** The table without its last answers and the facts that hold them. A Latin one keeps everything of being Latin but totality. */
export function withoutLastAnswers(table: KnowledgeBase, count: number): StoredTable {
  const answers = table.answers - count;
  return cut(table, { ...sizesOf(table), answers }, ([, , answer]) => answer < answers);
}

/** The table without its last subjects and their facts. A Latin one keeps everything of being Latin but that relations use every answer. */
export function withoutLastSubjects(table: KnowledgeBase, count: number): StoredTable {
  const subjects = table.subjects - count;
  return cut(table, { ...sizesOf(table), subjects }, ([subject]) => subject < subjects);
}

function sizesOf({ subjects, relations, answers }: KnowledgeBase) {
  return { subjects, relations, answers };
}

function cut(table: KnowledgeBase, sizes: ReturnType<typeof sizesOf>, isKept: (fact: Fact) => boolean): StoredTable {
  return new StoredTable(sizes, [...factsOf(table)].filter(isKept));
}
