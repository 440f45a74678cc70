import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { accuracyOf, ACCURACY_PROMPTS, type Accuracy, type CorrectCount } from '../../analysis/accuracy.js';
import { attentionPattern, type AttentionPattern } from '../../analysis/attention-pattern.js';
import type { Engine } from '../../engine/engine.js';
import { SparseEngine } from '../../engine/sparse/sparse-engine.js';
import { InputError, readingFrom, usageError } from '../../input-error.js';
import { MLP_ACTIVATIONS, type MlpActivation } from '../../model/mlp-memory.js';
import { positionNames } from '../../model/step.js';
import { buildTransformer } from '../../model/transformer.js';
import { VERSION } from '../../package-root.js';
import { RandomStream } from '../../random/random-stream.js';
import { renderTrainPage, type TrainPageWords } from '../../report/html/train-page.js';
import { toJson } from '../../report/write/write-report.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { drawPrompts } from '../../task/draw-prompts.js';
import type { KnowledgeBase } from '../../task/knowledge-base.js';
import { LATIN_FAMILIES, drawLatinTable, familiesOfOrder, type LatinFamily } from '../../task/tables/latin.js';
import { fineTune, initialTheta, type PerStep, type RunEnd } from '../../training/fine-tuning.js';
import { loadPretrainer } from '../../training/load-pretrainer.js';
import { recordedSteps } from '../../training/recorded-steps.js';
import { drawingStyle } from '../terminal/drawing-style.js';
import { heatKey, heatmap } from '../terminal/heatmap.js';
import { listOf, openFacts, realNumber, seedOption, wholeNumber } from '../options/options.js';
import { Progress } from '../terminal/progress.js';
import { sparkline } from '../terminal/sparkline.js';
import { bar, columns, printable } from '../terminal/text.js';

interface TrainOptions {
  readonly facts?: string;
  readonly family: LatinFamily;
  readonly subjects: number;
  readonly relations: number;
  readonly k: number;
  readonly n: number;
  readonly power: number[];
  readonly bias: number;
  readonly beta?: number;
  readonly eta: number;
  readonly steps: number;
  readonly seed: bigint;
  readonly memory: 'constructed' | 'pretrained';
  readonly width: number;
  readonly activation: MlpActivation;
  readonly save?: string;
  readonly load?: string;
  readonly out?: string;
  readonly html?: string;
  readonly json?: true;
}

/** `ic-recall train`. */
export function trainCommand(): Command {
  return new Command('train')
    .description('fine-tune once and show the trajectory: losses, attention, the pairwise pattern, accuracy by relation')
    .option('--facts <file>', 'the fact table (CSV; "countries" is the bundled one); without it, a random Latin table')
    .addOption(
      new Option('--family <name>', 'family of the random table').choices(LATIN_FAMILIES).default('cyclic').conflicts('facts'),
    )
    .addOption(
      new Option('--subjects <number>', 'S of the random table')
        .argParser(wholeNumber('--subjects', 2, 4096))
        .default(32)
        .conflicts('facts'),
    )
    .addOption(
      new Option('--relations <number>', 'R of the random table')
        .argParser(wholeNumber('--relations', 1, 4096))
        .default(8)
        .conflicts('facts'),
    )
    .option('--k <number>', 'pairs in a prompt', wholeNumber('--k', 1, 256), 2)
    .option('--n <number>', 'prompts to train on', wholeNumber('--n', 1, 100_000), 64)
    .option('--power <list>', 'powers p of the memory, one run each, as in 2,3', listOf(realNumber('--power', 1)), [2])
    .option('--bias <number>', 'bias b of the memory', realNumber('--bias', 0), 0)
    .option('--beta <number>', 'scale β of the logits (4 ln V)', realNumber('--beta', 0, true))
    .option('--eta <number>', 'learning rate η', realNumber('--eta', 0, true), 0.3)
    .option('--steps <number>', 'gradient steps', wholeNumber('--steps', 0, 1_000_000), 200)
    .addOption(seedOption('draws the table and the prompts'))
    .addOption(
      new Option('--memory <kind>', 'the memory before which attention is trained')
        .choices(['constructed', 'pretrained'])
        .default('constructed'),
    )
    .option('--width <number>', 'hidden units of a pretrained memory', wholeNumber('--width', 1, 16_384), 512)
    .addOption(new Option('--activation <name>', 'what its hidden units do').choices(MLP_ACTIVATIONS).default('relu'))
    .option('--save <folder>', 'save the pretrained memory to this folder')
    .addOption(
      new Option('--load <folder>', 'load a pretrained memory of this very table instead of pretraining').conflicts('save'),
    )
    .option('--out <file>', 'also write the trajectories as JSON to this file')
    .option('--html <file>', 'also draw them on one HTML page: attention, curves, accuracy, each with its numbers')
    .option('--json', 'print JSON')
    .action(train);
}

