import { factsOf, type Fact, type KnowledgeBase } from '../knowledge-base.js';
import { StoredTable } from './stored-table.js';

/** The table without its last answers and their facts. A Latin table keeps every Latin property except totality. */
export function withoutLastAnswers(table: KnowledgeBase, count: number): StoredTable {
  const answers = table.answers - count;
  return cut(table, { ...sizesOf(table), answers }, ([, , answer]) => answer < answers);
}

/** The table without its last subjects and their facts. A Latin table keeps every Latin property except that it is onto. */
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
