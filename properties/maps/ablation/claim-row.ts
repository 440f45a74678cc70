import { DRAWN_FOR_M2 } from '../../../spec/domains/domain-m2.js';
import { DOMAIN_P1, ROWS_OF_P1, TABLES_OF_P1 } from '../../../spec/domains/domain-p1.js';
import { DOMAIN_D, DOMAIN_S3, DOMAIN_T1, DOMAIN_T6 } from '../../../spec/domains/training-domains.js';
import { M1 } from '../../../spec/claims/m1-memory-recall.js';
import { M2 } from '../../../spec/claims/m2-recall-boundary.js';
import { S3 } from '../../../spec/claims/s3-unseen-facts.js';
import { STEPS_OF_T6, T6 } from '../../../spec/claims/t6-keeps-converging.js';
import type { TrainingDomain } from '../../../spec/domains/training-domain.js';
import type { OpenEngine } from '../../../src/engine/engine.js';
import { violationsOf } from '../../../src/task/assumptions.js';
import type { UnmetAssumption, ClaimTest, Experiment } from '../../../src/verify/experiment.js';
import { unmetByTable, severalPairs } from '../../preconditions/unmet-assumptions.js';
import { boundaryCasesOfBias } from '../../cases/boundary-case.js';
import { CaseArbitrary } from '../../cases/case-arbitrary.js';
import { functionalCases, hubThreshold, type FunctionalCase } from '../../cases/functional-case.js';
import { randomPairwiseCases, type PairwiseCase } from '../../cases/pairwise-case.js';
import { LATIN_TABLES } from '../../cases/table-kind.js';
import { randomTrainingCases, type TrainingCase } from '../../cases/training-case.js';
import { memoryRecall } from '../../claims/m1-memory-recall.js';
import { recallBoundary } from '../../claims/m2-recall-boundary.js';
import { pairwiseSufficient } from '../../claims/p1-pairwise-sufficient.js';
import { halvesSayNothing } from '../../claims/p2-halves-say-nothing.js';
import { pairwiseExperiment } from '../../experiments/row-experiment.js';
import { rechecked, type Recheck } from '../../experiments/recheck.js';
import { logarithmicSamples, polylogAccuracy } from '../../claims/s1-polylog-accuracy.js';
import { referenceSystem, withSteps, type System } from '../../systems/system.js';
import { firstStep } from '../../claims/t1-first-step.js';
import { lossDescends } from '../../claims/t2-loss-descends.js';
import { pairwiseConvergence } from '../../claims/t3-pairwise-convergence.js';
import { onePairWins } from '../../claims/t4-one-pair-wins.js';
import { equivariance } from '../../claims/t5-equivariance.js';
import { trainingExperiment, type Trained } from '../../experiments/training-experiment.js';
import type { Ablation } from './ablation.js';
import { kept, unmetLimits, unmetTraining, type LimitNames } from './unmet-without.js';
import { memoryScope, pairwiseScope, trainingScope } from './scope-without.js';

/** Engines that claims are re-run on. */
export interface Engines {
  readonly open: OpenEngine;
  /** What violations within rounding are evaluated by once more; they are believed where it is missing. */
  readonly recheck: Recheck | undefined;
}

/** Claims that share their cases: what is left of them when something is dropped; null where they assume no such thing. */
export type ClaimRow = (ablation: Ablation, engines: Engines) => Experiment | null;

/** The rows of the map, in the order of reports. */
export const CLAIM_ROWS: readonly ClaimRow[] = [
  recallWithout,
  boundaryWithout,
  rowsWithout,
  trainingRow('one step', DOMAIN_T1, { sizes: 'sizes of T1', samples: 'samples of T1' }, 1, (unmet) => [firstStep(unmet)]),
  trainingRow('training', DOMAIN_D, { sizes: 'sizes of D', samples: 'samples of D' }, 200, (unmet, { onePair }) => [
    lossDescends(unmet),
    pairwiseConvergence(unmet),
    onePairWins(onePair === true ? unmet : severalPairs(unmet)),
  ]),
  threeTrainingsWithout,
  trainingRow('training on', DOMAIN_T6, { sizes: 'sizes of T6', samples: 'samples of D' }, STEPS_OF_T6, (unmet) => [
    pairwiseConvergence(unmet, T6),
  ]),
  trainingRow('training on ⌈log₂ N⌉ prompts', DOMAIN_D, { sizes: 'sizes of D', samples: null }, 200, (unmet) => [
    polylogAccuracy(unmet),
  ]),
  trainingRow(
    'training on ⌈log₂ N⌉ prompts from half of the facts',
    DOMAIN_S3,
    { sizes: 'sizes of S3', samples: null },
    200,
    (unmet) => [polylogAccuracy(unmet, S3)],
  ),
];

