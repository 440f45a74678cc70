import * as v from 'valibot';
import { DOMAIN_M1 } from '../../spec/domains/domain-m1.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import { hubThreshold } from '../../src/model/recall.js';
import { factsOf, type Fact } from '../../src/task/knowledge-base.js';
import { StoredTable, type TableSizes } from '../../src/task/tables/stored-table.js';
import type { Json, Factor } from '../../src/verify/experiment.js';
import { smallerSizes, type CaseKind, type DrawInteger } from './case-arbitrary.js';
import { decodeTable, parseCase, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { encodeTable } from './encode-table.js';

// S subjects, R relations, A answers, N facts, p the memory's power.

/** A case of the memory claims: an arbitrary table and the power of the memory that stores it. */
export class FunctionalCase {
  readonly table: StoredTable;

  constructor(
    readonly sizes: TableSizes,
    readonly facts: readonly Fact[],
    readonly power: number,
  ) {
    this.table = new StoredTable(sizes, facts);
  }

  /** The power belongs to the case, since it decides which tables the claim is about. */
  encode(): { table: Json; power: number } {
    return { table: encodeTable(this.table), power: this.power };
  }

  describe(): string {
    const { subjects, relations, answers } = this.sizes;
    const facts = this.facts.map((fact) => `(${fact.join(' ')})`).join(' ');
    const list = this.facts.length <= 12 ? `: facts (s r a) ${facts}` : '';
    return `S = ${subjects}, R = ${relations}, A = ${answers}, N = ${this.facts.length}${list}`;
  }
}

/** An encoded case, with the system and the memory that it was evaluated with. */
const CASE_SCHEMA = v.strictObject({
  table: TABLE_SCHEMA,
  power: v.pipe(v.number(), v.integer(), v.minValue(2)),
  system: v.string(),
  memory: v.strictObject({ power: v.number(), bias: v.number() }),
  /** What a broken memory stores instead of the table. */
  stored: v.optional(TABLE_SCHEMA),
});

/**
 * Decodes a case.
 *
 * @param system - the id of the system that the claim is about
 * @throws InputError naming the field that is wrong
 */
export function decodeFunctionalCase(value: Json, system: string): FunctionalCase {
  const { table, power, system: given } = parseCase(CASE_SCHEMA, value);
  if (given !== system) throw wrongField('system', `"${given}", but the claim is about "${system}"`);
  decodeTable(table);
  return new FunctionalCase(table, table.facts, power);
}

/** The factors of a case: which (s, r) are stored, their answers, and the power. */
export const FUNCTIONAL_FACTORS: readonly Factor<FunctionalCase>[] = [
  {
    name: 'stored cells',
    redraw({ sizes, facts, power }, random) {
      const cells = [...random.permutation(sizes.subjects * sizes.relations)].slice(0, facts.length).toSorted((a, b) => a - b);
      const moved = cells.map((cell, i): Fact => [Math.floor(cell / sizes.relations), cell % sizes.relations, facts[i][2]]);
      return new FunctionalCase(sizes, moved, power);
    },
  },
  {
    name: 'answers',
    redraw: ({ sizes, facts, power }, random) =>
      new FunctionalCase(
        sizes,
        facts.map(([s, r]): Fact => [s, r, random.integer(sizes.answers)]),
        power,
      ),
  },
  {
    name: 'power',
    redraw: ({ sizes, facts }, random) =>
      new FunctionalCase(sizes, facts, DOMAIN_M1.powers.min + random.integer(DOMAIN_M1.powers.max - DOMAIN_M1.powers.min + 1)),
  },
];

/** A flaw that is planted in a table before the rest is drawn. The planted facts may break the assumption; the rest may not. */
export type PlantedFlaw =
  | 'none'
  /** One relation gives one answer to 2^p − 1 subjects or more. */
  | 'hub'
  /** One subject has one answer under two relations. */
  | 'ambiguous-pair';

/**
 * Partial, many-to-one tables. Each (s, r), in random order, is stored with a common density and a uniform answer, unless that
 * breaks an assumption that is kept. At least one fact is stored, since an empty table says nothing.
 *
 * @param keep - the assumptions that drawing keeps; shrinking may break them, and the claim checks
 * @param planted - a flaw that every drawn table has
 */
export function functionalCases(keep: { readonly hubFree: boolean }, planted: PlantedFlaw = 'none'): CaseKind<FunctionalCase> {
  return {
    draw(integer, random) {
      const { subjects: s, relations: r, mostAnswersPerSubject } = DOMAIN_M1;
      const subjects = integer(planted === 'hub' ? hubThreshold(DOMAIN_M1.powers.min) : s.min, s.max);
      const relations = integer(planted === 'ambiguous-pair' ? 2 : r.min, r.max);
      const sizes = { subjects, relations, answers: integer(1, mostAnswersPerSubject * subjects) };
      const power = integer(DOMAIN_M1.powers.min, planted === 'hub' ? highestPowerWithHub(subjects) : DOMAIN_M1.powers.max);
      const density = random.uniform();
      const cap = keep.hubFree ? hubThreshold(power) - 1 : Infinity;
      const flaw = plantFlaw(planted, sizes, power, integer, random);
      return new FunctionalCase(sizes, drawUnambiguous(sizes, density, cap, random, flaw), power);
    },
    simpler: simplerFunctionalCases,
    is: (value): value is FunctionalCase => value instanceof FunctionalCase,
  };
}

/** The highest power p at which a hub of 2^p − 1 subjects fits into the table. */
function highestPowerWithHub(subjects: number): number {
  return Math.min(DOMAIN_M1.powers.max, Math.floor(Math.log2(subjects + 1)));
}

function plantFlaw(planted: PlantedFlaw, sizes: TableSizes, power: number, integer: DrawInteger, random: RandomStream): Fact[] {
  const { subjects, relations, answers } = sizes;
  switch (planted) {
    case 'none':
      return [];
    case 'hub': {
      const sharers = integer(hubThreshold(power), subjects);
      const [relation, answer] = [random.integer(relations), random.integer(answers)];
      return Array.from(random.permutation(subjects).subarray(0, sharers), (subject): Fact => [subject, relation, answer]);
    }
    case 'ambiguous-pair': {
      const [subject, answer] = [random.integer(subjects), random.integer(answers)];
      return Array.from(random.permutation(relations).subarray(0, 2), (relation): Fact => [subject, relation, answer]);
    }
  }
}

/** Simpler cases: a lower power, fewer members or fewer facts. The remaining facts keep their order. */
export function* simplerFunctionalCases({ sizes, facts, power }: FunctionalCase): Generator<FunctionalCase> {
  for (const smaller of smallerSizes(power, DOMAIN_M1.powers.min)) yield new FunctionalCase(sizes, facts, smaller);
  yield* withoutIndices(sizes, facts, power, 'subjects', 0);
  yield* withoutIndices(sizes, facts, power, 'relations', 1);
  yield* withoutIndices(sizes, facts, power, 'answers', 2);
  for (let dropped = 0; dropped < facts.length && facts.length > 1; dropped++) {
    yield new FunctionalCase(sizes, facts.toSpliced(dropped, 1), power);
  }
}

/** @param planted - facts that are stored already, whatever they break */
function drawUnambiguous(sizes: TableSizes, density: number, cap: number, random: RandomStream, planted: readonly Fact[]): Fact[] {
  const { subjects, relations, answers } = sizes;
  const facts: Fact[] = [];
  const sharers = new Map<string, number>();
  const pairs = new Set<string>();
  const store = (fact: Fact) => {
    const [subject, relation, answer] = fact;
    const shared = `${relation},${answer}`;
    sharers.set(shared, (sharers.get(shared) ?? 0) + 1);
    pairs.add(`${subject},${answer}`);
    facts.push(fact);
  };
  planted.forEach(store);
  const full = new Set(planted.map(([subject, relation]) => subject * relations + relation));
  for (const cell of random.permutation(subjects * relations)) {
    const subject = Math.floor(cell / relations);
    const relation = cell % relations;
    const answer = random.integer(answers);
    if (random.uniform() >= density) continue;
    const shared = sharers.get(`${relation},${answer}`) ?? 0;
    if (shared >= cap || pairs.has(`${subject},${answer}`) || full.has(cell)) continue;
    store([subject, relation, answer]);
  }
  if (facts.length === 0) facts.push([random.integer(subjects), random.integer(relations), random.integer(answers)]);
  return [...factsOf(new StoredTable(sizes, facts))]; // in order, so that equal tables are encoded alike
}

/** Cases without the second half, the first half or a single member of one set, and without the facts of those members. */
function* withoutIndices(
  sizes: TableSizes,
  facts: readonly Fact[],
  power: number,
  set: keyof TableSizes,
  position: 0 | 1 | 2,
): Generator<FunctionalCase> {
  const size = sizes[set];
  if (size === 1) return;
  const half = Math.ceil(size / 2);
  const spans = Array.from({ length: size }, (_, i): [number, number] => [size - 1 - i, size - i]);
  if (size > 2) spans.unshift([half, size], [0, half]);
  for (const [from, to] of spans) {
    const remaining = facts
      .filter((fact) => fact[position] < from || fact[position] >= to)
      .map((fact): Fact => {
        const moved: [number, number, number] = [...fact];
        if (moved[position] >= to) moved[position] -= to - from;
        return moved;
      });
    // An empty table says nothing.
    if (remaining.length > 0) yield new FunctionalCase({ ...sizes, [set]: size - (to - from) }, remaining, power);
  }
}
