import { P3, P3B } from '../../spec/claims/p3-equal-spread-cannot-bind.js';
import { DOMAIN_P3, DOMAIN_P3B } from '../../spec/domains/domain-p3.js';
import { limitsOf } from '../../spec/domains/training-domain.js';
import { tieTolerance } from '../../src/model/decoding.js';
import { stepTarget, stepTokens } from '../../src/model/step.js';
import { normalizedLatinTables } from '../../src/task/tables/latin.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { readingsOf } from '../../src/task/oracle.js';
import { batchOf, promptOf, type Pair, type Prompt } from '../../src/task/prompt.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import { CaseArbitrary, type CaseKind } from '../cases/case-arbitrary.js';
import { PairwiseCase } from '../cases/pairwise-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { RandomDesign } from '../experiments/design.js';
import { READS_ROWS, rowCases, type RowReading } from '../experiments/row-design.js';
import { systemsOf } from '../systems/system-source.js';

// S subjects, R relations, k pairs.

/** The logit gap of a prompt's relation under an equal spread. */
interface Gap {
  /** ℓ_r − the largest other logit. */
  readonly gap: number;
  readonly tolerance: number;
}

/** P3, on every prompt of every normalized table of its sizes. */
export const EQUAL_SPREAD_TIES: ClaimRecord<PairwiseCase, RowReading> = {
  claim: P3,
  random: onEvery('equal spread', () => equallySpread(DOMAIN_P3.subjects.min, DOMAIN_P3.relations.min, DOMAIN_P3.pairs.min)),
  onTable: { why: 'it is about the smallest tables there are' },
  ablation: {
    why: 'it says that a witness exists at the smallest size; some larger tables have such a prompt and some have none, and a witness is all it claims',
  },
  conclude(claim, value, reading) {
    const { gap, tolerance } = gapOf(reading, value);
    return conclude([against(claim, 'distance from a tie', Math.abs(gap) - tolerance)]);
  },
};

/** P3b, on every prompt of every smaller normalized table. */
export const EQUAL_SPREAD_BINDS: ClaimRecord<PairwiseCase, RowReading> = {
  claim: P3B,
  random: onEvery('equal spread on smaller tables', smallerCases),
  onTable: { why: 'it is about the smallest tables there are' },
  ablation: {
    why: 'it is decided by enumerating the normalized Latin tables of at most three subjects, and P3 is what lies beyond',
  },
  conclude(claim, value, reading) {
    const { gap, tolerance } = gapOf(reading, value);
    return conclude([against(claim, 'relation gap', gap - tolerance)]);
  },
};

function onEvery(id: string, every: () => Iterable<PairwiseCase>): RandomDesign<PairwiseCase, RowReading> {
  return {
    reads: READS_ROWS,
    open(source) {
      const cases = [...every()];
      return rowCases({
        id,
        cases: { arbitrary: new CaseArbitrary(kindOf(cases)), enumerate: () => cases },
        system: systemsOf(source).constructed,
        presentation: { describe, stratum: sizesOf },
      });
    },
  };
}

/** Draws from a finite domain. The domain is enumerated, so its cases need not shrink. */
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

/** Every prompt of k pairs on every normalized table, with equal attention on all members of all pairs. */
export function* equallySpread(subjects: number, relations: number, pairs: number): Generator<PairwiseCase> {
  for (const table of normalizedLatinTables(subjects, relations)) {
    for (const prompt of everyPrompt(table, pairs)) yield spreadCase(table, prompt);
  }
}

function* smallerCases(): Generator<PairwiseCase> {
  const { subjects: sizes, relations: least, pairs: fewest } = DOMAIN_P3B;
  for (let subjects = sizes.min; subjects <= sizes.max; subjects++) {
    const most = limitsOf(DOMAIN_P3B, subjects);
    for (let relations = least.min; relations <= most.relations; relations++) {
      for (let pairs = fewest.min; pairs <= most.pairs; pairs++) yield* equallySpread(subjects, relations, pairs);
    }
  }
}

/** A prompt read with 1/(2k) on each member of its pairs. */
function spreadCase(table: KnowledgeBase, prompt: Prompt): PairwiseCase {
  const pairs = prompt.context.length;
  const row = new Float64Array(2 * pairs + 1).fill(1 / (2 * pairs)); // (2k + 1)
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

/** Every prompt of a total table. Contexts are in increasing order of their subjects, since an equal spread does not see the order. */
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

/** Every pairing of a prompt's subjects and answers that some relation stores: an equal spread cannot tell which of them the prompt has. */
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
