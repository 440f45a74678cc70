// k pairs.

/** Weights closer than this, relative to the largest, are a tie. It is far above the rounding of two shares, 10⁻¹⁵, and far below what a figure can show. */
const TIE = 1e-9;

/** The index of the pair with the most attention in a relation row (2k + 1); null if two pairs tie. */
export function winnerOf(row: Float64Array): number | null {
  const weights = Array.from({ length: (row.length - 1) / 2 }, (_, i) => row[2 * i] + row[2 * i + 1]); // (k)
  const most = Math.max(...weights);
  const top = [...weights.keys()].filter((pair) => weights[pair] >= most * (1 - TIE));
  return top.length === 1 ? top[0] : null;
}
