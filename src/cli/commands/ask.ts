import { Command } from 'commander';
import { decode } from '../../engine/decode.js';
import { SparseEngine } from '../../engine/sparse/sparse-engine.js';
import { readingFrom } from '../../input-error.js';
import { softmax } from '../../model/attention.js';
import { contenders, type Emission } from '../../model/decoding.js';
import type { Logits } from '../../model/logits.js';
import { leastRecallingPower } from '../../model/recall.js';
import { buildTransformer } from '../../model/transformer.js';
import { tokenAt } from '../../model/vocabulary.js';
import { RandomStream } from '../../random/random-stream.js';
import { toJson } from '../../report/write/write-report.js';
import { drawPrompts } from '../../task/draw-prompts.js';
import type { FactTable } from '../../task/fact-table.js';
import { readingsOf, type Reading } from '../../task/oracle.js';
import { parseQuestion } from '../../task/input/question.js';
import type { Question } from '../../task/prompt.js';
import { fineTune, initialTheta } from '../../training/fine-tuning.js';
import { drawingStyle } from '../terminal/drawing-style.js';
import { heatBar } from '../terminal/heatmap.js';
import { openFacts, seedOption, wholeNumber } from '../options/options.js';
import { Progress } from '../terminal/progress.js';
import { bar, columns, printable } from '../terminal/text.js';

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
    .addOption(seedOption('draws the prompts'))
    .option('--json', 'print JSON')
    .action(ask);
}

/** What was asked, said and attended to. */
interface Reply {
  /** The top token of each step; null where none stands out. */
  readonly relation: string | null;
  readonly answer: string | null;
  /** What the tokens of a step are tied between, where none stands out. */
  readonly tied: { readonly relation: readonly string[]; readonly answer: readonly string[] };
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
  const tiedIn = ({ kind }: Emission, logits: () => Logits) =>
    kind === 'tie' ? contenders(logits()).map((token) => tokenName(table, token)) : [];
  const readings = readingsOf(knowledge, question.context, question.query);
  const shown = question.context.flatMap(([s, a]) => [table.subjectNames[s], table.answerNames[a]]);
  const tokens = [...shown, table.subjectNames[question.query]];
  const losses = { relation: run.losses.relation[run.steps], answer: run.losses.answer[run.steps] };
  const converged = run.end.kind === 'losses-below';
  return {
    relation: said.relation.kind === 'top' ? nameOf(said.relation) : null,
    answer: said.answer.kind === 'top' ? nameOf(said.answer) : null,
    tied: {
      relation: tiedIn(said.relation, () => engine.logits(question, run.theta.relation)),
      answer: tiedIn(said.answer, () => engine.logits(question, run.theta.answer, said.relation.token)),
    },
    readings: readings.map(({ relation, answer }) => ({
      relation: table.relationNames[relation],
      answer: answer === null ? null : table.answerNames[answer],
    })),
    attention: {
      relation: sharesOf(run.theta.relation, tokens),
      answer: sharesOf(run.theta.answer, [...tokens, nameOf(said.relation)]),
    },
    training: { power, pairs, prompts: options.n, steps: run.steps, losses, converged },
    warnings: [
      ...contextWarnings(table, question, readings),
      ...(converged
        ? []
        : [
            `fine-tuning did not bring both losses under ${ENOUGH} in ${run.steps} steps (relation ${losses.relation.toPrecision(4)}, answer ${losses.answer.toPrecision(4)}): the reply may be wrong`,
          ]),
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

function render({ relation, answer, tied, attention, training }: Reply): string[] {
  const style = drawingStyle(process.stdout);
  const rows = (shares: Reply['attention']['relation']) =>
    columns(
      shares.map(({ token, share }) => [
        `  ${printable(token)}`,
        share.toFixed(3),
        heatBar([share], Math.max(...shares.map((each) => each.share)), style),
        bar(share, style),
      ]),
      [0, 2, 3],
    );
  const { power, pairs, prompts, steps, losses } = training;
  return [
    `relation  ${outcome(relation, tied.relation)}`,
    `answer    ${outcome(answer, tied.answer)}`,
    '',
    'attention, relation step',
    ...rows(attention.relation),
    'attention, answer step',
    ...rows(attention.answer),
    '',
    `memory of power ${power}, the least that recalls every fact; fine-tuned ${steps} steps on ${prompts} prompts of k = ${pairs} (losses ${losses.relation.toPrecision(2)} and ${losses.answer.toPrecision(2)})`,
  ];
}

function outcome(name: string | null, tied: readonly string[]): string {
  if (name !== null) return printable(name);
  const more = tied.length > 6 ? ` and ${tied.length - 6} more` : '';
  return `none stands out (tied: ${tied.slice(0, 6).map(printable).join(', ')}${more})`;
}
