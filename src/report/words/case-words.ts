import type { CaseRole, FoundCase } from '../../verify/found-cases.js';
import { figure } from './numbers.js';

/** The title of a case. */
export function titleOf({ role }: Pick<FoundCase, 'role'>): string {
  return role === null ? 'Worst case, outside the claim' : ROLE_TITLES[role];
}

const ROLE_TITLES: Readonly<Record<CaseRole, string>> = {
  minimal: 'Minimal counterexample',
  worst: 'Worst case',
  severe: 'Simplest case that fails at least half as badly as the worst',
  exception: 'Exception (it decides no rate)',
  witness: 'Witness',
  unstable: 'Unstable case',
  error: 'Case that could not be evaluated',
};

/** By how much a counterexample fails. A margin no larger than rounding is a tie, which counts as a failure. */
export function missOf({ conclusion }: { conclusion: { quantity: string; margin: number } }): string {
  const miss = -conclusion.margin;
  return miss < TIE ? `the ${conclusion.quantity} is a tie, which fails` : `the ${conclusion.quantity} misses by ${figure(miss)}`;
}

/** The largest tie: ties are within 10⁻⁹ of the largest logit, which is below 1,000 in all domains of the claims. */
const TIE = 1e-6;
