// k pairs.

/** Weights nearer to each other than this, relative to the largest, are a tie: far above the rounding of two shares, 10⁻¹⁵, and far below what any picture shows. */
const TIE = 1e-9;

/** The pair of a relation row (2k + 1) with the most attention, from 0; null where another has as much. */
export function winnerOf(row: Float64Array): number | null {
  const weights = Array.from({ length: (row.length - 1) / 2 }, (_, i) => row[2 * i] + row[2 * i + 1]); // (k)
  const most = Math.max(...weights);
  const leaders = [...weights.keys()].filter((pair) => weights[pair] >= most * (1 - TIE));
  return leaders.length === 1 ? leaders[0] : null;
}
