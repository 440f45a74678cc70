import { isViolation } from '../conclusion.js';
import { drawsOf } from './draws.js';
import { counterexampleOf, type Confirmed, type Evaluator } from './evaluator.js';
import { findWitness } from './hunt.js';
import type { Plan } from './plan.js';
import type { Verdict } from '../verdict.js';

/** An existence claim holds by a witness that replays, and is otherwise undecided: cases that are none refute nothing. */
export function decideExistence<Case, Observation>(evaluator: Evaluator<Case, Observation>, plan: Plan, seed: bigint): Verdict {
  const { experiment } = evaluator;
  const draw = drawsOf(experiment, seed);
  const known: Case[] = [];
  for (let index = 0; index < plan.cases && known.length === 0; index++) {
    evaluator.drawing({ stream: ['estimate', experiment.id, index] });
    const value = draw(index);
    if (evaluator.speaksOf(value) && !isViolation(evaluator.evaluate(value))) known.push(value);
  }
  const evaluated = evaluator.evaluations;
  const { looked, confirmed } = findWitness(evaluator, plan.hunted, seed, known);
  const searched = evaluated + looked - known.length; // the hunt looks at what it is given once more
  if (searched === 0) {
    return { word: 'VACUOUS', accepted: 0, drawn: plan.cases, stopped: `none of ${plan.cases} drawn cases met the assumptions` };
  }
  if (confirmed !== null) return witnessVerdict(confirmed, searched);
  if (known.length === 0) {
    return { word: 'INCONCLUSIVE', by: 'search', searched, stopped: `the budget of ${searched} cases ended without a witness` };
  }
  const [value] = known; // a witness when it was drawn, and none when the search came to it
  const counterexample = counterexampleOf(experiment, { value, conclusion: evaluator.evaluate(value) });
  return witnessVerdict({ counterexample, failed: 0, replays: 1 }, searched);
}

/** The verdict that a witness gives after its replays, of which `failed` kept the claim. */
export function witnessVerdict({ counterexample: witness, failed: kept, replays }: Confirmed, searched: number): Verdict {
  if (kept < replays) {
    const stopped = `the witness kept the claim once and then in only ${kept} of ${replays} replays`;
    return { word: 'UNSTABLE', counterexample: witness, replays, failed: replays - kept, stopped };
  }
  const stopped = `a witness kept the claim in ${kept} of ${replays} replays`;
  return { word: 'HOLDS', by: 'witness', witness, replays, searched, stopped };
}
