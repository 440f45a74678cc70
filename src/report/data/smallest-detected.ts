/**
 * The smallest size of a defect from which on every larger one is detected; null where the largest is not. What is undecided is not
 * detected.
 *
 * @param sizes - in increasing order
 */
export function smallestDetected(sizes: readonly number[], isDetected: (size: number) => boolean): number | null {
  const missed = sizes.findLastIndex((size) => !isDetected(size));
  return sizes[missed + 1] ?? null;
}
