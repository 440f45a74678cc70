import { existsSync, writeFileSync } from 'node:fs';
import type { ClaimsWithoutCases, Experiment, Json } from '../../src/verify/experiment.js';
import type { Catalogue } from '../../src/verify/workers/catalogue.js';
import { GIVEN, toyClaim, toyExperiment, withChanges } from '../verify/toy-claims.js';

// A catalogue that threads open: claims about numbers below a million, some of which never come to an end.

/** A value that the estimate meets early and the hunt does not try by itself. */
const isTrap = (value: number) => value % 10 === 7 && value > 100;

/** A value near an edge, where the hunt looks. */
const isEdge = (value: number) => value < 20 || value >= 999_980;

/** Values that neither the estimate nor the hunt meets: what a run makes of them it has from an earlier one. */
export const LONE = { failing: 123_456, throwing: 123_458 } as const;

const WITHOUT_CASES: ClaimsWithoutCases = {
  id: 'without cases',
  scope: GIVEN.scope,
  claims: [toyClaim({ id: 'G1' })],
  unmet: [{ assumption: 'some case', offenders: ['there is none'] }],
};

function endless(): never {
  for (;;);
}

/** @param input - the traps that are set, and a file that the first thread makes which opens the catalogue: any other is at fault */
export function openCatalogue(input: Json): Catalogue {
  const { traps, once } = input as { traps: string[]; once?: string };
  if (once !== undefined) {
    if (existsSync(once)) throw new Error('the catalogue was opened once more');
    writeFileSync(once, '');
  }
  const trap = (name: string) => traps.includes(name);
  const sound = toyExperiment('sound', [
    { claim: toyClaim({ id: 'A1' }), margin: (value) => (value % 1000 < 20 ? -1 - value : 1) },
    { claim: toyClaim({ id: 'A2', kind: 'universal' }), margin: () => 1 },
    { claim: toyClaim({ id: 'A3', expected: 'REFUTED' }), margin: (value) => (value % 2 === 0 ? -value : 1) },
    { claim: toyClaim({ id: 'A4' }), margin: (value) => (value % 3 === 0 ? 1 : 2), meetsAssumptions: (value) => value % 3 !== 1 },
    {
      claim: toyClaim({ id: 'A5', kind: 'universal', expected: 'REFUTED' }),
      margin: (value) => 4321 - value,
    },
    { claim: toyClaim({ id: 'A6', kind: 'existence' }), margin: (value) => (value % 1000 === 5 ? 1 : -1) },
    {
      claim: toyClaim({ id: 'A7', kind: 'universal' }),
      margin: (value) => {
        if (value === LONE.throwing) throw new Error('a lone number');
        return value === LONE.failing ? -1 : 1;
      },
    },
  ]);
  const shared = toyExperiment('shared', [
    { claim: toyClaim({ id: 'B1' }), margin: (value) => (trap('first') && isTrap(value) ? endless() : 1) },
    {
      claim: toyClaim({ id: 'B2' }),
      margin: (value) => {
        if (trap('conclude') && isTrap(value)) endless();
        if (trap('exit') && isTrap(value)) process.exit(7);
        if (trap('late') && isTrap(value)) setTimeout(() => process.exit(7), 0); // when the thread has answered
        return 1;
      },
    },
    {
      claim: toyClaim({ id: 'B3' }),
      margin: (value) => {
        if (trap('hunt') && isEdge(value)) endless();
        return 1;
      },
      meetsAssumptions: (value) => (trap('assume') && isEdge(value) ? endless() : true),
    },
  ]);
  const observed = toyExperiment('observed', [
    { claim: toyClaim({ id: 'C1' }), margin: () => 1 },
    { claim: toyClaim({ id: 'C2' }), margin: () => 1 },
  ]);
  const drawn = toyExperiment('drawn', [{ claim: toyClaim({ id: 'D1' }), margin: () => 1 }]);
  const given = toyExperiment('given', [
    {
      claim: toyClaim({ id: 'E1' }),
      margin: (value) => (trap('explore') && isTrap(value) ? endless() : -1),
      meetsAssumptions: () => false,
    },
    { claim: toyClaim({ id: 'E2' }), margin: () => 1 },
  ]);
  const finite = toyExperiment('finite', [
    {
      claim: toyClaim({ id: 'F1', kind: 'universal' }),
      margin: (value) => (trap('enumerate') && isTrap(value) ? endless() : 1),
      enumerate: () => Array.from({ length: 400 }, (_, i) => Math.floor(i / 2)), // every case twice, and counted once
    },
    { claim: toyClaim({ id: 'F2', kind: 'universal' }), margin: () => 1 },
  ]);
  const stalling: Experiment<number, number> = {
    ...observed,
    observe: (value) => (trap('observe') && isTrap(value) ? endless() : value),
  };
  const unseen: Experiment<number, number> = {
    ...given,
    origin: GIVEN,
    tests: given.tests.map((test) => ({ ...test, unmet: (value) => (trap('given') ? endless() : test.unmet(value)) })),
  };
  const arbitrary = trap('draw')
    ? drawn.cases.arbitrary.map((value) => (isTrap(value) ? endless() : value))
    : drawn.cases.arbitrary;
  const shown = withChanges(sound, {
    preview: (value) => {
      if (trap('picture') && value === 4322) endless(); // the counterexample of A5
      if (trap('smudge')) throw new Error('no preview of this');
      return `the number ${value}`;
    },
    overview: (values) => values.length,
  });
  const first = ['shown', 'picture', 'smudge'].some(trap) ? shown : sound;
  const experiments = [first, shared, stalling, withChanges(drawn, { arbitrary }), unseen, finite];
  return { experiments, withoutCases: [WITHOUT_CASES], about: { traps } };
}
