import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import { limitsOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { eligibleRelations } from '../../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { type CaseKind, type DrawInteger, drawSeed, smallerSizes } from './case-arbitrary.js';
import { drawTableSpec, hasRoom, LATIN_TABLES, type SizeLimits, type TableKind } from './table-kind.js';
import { buildTable, type TableSpec } from './table-spec.js';
import { TrainingCase, type TrainingCaseSpec } from './training-case.js';

// S subjects, R relations, k pairs, n prompts.

/** A range to draw n from, or n as a function of the table. */
export type PromptCount = { readonly min: number; readonly max: number } | ((knowledge: KnowledgeBase) => number);

/** Cases on random Latin tables of a domain's sizes. */
export function latinTrainingCases(domain: TrainingDomain, count: PromptCount = domain.prompts): CaseKind<TrainingCase> {
  return randomTrainingCases({ domain, count, tables: LATIN_TABLES, copied: false });
}

export interface RandomTrainingConfig {
  readonly domain: TrainingDomain;
  readonly count: PromptCount;
  readonly tables: TableKind;
  /** True if all prompts of a case are copies of one. */
  readonly copied: boolean;
}

/** Cases on random tables. */
export function randomTrainingCases({ domain, count, tables, copied }: RandomTrainingConfig): CaseKind<TrainingCase> {
  const law: PromptLaw = { heldOut: domain.heldOut, ...(copied ? { copied: true } : {}) };
  return {
    draw(integer, random) {
      const { tableSpec, pairs } = drawTableSpec(tables, domain, integer, random);
      const seed = drawSeed(random);
      const table = buildTable(tableSpec, RandomStream.of(seed, 'table'));
      return new TrainingCase({ tableSpec, table, pairs, count: countFor(table, count, integer), ...law, seed });
    },
    *simpler({ spec }) {
      const { tableSpec, pairs, seed } = spec;
      if (tableSpec === null || spec.given !== undefined) {
        yield* fewerPrompts(spec, count);
        return;
      }
      const remake = (next: TableSpec, k: number, n: (table: KnowledgeBase) => number) => {
        const table = buildTable(next, RandomStream.of(seed, 'table'));
        return new TrainingCase({ tableSpec: next, table, pairs: k, count: n(table), ...law, seed });
      };
      const fixed = () => spec.count;
      // For a table of another size, n is recomputed if it follows from the table, and kept if it was drawn.
      const resized = typeof count === 'function' ? count : fixed;
      for (const size of smallerSizes(tableSpec.subjects, domain.subjects.min)) {
        const subjects = tables.fit(size);
        const limits = tables.limits(domain, subjects);
        if (subjects < domain.subjects.min || !hasRoom(limits)) continue;
        const smaller = tables.resize(tableSpec, subjects, within(limits.relations, tableSpec.relations));
        yield remake(smaller, within(limits.pairs, pairs), resized);
      }
      const limits = tables.limits(domain, tableSpec.subjects);
      for (const relations of smallerSizes(tableSpec.relations, limits.relations.min)) {
        yield remake(tables.resize(tableSpec, tableSpec.subjects, relations), pairs, resized);
      }
      for (const fewer of smallerSizes(pairs, limits.pairs.min)) yield remake(tableSpec, fewer, fixed);
      for (const plainer of tables.plainer(tableSpec)) yield remake(plainer, pairs, fixed);
      yield* fewerPrompts(spec, count);
    },
    is: isTrainingCase,
  };
}

type PromptLaw = Pick<TrainingCaseSpec, 'heldOut' | 'copied'>;

function within({ min, max }: SizeLimits['pairs'], value: number): number {
  return Math.max(min, Math.min(value, max));
}

/**
 * Cases on one given table. Only k, n and the prompts vary. The table's sizes may lie outside D, which the claims check.
 *
 * @param least - the least k, if the table has such prompts
 */
export function givenTrainingCases(
  table: KnowledgeBase,
  count: PromptCount,
  least: number = DOMAIN_D.pairs.min,
): CaseKind<TrainingCase> {
  const most = mostPairs(table);
  const fewest = Math.min(least, most);
  return {
    draw(integer, random) {
      const pairs = integer(fewest, most);
      return new TrainingCase({
        tableSpec: null,
        table,
        pairs,
        count: countFor(table, count, integer),
        heldOut: false,
        seed: drawSeed(random),
      });
    },
    *simpler({ spec }) {
      if (spec.given === undefined) {
        for (const pairs of smallerSizes(spec.pairs, fewest)) yield new TrainingCase({ ...spec, pairs });
      }
      yield* fewerPrompts(spec, count);
    },
    is: isTrainingCase,
  };
}

/** The largest k that D's limits (k ≤ 8) and the table's relations allow, at least 1. */
function mostPairs(table: KnowledgeBase): number {
  const limit = Math.max(1, limitsOf(DOMAIN_D, table.subjects).pairs);
  let pairs = 1;
  while (pairs < limit && eligibleRelations(table, pairs + 1).length > 0) pairs++;
  return pairs;
}

function* fewerPrompts(spec: TrainingCaseSpec, count: PromptCount): Generator<TrainingCase> {
  if (typeof count === 'function') return; // n follows from the table
  // Prompts are drawn one after the other, so a smaller n keeps the first ones.
  for (const fewer of smallerSizes(spec.count, count.min)) yield new TrainingCase({ ...spec, count: fewer });
}

function countFor(table: KnowledgeBase, count: PromptCount, integer: DrawInteger): number {
  return typeof count === 'function' ? count(table) : integer(count.min, count.max);
}

function isTrainingCase(value: unknown): value is TrainingCase {
  return value instanceof TrainingCase;
}
