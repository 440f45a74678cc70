import { Command } from 'commander';
import { leastRecallingPower } from '../model/recall.js';
import { violationsOf, type Assumption } from '../task/assumptions.js';
import { describeViolations } from '../task/describe-violations.js';
import { exclusiveAnswers } from '../task/exclusive-answers.js';
import type { FactTable } from '../task/fact-table.js';
import { namesOf } from '../task/naming.js';
import { toJson } from '../report/write-report.js';
import { openFacts } from './options.js';
import { printable } from './text.js';

/** Offending facts listed per assumption, unless all are asked for. */
const LISTED = 6;

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
  const summary = summarize(table);
  process.stdout.write(options.json === true ? `${toJson(summary)}\n` : `${render(summary, options.all === true).join('\n')}\n`);
}

interface FactsSummary {
  readonly source: string;
  readonly subjects: number;
  readonly relations: readonly { readonly name: string; readonly facts: number; readonly answers: number }[];
  readonly answers: number;
  readonly facts: number;
  readonly merged: number;
  readonly assumptions: readonly { readonly name: string; readonly meaning: string; readonly offenders: readonly string[] }[];
  /** Answers that only one relation uses: each betrays its relation by itself. */
  readonly exclusiveAnswers: number;
  /** Names that are both a subject and an answer; the vocabulary keeps the two apart. */
  readonly sharedNames: readonly string[];
  /** The least whole power ≥ 2 at which every fact is recalled at ½ + ½. */
  readonly leastRecallingPower: number;
}

function summarize(table: FactTable): FactsSummary {
  const { knowledge } = table;
  const offenders = (assumption: Assumption) => describeViolations(violationsOf(assumption, knowledge), namesOf(table));
  const answerNames = new Set(table.answerNames);
  return {
    source: table.source,
    subjects: knowledge.subjects,
    relations: table.relationNames.map((name, relation) => ({
      name,
      facts: knowledge.domainSize(relation),
      answers: knowledge.sharersHistogram(relation).reduce((sum, [sharers, answers]) => (sharers > 0 ? sum + answers : sum), 0),
    })),
    answers: knowledge.answers,
    facts: knowledge.facts,
    merged: table.merged,
    assumptions: [
      { name: 'total', meaning: 'every subject has an answer under every relation', offenders: offenders({ id: 'total' }) },
      { name: 'injective', meaning: 'no relation gives two subjects one answer', offenders: offenders({ id: 'injective' }) },
      { name: 'unambiguous', meaning: 'a (subject, answer) pair has one relation', offenders: offenders({ id: 'unambiguous' }) },
      { name: 'onto', meaning: 'every relation uses every answer', offenders: offenders({ id: 'onto' }) },
      {
        name: 'hub-free(3)',
        meaning: 'no answer is shared by 3 or more subjects, which the memory at power 2 needs',
        offenders: offenders({ id: 'hub-free', threshold: 3 }),
      },
    ],
    exclusiveAnswers: exclusiveAnswers(knowledge),
    sharedNames: table.subjectNames.filter((name) => answerNames.has(name)),
    leastRecallingPower: leastRecallingPower(knowledge),
  };
}

function render(summary: FactsSummary, all: boolean): string[] {
  const lines = [
    `${printable(summary.source)}: ${summary.facts} facts, ${summary.subjects} subjects, ${summary.relations.length} relations, ${summary.answers} answers`,
    ...(summary.merged > 0 ? [`note: ${summary.merged} repeated line${summary.merged === 1 ? '' : 's'} merged`] : []),
    ...summary.relations.map(({ name, facts: of, answers }) => `  ${printable(name)}: ${of} facts, ${answers} different answers`),
    '',
  ];
  for (const { name, meaning, offenders } of summary.assumptions) {
    lines.push(`${offenders.length === 0 ? 'met   ' : 'broken'}  ${name}: ${meaning}`);
    const shown = all ? offenders : offenders.slice(0, LISTED);
    for (const offender of shown) lines.push(`          ${printable(offender)}`);
    if (shown.length < offenders.length) lines.push(`          and ${offenders.length - shown.length} more (--all lists them)`);
  }
  const { exclusiveAnswers: exclusive, answers, sharedNames } = summary;
  lines.push(
    '',
    `Latin: ${summary.assumptions.slice(0, 4).every(({ offenders }) => offenders.length === 0) ? 'yes' : 'no'} (total, injective, unambiguous and onto)`,
    `${exclusive} of ${answers} answers are used by one relation only${exclusive > 0 && summary.relations.length > 1 ? ': such an answer betrays the relation by itself' : ''}`,
    ...(sharedNames.length > 0 ? [`both subject and answer, and kept apart: ${sharedNames.map(printable).join(', ')}`] : []),
    `least power that recalls every fact at ½ + ½: ${summary.leastRecallingPower}`,
  );
  return lines;
}
