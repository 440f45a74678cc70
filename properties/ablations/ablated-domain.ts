import type { TableDomain, TrainingDomain } from '../../spec/domains/training-domain.js';
import { LATIN_TABLES, type TableKind } from '../cases/table-kind.js';
import type { Ablation } from './ablation.js';

// n prompts.

/** The kind of tables that cases are drawn from where something is dropped. */
export function tablesOf({ tables }: Ablation): TableKind {
  return tables?.kind ?? LATIN_TABLES;
}

/** The table sizes beyond what is dropped; null where the domain has no such limit. */
export function sizesBeyond({ sizes }: Ablation, domain: TableDomain): TableDomain | null {
  return sizes === undefined ? domain : sizes(domain);
}

/**
 * The domain of training claims beyond what is dropped; null where it has no such limit, or nothing that concerns training is dropped.
 *
 * @param samples - logarithmic where n follows from the table, so that it has no limits
 */
export function trainingBeyond(
  ablation: Ablation,
  domain: TrainingDomain,
  samples: 'range' | 'logarithmic',
): TrainingDomain | null {
  const { tables, transformer, training, sizes, copied } = ablation;
  const concerned = [tables, transformer, training, sizes, ablation.samples, copied].some((field) => field !== undefined);
  if (!concerned || (ablation.samples !== undefined && samples === 'logarithmic')) return null;
  const beyond = sizesBeyond(ablation, domain);
  const prompts = ablation.samples === undefined ? domain.prompts : ablation.samples(domain.prompts);
  return beyond === null || prompts === null ? null : { ...beyond, prompts };
}
