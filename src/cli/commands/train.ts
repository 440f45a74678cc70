import { dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { usageError } from '../../input-error.js';
import { MLP_ACTIVATIONS, type MlpActivation } from '../../model/mlp-memory.js';
import { toJson } from '../../report/write/to-json.js';
import { LATIN_FAMILIES, type LatinFamily } from '../../task/tables/latin.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { listOf, realNumber, wholeNumber } from '../options/number-option.js';
import { seedOption } from '../options/seed-option.js';
import { trainOnConstructed } from '../run/train-on-constructed.js';
import type { TrainingRun } from '../run/training-run.js';
import { openTrainingTable, type TrainingTable } from '../run/training-table.js';
import { Progress } from '../terminal/progress.js';
import { trainingText } from '../terminal/training-text.js';

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

/** Declares the options of `ic-recall train`, and what it does. */
export function declareTrain(command: Command): void {
  command
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
    .option('--power <list>', 'powers p of the memory, one run each, as in 2,3', listOf(realNumber('--power', { min: 1 })), [2])
    .option('--bias <number>', 'bias b of the memory', realNumber('--bias', { min: 0 }), 0)
    .option('--beta <number>', 'scale β of the logits (4 ln V)', realNumber('--beta', { min: 0, above: true }))
    .option('--eta <number>', 'learning rate η', realNumber('--eta', { min: 0, above: true }), 0.3)
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
    .action(async (options: TrainOptions) => {
      refuseIdle(options, command);
      await train(options);
    });
}

/** Options that do not apply to a kind of memory. */
const IDLE = {
  constructed: {
    options: ['width', 'activation', 'save', 'load'],
    because: 'a constructed memory',
    instead: 'add --memory pretrained',
  },
  pretrained: { options: ['power', 'bias', 'beta'], because: 'a pretrained memory', instead: 'leave out --memory pretrained' },
  loaded: { options: ['width', 'activation'], because: 'a memory that is loaded', instead: 'leave out --load to pretrain another' },
} as const;

/** Refuses options that would be ignored. */
function refuseIdle({ memory, load }: TrainOptions, command: Command): void {
  for (const kind of [memory, ...(load === undefined ? [] : ['loaded' as const])] as const) {
    const { options, because, instead } = IDLE[kind];
    const given = options.find((name) => command.getOptionValueSource(name) === 'cli');
    if (given !== undefined) throw usageError(`--${given} says nothing about ${because}`, instead);
  }
}

/** Fine-tunes on a table, and shows how it went. */
async function train(options: TrainOptions): Promise<void> {
  const { k, n, eta, seed, out, html, json } = options;
  const table = await openTrainingTable(options);
  if (out !== undefined) await prepareFolder(dirname(out));
  if (html !== undefined) await prepareFolder(dirname(html), '--html');
  const runs = await runsOf(table, options);
  const result = {
    table: table.description,
    seed: String(seed),
    k,
    n,
    learningRate: eta,
    relations: table.relationNames,
    runs,
  };
  if (out !== undefined) await writeWhole(out, `${toJson(result)}\n`);
  if (html !== undefined) {
    const { trainingPage } = await import('../run/training-page.js');
    await writeWhole(html, trainingPage(result, table), '--html');
  }
  process.stdout.write(json === true ? `${toJson(result)}\n` : `${trainingText(result, table).join('\n')}\n`);
}

async function runsOf(table: TrainingTable, { power, bias, beta, ...options }: TrainOptions): Promise<TrainingRun[]> {
  if (options.memory === 'pretrained') {
    const { trainOnPretrained } = await import('../run/train-on-pretrained.js'); // it loads tfjs
    return [await trainOnPretrained(table, options, options, new Progress(process.stderr))];
  }
  return power.map((each) =>
    trainOnConstructed(table, beta === undefined ? { power: each, bias } : { power: each, bias, beta }, options),
  );
}
