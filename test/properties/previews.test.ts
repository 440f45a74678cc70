import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { experimentsOnTable } from '../../properties/catalogue/given-table.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { BANDS_SCHEMA, ILLUSTRATION_SCHEMA, type Bands, type Illustration } from '../../src/report/data/preview-schema.js';
import { namesOf } from '../../src/task/naming.js';
import { parseFactTable } from '../../src/task/input/read-fact-table.js';
import { isViolation } from '../../src/verify/conclusion.js';
import { distinct } from '../../src/verify/decide/decide-enumeration.js';
import { drawsOf } from '../../src/verify/decide/draws.js';
import { evaluate } from '../../src/verify/decide/evaluator.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { NO_HEARTBEAT } from '../../src/verify/decide/heartbeat.js';
import { previewsOf } from '../../src/verify/decide/previews.js';
import { openSparse } from '../kit/open-sparse.js';

const experiments = experimentsOnRandomTables({ open: openSparse });
const light = experiments.filter(
  (each) => each.cases.enumerate === undefined && each.tests.every(({ claim }) => claim.heavy !== true && claim.id !== 'T6'),
);

function experimentOf(id: string): { experiment: Experiment; test: Experiment['tests'][number] } {
  const experiment = experiments.find(({ tests }) => tests.some(({ claim }) => claim.id === id));
  const test = experiment?.tests.find(({ claim }) => claim.id === id);
  if (experiment === undefined || test === undefined) throw new Error(`no claim ${id}`);
  return { experiment, test };
}

const illustrationOf = (experiment: Experiment, value: unknown): Illustration =>
  v.parse(ILLUSTRATION_SCHEMA, experiment.presentation.preview?.(value));

describe('illustrations of cases', () => {
  it.each(
    light.filter((each) => each.presentation.preview !== undefined).map((experiment) => [experiment.id, experiment] as const),
  )('match the schema of the report, and their attention sums to 1: %s', (_, experiment) => {
    for (const index of [0, 1, 2]) {
      const value = drawsOf(experiment, 1n)(index);
      const { facts, attention, prompt, curves } = illustrationOf(experiment, value);
      expect(facts.shown.length).toBe(Math.min(48, facts.total));
      if (attention === null || prompt === null) continue;
      const pairs = prompt.context.length;
      expect([attention.relation.tokens.length, attention.answer.tokens.length]).toEqual([2 * pairs + 1, 2 * pairs + 2]);
      for (const row of [...attention.relation.shares, ...attention.answer.shares]) {
        expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }
      expect(attention.relation.shares).toHaveLength(attention.steps.length);
      const last = attention.relation.shares.at(-1) ?? [];
      const weights = Array.from({ length: pairs }, (__, i) => last[2 * i] + last[2 * i + 1]);
      const top = weights.filter((weight) => weight >= Math.max(...weights) * (1 - 1e-9));
      expect(attention.winner === null ? top.length > 1 : weights[attention.winner] === top[0]).toBe(true);
      expect(curves.every(({ values }) => values.length === attention.steps.length)).toBe(true);
      // The facts of the prompt are among the shown facts.
      for (const { subject, answer } of prompt.context) {
        expect(facts.shown).toContainEqual({ subject, relation: prompt.relation, answer });
      }
    }
  });

  it('list the failing readings of a memory: some if the claim is violated, and none if it is kept', () => {
    const outcomes = new Set<boolean>();
    for (const id of ['M1', 'C7']) {
      const { experiment, test } = experimentOf(id);
      for (let index = 0; index < 30; index++) {
        const value = drawsOf(experiment, 1n)(index);
        if (test.unmet(value).length > 0) continue;
        const violated = isViolation(evaluate(experiment, test, value));
        expect(illustrationOf(experiment, value).failures.length > 0).toBe(violated);
        outcomes.add(violated);
      }
    }
    expect(outcomes.size).toBe(2);
  });

  it('show a prompt that is answered wrongly if there is one', () => {
    const { experiment } = experimentOf('C5a'); // the answer row is frozen
    expect(illustrationOf(experiment, drawsOf(experiment, 1n)(0)).prompt).toMatchObject({ correct: false });
    const sound = experimentOf('T3').experiment;
    expect(illustrationOf(sound, drawsOf(sound, 1n)(0)).prompt).toMatchObject({ correct: true });
  });

  it.each(['T3', 'P1'])('have an example with several pairs, so that one can stand out: %s', (id) => {
    const { experiment, test } = experimentOf(id);
    const { example } = previewsOf(experiment, test, null, 1n, NO_HEARTBEAT);
    expect(v.parse(ILLUSTRATION_SCHEMA, example).prompt?.context.length).toBeGreaterThan(2);
    expect(
      previewsOf(
        { ...experiment, presentation: { ...experiment.presentation, isGoodExample: () => false } },
        test,
        null,
        1n,
        NO_HEARTBEAT,
      ).example,
    ).toEqual(illustrationOf(experiment, drawsOf(experiment, 1n)(0)));
  });

  it('are left out for a claim that reads its prompts in another way', () => {
    const { experiment, test } = experimentOf('P2');
    expect(previewsOf(experiment, test, null, 1n, NO_HEARTBEAT)).toEqual({ overview: null, example: null, counterexample: null });
  });

  it('show a tie for an equal spread: no relation stands out', () => {
    const { experiment, test } = experimentOf('P3');
    const witness = distinct(experiment, 1n).find((value) => !isViolation(evaluate(experiment, test, value)));
    expect(illustrationOf(experiment, witness)).toMatchObject({
      prompt: { inferred: null, correct: false },
      attention: {
        winner: null,
        relation: { shares: [[0.25, 0.25, 0.25, 0.25, 0]] },
        answer: { shares: [[0, 0, 0, 0, 0.5, 0.5]] },
      },
    });
  });

  it('use the names of a given table', () => {
    const table = parseFactTable(
      'subject,relation,answer\nFrance,capital,Paris\nItaly,capital,Rome\nSpain,capital,Madrid\n',
      'x.csv',
    );
    const experiment = experimentsOnTable(
      { table: table.knowledge, naming: namesOf(table) },
      { open: openSparse },
    ).experiments.find(({ id }) => id.includes('given table, training,'));
    if (experiment === undefined) throw new Error('no such experiment');
    const { prompt } = illustrationOf(experiment, drawsOf(experiment, 1n)(0));
    expect(prompt?.relation).toBe('"capital"');
    expect(['"Paris"', '"Rome"', '"Madrid"']).toContain(prompt?.right);
  });
});

describe('bands over cases', () => {
  it('lie between the least and the greatest of the cases, with their median', () => {
    const { experiment } = experimentOf('T3');
    const values = [0, 1, 2].map(drawsOf(experiment, 1n));
    const bands: Bands = v.parse(BANDS_SCHEMA, experiment.presentation.overview?.(values));
    const curves = values.map((value) => illustrationOf(experiment, value).curves);
    expect(bands.cases).toBe(3);
    expect(bands.steps).toEqual([0, 1, 2, 5, 10, 20, 50, 100, 200]);
    bands.series.forEach(({ name, least, median, greatest }, i) => {
      const sorted = bands.steps.map((_, at) => curves.map((each) => each[i].values[at]).toSorted((one, other) => one - other));
      expect([name, least, median, greatest]).toEqual([
        curves[0][i].name,
        sorted.map(([first]) => first),
        sorted.map(([, second]) => second),
        sorted.map(([, , third]) => third),
      ]);
    });
  });
});
