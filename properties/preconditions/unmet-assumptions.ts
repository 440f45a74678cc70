import { SAMPLE_ASSUMPTIONS, SIZE_ASSUMPTIONS } from '../../spec/assumptions.js';
import { leastPairs, leastRelations, limitsOf, type TableDomain, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { hubThreshold } from '../../src/model/recall.js';
import { LATIN_ASSUMPTIONS, violationsOf, type Assumption } from '../../src/task/assumptions.js';
import { describeViolations } from '../../src/task/input/describe-violations.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { UnmetAssumption } from '../../src/verify/experiment.js';

// S subjects, R relations, k pairs, n prompts, p the memory's power, b its bias.

/** What assumptions are checked on. A member is needed if an assumption of the claims is about it. */
export interface CheckedCase {
  readonly table: KnowledgeBase;
  /** k. */
  readonly pairs?: number;
  /** n. */
  readonly prompts?: number;
  /** p. */
  readonly power?: number;
  /** b. */
  readonly bias?: number;
}

/**
 * The assumptions that a case does not meet, in the order of their names, with what breaks each.
 *
 * @param names - names of assumptions in spec/assumptions.ts
 * @throws RangeError for an unknown name, or for a case without the member that an assumption is about
 */
export function unmetAssumptions(names: readonly string[], value: CheckedCase, naming: Naming = INDEX_NAMING): UnmetAssumption[] {
  return names.flatMap((name) => {
    const offenders = offendersOf(name, value, naming);
    return offenders.length === 0 ? [] : [{ assumption: name, offenders }];
  });
}

/** What breaks an assumption, a line each. */
function offendersOf(name: string, value: CheckedCase, naming: Naming): readonly string[] {
  const { table } = value;
  if (isNameIn(SIZE_ASSUMPTIONS, name)) return outsideSizes(SIZE_ASSUMPTIONS[name], table, needed(name, value.pairs));
  if (isNameIn(SAMPLE_ASSUMPTIONS, name)) return outsideSamples(SAMPLE_ASSUMPTIONS[name], needed(name, value.prompts));
  const latin = LATIN_ASSUMPTIONS.find(({ id }) => id === name);
  if (latin !== undefined) return offendingFacts(latin, table, naming);
  switch (name) {
    case 'hub-free(2^p − 1)': {
      const threshold = hubThreshold(needed(name, value.power));
      return offendingFacts({ id: 'hub-free', threshold }, table, naming);
    }
    case 'b < 1': {
      const bias = needed(name, value.bias);
      return bias < 1 ? [] : [`b = ${bias}`];
    }
    case 'k ≥ 2': {
      const pairs = needed(name, value.pairs);
      return pairs >= 2 ? [] : [`k = ${pairs}`];
    }
    default:
      throw new RangeError(`the assumption "${name}" has no check: add one to unmet-assumptions.ts`);
  }
}

/** Offenders by table, naming and assumption. Claims that share a table check the same assumptions, and so does every case of a given table. */
const cache = new WeakMap<KnowledgeBase, WeakMap<Naming, Map<string, readonly string[]>>>();

function offendingFacts(assumption: Assumption, table: KnowledgeBase, naming: Naming): readonly string[] {
  const byNaming = cache.get(table) ?? new WeakMap<Naming, Map<string, readonly string[]>>();
  cache.set(table, byNaming);
  const byAssumption = byNaming.get(naming) ?? new Map<string, readonly string[]>();
  byNaming.set(naming, byAssumption);
  const key = JSON.stringify(assumption);
  const offenders = byAssumption.get(key) ?? describeViolations(violationsOf(assumption, table), naming);
  byAssumption.set(key, offenders);
  return offenders;
}

/** Which sizes of a case lie outside a domain (spec/model.md §7): S, R or k. */
export function outsideSizes(domain: TableDomain, { subjects, relations }: KnowledgeBase, pairs: number): string[] {
  const limits = limitsOf(domain, subjects);
  return [
    ...outside('S', subjects, domain.subjects.min, domain.subjects.max),
    ...outside('R', relations, leastRelations(domain, subjects), limits.relations),
    ...outside('k', pairs, leastPairs(domain, subjects), limits.pairs),
  ];
}

/** Why a number of prompts lies outside a domain; empty if it does not. */
export function outsideSamples({ prompts: { min, max } }: TrainingDomain, prompts: number): string[] {
  return outside('n', prompts, min, max);
}

function outside(letter: string, value: number, min: number, max: number): string[] {
  return value >= min && value <= max ? [] : [`${letter} = ${value} is outside ${min} … ${max}`];
}

function isNameIn<Names extends object>(names: Names, name: string): name is Extract<keyof Names, string> {
  return Object.hasOwn(names, name);
}

function needed(name: string, value: number | undefined): number {
  if (value === undefined)
    throw new RangeError(`the assumption "${name}" cannot be checked: the case does not have what it is about`);
  return value;
}
