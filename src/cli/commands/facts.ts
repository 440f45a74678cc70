import { Command } from 'commander';
import { describeFacts, type TableDescription } from '../../../properties/preconditions/table-description.js';
import { exclusiveLine } from '../../report/words/table-words.js';
import { toJson } from '../../report/write/write-report.js';
import type { FactTable } from '../../task/fact-table.js';
import { openFacts } from '../options/options.js';
import { printable } from '../terminal/text.js';

/** Offending facts listed per assumption, unless all are asked for. */
const LISTED = 10;

interface FactsOptions {
  readonly all?: true;
  readonly json?: true;
}

/** `ic-recall facts`. */
export function factsCommand(): Command {
  return new Command('facts')
    .description('read a fact table and say which assumptions it meets, with the facts that break the others')
    .argument('[file]', 'CSV with the header subject,relation,answer', 'countries')
    .option('--all', 'list every offending fact')
    .option('--json', 'print JSON')
    .action(facts);
}

async function facts(file: string, options: FactsOptions): Promise<void> {
  const table = await openFacts(file);
  const summary: FactsSummary = { ...describeFacts(table), byRelation: relationRows(table), sharedNames: sharedNames(table) };
  process.stdout.write(options.json === true ? `${toJson(summary)}\n` : `${render(summary, options.all === true).join('\n')}\n`);
}

interface FactsSummary extends TableDescription {
  readonly byRelation: readonly { readonly name: string; readonly facts: number; readonly answers: number }[];
  /** Names that are both a subject and an answer; the vocabulary keeps the two apart. */
  readonly sharedNames: readonly string[];
}

function relationRows({ knowledge, relationNames }: FactTable): FactsSummary['byRelation'] {
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

function render(summary: FactsSummary, all: boolean): string[] {
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
