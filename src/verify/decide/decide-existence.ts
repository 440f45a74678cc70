import { isViolation } from '../conclusion.js';
import { drawsOf } from './draws.js';
import { counterexampleOf, type Confirmed, type Evaluator } from './evaluator.js';
import { findWitness } from './hunt.js';
import type { Plan } from './plan.js';
import type { Verdict } from '../verdict.js';

/**
 * Decides an existence claim: it holds by a witness that replays, and is otherwise undecided, since cases that are no witnesses
 * refute nothing.
 */
export function decideExistence<Case, Observation>(evaluator: Evaluator<Case, Observation>, plan: Plan, seed: bigint): Verdict {
  const { experiment } = evaluator;
  const draw = drawsOf(experiment, seed);
  const witnesses: Case[] = []; // at most one
  for (let index = 0; index < plan.cases && witnesses.length === 0; index++) {
    evaluator.markDrawing({ stream: ['estimate', experiment.id, index] });
    const value = draw(index);
    if (evaluator.meetsAssumptions(value) && !isViolation(evaluator.evaluate(value))) witnesses.push(value);
  }
  const evaluated = evaluator.evaluations;
  const { tried, confirmed } = findWitness(evaluator, plan.hunted, seed, witnesses);
  const searched = evaluated + tried - witnesses.length; // the hunt tries the given witness again
  if (searched === 0) {
    return { word: 'VACUOUS', accepted: 0, drawn: plan.cases, stopped: `none of ${plan.cases} drawn cases met the assumptions` };
  }
  if (confirmed !== null) return witnessVerdict(confirmed, searched);
  if (witnesses.length === 0) {
    return { word: 'INCONCLUSIVE', by: 'search', searched, stopped: `the budget of ${searched} cases ran out without a witness` };
  }
  const [value] = witnesses; // it was a witness when it was drawn, but not when the hunt tried it
  const counterexample = counterexampleOf(experiment, { value, conclusion: evaluator.evaluate(value) });
  return witnessVerdict({ counterexample, failed: 0, replays: 1 }, searched);
}

/** The verdict for a witness after its replays. `failed` counts those in which it was a witness again. */
export function witnessVerdict({ counterexample: witness, failed: kept, replays }: Confirmed, searched: number): Verdict {
  if (kept < replays) {
    const stopped = `the witness satisfied the claim once, but then in only ${kept} of ${replays} replays`;
    return { word: 'UNSTABLE', counterexample: witness, replays, failed: replays - kept, stopped };
  }
  const stopped = `a witness satisfied the claim in ${kept} of ${replays} replays`;
  return { word: 'HOLDS', by: 'witness', witness, replays, searched, stopped };
}
