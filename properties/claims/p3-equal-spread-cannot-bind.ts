import { P3, P3B } from '../../spec/claims/p3-equal-spread-cannot-bind.js';
import { DOMAIN_P3, DOMAIN_P3B } from '../../spec/domains/domain-p3.js';
import { tieTolerance } from '../../src/model/decoding.js';
import { stepTarget, stepTokens } from '../../src/model/step.js';
import { normalizedLatinTables } from '../../src/task/tables/latin.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { readingsOf } from '../../src/task/oracle.js';
import { batchOf, promptOf, type Pair, type Prompt } from '../../src/task/prompt.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest, Experiment } from '../../src/verify/experiment.js';
import { unmetLatin } from '../preconditions/unmet-assumptions.js';
import type { CaseKind } from '../cases/case-arbitrary.js';
import { PairwiseCase } from '../cases/pairwise-case.js';
import { pairwiseExperiment, type RowReading } from '../experiments/row-experiment.js';
import type { System } from '../systems/system.js';

/** What an equal spread makes of a prompt's relation. */
interface Gap {
  /** ℓ_r − the largest other logit. */
  readonly gap: number;
  readonly tolerance: number;
}

/** P3, on every prompt of every normalized table of its sizes. */
export function equalSpreadTies(system: System): Experiment<PairwiseCase, RowReading> {
  const { subjects, relations, pairs } = DOMAIN_P3;
  return onEvery('equal spread', () => equallySpread(subjects, relations, pairs), system, {
    claim: P3,
    unmet: ({ table, prompts }) => {
      const sizes = `S = ${table.subjects}, R = ${table.relations}, k = ${prompts.pairs}`;
      const same = table.subjects === subjects && table.relations === relations && prompts.pairs === pairs;
      return [...unmetLatin(table), ...(same ? [] : outside('sizes of P3', sizes))];
    },
    conclude(value, reading) {
      const { gap, tolerance } = gapOf(reading, value);
      return conclude([against(P3, 'distance from a tie', Math.abs(gap) - tolerance)]);
    },
  });
}

/** P3b, on every prompt of every smaller normalized table. */
export function equalSpreadBinds(system: System): Experiment<PairwiseCase, RowReading> {
  return onEvery('equal spread on smaller tables', smallerCases, system, {
    claim: P3B,
    unmet: ({ table }) => [
      ...unmetLatin(table),
      ...(table.subjects <= DOMAIN_P3B.mostSubjects ? [] : outside('sizes of P3b', `S = ${table.subjects}`)),
    ],
    conclude(value, reading) {
      const { gap, tolerance } = gapOf(reading, value);
      return conclude([against(P3B, 'relation gap', gap - tolerance)]);
    },
  });
}

function onEvery(
  id: string,
  every: () => Iterable<PairwiseCase>,
  system: System,
  test: ClaimTest<PairwiseCase, RowReading>,
): Experiment<PairwiseCase, RowReading> {
  const cases = [...every()];
  const { factors: _, ...experiment } = pairwiseExperiment(id, kindOf(cases), [test], system, { describe });
  return { ...experiment, enumerate: () => cases, stratum: sizesOf };
}

/** A finite domain as something to draw from: what is enumerated needs no simpler cases. */
function kindOf(cases: readonly PairwiseCase[]): CaseKind<PairwiseCase> {
  return {
    draw: (integer) => cases[integer(0, cases.length - 1)],
    simpler: () => [],
    is: (value): value is PairwiseCase => value instanceof PairwiseCase,
  };
}

function gapOf({ engine, prompts: [prompt], tokenMargin }: RowReading, { row }: PairwiseCase): Gap {
  const { knowledge } = engine.model;
  const logits = engine.read({ tokens: stepTokens(knowledge, prompt), weights: row });
  const tolerance = tieTolerance(logits);
  return { gap: tokenMargin(logits, stepTarget(knowledge, prompt, 'relation'), 'relation') + tolerance, tolerance };
}

/** Every prompt of k pairs on every normalized table, with ½ : ½ on the two members of every pair alike. */
export function* equallySpread(subjects: number, relations: number, pairs: number): Generator<PairwiseCase> {
  for (const table of normalizedLatinTables(subjects, relations)) {
    for (const prompt of everyPrompt(table, pairs)) yield spreadCase(table, prompt);
  }
}

function* smallerCases(): Generator<PairwiseCase> {
  for (let subjects = 2; subjects <= DOMAIN_P3B.mostSubjects; subjects++) {
    for (let relations = 1; relations <= subjects; relations++) {
      for (let pairs = 1; pairs < subjects; pairs++) yield* equallySpread(subjects, relations, pairs);
    }
  }
}

/** A prompt read with 1/(2k) on each member of its pairs. */
function spreadCase(table: KnowledgeBase, prompt: Prompt): PairwiseCase {
  const pairs = prompt.context.length;
  const row = new Float64Array(2 * pairs + 1).fill(1 / (2 * pairs));
  row[2 * pairs] = 0;
  const ratios = Array.from({ length: pairs - 1 }, () => 1);
  return new PairwiseCase({
    tableSpec: null,
    table,
    subjectRatios: ratios,
    answerRatios: ratios,
    subjectShare: 0.5,
    count: 1,
    seed: 0,
    prompts: batchOf([prompt]),
    row,
  });
}

/** Every prompt of a total table, contexts in increasing order of their subjects: an equal spread does not see the order. */
function* everyPrompt(table: KnowledgeBase, pairs: number): Generator<Prompt> {
  for (let relation = 0; relation < table.relations; relation++) {
    for (const context of subsetsOf(table.subjects, pairs, 0)) {
      for (let query = 0; query < table.subjects; query++) {
        if (!context.includes(query)) yield promptOf(table, relation, [...context, query]);
      }
    }
  }
}

function* subsetsOf(size: number, count: number, from: number): Generator<readonly number[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let first = from; first < size; first++) {
    for (const rest of subsetsOf(size, count - 1, first + 1)) yield [first, ...rest];
  }
}

/** Every way to pair a prompt's subjects and answers that some relation stores: an equal spread does not see which of them stands there. */
function describe({ table, prompts: { prompts } }: PairwiseCase): string {
  const [{ context, query }] = prompts;
  const subjects = context.map(([subject]) => subject);
  const readings = permutationsOf(context.map(([, answer]) => answer)).flatMap((answers) => {
    const pairs = subjects.map((subject, i): Pair => [subject, answers[i]]);
    return readingsOf(table, pairs, query).map(({ relation, answer }) => readingText(pairs, query, relation, answer));
  });
  return `S = ${table.subjects}, R = ${table.relations}, read as ${readings.join(' or ')}`;
}

function readingText(pairs: readonly Pair[], query: number, relation: number, answer: number | null): string {
  const { subject: s, relation: r, answer: a } = INDEX_NAMING;
  const context = pairs.map((pair) => `${s(pair[0])} → ${a(pair[1])}`).join(', ');
  return `${r(relation)} (${context}; ${s(query)} → ${answer === null ? '?' : a(answer)})`;
}

function permutationsOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutationsOf(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

function sizesOf({ table, prompts }: PairwiseCase): string {
  return `S = ${table.subjects}, R = ${table.relations}, k = ${prompts.pairs}`;
}

function outside(assumption: string, sizes: string): UnmetAssumption[] {
  return [{ assumption, offenders: [sizes] }];
}
