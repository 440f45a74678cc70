import { isViolation } from '../conclusion.js';
import { witnessVerdict } from './decide-existence.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import { concludeOn, counterexampleOf, keyOf, maskOf, type Evaluator } from './evaluator.js';
import type { Experiment } from '../experiment.js';
import { checkStop, type Heartbeat } from './heartbeat.js';
import { CaseCounts } from './case-counts.js';
import type { Plan } from './plan.js';
import { unstableVerdict } from './unstable.js';
import type { Verdict } from '../verdict.js';

/**
 * The cases of a finite domain, each once.
 *
 * @throws EvaluationError when enumerating them fails
 */
export function distinct<Case>(experiment: Experiment<Case>, seed: bigint): Case[] {
  const byKey = new Map<string, Case>();
  try {
    for (const value of experiment.cases.enumerate?.(seed) ?? []) {
      const key = keyOf(experiment, value);
      if (!byKey.has(key)) byKey.set(key, value);
    }
  } catch (error) {
    throw EvaluationError.of(error, originOf({ domain: experiment.id, after: byKey.size }));
  }
  return [...byKey.values()];
}

/** Decides a claim by evaluating every case of a finite domain. Its violation rate is then known, not estimated. */
export function decideByEnumeration<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  { tolerance }: Plan,
  cases: readonly Case[],
  heartbeat: Heartbeat,
): Verdict {
  const { experiment, test } = evaluator;
  const mask = maskOf(experiment, test);
  const counts = new CaseCounts();
  let witness: Case | null = null;
  cases.forEach((value, index) => {
    checkStop(heartbeat);
    heartbeat.at('enumeration', mask, index);
    try {
      if (test.unmet(value).length > 0) {
        counts.reject();
        return;
      }
      const conclusion = concludeOn(test, value, experiment.observe(value));
      counts.add(index, conclusion, experiment.presentation.stratum(value));
      if (!isViolation(conclusion)) witness ??= value;
    } catch (error) {
      throw EvaluationError.on(error, () => experiment.codec.encode(value));
    }
  });
  const enumeration = counts.total(({ value, conclusion }) => counterexampleOf(experiment, { value: cases[value], conclusion }));
  if (enumeration.cases === 0) {
    return { word: 'VACUOUS', accepted: 0, drawn: cases.length, stopped: 'no case of the finite domain meets the assumptions' };
  }
  const stopped = `all ${enumeration.cases} cases of the finite domain were evaluated`;
  if (test.claim.kind === 'existence') {
    if (witness === null) return { word: 'REFUTED', by: 'enumeration', enumeration, stopped };
    return witnessVerdict(
      evaluator.confirm(witness, (conclusion) => !isViolation(conclusion)),
      enumeration.cases,
    );
  }
  const { worst } = counts;
  const confirmed = worst === null ? null : evaluator.confirm(cases[worst.value]);
  const unstable = unstableVerdict(confirmed);
  if (unstable !== null) return unstable;
  const tolerated = test.claim.kind === 'rate' && enumeration.violations / enumeration.cases <= tolerance;
  if (confirmed === null || tolerated) return { word: 'HOLDS', by: 'enumeration', enumeration, stopped };
  const { counterexample, replays } = confirmed;
  return { word: 'REFUTED', by: 'counterexample', counterexample, replays, estimate: null, hunt: null, enumeration, stopped };
}
