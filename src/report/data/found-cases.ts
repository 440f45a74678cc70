import { counterexampleName, type CounterexampleRole } from '../../verify/storage/counterexample-file.js';
import type { ClaimReport } from './schema.js';

type Counterexample = Extract<ClaimReport['verdict'], { by: 'witness' }>['witness'];

/** A case that a verdict carries, in the role under which its file is written; null where it decided nothing and no file is. */
export interface FoundCase {
  readonly role: CounterexampleRole | null;
  readonly case: Counterexample;
}

/** The cases of a verdict, the one that its pictures show first: the minimal one, the witness, or the worst. */
export function foundCases(verdict: ClaimReport['verdict']): FoundCase[] {
  const found = (role: CounterexampleRole | null, counterexample: Counterexample | null): FoundCase[] =>
    counterexample === null ? [] : [{ role, case: counterexample }];
  switch (verdict.word) {
    case 'UNSTABLE':
      return found('unstable', verdict.counterexample);
    case 'HOLDS':
    case 'REFUTED':
    case 'INCONCLUSIVE':
      if (verdict.by === 'witness') return found('witness', verdict.witness);
      if (verdict.by === 'counterexample') {
        const { counterexample, hunt, estimate } = verdict;
        return [
          ...found(hunt === null ? 'worst' : 'minimal', counterexample),
          ...found('severe', hunt?.severe ?? null),
          ...found('worst', estimate?.worst ?? null),
        ];
      }
      if (verdict.by !== 'rate' && verdict.by !== 'estimate') return [];
      return [
        ...found('exception', verdict.hunt.found),
        ...found('severe', verdict.hunt.severe),
        ...found('worst', verdict.estimate.worst),
      ];
    case 'NOT APPLICABLE':
      return found(null, verdict.exploratory?.worst ?? null);
    case 'VACUOUS':
    case 'SKIPPED':
    case 'ERROR':
      return [];
  }
}

/** The command that evaluates a case of the report again, from the folder of the report. */
export function replayOf({ id }: Pick<ClaimReport, 'id'>, given: boolean, role: CounterexampleRole): string {
  return `ic-recall replay counterexamples/${counterexampleName({ id, given, role })}`;
}

/** The title of a case. */
export function titleOf({ role }: FoundCase): string {
  return role === null ? 'Worst case, outside what is claimed' : ROLE_TITLES[role];
}

const ROLE_TITLES: Readonly<Record<CounterexampleRole, string>> = {
  minimal: 'Minimal counterexample',
  worst: 'Worst case',
  severe: 'Simplest that fails at least half as badly as the worst',
  exception: 'Exception, shrunk (it decides no rate)',
  witness: 'Witness',
  unstable: 'Unstable case',
  error: 'Case that could not be evaluated',
};
