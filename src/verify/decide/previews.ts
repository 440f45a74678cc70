import { distinct } from './decide-enumeration.js';
import { drawsOf } from './draws.js';
import { DRAWS_PER_CASE } from './estimate.js';
import { maskOf } from './evaluator.js';
import type { ClaimTest, Experiment, Json } from '../experiment.js';
import { checkStop, type Heartbeat } from './heartbeat.js';

/** The previews of a claim: what a report shows of its cases. Null where the experiment makes none. */
export interface Previews {
  /** Of the first cases together. */
  readonly overview: Json;
  /** Of the first case that is a good example. */
  readonly example: Json;
  /** Of the simplest counterexample, or the witness. */
  readonly counterexample: Json;
}

export const NO_PREVIEWS: Previews = { overview: null, example: null, counterexample: null };

/** The number of cases in an overview. */
const SHOWN = 20;

/**
 * Makes the previews of a claim: of its first cases, and of its counterexample.
 *
 * @param counterexample - by value; null where there is none
 */
export function previewsOf<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  counterexample: Json,
  seed: bigint,
  heartbeat: Heartbeat,
): Previews {
  const many = experiment.presentation.overview !== undefined && test.claim.heavy !== true; // a case of a heavy claim takes a second
  const cases = firstCases(experiment, test, SHOWN, seed, heartbeat);
  const example = cases.find((value) => experiment.presentation.isGoodExample?.(value) === true) ?? cases[0];
  const preview = (value: Case) =>
    (test.preview === undefined ? experiment.presentation.preview?.(value) : test.preview(value)) ?? null;
  return {
    overview: many && cases.length > 0 ? (experiment.presentation.overview?.(cases) ?? null) : null,
    example: cases.length === 0 ? null : preview(example),
    counterexample: counterexample === null ? null : preview(experiment.codec.decode(counterexample)),
  };
}

/** The first cases that meet a claim's assumptions, among the estimate's draws or of a finite domain. */
function firstCases<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  most: number,
  seed: bigint,
  heartbeat: Heartbeat,
): Case[] {
  if (experiment.cases.enumerate !== undefined) return distinct(experiment, seed).slice(0, most);
  const mask = maskOf(experiment, test);
  const draw = drawsOf(experiment, seed);
  const found: Case[] = [];
  for (let index = 0; found.length < most && index < most * DRAWS_PER_CASE; index++) {
    checkStop(heartbeat);
    heartbeat.at('estimate', mask, index);
    const value = draw(index);
    if (test.unmet(value).length === 0) found.push(value);
  }
  return found;
}
