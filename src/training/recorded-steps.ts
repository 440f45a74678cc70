/**
 * The steps at which a training run is recorded: 1, 2, 5, 10, 20, 50, … up to `steps`. Runs record step 0 and their last step too.
 */
export function recordedSteps(steps: number): number[] {
  const recorded: number[] = [];
  for (let power = 1; power <= steps; power *= 10) recorded.push(power, 2 * power, 5 * power);
  return recorded.filter((step) => step <= steps);
}
