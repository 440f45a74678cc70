/** The rival laws: n = c, n = c (ln N)^p with 0 ≤ p ≤ 2, and n = c N^e. */
export const SCALING_LAWS = ['constant', 'polylogarithm', 'power'] as const;

export type ScalingLaw = (typeof SCALING_LAWS)[number];
