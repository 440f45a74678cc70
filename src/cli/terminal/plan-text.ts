import { figure, percentAtMost, plural } from '../../report/words/numbers.js';
import { reachWords } from '../../report/words/plan-words.js';
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
    planned: planned.map(({ claim, experiment, origin, plan, finite }) => ({
      id: claim.id,
      experiment,
      variant: origin.kind === 'variant' ? origin.variant : null,
      ...plan,
      finite,
      reach: finite ? null : reachOf(claim, plan),
    })),
  };
}

/** What a run could tell, a line for each claim. */
export function planText({ claims, cells, planned, skipped }: RunPlan, budget: BudgetName): string {
  const rows = planned
    .filter(({ origin }) => origin.kind !== 'variant')
    .map(({ claim, plan, finite }) => {
      return [
        `  ${claim.id}`,
        claim.slug,
        finite ? 'all' : `${plan.cases}`,
        finite ? '' : `${plan.hunted}`,
        claim.kind === 'existence' ? '' : percentAtMost(plan.tolerance),
        reachWords(claim.kind, finite ? null : reachOf(claim, plan)),
      ];
    });
  const head = ['  claim', '', 'cases at most', 'hunted', 'tolerance', `with a chance of ${POWER}`];
  return `${[
    ...columns([head, ...rows], [0, 1, 5]),
    '',
    ...(cells === 0 ? [] : [`maps: ${cells} cells share α = ${MAPS_ALPHA} of their own`]),
    ...(skipped.length === 0 ? [] : [`skipped by the ${budget} budget: ${skipped.join(', ')}`]),
    `budget ${budget}: ${claims} ${plural(claims, 'claim')} share${claims === 1 ? 's' : ''} α = ${SUITE_ALPHA}, ${figure(SUITE_ALPHA / Math.max(1, claims))} each; nothing was run`,
  ].join('\n')}\n`;
}