interface TablePart {
  readonly description: string;
  readonly knowledge: KnowledgeBase;
  readonly relationNames: readonly string[];
}

/** One recorded step of a run. */
interface Recorded {
  readonly step: number;
  readonly losses: PerStep<number>;
  readonly attention: PerStep<readonly number[]>;
  readonly pattern: AttentionPattern;
}

interface Run {
  /** The memory in a few words, and in one for the head of a column. */
  readonly memory: string;
  readonly head: string;
  readonly steps: number;
  readonly end: RunEnd;
  readonly trajectory: readonly Recorded[];
  readonly accuracy: Accuracy;
}

async function train(options: TrainOptions, command: Command): Promise<void> {
  refuseIdle(options, command);
  const table = await openTable(options);
  if (options.out !== undefined) await prepareFolder(dirname(options.out));
  if (options.html !== undefined) await prepareFolder(dirname(options.html), '--html');
  const runs =
    options.memory === 'pretrained'
      ? [await trainOnPretrained(table, options)]
      : readingFrom(table.description, () => options.power.map((power) => trainOnConstructed(table.knowledge, power, options)));
  const { k, n, eta } = options;
  const result = {
    table: table.description,
    seed: String(options.seed),
    k,
    n,
    learningRate: eta,
    relations: table.relationNames,
    runs,
  };
  if (options.out !== undefined) await writeWhole(options.out, `${toJson(result)}\n`);
  if (options.html !== undefined) await writeWhole(options.html, renderTrainPage(result, wordsOf(table, runs, k)), '--html');
  process.stdout.write(options.json === true ? `${toJson(result)}\n` : `${render(table, runs, options).join('\n')}\n`);
}

/** Options that a kind of memory has no use for, by what decides that. */
const IDLE = {
  constructed: {
    options: ['width', 'activation', 'save', 'load'],
    because: 'a constructed memory',
    instead: 'add --memory pretrained',
  },
  pretrained: { options: ['power', 'bias', 'beta'], because: 'a pretrained memory', instead: 'leave out --memory pretrained' },
  loaded: { options: ['width', 'activation'], because: 'a memory that is loaded', instead: 'leave out --load to pretrain another' },
} as const;

/** An option that would be ignored is a mistake of whoever gave it. */
function refuseIdle({ memory, load }: TrainOptions, command: Command): void {
  for (const kind of [memory, ...(load === undefined ? [] : ['loaded' as const])] as const) {
    const { options, because, instead } = IDLE[kind];
    const given = options.find((name) => command.getOptionValueSource(name) === 'cli');
    if (given !== undefined) throw usageError(`--${given} says nothing about ${because}`, instead);
  }
}

async function openTable(options: TrainOptions): Promise<TablePart> {
  if (options.facts !== undefined) {
    const table = await openFacts(options.facts);
    return {
      description: printable(table.source),
      knowledge: table.knowledge,
      relationNames: table.relationNames,
    };
  }
  const { family, subjects, relations } = options;
  if (relations > subjects) {
    throw usageError(`a Latin table has R ≤ S, not R = ${relations} > S = ${subjects}`, 'lower --relations or raise --subjects');
  }
  if (!familiesOfOrder(subjects).includes(family)) {
    throw usageError(`the family "${family}" has no table of S = ${subjects}`, 'use a power of two, or another --family');
  }
  return {
    description: `random ${family} Latin table`,
    knowledge: drawLatinTable(family, subjects, relations, RandomStream.of(options.seed, 'train', 'table')),
    relationNames: Array.from({ length: relations }, (_, relation) => `r${relation}`),
  };
}

