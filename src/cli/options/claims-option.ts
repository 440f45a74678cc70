import { CLAIMS } from '../../../properties/catalogue/claims.js';
import { usageError } from '../../input-error.js';

/** The claims that --claims names; "G3" stands for G3a, G3b and so on. Null means all claims. */
export function selectClaims(list: string | undefined): ReadonlySet<string> | null {
  if (list === undefined) return null;
  const known = CLAIMS.map(({ id }) => id);
  return new Set(
    list.split(',').flatMap((word) => {
      const wanted = word.trim().toLowerCase();
      if (wanted === '') throw usageError('--claims has an empty name', `choose from ${known.join(', ')}`);
      const ids = known.filter((id) => id.toLowerCase() === wanted || familyOf(id) === wanted);
      if (ids.length === 0) throw usageError(`no claim is called "${word.trim()}"`, `choose from ${known.join(', ')}`);
      return ids;
    }),
  );
}

/** The name that stands for all letters of a number: g3 for G3a. */
function familyOf(id: string): string {
  return id.replace(/[a-z]$/, '').toLowerCase();
}
