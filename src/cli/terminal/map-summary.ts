import type { CellReport, MapReport } from '../../report/data/map-schema.js';
import { detectedFrom, MAP_TITLES } from '../../report/words/map-words.js';
import { plain } from '../../report/words/sentence.js';
import type { MapName } from '../../verify/variant.js';
import { columns as aligned } from './text.js';

/** A map in the lines that a terminal shows: a line for each column with the claims by what became of them, or for each claim and defect with the smallest size that is detected. */
export function mapSummary(name: MapName, { columns, cells, smallest }: MapReport): string[] {
  const found = smallest.map((each) => {
    const from = plain(detectedFrom(each));
    return [`  ${each.claim}`, each.defect, each.size === null ? `detected in ${from}` : `detected from ${from} on`];
  });
  const rows = columns.map(({ id }) => [
    `  ${id}`,
    phrase(cells.filter(({ column }) => column === id)) || 'no claim of this run is tested on it',
  ]);
  return [
    `${MAP_TITLES[name].title} (exploratory; report.json has the evidence, and what was not asked and why)`,
    ...(found.length > 0 ? aligned(found, [0, 1, 2]) : aligned(rows, [0, 1])),
  ];
}

function phrase(cells: readonly CellReport[]): string {
  const outcomes = [...new Set(cells.map(({ outcome }) => outcome))].toSorted((one, other) => rank(one) - rank(other));
  return outcomes
    .map((outcome) => {
      const claims = cells.filter((cell) => cell.outcome === outcome).map(({ claim }) => claim);
      return `${VERBS[outcome]} ${claims.join(', ')}`;
    })
    .join('; ');
}

const VERBS: Readonly<Record<CellReport['outcome'], string>> = {
  killed: 'killed by',
  detected: 'detected by',
  'load-bearing': 'load-bearing for',
  survived: 'survives',
  undetected: 'undetected by',
  redundant: 'redundant for',
  undecided: 'undecided:',
};

function rank(outcome: CellReport['outcome']): number {
  return Object.keys(VERBS).indexOf(outcome);
}