function trainOnConstructed(knowledge: KnowledgeBase, power: number, options: TrainOptions): Run {
  const { bias, beta } = options;
  const model = buildTransformer(knowledge, beta === undefined ? { power, bias } : { power, bias, beta });
  const memory = `power ${power}, bias ${bias}, β = ${Number(model.beta.toPrecision(5))}`;
  return { memory, head: `power ${power}`, ...trainOn(new SparseEngine(model), options) };
}

/** tfjs is loaded only here, where it is used. */
async function trainOnPretrained(table: TablePart, options: TrainOptions): Promise<Run> {
  const { knowledge } = table;
  const { width, activation, load, save } = options;
  const progress = new Progress(process.stderr);
  const { MlpEngine } = await import('../../engine/mlp/mlp-engine.js');
  const { loadMemory, saveMemory } = await import('../../training/memory-file.js');
  if (load !== undefined) {
    const loaded = await loadMemory(load, knowledge);
    const memory = `pretrained ${loaded.activation} memory of width ${loaded.width}, loaded from ${printable(load)}`;
    return {
      memory,
      head: 'pretrained',
      ...readingFrom(table.description, () => trainOn(new MlpEngine(knowledge, loaded), options)),
    };
  }
  const { backend, pretrain } = await loadPretrainer();
  if (save !== undefined) await prepareFolder(save, '--save');
  const pretrained = pretrain(knowledge, {
    width,
    activation,
    seed: options.seed,
    onStep: (step, loss) => progress.state(`pretraining: step ${step}, loss ${loss.toPrecision(3)}`),
  });
  const { losses, recall, end } = pretrained;
  const steps = losses.length - 1;
  progress.line(
    `pretrained in ${steps} steps on the ${backend} backend: loss ${losses[steps].toPrecision(3)}, recall ${recall.toFixed(3)}`,
  );
  if (end.kind === 'diverged') {
    throw new InputError(
      `pretraining diverged: the loss is no longer a number at step ${end.step}`,
      'use another --width or --seed',
    );
  }
  if (recall < 1)
    progress.warn(`the memory recalls only ${recall.toFixed(3)} of the facts: what it does not know attention cannot retrieve`);
  if (save !== undefined) await saveMemory(pretrained.memory, knowledge, save);
  const memory = `pretrained ${activation} memory of width ${width}, recall ${recall.toFixed(3)}`;
  return {
    memory,
    head: 'pretrained',
    ...readingFrom(table.description, () => trainOn(new MlpEngine(knowledge, pretrained.memory), options)),
  };
}

function trainOn(engine: Engine, { k, n, eta, steps, seed: from }: TrainOptions): Omit<Run, 'memory' | 'head'> {
  const { knowledge } = engine.model;
  const prompts = drawPrompts(knowledge, k, n, RandomStream.of(from, 'train', 'prompts'));
  const fresh = drawPrompts(knowledge, k, ACCURACY_PROMPTS, RandomStream.of(from, 'train', 'fresh'));
  const run = fineTune(engine.compile(prompts), initialTheta(k), { learningRate: eta, steps, recordAt: recordedSteps(steps) });
  return {
    steps: run.steps,
    end: run.end,
    trajectory: run.snapshots.map(({ step, attention }) => ({
      step,
      losses: { relation: run.losses.relation[step], answer: run.losses.answer[step] },
      attention: { relation: [...attention.relation], answer: [...attention.answer] },
      pattern: attentionPattern(attention),
    })),
    accuracy: accuracyOf(engine, run.theta, fresh),
  };
}

/** What the page says beside what JSON has. */
function wordsOf(table: TablePart, runs: readonly Run[], pairs: number): TrainPageWords {
  return {
    generator: `ic-recall ${VERSION}`,
    sizes: sizesOf(table),
    tokens: { relation: positionNames('relation', pairs), answer: positionNames('answer', pairs) },
    ends: runs.map(endOf),
  };
}

function sizesOf({ knowledge: { subjects, relations, answers, facts } }: TablePart): string {
  return `S = ${subjects}, R = ${relations}, A = ${answers}, N = ${facts}`;
}

