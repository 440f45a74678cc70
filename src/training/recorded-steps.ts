/** The steps at which a trajectory is recorded: 1, 2, 5, 10, 20, 50, … up to the number of steps; a run adds its first and its last. */
export function recordedSteps(steps: number): number[] {
  const recorded: number[] = [];
  for (let power = 1; power <= steps; power *= 10) recorded.push(power, 2 * power, 5 * power);
  return recorded.filter((step) => step <= steps);
}
