/**
 * The smallest size of a defect for which it and all larger sizes are detected; null where the largest is not detected. An undecided size
 * does not count as detected.
 *
 * @param sizes - in increasing order
 */
export function smallestDetected(sizes: readonly number[], isDetected: (size: number) => boolean): number | null {
  const missed = sizes.findLastIndex((size) => !isDetected(size));
  return sizes[missed + 1] ?? null;
}
