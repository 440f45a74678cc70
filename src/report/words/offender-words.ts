/** The most offending facts listed for an assumption of a table, and for one that a claim needs; report.json has them all. */
export const LISTED_OFFENDERS = { table: 8, claim: 5 } as const;

/** The first few facts that break an assumption, and how many more there are. */
export function firstOffenders(
  offenders: readonly string[],
  most: number,
): { readonly shown: readonly string[]; readonly more: string | null } {
  return {
    shown: offenders.slice(0, most),
    more: offenders.length > most ? `and ${offenders.length - most} more` : null,
  };
}
