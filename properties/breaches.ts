import { LATIN_ASSUMPTIONS, violationsOf, type Assumption } from '../src/task/assumptions.js';
import { describeViolations } from '../src/task/describe-violations.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import { INDEX_NAMING, type Naming } from '../src/task/naming.js';
import type { Breach } from '../src/verify/experiment.js';
import { DOMAIN_D, limitsOfD, type TrainingCase } from './cases/training-case.js';

/** The breaches of one assumption about a table, under the name that claims give it. */
export function breachesOf(assumption: Assumption, name: string, table: KnowledgeBase, naming: Naming = INDEX_NAMING): Breach[] {
  const violations = violationsOf(assumption, table);
  return violations.length === 0 ? [] : [{ assumption: name, offenders: describeViolations(violations, naming) }];
}

/** What a table lacks of being Latin (spec/model.md §1). A table's answer is kept, since a given table is asked for every case. */
export function latinBreaches(table: KnowledgeBase, naming: Naming = INDEX_NAMING): Breach[] {
  let breaches = latinMemo.get(table);
  if (breaches === undefined) {
    breaches = LATIN_ASSUMPTIONS.flatMap((assumption) => breachesOf(assumption, assumption.id, table, naming));
    latinMemo.set(table, breaches);
  }
  return breaches;
}

const latinMemo = new WeakMap<KnowledgeBase, Breach[]>();

/** What a case lacks of D's table sizes (spec/model.md §7). */
export function sizeBreaches({ table, pairs }: Pick<TrainingCase, 'table' | 'pairs'>): Breach[] {
  const limits = limitsOfD(table.subjects);
  const offenders = [
    ...outside('S', table.subjects, DOMAIN_D.subjects.min, DOMAIN_D.subjects.max),
    ...outside('R', table.relations, DOMAIN_D.relations.min, limits.relations),
    ...outside('k', pairs, DOMAIN_D.pairs.min, limits.pairs),
  ];
  return offenders.length === 0 ? [] : [{ assumption: 'sizes of D', offenders }];
}

/** What a case lacks of D's number of prompts. */
export function sampleBreaches({ prompts }: TrainingCase): Breach[] {
  const offenders = outside('n', prompts.prompts.length, DOMAIN_D.prompts.min, DOMAIN_D.prompts.max);
  return offenders.length === 0 ? [] : [{ assumption: 'samples of D', offenders }];
}

function outside(letter: string, value: number, min: number, max: number): string[] {
  return value >= min && value <= max ? [] : [`${letter} = ${value} is outside ${min} … ${max}`];
}