/** Why a run ended before its steps did. */
function endOf({ end }: Run): string | null {
  return end.kind === 'diverged' ? `diverged: no longer a number after step ${end.step}; lower --eta` : null;
}

function render(table: TablePart, runs: readonly Run[], { k, n, eta }: TrainOptions): string[] {
  return [
    `${table.description}: ${sizesOf(table)}; k = ${k}, n = ${n}, η = ${eta}`,
    ...runs.flatMap((run) => renderRun(run, k)),
    '',
    ...renderAccuracy(table, runs),
  ];
}

function renderRun(run: Run, pairs: number): string[] {
  const { memory, trajectory } = run;
  const end = endOf(run);
  return [
    '',
    memory,
    ...columns(
      [
        ['  step', 'relation loss', 'mass', 'balance', 'top share', 'query/uniform', 'answer loss', 'mass', 'balance'],
        ...trajectory.map(({ step, losses, pattern: { relation, answer } }) => [
          `  ${step}`,
          losses.relation.toPrecision(3),
          share(relation.mass),
          share(relation.balance),
          share(relation.topShare),
          share(relation.queryShare),
          losses.answer.toPrecision(3),
          share(answer.mass),
          share(answer.balance),
        ]),
      ],
      [],
    ),
    ...(end === null ? [] : [end]),
    ...renderTrends(trajectory),
    ...renderAttention(run, pairs),
  ];
}

/** Losses from 0 on, masses and balances over 0 … 1, from the first recorded step to the last. */
function renderTrends(trajectory: readonly Recorded[]): string[] {
  const style = drawingStyle(process.stdout);
  const row = (name: string, pick: (recorded: Recorded) => number, atMost?: number) => {
    const values = trajectory.map(pick);
    const [first, last] = [values[0], values[values.length - 1]].map((value) =>
      Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '—',
    );
    const most = atMost ?? Math.max(...values.filter(Number.isFinite));
    return [`  ${name}`, sparkline(values, style, { least: 0, most }), `${first} ${style.unicode ? '→' : '->'} ${last}`];
  };
  return columns(
    (['relation', 'answer'] as const).flatMap((step) => [
      row(`${step} loss`, ({ losses }) => losses[step]),
      row(`${step} mass`, ({ pattern }) => pattern[step].mass, 1),
      row(`${step} balance`, ({ pattern }) => pattern[step].balance, 1),
    ]),
    [0, 1, 2],
  );
}

/** Attention over the recorded steps as shades, and after the last one as numbers and bars. */
function renderAttention({ steps, trajectory }: Run, pairs: number): string[] {
  const style = drawingStyle(process.stdout);
  const last = trajectory[trajectory.length - 1];
  const all = trajectory.flatMap(({ attention: { relation, answer } }) => [...relation, ...answer]);
  const most = all.reduce((one, other) => Math.max(one, other));
  return [
    ...(['relation', 'answer'] as const).flatMap((step) => {
      const tokens = positionNames(step, pairs);
      const { head, rows } = heatmap(
        { steps: trajectory.map((recorded) => recorded.step), shares: trajectory.map(({ attention }) => attention[step]) },
        most,
        style,
      );
      const final = last.attention[step];
      return [
        `attention over ${steps} steps, ${step} step`,
        ...columns(
          [
            ['', head],
            ...tokens.map((name, t) => [
              `  ${style.unicode && name === 'r' ? 'r̂' : name}`,
              rows[t],
              share(final[t]),
              bar(final[t], style),
            ]),
          ],
          [0, 1, 3],
        ),
      ];
    }),
    `  shades: ${heatKey(most, style)}`,
  ];
}

function renderAccuracy(table: TablePart, runs: readonly Run[]): string[] {
  return columns([
    [`accuracy on ${ACCURACY_PROMPTS} fresh prompts`, ...runs.map(({ head }) => head)],
    ['  all', ...runs.map(({ accuracy }) => rateOf(accuracy))],
    ...table.relationNames.map((name, relation) => [
      `  ${printable(name)}`,
      ...runs.map(({ accuracy }) => rateOf(accuracy.byRelation[relation])),
    ]),
  ]);
}

function rateOf({ correct, total }: CorrectCount): string {
  return total === 0 ? '—' : share(correct / total);
}

function share(value: number): string {
  return value.toFixed(3);
}
