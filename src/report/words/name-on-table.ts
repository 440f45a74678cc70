/**
 * The name of a claim, with the place where it was tested.
 *
 * @param given - true for a claim on the given table
 */
export function nameOnTable(name: string, given: boolean): string {
  return given ? `${name} on the table` : name;
}
