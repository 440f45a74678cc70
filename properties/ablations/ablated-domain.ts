import type { TableDomain, TrainingDomain } from '../../spec/domains/training-domain.js';
import { LATIN_TABLES, type TableKind } from '../cases/table-kind.js';
import type { Ablation } from './ablation.js';

// n prompts.

/** The kind of table that the cases of an ablation are drawn from. */
export function tablesOf({ tables }: Ablation): TableKind {
  return tables?.kind ?? LATIN_TABLES;
}

/** The table sizes beyond a dropped limit; null if the domain has no such limit. */
export function ablatedSizes({ sizes }: Ablation, domain: TableDomain): TableDomain | null {
  return sizes === undefined ? domain : sizes(domain);
}

/**
 * The domain of training claims beyond a dropped limit.
 *
 * @param samples - 'logarithmic' if n follows from the table, so that it has no limits
 * @returns null if the domain has no such limit, or if the ablation does not concern training
 */
export function ablatedTrainingDomain(
  ablation: Ablation,
  domain: TrainingDomain,
  samples: 'range' | 'logarithmic',
): TrainingDomain | null {
  const { tables, transformer, training, copied } = ablation;
  const concerned = [tables, transformer, training, ablation.sizes, ablation.samples, copied].some((field) => field !== undefined);
  if (!concerned || (ablation.samples !== undefined && samples === 'logarithmic')) return null;
  const sizes = ablatedSizes(ablation, domain);
  const prompts = ablation.samples === undefined ? domain.prompts : ablation.samples(domain.prompts);
  return sizes === null || prompts === null ? null : { ...sizes, prompts };
}
