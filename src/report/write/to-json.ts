/** JSON indented by two spaces, with lists of numbers on one line. */
export function toJson(value: unknown): string {
  const number = String.raw`-?\d[\d.e+-]*`;
  return JSON.stringify(value, null, 2).replaceAll(
    new RegExp(String.raw`\[\s+(${number}(?:,\s+${number})*)\s+\]`, 'g'),
    (_, list: string) => {
      return `[${list.split(/,\s+/).join(', ')}]`;
    },
  );
}
