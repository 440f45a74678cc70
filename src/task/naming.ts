import type { FactTable } from './fact-table.js';

/** How text refers to subjects, relations and answers: by name if they have names, by index otherwise. */
export interface Naming {
  readonly subject: (index: number) => string;
  readonly relation: (index: number) => string;
  readonly answer: (index: number) => string;
}

/** s3, r1, a7. */
export const INDEX_NAMING: Naming = {
  subject: (index) => `s${index}`,
  relation: (index) => `r${index}`,
  answer: (index) => `a${index}`,
};

/** The names of a fact table, in double quotes. */
export function namesOf(table: FactTable): Naming {
  return {
    subject: (index) => `"${table.subjectNames[index]}"`,
    relation: (index) => `"${table.relationNames[index]}"`,
    answer: (index) => `"${table.answerNames[index]}"`,
  };
}
