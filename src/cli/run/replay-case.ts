import { isDeepStrictEqual } from 'node:util';
import { openReplayable } from '../../../properties/catalogue/replayable.js';
import type { EngineName } from '../../engine/engine.js';
import type { Conclusion } from '../../verify/conclusion.js';
import { evaluate } from '../../verify/decide/evaluator.js';
import { EvaluationError } from '../../verify/evaluation-error.js';
import type { UnmetAssumption } from '../../verify/experiment.js';
import { isJsonObject, type Json } from '../../verify/json.js';
import { statementHash, type CounterexampleFile } from '../../verify/storage/counterexample-file.js';

/** A stored case, evaluated again. */
export interface Replayed {
  readonly claim: string;
  readonly role: CounterexampleFile['role'];
  /** The case that was evaluated, in a line. */
  readonly description: string;
  /** True when the outcome is what the file says, the margin to the last bit. */
  readonly reproduced: boolean;
  /** True when the claim says something else now than when the file was written. */
  readonly statementChanged: boolean;
  readonly margin: { readonly stored: number | null; readonly now: number | null };
  /** Fields of the file that differ when this version writes the case again: it evaluated something else than the file says. */
  readonly differing: readonly string[];
  readonly outcome: Conclusion | { readonly error: string };
  /** Assumptions of the claim, as it is now, that the case breaks. */
  readonly unmet: readonly UnmetAssumption[];
}

/**
 * Evaluates the case of a counterexample file once.
 *
 * @param engine - another engine than that of the file
 */
export async function replayCase(file: CounterexampleFile, engine: EngineName | undefined): Promise<Replayed> {
  const { experiment, test, value } = await openReplayable(file, engine);
  const { outcome: stored } = file;
  const outcome = outcomeOf();
  const differing = [
    ...differencesIn(file.case, experiment.codec.encode(value), 'case'),
    ...differencesIn(file.setting, experiment.setting ?? null, 'setting'),
  ];
  const thresholds = test.claim.thresholds.map(({ quantity, bound, value: limit }) => ({ quantity, bound, value: limit }));
  return {
    claim: test.claim.id,
    role: file.role,
    description: experiment.presentation.describe(value),
    reproduced: differing.length === 0 && isSame(stored, outcome, engine),
    statementChanged: statementHash(test.claim) !== file.claim.hash || !isDeepStrictEqual(thresholds, file.claim.thresholds),
    margin: { stored: stored.kind === 'error' ? null : stored.margin, now: 'error' in outcome ? null : outcome.margin },
    differing,
    outcome,
    unmet: test.unmet(value),
  };

  function outcomeOf(): Replayed['outcome'] {
    try {
      return evaluate(experiment, test, value);
    } catch (error) {
      if (error instanceof EvaluationError) return { error: error.message };
      throw error;
    }
  }
}

/** The members in which the file and this version's encoding differ. */
function differencesIn(stored: Json, made: Json, field: string): string[] {
  if (isDeepStrictEqual(stored, made)) return [];
  if (!isJsonObject(stored) || !isJsonObject(made)) return [field];
  const names = new Set([...Object.keys(stored), ...Object.keys(made)]);
  return [...names].filter((name) => !isDeepStrictEqual(stored[name], made[name])).map((name) => `${field}.${name}`);
}

/** True if the outcome is equal to the last bit, or within rounding for another engine than the file's. */
function isSame(stored: CounterexampleFile['outcome'], outcome: Replayed['outcome'], engine: EngineName | undefined): boolean {
  if ('error' in outcome || stored.kind === 'error') {
    return 'error' in outcome && stored.kind === 'error' && stored.message === outcome.error;
  }
  if (engine === undefined) return isDeepStrictEqual(stored, { kind: 'conclusion', ...outcome });
  const near = (one: number, other: number) => Math.abs(one - other) <= ROUNDING_OF[engine] * Math.max(1, Math.abs(other));
  return stored.quantities.every(
    ({ value, margin }, i) => near(outcome.quantities[i].value, value) && near(outcome.quantities[i].margin, margin),
  );
}

/** The relative difference allowed between engines after 200 steps: about a hundred times what was measured (test/engine). */
const ROUNDING_OF: Readonly<Record<EngineName, number>> = { sparse: 1e-9, reference: 1e-9, tensor: 1e-3 };
