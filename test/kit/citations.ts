/** What may be cited: the numbered sections of spec/model.md by their titles, and the entries of spec/measurements.md by their anchors. */
export interface Citable {
  readonly sections: ReadonlyMap<number, string>;
  readonly entries: ReadonlySet<string>;
}

/** An entry of spec/measurements.md: its anchor, and the commands that make its figures. */
export interface Entry {
  readonly anchor: string;
  readonly commands: readonly string[];
}

/** The sections of a text whose headings read `## 3. Transformer`. */
export function sectionsOf(model: string): Map<number, string> {
  return new Map([...model.matchAll(/^## (\d+)\. (.+)$/gm)].map(([, number, title]) => [Number(number), title]));
}

/** The entries of a text: one for every `###` heading, with the lines of its `sh` blocks. */
export function entriesOf(measurements: string): Entry[] {
  return measurements
    .split(/^### /m)
    .slice(1)
    .map((entry) => ({
      anchor: anchorOf(entry.slice(0, entry.indexOf('\n'))),
      commands: [...entry.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) => block.trim().split('\n')),
    }));
}

/** The anchor that Markdown renderers give to a heading. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/**
 * The citations in a text that name nothing: a section number that spec/model.md does not have, or an entry that spec/measurements.md does
 * not have. Every section sign stands for spec/model.md, except before numbers such as 4.2, which are those of books.
 *
 * @returns each wrong citation, with what is wrong with it
 */
export function wrongCitations(text: string, { sections, entries }: Citable): string[] {
  const cited = [...text.matchAll(/§ ?(\d+)(?!\.?\d)/g)].filter(([, number]) => !sections.has(Number(number)));
  const anchored = [...text.matchAll(/measurements\.md#([\p{L}\p{N}-]*)/gu)].filter(([, anchor]) => !entries.has(anchor));
  return [
    ...cited.map(([found]) => `${found}: spec/model.md has no such section`),
    ...anchored.map(([found]) => `${found}: spec/measurements.md has no such entry`),
  ];
}
