import type { AssumptionName } from '../../../spec/assumptions.js';
import type { TrainingDomain } from '../../../spec/domains/training-domain.js';
import { violationsOf } from '../../../src/task/assumptions.js';
import type { KnowledgeBase } from '../../../src/task/knowledge-base.js';
import type { PromptBatch } from '../../../src/task/prompt.js';
import type { UnmetAssumption } from '../../../src/verify/experiment.js';
import { unmetLatin, unmetSamples, unmetSizes } from '../../preconditions/unmet-assumptions.js';
import type { TableDomain } from '../../cases/table-kind.js';
import type { TrainingCase } from '../../cases/training-case.js';
import type { Ablation } from './ablation.js';

/** The names under which a claim's unmet of its sizes and numbers of prompts are reported. */
export interface LimitNames {
  readonly sizes: AssumptionName;
  /** Null where n follows from the table. */
  readonly samples: AssumptionName | null;
}

/** What a table lacks of being Latin but for what is dropped; a table that keeps what is dropped is no case either. */
function unmetTable({ tables }: Ablation, table: KnowledgeBase): UnmetAssumption[] {
  const { broken = null, atLeast = null } = tables ?? {};
  const others = unmetLatin(table).filter(({ assumption }) => assumption !== broken);
  return atLeast === null || violationsOf(atLeast, table).length > 0 ? others : [...others, kept(broken ?? atLeast.id)];
}

/** What a case lacks of the limits that stay, and of lying beyond those that are dropped. */
export function unmetLimits(
  ablation: Ablation,
  sizes: TableDomain,
  name: AssumptionName,
  value: Pick<TrainingCase, 'table' | 'pairs'>,
): UnmetAssumption[] {
  return [...unmetTable(ablation, value.table), ...unmetSizes(sizes, name, value)];
}

/** The same of a training case, prompts and all. */
export function unmetTraining(
  ablation: Ablation,
  domain: TrainingDomain,
  { sizes, samples }: LimitNames,
  value: TrainingCase,
): UnmetAssumption[] {
  return [
    ...unmetLimits(ablation, domain, sizes, value),
    ...(samples === null ? [] : unmetSamples(domain, samples, value)),
    ...(ablation.copied === true && !isCopied(value.prompts) ? [kept('independent prompts')] : []),
  ];
}

/** A case that keeps what is dropped says nothing about dropping it. */
export function kept(assumption: string): UnmetAssumption {
  return { assumption: `without: ${assumption}`, offenders: ['the case meets what is dropped'] };
}

/** True where every prompt is the first one. */
function isCopied({ prompts }: PromptBatch): boolean {
  const [first, ...others] = prompts.map((prompt) => JSON.stringify(prompt));
  return others.every((prompt) => prompt === first);
}
