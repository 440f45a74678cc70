import type { CellReport, MapReport } from './map-schema.js';

/** A claim and a planted defect that it was tested on. */
export interface DefectRow {
  readonly claim: string;
  readonly defect: string;
  /** The size from which the claim detects it; null where not every size was decided. */
  readonly smallest: MapReport['smallest'][number] | null;
  /** Its sizes, the smallest first, with the cells of those that were evaluated. */
  readonly sizes: readonly { readonly column: MapReport['columns'][number]; readonly cell: CellReport | null }[];
}

/** The rows of a sensitivity map, by claim and defect. With a column for each size, the matrix would be wide and mostly empty. */
export function defectRows({ columns, cells, smallest }: Pick<MapReport, 'columns' | 'cells' | 'smallest'>): DefectRow[] {
  const defects = [...new Set(columns.flatMap(({ defect }) => defect?.name ?? []))];
  return defects.flatMap((defect) => {
    const sizes = columns.filter((column) => column.defect?.name === defect);
    const met = cells.filter(({ column }) => sizes.some(({ id }) => id === column));
    return [...new Set(met.map(({ claim }) => claim))].map((claim) => ({
      claim,
      defect,
      smallest: smallest.find((each) => each.claim === claim && each.defect === defect) ?? null,
      sizes: sizes.map((column) => ({
        column,
        cell: met.find((each) => each.claim === claim && each.column === column.id) ?? null,
      })),
    }));
  });
}
