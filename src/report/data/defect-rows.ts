import type { CellReport, MapReport } from './map-schema.js';

/** A claim and a planted defect that it was held to. */
export interface DefectRow {
  readonly claim: string;
  readonly defect: string;
  /** From which size on the claim detects it; null where not every size was decided. */
  readonly smallest: MapReport['smallest'][number] | null;
  /** Its sizes, from the smallest, with what became of them where they were evaluated. */
  readonly sizes: readonly { readonly column: MapReport['columns'][number]; readonly cell: CellReport | null }[];
}

/** The map of planted defects by claim and defect: as columns their sizes would be many, and mostly empty. */
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
