import type { TableViolation } from '../assumptions.js';
import type { Naming } from '../naming.js';

/**
 * Describes the violations of one assumption, a line each. Unused answers are counted per relation, since most tables have many.
 */
export function describeViolations(violations: readonly TableViolation[], naming: Naming): string[] {
  const lines: string[] = [];
  const unused = new Map<number, number[]>(); // r → answers it never gives
  for (const violation of violations) {
    switch (violation.assumption) {
      case 'total':
        lines.push(`${naming.relation(violation.relation)} of ${naming.subject(violation.subject)} is missing`);
        break;
      case 'injective':
      case 'hub-free': {
        const { relation, answer, subjects } = violation;
        lines.push(
          `${naming.relation(relation)} gives ${naming.answer(answer)} to ${subjects.length} subjects: ${listed(subjects, naming.subject)}`,
        );
        break;
      }
      case 'unambiguous': {
        const { subject, answer, relations } = violation;
        lines.push(
          `${naming.subject(subject)} has ${naming.answer(answer)} under ${relations.length} relations: ${listed(relations, naming.relation)}`,
        );
        break;
      }
      case 'onto': {
        const answers = unused.get(violation.relation);
        if (answers === undefined) unused.set(violation.relation, [violation.answer]);
        else answers.push(violation.answer);
        break;
      }
    }
  }
  for (const [relation, answers] of unused) {
    lines.push(`${naming.relation(relation)} never gives ${count(answers.length, 'answer')}: ${listed(answers, naming.answer)}`);
  }
  return lines;
}

/** Lists up to four names, and counts the rest. */
function listed(indices: readonly number[], name: (index: number) => string): string {
  const shown = indices.slice(0, 4).map(name).join(', ');
  return indices.length > 4 ? `${shown} and ${indices.length - 4} more` : shown;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
