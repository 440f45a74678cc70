import { ACCURACY_PROMPTS, type CorrectCount } from '../../analysis/accuracy.js';
import { positionNames } from '../../model/step.js';
import type { RecordedStep, TrainingRun } from '../run/training-run.js';
import type { TrainingTable } from '../run/training-table.js';
import { endText, sizesText } from '../run/training-words.js';
import { drawingStyle } from './drawing-style.js';
import { heatKey, heatmap } from './heatmap.js';
import { sparkline } from './sparkline.js';
import { bar, columns, printable } from './text.js';

interface ShownRuns {
  readonly k: number;
  readonly n: number;
  readonly learningRate: number;
  readonly runs: readonly TrainingRun[];
}

/** Training runs in the lines that a terminal shows. */
export function trainingText({ k, n, learningRate, runs }: ShownRuns, table: TrainingTable): string[] {
  return [
    `${table.description}: ${sizesText(table.knowledge)}; k = ${k}, n = ${n}, η = ${learningRate}`,
    ...runs.flatMap((run) => renderRun(run, k)),
    '',
    ...renderAccuracy(table, runs),
  ];
}

function renderRun(run: TrainingRun, pairs: number): string[] {
  const { memory, trajectory } = run;
  const end = endText(run);
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
function renderTrends(trajectory: readonly RecordedStep[]): string[] {
  const style = drawingStyle(process.stdout);
  const row = (name: string, pick: (recorded: RecordedStep) => number, atMost?: number) => {
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
function renderAttention({ steps, trajectory }: TrainingRun, pairs: number): string[] {
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

function renderAccuracy(table: TrainingTable, runs: readonly TrainingRun[]): string[] {
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
