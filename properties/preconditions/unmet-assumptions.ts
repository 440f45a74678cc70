import { LATIN_ASSUMPTIONS, violationsOf, type Assumption } from '../../src/task/assumptions.js';
import { describeViolations } from '../../src/task/input/describe-violations.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { UnmetAssumption } from '../../src/verify/experiment.js';
import type { AssumptionName } from '../../spec/assumptions.js';
import { leastPairs, leastRelations, limitsOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { DOMAIN_P1 } from '../../spec/domains/domain-p1.js';
import type { PairwiseCase } from '../cases/pairwise-case.js';
import type { TrainingCase } from '../cases/training-case.js';

/** The unmet of one assumption about a table, under the name that claims give it. */
export function unmetByTable(assumption: Assumption, name: string, table: KnowledgeBase, naming: Naming = INDEX_NAMING): UnmetAssumption[] {
  const violations = violationsOf(assumption, table);
  return violations.length === 0 ? [] : [{ assumption: name, offenders: describeViolations(violations, naming) }];
}

/** What a table lacks of being Latin (spec/model.md §1). */
export function unmetLatin(table: KnowledgeBase, naming: Naming = INDEX_NAMING): UnmetAssumption[] {
  return LATIN_ASSUMPTIONS.flatMap((assumption) => unmetByTable(assumption, assumption.id, table, naming));
}

/** What a case lacks of a domain's table sizes (spec/model.md §7), under the name that claims give them. */
export function unmetSizes(
  domain: Omit<TrainingDomain, 'prompts'>,
  assumption: AssumptionName,
  { table, pairs }: Pick<TrainingCase, 'table' | 'pairs'>,
): UnmetAssumption[] {
  const limits = limitsOf(domain, table.subjects);
  const offenders = [
    ...outside('S', table.subjects, domain.subjects.min, domain.subjects.max),
    ...outside('R', table.relations, leastRelations(domain, table.subjects), limits.relations),
    ...outside('k', pairs, leastPairs(domain, table.subjects), limits.pairs),
  ];
  return offenders.length === 0 ? [] : [{ assumption, offenders }];
}

/** What a case lacks of a domain's number of prompts. */
export function unmetSamples(
  { prompts: { min, max } }: TrainingDomain,
  assumption: AssumptionName,
  { prompts }: TrainingCase,
): UnmetAssumption[] {
  const offenders = outside('n', prompts.prompts.length, min, max);
  return offenders.length === 0 ? [] : [{ assumption, offenders }];
}

/** What a case of one pair lacks of having several. */
function unmetPairs({ pairs }: Pick<TrainingCase, 'pairs'>): UnmetAssumption[] {
  return pairs >= 2 ? [] : [{ assumption: 'k ≥ 2', offenders: [`k = ${pairs}`] }];
}

/** What of a training case a claim does not speak of. */
export type UnmetOf = (value: TrainingCase) => UnmetAssumption[];

/** What a case lacks of being of a Latin table of a domain's sizes. */
export function latinOf(domain: TrainingDomain, sizes: AssumptionName): UnmetOf {
  return (value) => [...unmetLatin(value.table), ...unmetSizes(domain, sizes, value)];
}

/** The same, and what it lacks of a domain's number of prompts. */
export function both(unmet: UnmetOf, domain: TrainingDomain, samples: AssumptionName): UnmetOf {
  return (value) => [...unmet(value), ...unmetSamples(domain, samples, value)];
}

/** The same, and what it lacks of several pairs. */
export function severalPairs(unmet: UnmetOf): UnmetOf {
  return (value) => [...unmet(value), ...unmetPairs(value)];
}

/** What a case lacks of P1's table sizes. */
export function unmetRowSizes({ table, prompts }: PairwiseCase): UnmetAssumption[] {
  const offenders = [
    ...outside('S', table.subjects, DOMAIN_P1.subjects.min, DOMAIN_P1.subjects.max),
    ...outside('k', prompts.pairs, 1, Math.min(DOMAIN_P1.pairs.max, table.subjects - 1)),
  ];
  return offenders.length === 0 ? [] : [{ assumption: 'sizes of P1', offenders }];
}

function outside(letter: string, value: number, min: number, max: number): string[] {
  return value >= min && value <= max ? [] : [`${letter} = ${value} is outside ${min} … ${max}`];
}
