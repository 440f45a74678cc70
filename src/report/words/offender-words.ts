/** The first few facts that break an assumption, and how many more there are; report.json has them all. */
export function firstOffenders(
  offenders: readonly string[],
  most: number,
): { readonly shown: readonly string[]; readonly more: string | null } {
  return {
    shown: offenders.slice(0, most),
    more: offenders.length > most ? `and ${offenders.length - most} more` : null,
  };
}
