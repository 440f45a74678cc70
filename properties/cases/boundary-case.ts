import * as v from 'valibot';
import { DOMAIN_M2 } from '../../spec/domains/domain-m2.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import type { Fact } from '../../src/task/knowledge-base.js';
import type { StoredTable, TableSizes } from '../../src/task/tables/stored-table.js';
import type { Json, Factor } from '../../src/verify/experiment.js';
import type { CaseKind } from './case-arbitrary.js';
import { decodeTable, parseCase, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { FunctionalCase, simplerFunctionalCases } from './functional-case.js';

// S subjects, R relations, A answers, p the memory's power, b its bias.

/** A case of the recall boundary: an arbitrary table, the memory that stores it, and the stored fact that is asked about. */
export class BoundaryCase {
  /** @param functional - table and power; its first fact is the one asked about */
  constructor(
    readonly functional: FunctionalCase,
    readonly bias: number,
  ) {}

  get table(): StoredTable {
    return this.functional.table;
  }

  get asked(): Fact {
    return this.functional.facts[0];
  }

  encode(): { readonly [key: string]: Json } {
    return { ...this.functional.encode(), bias: this.bias, asked: [...this.asked] };
  }

  describe(): string {
    return `${this.functional.describe()}, memory of power ${this.functional.power}, bias ${this.bias}, asked for (${this.asked.join(' ')})`;
  }
}

const CASE_SCHEMA = v.strictObject({
  table: TABLE_SCHEMA,
  power: v.pipe(v.number(), v.integer(), v.minValue(1)),
  bias: v.pipe(v.number(), v.minValue(0)),
  asked: v.tuple([v.number(), v.number(), v.number()]),
  system: v.string(),
});

/**
 * Decodes a case.
 *
 * @param system - the id of the system that the claim is about
 * @throws InputError naming the field that is wrong
 */
export function decodeBoundaryCase(value: Json, system: string): BoundaryCase {
  const { table, power, bias, asked, system: given } = parseCase(CASE_SCHEMA, value);
  if (given !== system) throw wrongField('system', `"${given}", but the claim is about "${system}"`);
  decodeTable(table);
  if (!table.facts.some((fact) => isSame(fact, asked))) throw wrongField('asked', `(${asked.join(' ')}) is not in the table`);
  return boundaryCase(table, table.facts, asked, power, bias);
}

/** The factors of a case: the answers, the memory, and which fact is asked about. */
export const BOUNDARY_FACTORS: readonly Factor<BoundaryCase>[] = [
  {
    name: 'answers',
    redraw({ functional: { sizes, facts, power }, bias }, random) {
      const moved = facts.map(([s, r]): Fact => [s, r, random.integer(sizes.answers)]);
      return boundaryCase(sizes, moved, moved[0], power, bias);
    },
  },
  {
    name: 'memory',
    redraw: ({ functional: { sizes, facts } }, random) => {
      const { min, max } = DOMAIN_M2.powers;
      return boundaryCase(sizes, facts, facts[0], min + random.integer(max - min + 1), drawBias(random));
    },
  },
  {
    name: 'fact asked about',
    redraw: ({ functional: { sizes, facts, power }, bias }, random) =>
      boundaryCase(sizes, facts, random.choice(facts), power, bias),
  },
];

/** Partial, many-to-one tables that favour one answer, each with one of its facts. */
export const boundaryCases: CaseKind<BoundaryCase> = boundaryCasesOfBias(drawBias, 0);

/**
 * Boundary cases with biases from another distribution.
 *
 * @param draw - draws a bias
 * @param simplest - the bias that cases shrink to
 */
export function boundaryCasesOfBias(draw: (random: RandomStream) => number, simplest: number): CaseKind<BoundaryCase> {
  return {
    draw(integer, random) {
      const subjects = integer(DOMAIN_M2.subjects.min, DOMAIN_M2.subjects.max);
      const relations = integer(DOMAIN_M2.relations.min, DOMAIN_M2.relations.max);
      const sizes = { subjects, relations, answers: integer(1, subjects) };
      const power = integer(DOMAIN_M2.powers.min, DOMAIN_M2.powers.max);
      const facts = drawFactsWithHub(sizes, random);
      return boundaryCase(sizes, facts, drawAsked(facts, random), power, draw(random));
    },
    *simpler({ functional, bias }) {
      // At b = 0 the prediction is exact.
      if (bias !== simplest) yield new BoundaryCase(functional, simplest);
      // The fact asked about comes first, and stays first unless it is dropped itself.
      for (const simpler of simplerFunctionalCases(functional)) yield new BoundaryCase(simpler, bias);
    },
    is: (value): value is BoundaryCase => value instanceof BoundaryCase,
  };
}

/** The answer that drawn tables favour. */
const HUB = 0;

function boundaryCase(sizes: TableSizes, facts: readonly Fact[], asked: Fact, power: number, bias: number): BoundaryCase {
  const { subjects, relations, answers } = sizes;
  const others = facts.filter((fact) => !isSame(fact, asked));
  return new BoundaryCase(new FunctionalCase({ subjects, relations, answers }, [asked, ...others], power), bias);
}

function isSame(one: Fact, other: Fact): boolean {
  return one.every((index, i) => index === other[i]);
}

function drawFactsWithHub(sizes: TableSizes, random: RandomStream): readonly Fact[] {
  // Square roots of uniform numbers favour 1, since recall fails in dense tables with a hub.
  const density = Math.sqrt(random.uniform());
  const hubShare = Math.sqrt(random.uniform());
  const facts: Fact[] = [];
  const answer = () => (random.uniform() < hubShare ? HUB : random.integer(sizes.answers));
  for (let subject = 0; subject < sizes.subjects; subject++) {
    for (let relation = 0; relation < sizes.relations; relation++) {
      if (random.uniform() < density) facts.push([subject, relation, answer()]);
    }
  }
  return facts.length > 0 ? facts : [[random.integer(sizes.subjects), random.integer(sizes.relations), answer()]];
}

/** Three times in four a fact whose answer is not the hub, if the table has one; otherwise any fact. */
function drawAsked(facts: readonly Fact[], random: RandomStream): Fact {
  const besideHub = facts.filter(([, , answer]) => answer !== HUB);
  return random.choice(random.integer(4) > 0 && besideHub.length > 0 ? besideHub : facts);
}

function drawBias(random: RandomStream): number {
  switch (random.integer(4)) {
    case 0:
      return DOMAIN_M2.lowBias * random.uniform();
    case 1:
      return random.uniform();
    default:
      return 0;
  }
}
