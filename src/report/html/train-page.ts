import { dataTable, numberColumn, type Column } from './data-table.js';
import { attentionHeatmap, COLOUR_SCALE } from './figures/attention-heatmap.js';
import { curveFigures } from './figures/bands.js';
import { markup, short, type Markup } from './markup.js';
import { pageFrame } from './page-frame.js';
import { ReportNumbers } from './report-numbers.js';

// k pairs; shares are by token: 2k + 1 of the relation row, 2k + 2 of the answer row.

/** A value for each of the two attention rows. */
interface PerRow<Value> {
  readonly relation: Value;
  readonly answer: Value;
}

interface CorrectCount {
  readonly correct: number;
  readonly total: number;
}

/** What was recorded at one step of a run. Values that are not numbers are left out. */
interface Recorded {
  readonly step: number;
  readonly losses: PerRow<number>;
  readonly attention: PerRow<readonly number[]>;
  readonly pattern: {
    readonly relation: {
      readonly mass: number;
      readonly balance: number;
      readonly topShare: number;
      readonly topPair: number;
      readonly queryShare: number;
    };
    readonly answer: { readonly mass: number; readonly balance: number };
  };
}

interface Run {
  readonly memory: string;
  readonly head: string;
  readonly steps: number;
  readonly trajectory: readonly Recorded[];
  readonly accuracy: CorrectCount & { readonly rate: number; readonly byRelation: readonly CorrectCount[] };
}

/** Training runs, as in the JSON of `train`. */
export interface TrainedRuns {
  readonly table: string;
  readonly seed: string;
  readonly k: number;
  readonly n: number;
  readonly learningRate: number;
  readonly relations: readonly string[];
  readonly runs: readonly Run[];
}

/** Texts of the page that are not in that JSON. */
export interface TrainPageWords {
  /** The program and its version. */
  readonly generator: string;
  /** The table's sizes. */
  readonly sizes: string;
  /** The names of each row's tokens. */
  readonly tokens: PerRow<readonly string[]>;
  /** Why each run ended, or null if it made all its steps. */
  readonly ends: readonly (string | null)[];
}

/** Renders training runs as one HTML file: attention over training, losses, the pairwise pattern, and accuracy by relation. */
export function renderTrainPage(trained: TrainedRuns, words: TrainPageWords): string {
  const numbers = new ReportNumbers(trained);
  const { runs } = trained;
  return pageFrame({
    generator: words.generator,
    title: `ic-recall train: ${short(trained.table, 80)}`,
    skip: 'Skip to the runs',
    symbols: COLOUR_SCALE,
    masthead: masthead(numbers, trained, words),
    contents: runs.map(({ head }, i) => markup`<li><a href="#run-${String(i)}">${head}</a></li>`),
    main: runs.map((run, i) => runSection(numbers, trained, run, { id: `run-${i}`, tokens: words.tokens, end: words.ends[i] })),
  });
}

function masthead(numbers: ReportNumbers, trained: TrainedRuns, { generator, sizes }: TrainPageWords): Markup {
  const { table, seed } = trained;
  return markup`<header class="masthead"><p class="kicker">ic-recall train</p><h1>Attention over fine-tuning: <bdi>${short(table, 120)}</bdi></h1><p class="paper">${sizes}</p><dl class="run"><div><dt>Pairs in a prompt k</dt><dd>${numbers.show(trained, 'k', 'count')}</dd></div><div><dt>Prompts n</dt><dd>${numbers.show(trained, 'n', 'count')}</dd></div><div><dt>Learning rate η</dt><dd>${numbers.show(trained, 'learningRate', 'figure')}</dd></div><div><dt>Seed</dt><dd>${seed}</dd></div><div><dt>Version</dt><dd>${generator}</dd></div></dl></header>`;
}

interface RunPlace {
  readonly id: string;
  readonly tokens: PerRow<readonly string[]>;
  readonly end: string | null;
}

function runSection(numbers: ReportNumbers, { relations }: TrainedRuns, run: Run, { id, tokens, end }: RunPlace): Markup {
  const { memory, trajectory, accuracy } = run;
  const steps = numbers.gather(trajectory, 'step', ({ step }) => step);
  const rowOf = (row: keyof PerRow<unknown>) => ({
    tokens: tokens[row],
    shares: numbers.gather(trajectory, `attention.${row}`, ({ attention }) => attention[row]),
  });
  const winner = trajectory[trajectory.length - 1].pattern.relation.topPair;
  const attention = { steps, relation: rowOf('relation'), answer: rowOf('answer'), winner };
  const of = `${memory.slice(0, 1).toUpperCase()}${short(memory.slice(1))}`;
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${of}</h2><p class="lead">After ${numbers.show(run, 'steps', 'count')} gradient steps ${numbers.show(accuracy, 'correct', 'count')} of ${numbers.show(accuracy, 'total', 'count')} fresh prompts are answered correctly: accuracy ${numbers.show(accuracy, 'rate', 'share')}.${end === null ? null : markup` <b class="contrary">${end}</b>`}</p><div class="figures">${(['relation', 'answer'] as const).map((row) => attentionHeatmap(numbers, attention, row, { id: `${id}-${row}`, of }))}${curveFigures(numbers, { steps, curves: curvesOf(numbers, trajectory) }, `${id}-curve`)}</div>${accuracyTable(numbers, relations, run)}</section>`;
}

/** The curves of a run. Mass is the attention on the row's pairs; balance is how equal the members of a pair are. */
const CURVES: readonly { readonly name: string; readonly member: string; readonly pick: (recorded: Recorded) => number }[] = [
  { name: 'relation row: loss', member: 'losses.relation', pick: ({ losses }) => losses.relation },
  { name: 'relation row: mass on the pairs', member: 'pattern.relation.mass', pick: ({ pattern }) => pattern.relation.mass },
  { name: 'relation row: balance', member: 'pattern.relation.balance', pick: ({ pattern }) => pattern.relation.balance },
  {
    name: 'relation row: share of the top pair',
    member: 'pattern.relation.topShare',
    pick: ({ pattern }) => pattern.relation.topShare,
  },
  {
    name: 'relation row: query over its uniform share',
    member: 'pattern.relation.queryShare',
    pick: ({ pattern }) => pattern.relation.queryShare,
  },
  { name: 'answer row: loss', member: 'losses.answer', pick: ({ losses }) => losses.answer },
  { name: 'answer row: mass on the pair', member: 'pattern.answer.mass', pick: ({ pattern }) => pattern.answer.mass },
  { name: 'answer row: balance', member: 'pattern.answer.balance', pick: ({ pattern }) => pattern.answer.balance },
];

/** The curves of a run. If it diverges, values that are not numbers become null, as in JSON. */
function curvesOf(numbers: ReportNumbers, trajectory: readonly Recorded[]) {
  return CURVES.map(({ name, member, pick }) => ({
    name,
    values: numbers.gather(trajectory, member, (recorded) => {
      const value = pick(recorded);
      return Number.isFinite(value) ? value : null;
    }),
  }));
}

function accuracyTable(numbers: ReportNumbers, relations: readonly string[], { accuracy: { byRelation } }: Run): Markup {
  const columns: Column[] = [
    { heading: 'relation', cells: relations.map((name) => markup`<bdi>${short(name, 120)}</bdi>`) },
    numberColumn(numbers, 'correct', byRelation, 'correct', 'count'),
    numberColumn(numbers, 'fresh prompts', byRelation, 'total', 'count'),
  ];
  return markup`<h3 class="group">Accuracy by relation</h3>${dataTable('Fresh prompts answered correctly, by their relation', columns)}`;
}
