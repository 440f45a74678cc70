import { SAMPLE_ASSUMPTIONS, SIZE_ASSUMPTIONS } from '../../spec/assumptions.js';
import type { TableDomain, TrainingDomain } from '../../spec/domains/training-domain.js';
import { violationsOf } from '../../src/task/assumptions.js';
import type { PromptBatch } from '../../src/task/prompt.js';
import type { UnmetAssumption } from '../../src/verify/experiment.js';
import { outsideSamples, outsideSizes, unmetAssumptions, type CheckedCase } from '../preconditions/unmet-assumptions.js';
import type { Ablation } from './ablation.js';

/** A case with prompts, as far as assumptions are about it. */
export type PromptedCase = CheckedCase & Required<Pick<CheckedCase, 'pairs'>>;

/**
 * The unmet assumptions of a case with prompts, under an ablation: the assumptions that stay and that the case breaks, and what is dropped if
 * the case meets it.
 *
 * @param ablated - the sizes beyond what is dropped
 * @param assumptions - the assumptions of the claim
 */
export function unmetWithout(
  ablation: Ablation,
  ablated: TableDomain,
  assumptions: readonly string[],
  value: PromptedCase,
): UnmetAssumption[] {
  const { tables, onePair } = ablation;
  const stay = assumptions.filter((name) => name !== tables?.broken && !(onePair === true && name === 'k ≥ 2'));
  const unmet = stay.flatMap((name): UnmetAssumption[] => {
    if (Object.hasOwn(SIZE_ASSUMPTIONS, name)) return named(name, outsideSizes(ablated, value.table, value.pairs));
    return Object.hasOwn(SAMPLE_ASSUMPTIONS, name) ? [] : unmetAssumptions([name], value);
  });
  const atLeast = tables?.atLeast ?? null;
  const stillMet = atLeast !== null && violationsOf(atLeast, value.table).length === 0;
  return stillMet ? [...unmet, meetsDroppedAssumption(tables?.broken ?? atLeast.id)] : unmet;
}

/** The unmet assumptions of a training case, under an ablation: see `unmetWithout`. */
export function unmetInTrainingWithout(
  ablation: Ablation,
  ablated: TrainingDomain,
  assumptions: readonly string[],
  { batch, ...value }: PromptedCase & { readonly batch: PromptBatch },
): UnmetAssumption[] {
  const samples = assumptions.filter((name) => Object.hasOwn(SAMPLE_ASSUMPTIONS, name));
  return [
    ...unmetWithout(ablation, ablated, assumptions, value),
    ...samples.flatMap((name) => named(name, outsideSamples(ablated, batch.prompts.length))),
    ...(ablation.copied === true && !isCopied(batch) ? [meetsDroppedAssumption('independent prompts')] : []),
  ];
}

/** The unmet assumption of a case that meets what is dropped: it says nothing about dropping it. */
export function meetsDroppedAssumption(assumption: string): UnmetAssumption {
  return { assumption: `without: ${assumption}`, offenders: ['the case meets what is dropped'] };
}

function named(assumption: string, offenders: readonly string[]): UnmetAssumption[] {
  return offenders.length === 0 ? [] : [{ assumption, offenders }];
}

/** True if all prompts equal the first one. */
function isCopied({ prompts }: PromptBatch): boolean {
  const [first, ...others] = prompts.map((prompt) => JSON.stringify(prompt));
  return others.every((prompt) => prompt === first);
}
