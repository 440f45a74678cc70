import { describeFacts, type TableDescription } from '../../../properties/preconditions/table-description.js';
import type { FactTable } from '../../task/fact-table.js';

/** What `facts` says of a table. */
export interface TableSummary extends TableDescription {
  readonly byRelation: readonly { readonly name: string; readonly facts: number; readonly answers: number }[];
  /** Names that are both a subject and an answer; the vocabulary keeps the two apart. */
  readonly sharedNames: readonly string[];
}

/** Describes a table and each of its relations. */
export function summariseTable(table: FactTable): TableSummary {
  return { ...describeFacts(table), byRelation: relationRows(table), sharedNames: sharedNames(table) };
}

function relationRows({ knowledge, relationNames }: FactTable): TableSummary['byRelation'] {
  return relationNames.map((name, relation) => ({
    name,
    facts: knowledge.domainSize(relation),
    answers: knowledge.sharersHistogram(relation).reduce((sum, [sharers, answers]) => (sharers > 0 ? sum + answers : sum), 0),
  }));
}

function sharedNames({ subjectNames, answerNames }: FactTable): string[] {
  const answers = new Set(answerNames);
  return subjectNames.filter((name) => answers.has(name));
}
