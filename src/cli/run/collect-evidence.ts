import { CATALOGUE } from '../../../properties/catalogue/catalogue.js';
import { Interrupted } from '../../verify/decide/heartbeat.js';
import type { CorpusCase } from '../../verify/decide/regression-case.js';
import { superviseSuite } from '../../verify/workers/supervisor.js';
import type { Listener } from '../listeners/run-listener.js';
import { drawPhases } from './draw-phases.js';
import type { Evidence } from './evidence.js';
import type { RunRequest } from './run-request.js';

/** Evaluates what a request asks for; null where it is stopped before its first case. */
export async function collectEvidence(
  { input, seed, budget, only, recorded, threads, ...request }: RunRequest,
  { regressions, signal }: { readonly regressions: readonly CorpusCase[]; readonly signal: AbortSignal },
  listener: Listener,
): Promise<Evidence | null> {
  let run;
  try {
    run = await superviseSuite(
      { module: CATALOGUE, input },
      { seed, budget, only, recorded, ...threads, regressions, signal, ...listener },
    );
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    listener.onInterrupted();
    return null;
  }
  const phases = request.phases ? await drawPhases({ seed, budget, signal }, listener.onPlace) : null;
  const seconds = Math.round((performance.now() - request.started) / 100) / 10;
  const evidence = { run, regressions, phases, seconds };
  listener.onEvidence(evidence);
  return evidence;
}
