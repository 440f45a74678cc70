import { exclusiveLine } from '../../report/words/table-words.js';
import type { TableSummary } from '../run/table-summary.js';
import { printable } from './text.js';

/** Offending facts listed per assumption, unless all are asked for. */
const LISTED = 10;

/** A fact table in the lines that a terminal shows. */
export function factsText(summary: TableSummary, all: boolean): string[] {
  const { merged, assumptions, byRelation } = summary;
  const lines = [
    `${printable(summary.source)}: ${summary.facts} facts, ${summary.subjects} subjects, ${summary.relations} relations, ${summary.answers} answers`,
    ...(merged > 0 ? [`note: ${merged} repeated line${merged === 1 ? '' : 's'} merged`] : []),
    ...byRelation.map(({ name, facts: of, answers }) => `  ${printable(name)}: ${of} facts, ${answers} different answers`),
    '',
  ];
  for (const { name, meaning, offenders } of assumptions) {
    lines.push(`${offenders.length === 0 ? 'met   ' : 'broken'}  ${name}: ${meaning}`);
    const shown = all ? offenders : offenders.slice(0, LISTED);
    for (const offender of shown) lines.push(`          ${printable(offender)}`);
    if (shown.length < offenders.length) lines.push(`          and ${offenders.length - shown.length} more (--all lists them)`);
  }
  const latin = assumptions.slice(0, 4).every(({ offenders }) => offenders.length === 0);
  lines.push(
    '',
    `Latin: ${latin ? 'yes' : 'no'} (total, injective, unambiguous and onto)`,
    exclusiveLine(summary),
    ...(summary.sharedNames.length > 0
      ? [`both subject and answer, and kept apart: ${summary.sharedNames.map(printable).join(', ')}`]
      : []),
    `least power that recalls every fact at ½ + ½: ${summary.leastRecallingPower}`,
  );
  return lines;
}
