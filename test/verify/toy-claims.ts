import fc from 'fast-check';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { CaseCodec, CasePresentation, CaseSource, Experiment, UnmetAssumption } from '../../src/verify/experiment.js';

/** A claim that has nothing to do with transformers: `verify` must serve any paper's. */
export function toyClaim(overrides: Partial<Claim> = {}): Claim {
  const tolerance = overrides.tolerance ?? { quick: 0.05, standard: 0.05, thorough: 0.05 };
  return {
    id: 'X1',
    slug: 'toy',
    kind: 'rate',
    statement: 'a number is what it should be',
    reading: 'none',
    source: 'beyond',
    assumptions: [],
    domain: '0 … 999,999',
    distribution: 'uniform',
    thresholds: [{ quantity: 'margin', bound: 'at least', value: 0, basis: 'none' }],
    expected: 'HOLDS',
    ...overrides,
    tolerance,
  };
}

/** How a toy claim judges numbers. */
export interface ToyRules {
  readonly claim: Claim;
  /** ≥ 0 holds. */
  readonly margin: (value: number) => number;
  /** Whether a number meets the claim's assumptions; all do by default. */
  readonly meetsAssumptions?: (value: number) => boolean;
  readonly enumerate?: () => Iterable<number>;
}

/** An experiment on whole numbers below a million. */
export function toyExperiment(id: string, rules: readonly ToyRules[]): Experiment<number, number> {
  const [first] = rules;
  return {
    id,
    origin: { kind: 'claims' },
    cases: {
      arbitrary: fc.nat({ max: 999_999 }),
      ...(first.enumerate === undefined ? {} : { enumerate: first.enumerate }),
    },
    codec: { encode: (value) => value, decode: Number },
    presentation: {
      describe: (value) => `the number ${value}`,
      stratum: (value) => (value % 2 === 0 ? 'even' : 'odd'),
    },
    observe: (value) => value,
    tests: rules.map(({ claim, margin, meetsAssumptions = () => true }) => ({
      claim,
      unmet: (value): UnmetAssumption[] => (meetsAssumptions(value) ? [] : [{ assumption: 'in range', offenders: [`${value}`] }]),
      conclude: (value) => conclude([against(claim, 'margin', margin(value))]),
    })),
  };
}

/** Changes to an experiment, including members of its cases, its codec and its presentation. */
type Changes<Case, Observation> = Partial<
  Omit<Experiment<Case, Observation>, 'cases' | 'codec' | 'presentation'> &
    CaseSource<Case> &
    CaseCodec<Case> &
    CasePresentation<Case>
>;

/** An experiment with some members changed, of whichever of its interfaces. */
export function withChanges<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  changes: Changes<Case, Observation>,
): Experiment<Case, Observation> {
  const { arbitrary, enumerate, factors, encode, decode, key, describe, stratum, preview, isGoodExample, overview, ...others } =
    changes;
  const given = (members: object) => Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));
  return {
    ...experiment,
    ...others,
    cases: { ...experiment.cases, ...given({ arbitrary, enumerate, factors }) },
    codec: { ...experiment.codec, ...given({ encode, decode, key }) },
    presentation: { ...experiment.presentation, ...given({ describe, stratum, preview, isGoodExample, overview }) },
  };
}

/** The origin of cases about a given subject. */
export const GIVEN = { kind: 'given', scope: { domain: 'a given number', distribution: 'none' } } as const;
