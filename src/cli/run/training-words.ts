import type { KnowledgeBase } from '../../task/knowledge-base.js';
import type { TrainingRun } from './training-run.js';

/** The sizes of a table in one line. */
export function sizesText({ subjects, relations, answers, facts }: KnowledgeBase): string {
  return `S = ${subjects}, R = ${relations}, A = ${answers}, N = ${facts}`;
}

/** Why a run stopped early; null where it took all its steps. */
export function endText({ end }: TrainingRun): string | null {
  return end.kind === 'diverged' ? `diverged: no longer a number after step ${end.step}; lower --eta` : null;
}