/** M1 on tables that are planted with what it excludes, or with a bias. */
function recallWithout(ablation: Ablation, { open, recheck }: Engines): Experiment | null {
  const { planted, transformer = {} } = ablation;
  // M1 is claimed at every power that it draws.
  if (planted === undefined && transformer.bias === undefined) return null;
  const without = (engine: OpenEngine) => {
    const experiment = memoryRecall({ ...referenceSystem(engine), transformer });
    return {
      ...experiment,
      arbitrary: new CaseArbitrary(functionalCases({ hubFree: true }, planted)),
      tests: experiment.tests.map((test) => ({ ...test, unmet: (value: FunctionalCase) => unmetRecall(ablation, value) })),
    };
  };
  const scope = memoryScope(
    ablation,
    `${M1.domain}${transformer.bias === undefined ? '' : `, but b = ${transformer.bias}`}`,
    `${plantedInWords(ablation)}${M1.distribution}`,
  );
  const experiment = rechecked(open, recheck, without, ({ table }) => ({ table, readings: 2 * table.facts }));
  return placed(ablation, { ...experiment, scope });
}

function unmetRecall({ planted }: Ablation, { table, power }: FunctionalCase): UnmetAssumption[] {
  const hub = { id: 'hub-free', threshold: hubThreshold(power) } as const;
  const ambiguous = { id: 'unambiguous' } as const;
  const has = (assumption: typeof hub | typeof ambiguous) => violationsOf(assumption, table).length > 0;
  return [
    ...(planted === 'hub' ? (has(hub) ? [] : [kept('hub-free(2^p − 1)')]) : unmetByTable(hub, 'hub-free(2^p − 1)', table)),
    ...(planted === 'ambiguous-pair' ? (has(ambiguous) ? [] : [kept('unambiguous')]) : unmetByTable(ambiguous, 'unambiguous', table)),
  ];
}

function plantedInWords({ planted = 'none' }: Ablation): string {
  switch (planted) {
    case 'none':
      return '';
    case 'hub':
      return 'one uniform answer is first stored for 2^p − 1 … S uniform subjects under one relation (S ≥ 3, p as far as S has room for it), then: ';
    case 'ambiguous-pair':
      return 'one uniform pair is first stored under two relations (R ≥ 2), then: ';
  }
}

/** M2 at biases of 1 and more. */
function boundaryWithout(ablation: Ablation, { open }: Engines): Experiment | null {
  const { biases } = ablation;
  if (biases === undefined) return null;
  const experiment = recallBoundary(referenceSystem(open));
  return placed(ablation, {
    ...experiment,
    arbitrary: new CaseArbitrary(
      boundaryCasesOfBias((random) => biases.min + (biases.max - biases.min) * random.uniform(), biases.min),
    ),
    scope: memoryScope(ablation, M2.domain, `${DRAWN_FOR_M2}; but b uniform in ${biases.min} … ${biases.max}`),
    tests: experiment.tests.map((test) => ({
      ...test,
      unmet: ({ bias }: { readonly bias: number }) => (bias >= biases.min && bias <= biases.max ? [] : [kept('b < 1')]),
    })),
  });
}

/** P1 and P2: rows are given, nothing is trained. */
function rowsWithout(ablation: Ablation, { open, recheck }: Engines): Experiment | null {
  const { tables, transformer, sizes, samples, copied, training } = ablation;
  const lies = sizes === undefined ? TABLES_OF_P1 : sizes(TABLES_OF_P1);
  const concerned = tables !== undefined || sizes !== undefined || transformer !== undefined;
  if (lies === null || !concerned || samples !== undefined || copied !== undefined || training !== undefined) return null;
  const unmet = ({ table, prompts: { pairs } }: PairwiseCase) => unmetLimits(ablation, lies, 'sizes of P1', { table, pairs });
  const system = { ...referenceSystem(open), transformer: transformer ?? {} };
  const experiment = rechecked(
    open,
    recheck,
    (engine) =>
      pairwiseExperiment(
        'pairwise rows',
        randomPairwiseCases(lies, tables?.kind ?? LATIN_TABLES),
        wanted(ablation, [pairwiseSufficient(unmet), halvesSayNothing(unmet)]),
        { ...system, open: engine },
      ),
    ({ table }) => ({ table, readings: 2 * DOMAIN_P1.prompts }),
  );
  return placed(ablation, { ...experiment, scope: pairwiseScope(ablation, lies, system, ROWS_OF_P1) });
}

