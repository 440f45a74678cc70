import type { CaseRole, FoundCase } from '../../verify/found-cases.js';

/** The title of a case. */
export function titleOf({ role }: Pick<FoundCase, 'role'>): string {
  return role === null ? 'Worst case, outside what is claimed' : ROLE_TITLES[role];
}

const ROLE_TITLES: Readonly<Record<CaseRole, string>> = {
  minimal: 'Minimal counterexample',
  worst: 'Worst case',
  severe: 'Simplest that fails at least half as badly as the worst',
  exception: 'Exception, shrunk (it decides no rate)',
  witness: 'Witness',
  unstable: 'Unstable case',
  error: 'Case that could not be evaluated',
};
