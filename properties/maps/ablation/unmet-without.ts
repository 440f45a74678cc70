import type { AssumptionName } from '../../../spec/assumptions.js';
import type { TrainingDomain } from '../../../spec/domains/training-domain.js';
import { violationsOf } from '../../../src/task/assumptions.js';
import type { KnowledgeBase } from '../../../src/task/knowledge-base.js';
import type { PromptBatch } from '../../../src/task/prompt.js';
import type { Breach } from '../../../src/verify/experiment.js';
import { latinBreaches, sampleBreaches, sizeBreaches } from '../../preconditions/unmet-assumptions.js';
import type { TableSizes } from '../../cases/table-kind.js';
import type { TrainingCase } from '../../cases/training-case.js';
import type { Ablation } from './ablation.js';

/** The names under which a claim's breaches of its sizes and numbers of prompts are reported. */
export interface LimitNames {
  readonly sizes: AssumptionName;
  /** Null where n follows from the table. */
  readonly samples: AssumptionName | null;
}

/** What a table lacks of being Latin but for what is dropped; a table that keeps what is dropped is no case either. */
function tableBreaches({ tables }: Ablation, table: KnowledgeBase): Breach[] {
  const { broken = null, atLeast = null } = tables ?? {};
  const others = latinBreaches(table).filter(({ assumption }) => assumption !== broken);
  return atLeast === null || violationsOf(atLeast, table).length > 0 ? others : [...others, kept(broken ?? atLeast.id)];
}

/** What a case lacks of the limits that stay, and of lying beyond those that are dropped. */
export function limitBreaches(
  ablation: Ablation,
  sizes: TableSizes,
  name: AssumptionName,
  value: Pick<TrainingCase, 'table' | 'pairs'>,
): Breach[] {
  return [...tableBreaches(ablation, value.table), ...sizeBreaches(sizes, name, value)];
}

/** The same of a training case, prompts and all. */
export function trainingBreaches(
  ablation: Ablation,
  domain: TrainingDomain,
  { sizes, samples }: LimitNames,
  value: TrainingCase,
): Breach[] {
  return [
    ...limitBreaches(ablation, domain, sizes, value),
    ...(samples === null ? [] : sampleBreaches(domain, samples, value)),
    ...(ablation.copied === true && !isCopied(value.prompts) ? [kept('independent prompts')] : []),
  ];
}

/** A case that keeps what is dropped says nothing about dropping it. */
export function kept(assumption: string): Breach {
  return { assumption: `without: ${assumption}`, offenders: ['the case meets what is dropped'] };
}

/** True where every prompt is the first one. */
function isCopied({ prompts }: PromptBatch): boolean {
  const [first, ...others] = prompts.map((prompt) => JSON.stringify(prompt));
  return others.every((prompt) => prompt === first);
}
