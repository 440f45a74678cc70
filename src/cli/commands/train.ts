import { Option, type Command } from 'commander';
import { usageError } from '../../input-error.js';
import { MLP_ACTIVATIONS } from '../../model/mlp-memory.js';
import { LATIN_FAMILIES } from '../../task/tables/latin.js';
import { listOf, realNumber, wholeNumber } from '../options/number-option.js';
import { seedOption } from '../options/seed-option.js';
import { train, type TrainOptions } from '../run/train.js';

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
