import { distinct } from './decide-enumeration.js';
import { drawsOf } from './draws.js';
import { DRAWS_PER_CASE } from './estimate.js';
import { maskOf } from './evaluator.js';
import type { ClaimTest, Experiment, Json } from '../experiment.js';
import { checkStop, type Heartbeat } from './heartbeat.js';

/** What a reader is shown of a claim beyond its numbers, as its experiment makes it; null where it makes none. */
export interface Previews {
  /** Of many cases at once. */
  readonly overview: Json;
  /** Of the first case that makes a good example. */
  readonly example: Json;
  /** Of the simplest counterexample, or the witness. */
  readonly counterexample: Json;
}

/** Nothing to show. */
export const NO_PREVIEWS: Previews = { overview: null, example: null, counterexample: null };

/** Cases that are shown at once. */
const SHOWN = 20;

/**
 * What is shown of a claim: its first cases, and the counterexample.
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
  const many = experiment.presentation.overview !== undefined && test.claim.heavy !== true; // a heavy case takes a second
  const cases = firstCases(experiment, test, SHOWN, seed, heartbeat);
  const example = cases.find((value) => experiment.presentation.isGoodExample?.(value) === true) ?? cases[0];
  const illustrated = (value: Case) =>
    (test.preview === undefined ? experiment.presentation.preview?.(value) : test.preview(value)) ?? null;
  return {
    overview: many && cases.length > 0 ? (experiment.presentation.overview?.(cases) ?? null) : null,
    example: cases.length === 0 ? null : illustrated(example),
    counterexample: counterexample === null ? null : illustrated(experiment.codec.decode(counterexample)),
  };
}

/** The first cases that a claim speaks of: of the estimate's draws, or of a finite domain. */
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
