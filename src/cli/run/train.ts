import { dirname } from 'node:path';
import type { MlpActivation } from '../../model/mlp-memory.js';
import { toJson } from '../../report/write/to-json.js';
import type { LatinFamily } from '../../task/tables/latin.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { Progress } from '../terminal/progress.js';
import { trainingText } from '../terminal/training-text.js';
import { trainOnConstructed } from './train-on-constructed.js';
import type { TrainingRun } from './training-run.js';
import { openTrainingTable, type TrainingTable } from './training-table.js';

/** Options of `train`. */
export interface TrainOptions {
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

/** Fine-tunes on a table, and shows how it went. */
export async function train(options: TrainOptions): Promise<void> {
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
    const { trainingPage } = await import('./training-page.js');
    await writeWhole(html, trainingPage(result, table), '--html');
  }
  process.stdout.write(json === true ? `${toJson(result)}\n` : `${trainingText(result, table).join('\n')}\n`);
}

async function runsOf(table: TrainingTable, { power, bias, beta, ...options }: TrainOptions): Promise<TrainingRun[]> {
  if (options.memory === 'pretrained') {
    const { trainOnPretrained } = await import('./train-on-pretrained.js'); // it loads tfjs
    return [await trainOnPretrained(table, options, options, new Progress(process.stderr))];
  }
  return power.map((each) =>
    trainOnConstructed(table, beta === undefined ? { power: each, bias } : { power: each, bias, beta }, options),
  );
}
