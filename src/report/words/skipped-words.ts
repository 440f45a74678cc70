import { BUDGET_NAMES, type BudgetName } from '../../verify/claim.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { plural } from './numbers.js';

/** The claims that a run skipped, with the reason, in one line; null where it skipped none. */
export function skippedLine(claims: readonly Pick<ClaimReport, 'id' | 'verdict'>[]): string | null {
  const byBudget = BUDGET_NAMES.flatMap((budget) => {
    const ids = claims.flatMap(({ id, verdict }) =>
      verdict.word === 'SKIPPED' && verdict.by === 'budget' && verdict.least === budget ? [id] : [],
    );
    return ids.length === 0 ? [] : [`${ids.join(', ')} (${fromBudget(budget)})`];
  });
  const unselected = claims.filter(({ verdict }) => verdict.word === 'SKIPPED' && verdict.by === 'selection').length;
  const reasons = [
    ...(byBudget.length === 0 ? [] : [byBudget.join(', ')]),
    ...(unselected === 0 ? [] : [`${unselected} ${plural(unselected, 'claim')} that --claims leaves out`]),
  ];
  return reasons.length === 0 ? null : `skipped: ${reasons.join('; ')}`;
}

/** The least budget that decides a claim. */
export function fromBudget(budget: BudgetName): string {
  return `decided from the ${budget} budget on`;
}