/** The domain beyond what is dropped; null where it has no such limit, or nothing that concerns training is dropped. */
function domainWithout(ablation: Ablation, domain: TrainingDomain, { samples: sampled }: LimitNames): TrainingDomain | null {
  const { tables, transformer, training, sizes, samples, copied } = ablation;
  const concerned = [tables, transformer, training, sizes, samples, copied].some((field) => field !== undefined);
  if (!concerned || (samples !== undefined && sampled === null)) return null;
  const lies = sizes === undefined ? domain : sizes(domain);
  const prompts = samples === undefined ? domain.prompts : samples(domain.prompts);
  return lies === null || prompts === null ? null : { ...lies, prompts };
}

function systemWithout({ transformer = {}, training = {} }: Ablation, open: OpenEngine, steps: number): System {
  const system = { ...referenceSystem(open), transformer, training };
  return steps === 200 ? system : withSteps(system, steps);
}

function trainingRow(
  id: string,
  domain: TrainingDomain,
  names: LimitNames,
  steps: number,
  testsOf: (unmet: (value: TrainingCase) => UnmetAssumption[], ablation: Ablation) => readonly ClaimTest<TrainingCase, Trained>[],
): ClaimRow {
  return (ablation, { open, recheck }) => {
    const lies = domainWithout(ablation, domain, names);
    if (lies === null) return null;
    const logarithmic = names.samples === null;
    const count = logarithmic ? logarithmicSamples : lies.prompts;
    const tests = wanted(
      ablation,
      testsOf((value) => unmetTraining(ablation, lies, names, value), ablation),
    );
    const kind = randomTrainingCases(lies, count, ablation.tables?.kind ?? LATIN_TABLES, ablation.copied);
    const experiment = rechecked(
      open,
      recheck,
      (engine) => trainingExperiment(id, kind, tests, systemWithout(ablation, engine, steps), logarithmic),
      ({ table, prompts }) => ({ table, readings: prompts.prompts.length }),
    );
    const system = systemWithout(ablation, open, steps);
    return placed(ablation, {
      ...experiment,
      scope: trainingScope(ablation, lies, system, logarithmic ? 'n = ⌈log₂ N⌉' : null),
    });
  };
}

/** T5, whose cases are trained three times. */
function threeTrainingsWithout(ablation: Ablation, { open }: Engines): Experiment | null {
  const names: LimitNames = { sizes: 'sizes of T6', samples: 'samples of D' };
  const lies = domainWithout(ablation, DOMAIN_T6, names);
  if (lies === null) return null;
  const kind = randomTrainingCases(lies, lies.prompts, ablation.tables?.kind ?? LATIN_TABLES, ablation.copied);
  const system = systemWithout(ablation, open, 200);
  const experiment = equivariance('training three times', kind, (value) => unmetTraining(ablation, lies, names, value), system);
  return placed(ablation, {
    ...experiment,
    tests: wanted(ablation, experiment.tests),
    scope: trainingScope(ablation, lies, system, null),
  });
}

/** The tests that an ablation asks for. */
function wanted<Case, Observation>(
  { only }: Ablation,
  tests: readonly ClaimTest<Case, Observation>[],
): readonly ClaimTest<Case, Observation>[] {
  return only === undefined ? tests : tests.filter(({ claim }) => only.includes(claim.id));
}

/** An experiment in its column of the map; null where none of its claims is wanted. Of the counterexample of a cell no part is drawn anew. */
function placed<Case, Observation>(
  { id }: Ablation,
  experiment: Experiment<Case, Observation>,
): Experiment<Case, Observation> | null {
  if (experiment.tests.length === 0) return null;
  const { factors: _, ...others } = experiment;
  return { ...others, id: `without ${id}: ${experiment.id}`, variant: { map: 'ablation', id } };
}
