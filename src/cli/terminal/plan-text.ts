import { figure, percentAtLeast, percentAtMost } from '../../report/words/numbers.js';
import type { BudgetName } from '../../verify/claim.js';
import { MAPS_ALPHA, POWER, reachOf, SUITE_ALPHA } from '../../verify/decide/plan.js';
import type { RunPlan } from '../../verify/workers/run-plan.js';
import { columns } from './text.js';

/** What a run could tell, for machines. */
export function planFacts({ claims, cells, planned }: RunPlan): unknown {
  return {
    claims,
    alpha: SUITE_ALPHA / Math.max(1, claims),
    maps: { cells, alpha: MAPS_ALPHA / Math.max(1, cells) },
    power: POWER,
    planned: planned.map(({ claim, experiment, origin, plan }) => ({
      id: claim.id,
      experiment,
      variant: origin.kind === 'variant' ? origin.variant : null,
      ...plan,
      reach: reachOf(claim, plan),
    })),
  };
}

/** What a run could tell, a line for each claim. */
export function planText({ claims, cells, planned, skipped }: RunPlan, budget: BudgetName): string {
  const rows = planned
    .filter(({ origin }) => origin.kind !== 'variant')
    .map(({ claim, plan }) => {
      const { holds, refutes } = reachOf(claim, plan);
      const reach =
        claim.kind === 'scaling'
          ? 'how it grows over the sizes of its domain'
          : claim.kind === 'existence'
            ? 'a witness, if it meets one'
            : claim.kind === 'universal'
              ? `meets a violation from a rate of ${percentAtMost(refutes ?? 1)} on`
              : `${holds === null ? 'finds no rate to hold' : `holds up to a rate of ${percentAtLeast(holds)}`}, ${refutes === null ? 'refutes none' : `refuted from ${percentAtMost(refutes)} on`}`;
      return [
        `  ${claim.id}`,
        claim.slug,
        `${plan.cases}`,
        `${plan.hunted}`,
        claim.kind === 'existence' ? '' : percentAtMost(plan.tolerance),
        reach,
      ];
    });
  const head = ['  claim', '', 'cases at most', 'hunted', 'tolerance', `with a chance of ${POWER}`];
  return `${[
    ...columns([head, ...rows], [0, 1, 5]),
    '',
    ...(cells === 0 ? [] : [`maps: ${cells} cells share α = ${MAPS_ALPHA} of their own`]),
    ...(skipped.length === 0 ? [] : [`skipped by the ${budget} budget: ${skipped.join(', ')}`]),
    `budget ${budget}: ${claims} claim${claims === 1 ? '' : 's'} share${claims === 1 ? 's' : ''} α = ${SUITE_ALPHA}, ${figure(SUITE_ALPHA / Math.max(1, claims))} each; nothing was run`,
  ].join('\n')}\n`;
}
