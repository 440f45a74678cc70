import { Option } from 'commander';
import type { RunPlan } from '../../verify/workers/run-plan.js';
import type { SupervisedOptions } from '../../verify/workers/supervisor.js';
import { realNumber, wholeNumber } from '../options/options.js';
import type { Progress } from '../terminal/progress.js';
import { catalogueFactsOf } from './results.js';

/** Seconds that a case may take: a hundred times what the dearest took on the machines it was measured on. */
const CASE_LIMIT = 120;

/** The option --case-limit. */
export function caseLimitOption(): Option {
  return new Option('--case-limit <seconds>', 'how long one case may take')
    .argParser(realNumber('--case-limit', 0, true, 1_000_000))
    .default(CASE_LIMIT);
}

/** The option --workers. */
export function workersOption(): Option {
  return new Option('--workers <number>', 'threads; they change no result').argParser(wholeNumber('--workers', 1, 64));
}

/** How a supervised run tells what it does. */
export function tellers(progress: Progress): Pick<SupervisedOptions, 'onPlan' | 'onResult' | 'onProgress'> {
  return {
    onPlan: (plan: RunPlan) => {
      const { passedOver } = catalogueFactsOf(plan);
      if (passedOver.length > 0) progress.line(`tensor backends passed over: ${passedOver.join('; ')}`);
    },
    onResult({ claim, origin, verdict }) {
      if (verdict.word === 'SKIPPED') return; // the summary names all of them in one line
      const where = { claims: '', given: ' on the table', variant: origin.kind === 'variant' ? ` (${origin.variant.id})` : '' };
      progress.note(`${claim.id}${where[origin.kind]}: ${verdict.word}`);
    },
    onProgress: (running) =>
      progress.state(
        running.map(({ claims, done, planned }) => `${claims.map(({ id }) => id).join(', ')}: ${done} of ${planned}`).join(' · '),
      ),
  };
}
