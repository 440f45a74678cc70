import { SAMPLE_ASSUMPTIONS, SIZE_ASSUMPTIONS } from '../../spec/assumptions.js';
import type { TableDomain, TrainingDomain } from '../../spec/domains/training-domain.js';
import { violationsOf } from '../../src/task/assumptions.js';
import type { PromptBatch } from '../../src/task/prompt.js';
import type { UnmetAssumption } from '../../src/verify/experiment.js';
import { outsideSamples, outsideSizes, unmetAssumptions, type CheckedCase } from '../preconditions/unmet-assumptions.js';
import type { Ablation } from './ablation.js';

/** A case of prompts, as assumptions are checked on it. */
export type PromptedCase = CheckedCase & Required<Pick<CheckedCase, 'pairs'>>;

/**
 * What a case of prompts does not meet of a claim's assumptions that stay, or of breaking what is dropped.
 *
 * @param beyond - the sizes beyond what is dropped
 * @param assumptions - those of the claim
 */
export function unmetWithout(
  ablation: Ablation,
  beyond: TableDomain,
  assumptions: readonly string[],
  value: PromptedCase,
): UnmetAssumption[] {
  const { tables, onePair } = ablation;
  const stay = assumptions.filter((name) => name !== tables?.broken && !(onePair === true && name === 'k ≥ 2'));
  const unmet = stay.flatMap((name): UnmetAssumption[] => {
    if (Object.hasOwn(SIZE_ASSUMPTIONS, name)) return named(name, outsideSizes(beyond, value.table, value.pairs));
    return Object.hasOwn(SAMPLE_ASSUMPTIONS, name) ? [] : unmetAssumptions([name], value);
  });
  const atLeast = tables?.atLeast ?? null;
  const stillMet = atLeast !== null && violationsOf(atLeast, value.table).length === 0;
  return stillMet ? [...unmet, meetsWhatIsDropped(tables?.broken ?? atLeast.id)] : unmet;
}

/** The same of a training case, with its prompts. */
export function unmetInTrainingWithout(
  ablation: Ablation,
  beyond: TrainingDomain,
  assumptions: readonly string[],
  { batch, ...value }: PromptedCase & { readonly batch: PromptBatch },
): UnmetAssumption[] {
  const samples = assumptions.filter((name) => Object.hasOwn(SAMPLE_ASSUMPTIONS, name));
  return [
    ...unmetWithout(ablation, beyond, assumptions, value),
    ...samples.flatMap((name) => named(name, outsideSamples(beyond, batch.prompts.length))),
    ...(ablation.copied === true && !isCopied(batch) ? [meetsWhatIsDropped('independent prompts')] : []),
  ];
}

/** A case that meets what is dropped says nothing about dropping it. */
export function meetsWhatIsDropped(assumption: string): UnmetAssumption {
  return { assumption: `without: ${assumption}`, offenders: ['the case meets what is dropped'] };
}

function named(assumption: string, offenders: readonly string[]): UnmetAssumption[] {
  return offenders.length === 0 ? [] : [{ assumption, offenders }];
}

/** True where every prompt is the first one. */
function isCopied({ prompts }: PromptBatch): boolean {
  const [first, ...others] = prompts.map((prompt) => JSON.stringify(prompt));
  return others.every((prompt) => prompt === first);
}
