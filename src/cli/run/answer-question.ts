import { decode } from '../../engine/decode.js';
import { SparseEngine } from '../../engine/sparse/sparse-engine.js';
import { softmax } from '../../model/attention.js';
import { contenders, type Emission } from '../../model/decoding.js';
import type { Logits } from '../../model/logits.js';
import { leastRecallingPower } from '../../model/recall.js';
import { buildTransformer } from '../../model/transformer.js';
import { tokenAt } from '../../model/vocabulary.js';
import { RandomStream } from '../../random/random-stream.js';
import { drawPrompts } from '../../task/draw-prompts.js';
import type { FactTable } from '../../task/fact-table.js';
import { readingsOf, type Reading } from '../../task/oracle.js';
import type { Question } from '../../task/prompt.js';
import { fineTune, initialTheta } from '../../training/fine-tuning.js';

/** Both losses below this end the fine-tuning. */
const ENOUGH = 0.01;

/** It gives up, with a warning, after this many steps. */
const MOST_STEPS = 5000;

/** The answer to a question, with the attention that led to it. */
export interface Reply {
  /** The top token of each step; null where none stands out. */
  readonly relation: string | null;
  readonly answer: string | null;
  /** The tied tokens of each step, where none stands out. */
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

/** Fine-tunes attention on prompts of a table and decodes a question. */
export function answerQuestion(
  table: FactTable,
  question: Question,
  { prompts: count, seed }: { readonly prompts: number; readonly seed: bigint },
): Reply {
  const { knowledge } = table;
  const pairs = question.context.length;
  const power = leastRecallingPower(knowledge);
  const engine = new SparseEngine(buildTransformer(knowledge, { power }));
  const prompts = drawPrompts(knowledge, pairs, count, RandomStream.of(seed, 'ask', pairs));
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
    training: { power, pairs, prompts: count, steps: run.steps, losses, converged },
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
