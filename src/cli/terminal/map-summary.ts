import type { CellReport, MapReport } from '../../report/data/map-schema.js';
import { figure } from '../../report/words/numbers.js';
import type { MapName } from '../../verify/variant.js';
import { columns as aligned } from './text.js';

const TITLES: Readonly<Record<MapName, string>> = {
  controls: 'kill matrix, claims × broken models',
  sensitivity: 'sensitivity, claims × planted defects',
  ablation: 'ablation, claims × dropped assumptions',
};

/** A map in the lines that a terminal shows: a line for each column with the claims by what became of them, or for each claim and defect with the smallest size that is detected. */
export function mapSummary(name: MapName, { columns, cells, smallest }: MapReport): string[] {
  const found = smallest.map(({ claim, defect, size }) => [
    `  ${claim}`,
    defect,
    size === null ? 'detected in no size' : `detected from ${figure(size)} on`,
  ]);
  const rows = columns.map(({ id }) => [
    `  ${id}`,
    phrase(cells.filter(({ column }) => column === id)) || 'no claim of this run is held to it',
  ]);
  return [
    `${TITLES[name]} (exploratory; report.json has the evidence, and what was not asked and why)`,
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
