import { SWEEP_CATALOGUE } from '../../../properties/catalogue/sweep-catalogue.js';
import { Interrupted } from '../../verify/decide/heartbeat.js';
import type { ClaimResult } from '../../verify/decide/schedule.js';
import { superviseSuite } from '../../verify/workers/supervisor.js';
import type { Progress } from '../terminal/progress.js';
import type { SweepPlan } from './sweep-plan.js';
import { untilStopped } from './until-stopped.js';

/** MiB. Draws leave garbage and keep little: with 8 MiB the peak is 30 MiB below that of Node's default, in the same time. */
const YOUNG_MEMORY = 8;

interface SearchOptions {
  readonly seed: bigint;
  readonly caseLimit: number;
  readonly workers?: number;
}

/** Searches n* over the sizes of each series: its results in their order, null where it is stopped before the first size. */
export async function searchSeries(
  { learner, series }: SweepPlan,
  { seed, caseLimit, workers }: SearchOptions,
  progress: Progress,
): Promise<readonly ClaimResult[] | null> {
  try {
    const { results } = await untilStopped({}, progress, async (signal) =>
      superviseSuite(
        { module: SWEEP_CATALOGUE, input: { learner, series: series.map((each) => ({ ...each, bits: [...each.bits] })) } },
        {
          seed,
          budget: 'standard',
          only: null,
          caseLimit,
          youngMemory: YOUNG_MEMORY,
          ...(workers === undefined ? {} : { workers }),
          signal,
          onResult: ({ claim }) => progress.note(`${claim.id}: done`),
          onProgress: (running) =>
            progress.state(running.map(({ claims: [{ id }], done, planned }) => `${id}: ${done} of ${planned} sizes`).join(' · ')),
        },
      ),
    );
    progress.clear();
    return results;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    progress.line('stopped before the first size');
    return null;
  }
}
