import { Command } from 'commander';
import { decode } from '../engine/decode.js';
import { SparseEngine } from '../engine/sparse/sparse-engine.js';
import { readingFrom } from '../input-error.js';
import { softmax } from '../model/attention.js';
import type { Emission } from '../model/decoding.js';
import { leastRecallingPower } from '../model/recall.js';
import { buildTransformer } from '../model/transformer.js';
import { tokenAt } from '../model/vocabulary.js';
import { RandomStream } from '../random/random-stream.js';
import { toJson } from '../report/write-report.js';
import { drawPrompts } from '../task/draw-prompts.js';
import type { FactTable } from '../task/fact-table.js';
import { readingsOf, type Reading } from '../task/oracle.js';
import { parseQuestion } from '../task/question.js';
import type { Question } from '../task/prompt.js';
import { fineTune, initialTheta } from '../training/fine-tuning.js';
import { DEFAULT_SEED, openFacts, seed, wholeNumber } from './options.js';
import { Progress } from './progress.js';
import { bar, columns, printable } from './text.js';

/** Both losses below this end the fine-tuning. */
const ENOUGH = 0.01;

/** It gives up, with a warning, after this many steps. */
const MOST_STEPS = 5000;

interface AskOptions {
  readonly facts: string;
  readonly n: number;
  readonly seed: bigint;
  readonly json?: true;
}

/** `ic-recall ask`. */
export function askCommand(): Command {
  return new Command('ask')
    .description('fine-tune on a fact table and answer a question such as "France → Paris; Japan → Tokyo; Italy → ?"')
    .argument('<question>', 'pairs "subject → answer" (or ->), separated by ;, the last one "subject → ?"')
    .option('--facts <file>', 'the fact table (CSV; "countries" is the bundled one)', 'countries')
    .option('--n <number>', 'prompts to fine-tune on', wholeNumber('--n', 1, 100_000), 256)
    .option('--seed <number>', 'draws the prompts', seed, DEFAULT_SEED)
    .option('--json', 'print JSON')
    .action(ask);
}

/** What was asked, said and attended to. */
interface Reply {
  readonly relation: string | null;
  readonly answer: string | null;
  readonly tie: { readonly relation: boolean; readonly answer: boolean };
  readonly readings: readonly { readonly relation: string; readonly answer: string | null }[];
  readonly attention: {
    readonly relation: readonly { readonly token: string; readonly share: number }[];
    readonly answer: readonly { readonly token: string; readonly share: number }[];
  };
  readonly training: {
    readonly power: number;
    readonly pairs: number;
    readonly prompts: number;
    readonly steps: number;
    readonly losses: { readonly relation: number; readonly answer: number };
    readonly converged: boolean;
  };
  readonly warnings: readonly string[];
}

async function ask(text: string, options: AskOptions): Promise<void> {
  const progress = new Progress(process.stderr);
  const table = await openFacts(options.facts);
  const question = parseQuestion(text, table);
  progress.state('fine-tuning …');
  const reply = readingFrom(table.source, () => answerQuestion(table, question, options));
  progress.clear();
  for (const warning of reply.warnings) progress.warn(printable(warning));
  process.stdout.write(options.json === true ? `${toJson(reply)}\n` : `${render(reply).join('\n')}\n`);
}

function answerQuestion(table: FactTable, question: Question, options: AskOptions): Reply {
  const { knowledge } = table;
  const pairs = question.context.length;
  const power = leastRecallingPower(knowledge);
  const engine = new SparseEngine(buildTransformer(knowledge, { power }));
  const prompts = drawPrompts(knowledge, pairs, options.n, RandomStream.of(options.seed, 'ask', pairs));
  const run = fineTune(engine.compile(prompts), initialTheta(pairs), { steps: MOST_STEPS, stopBelow: ENOUGH });
  const said = decode(engine, question, run.theta.relation, run.theta.answer);
  const nameOf = ({ token }: Emission) => tokenName(table, token);
  const readings = readingsOf(knowledge, question.context, question.query).map(({ relation, answer }) => ({
    relation: table.relationNames[relation],
    answer: answer === null ? null : table.answerNames[answer],
  }));
  const shown = question.context.flatMap(([s, a]) => [table.subjectNames[s], table.answerNames[a]]);
  const tokens = [...shown, table.subjectNames[question.query]];
  const losses = { relation: run.losses.relation[run.steps], answer: run.losses.answer[run.steps] };
  const converged = run.end.kind === 'losses-below';
  return {
    relation: nameOf(said.relation),
    answer: nameOf(said.answer),
    tie: { relation: said.relation.kind === 'tie', answer: said.answer.kind === 'tie' },
    readings,
    attention: {
      relation: sharesOf(run.theta.relation, tokens),
      answer: sharesOf(run.theta.answer, [...tokens, nameOf(said.relation)]),
    },
    training: { power, pairs, prompts: options.n, steps: run.steps, losses, converged },
    warnings: [
      ...contextWarnings(table, question, readingsOf(knowledge, question.context, question.query)),
      ...(converged
        ? []
        : [
            `fine-tuning did not bring both losses under ${ENOUGH} in ${run.steps} steps (relation ${losses.relation.toPrecision(2)}, answer ${losses.answer.toPrecision(2)}): the reply may be wrong`,
          ]),
      ...(said.relation.kind === 'tie' ? ['no relation stands out: several are tied'] : []),
      ...(said.answer.kind === 'tie' ? ['no answer stands out: several are tied'] : []),
    ],
  };
}

function contextWarnings(table: FactTable, { query }: Question, readings: readonly Reading[]): string[] {
  if (readings.length === 0) return ['no stored relation holds all the pairs of the question: the reply is a guess'];
  const subject = table.subjectNames[query];
  if (readings.length > 1) {
    const list = readings.map(
      ({ relation, answer }) =>
        `${table.relationNames[relation]} (${answer === null ? 'nothing stored' : table.answerNames[answer]})`,
    );
    return [`the pairs fit ${readings.length} relations: ${list.join(', ')}`];
  }
  if (readings[0].answer !== null) return [];
  return [`the table stores no ${table.relationNames[readings[0].relation]} of ${subject}: the reply cannot be right`];
}

function sharesOf(theta: Float64Array, names: readonly string[]) {
  return [...softmax(theta)].map((share, t) => ({ token: names[t], share }));
}

function tokenName(table: FactTable, token: number): string {
  const { kind, index } = tokenAt(table.knowledge, token);
  switch (kind) {
    case 'subject':
      return table.subjectNames[index];
    case 'relation':
      return table.relationNames[index];
    case 'answer':
      return table.answerNames[index];
  }
}

function render({ relation, answer, tie, attention, training }: Reply): string[] {
  const rows = (shares: Reply['attention']['relation']) =>
    columns(
      shares.map(({ token, share }) => [`  ${printable(token)}`, share.toFixed(3), bar(share)]),
      [0, 2],
    );
  const { power, pairs, prompts, steps, losses } = training;
  return [
    `relation  ${printable(relation ?? '—')}${tieMark(tie.relation)}`,
    `answer    ${printable(answer ?? '—')}${tieMark(tie.answer)}`,
    '',
    'attention, relation step',
    ...rows(attention.relation),
    'attention, answer step',
    ...rows(attention.answer),
    '',
    `memory of power ${power}, the least that recalls every fact; fine-tuned ${steps} steps on ${prompts} prompts of k = ${pairs} (losses ${losses.relation.toPrecision(2)} and ${losses.answer.toPrecision(2)})`,
  ];
}

function tieMark(tied: boolean): string {
  return tied ? '  (tied)' : '';
}
