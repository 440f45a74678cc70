import { counterexampleName, type CounterexampleRole } from '../verify/counterexample-file.js';
import type { ClaimReport } from './schema.js';

/**
 * The command that evaluates again what a verdict rests on, to be called in the folder of the report; null where no case was kept.
 *
 * @param given - whether the claim was held to the given table
 */
export function replayCommand({ id, verdict }: ClaimReport, given: boolean): string | null {
  const role = roleOf(verdict);
  return role === null ? null : `ic-recall replay counterexamples/${counterexampleName({ id, given, role })}`;
}

/** The most telling of the files that a verdict leaves: see `filesOf`. */
function roleOf(verdict: ClaimReport['verdict']): CounterexampleRole | null {
  switch (verdict.word) {
    case 'HOLDS':
    case 'REFUTED':
    case 'INCONCLUSIVE':
      if (verdict.by === 'witness') return 'witness';
      if (verdict.by === 'counterexample') return verdict.hunt === null ? 'worst' : 'minimal';
      if (verdict.by !== 'rate' && verdict.by !== 'estimate') return null;
      if (verdict.hunt.found !== null) return 'exception';
      return verdict.estimate.worst === null ? null : 'worst';
    case 'UNSTABLE':
      return 'unstable';
    case 'ERROR':
      return 'error';
    case 'VACUOUS':
    case 'NOT APPLICABLE':
      return null;
  }
}
