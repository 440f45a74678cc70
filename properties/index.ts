import type { AssumptionName } from '../spec/assumptions.js';
import { C1, C2, C3, C4, C5A, C5B, C6, C7 } from '../spec/claims/controls.js';
import { P1 } from '../spec/claims/p1-pairwise-sufficient.js';
import { P2 } from '../spec/claims/p2-halves-say-nothing.js';
import { S1 } from '../spec/claims/s1-polylog-accuracy.js';
import { S2, S2B } from '../spec/claims/s2-sample-scaling.js';
import { T1 } from '../spec/claims/t1-first-step.js';
import { T2 } from '../spec/claims/t2-loss-descends.js';
import { T3 } from '../spec/claims/t3-pairwise-convergence.js';
import { T4 } from '../spec/claims/t4-one-pair-wins.js';
import { T5, T5B } from '../spec/claims/t5-equivariance.js';
import { STEPS_OF_T6, T6 } from '../spec/claims/t6-keeps-converging.js';
import { DOMAIN_D, DOMAIN_G2B, DOMAIN_T1, DOMAIN_T6 } from '../spec/domains/training-domains.js';
import { SERIES_OF_C1, SERIES_OF_S2, SERIES_OF_S2B } from '../spec/domains/scaling-domain.js';
import { drawnSamplesOf, type TrainingDomain } from '../spec/domains/training-domain.js';
import type { OpenEngine } from '../src/engine/engine.js';
import { eligibleRelations } from '../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import type { Naming } from '../src/task/naming.js';
import { CONTENT_BLOCKS } from '../src/training/full-attention.js';
import type { Pretrainer } from '../src/training/pretraining.js';
import type { UnmetAssumption, Experiment, Scope } from '../src/verify/experiment.js';
import { both, unmetLatin, latinOf, unmetRowSizes, unmetSamples, severalPairs, unmetSizes } from './preconditions/unmet-assumptions.js';
import { CaseArbitrary } from './cases/case-arbitrary.js';
import { givenPairwiseCases, type PairwiseCase } from './cases/pairwise-case.js';
import { givenTrainingCases, latinTrainingCases, type TrainingCase } from './cases/training-case.js';
import { CLAIM_EXPERIMENTS } from './registry.js';
import { linearMemory, permutedAnswers } from './systems/broken/broken-memories.js';
import { ascent, frozenRow, permutedLabels } from './systems/broken/broken-trainers.js';
import { fullAttention, fullAttentionExperiment } from './claims/g2-full-attention.js';
import { memoryRecall, memoryRecallOf } from './claims/m1-memory-recall.js';
import { recallBoundaryOf } from './claims/m2-recall-boundary.js';
import { pairwiseSufficient } from './claims/p1-pairwise-sufficient.js';
import { halvesSayNothing } from './claims/p2-halves-say-nothing.js';
import { GIVEN_ROWS, pairwiseExperiment } from './experiments/row-experiment.js';
import { logarithmicSamples, polylogAccuracy } from './claims/s1-polylog-accuracy.js';
import { sampleScaling } from './claims/s2-sample-scaling.js';
import { FULL_ATTENTION, POSITIONAL, SEEN_FACTS } from './experiments/sample-learner.js';
import { rechecked, type Recheck } from './experiments/recheck.js';
import { referenceSystem, withSteps } from './systems/system.js';
import { firstStep } from './claims/t1-first-step.js';
import { lossDescends } from './claims/t2-loss-descends.js';
import { pairwiseConvergence } from './claims/t3-pairwise-convergence.js';
import { onePairWins } from './claims/t4-one-pair-wins.js';
import { equivariance } from './claims/t5-equivariance.js';
import { trainingExperiment } from './experiments/training-experiment.js';

const inD = latinTrainingCases(DOMAIN_D);
const unmetInD = both(latinOf(DOMAIN_D, 'sizes of D'), DOMAIN_D, 'samples of D');
const unmetInG2B = both(latinOf(DOMAIN_G2B, 'sizes of G2b'), DOMAIN_G2B, 'samples of D');

/**
 * Every claim and control on random tables: what `verify` runs.
 *
 * @param open - the engine of the constructed memory
 * @param pretrain - pretrains memories; it may be missing where no claim is evaluated that needs one
 * @param recheck - what violations within rounding are evaluated by once more; they are believed where it is missing
 */
export function experimentsOnRandomTables(open: OpenEngine, pretrain?: Pretrainer['pretrain'], recheck?: Recheck): Experiment[] {
  const source = { open, ...(pretrain === undefined ? {} : { pretrain }) };
  return [
    ...CLAIM_EXPERIMENTS.map((experiment) => experiment.on(source, recheck)),
    sampleScaling(S2, SERIES_OF_S2, POSITIONAL),
    sampleScaling(S2B, SERIES_OF_S2B, FULL_ATTENTION),
    ...controls(open, recheck),
  ];
}

/** The controls: a claim each, on a broken system. */
function controls(open: OpenEngine, recheck: Recheck | undefined): Experiment[] {
  const reference = referenceSystem(open);
  return [
    sampleScaling(C1, SERIES_OF_C1, SEEN_FACTS),
    fullAttentionExperiment(
      'content-only attention on half of the facts',
      latinTrainingCases(DOMAIN_G2B),
      fullAttention(unmetInG2B, C2),
      reference,
      CONTENT_BLOCKS,
    ),
    trainingExperiment('training in D', inD, [pairwiseConvergence(unmetInD, C3)], permutedLabels(reference), false),
    trainingExperiment('training in D', inD, [lossDescends(unmetInD, C4)], ascent(reference), false),
    trainingExperiment('training in D', inD, [pairwiseConvergence(unmetInD, C5A)], frozenRow(reference, 'answer'), false),
    trainingExperiment('training in D', inD, [pairwiseConvergence(unmetInD, C5B)], frozenRow(reference, 'relation'), false),
    rechecked(
      open,
      recheck,
      (engine) => memoryRecall(linearMemory(referenceSystem(engine)), C6),
      ({ table }) => ({ table, readings: 2 * table.facts }),
    ),
    memoryRecall(permutedAnswers(reference), C7),
  ];
}

function sizesAndSamples(domain: TrainingDomain, sizes: AssumptionName, samples: AssumptionName, value: TrainingCase): UnmetAssumption[] {
  return [...unmetSizes(domain, sizes, value), ...unmetSamples(domain, samples, value)];
}

/** The claims on one given table. Controls are about broken systems, not about tables, and are not repeated here. */
export function experimentsOnTable(table: KnowledgeBase, naming: Naming, open: OpenEngine): Experiment[] {
  const reference = referenceSystem(open);
  const memory = [memoryRecallOf(table, naming, reference), recallBoundaryOf(table, naming, reference)];
  if (eligibleRelations(table, 1).length === 0) return [...memory, barrenOf(table)];
  const latin = unmetLatin(table, naming);
  const rows = (value: PairwiseCase) => [...latin, ...unmetRowSizes(value)];
  const sizes = (value: TrainingCase) => [...latin, ...unmetSizes(DOMAIN_D, 'sizes of D', value)];
  const all = (value: TrainingCase) => [...sizes(value), ...unmetSamples(DOMAIN_D, 'samples of D', value)];
  const small = (value: TrainingCase) => [...latin, ...sizesAndSamples(DOMAIN_T6, 'sizes of T6', 'samples of D', value)];
  const inGiven = givenTrainingCases(table, DOMAIN_D.prompts);
  const scope = (samples: string, steps = 200, pairs: number = DOMAIN_D.pairs.min): Scope => ({
    domain: `the given table; p = 2, b = 0, β = 4 ln V, η = 0.3, ${steps} step${steps === 1 ? '' : 's'}`,
    distribution: `k uniform in what the table allows, at least ${pairs} and at most ${DOMAIN_D.pairs.max}; ${samples}; prompts by the law of spec/model.md §2`,
  });
  return [
    ...memory,
    pairwiseExperiment(
      'given table, pairwise rows',
      givenPairwiseCases(table),
      [pairwiseSufficient(rows), halvesSayNothing(rows)],
      reference,
      { scope: GIVEN_ROWS, naming },
    ),
    trainingExperiment(
      'given table, one step',
      givenTrainingCases(table, DOMAIN_T1.prompts),
      [firstStep((value) => [...latin, ...sizesAndSamples(DOMAIN_T1, 'sizes of T1', 'samples of T1', value)])],
      withSteps(reference, 1),
      false,
      scope(drawnSamplesOf(DOMAIN_T1), 1),
      naming,
    ),
    trainingExperiment(
      'given table, training',
      inGiven,
      [lossDescends(all), pairwiseConvergence(all)],
      reference,
      false,
      scope(drawnSamplesOf(DOMAIN_D)),
      naming,
    ),
    // Of cases of its own: what breaks an assumption must do so in every case, and here k = 1 would.
    trainingExperiment(
      'given table, training on several pairs',
      givenTrainingCases(table, DOMAIN_D.prompts, 2),
      [onePairWins(severalPairs(all))],
      reference,
      false,
      scope(drawnSamplesOf(DOMAIN_D), 200, 2),
      naming,
    ),
    equivariance('given table, training three times', inGiven, small, reference, scope(drawnSamplesOf(DOMAIN_D))),
    trainingExperiment(
      'given table, training on',
      inGiven,
      [pairwiseConvergence(small, T6)],
      withSteps(reference, STEPS_OF_T6),
      false,
      scope(drawnSamplesOf(DOMAIN_D), STEPS_OF_T6),
      naming,
    ),
    trainingExperiment(
      'given table, training on ⌈log₂ N⌉ prompts',
      givenTrainingCases(table, logarithmicSamples),
      [polylogAccuracy(sizes)],
      reference,
      true,
      scope('n = ⌈log₂ N⌉'),
      naming,
    ),
  ];
}

/** The claims about prompts on a table that is too small for one. */
function barrenOf(table: KnowledgeBase): Experiment {
  const largest = Math.max(...Array.from({ length: table.relations }, (_, r) => table.domainSize(r)));
  const offenders = [`the largest relation has ${largest} fact${largest === 1 ? '' : 's'}, and a prompt of k = 1 pairs takes 2`];
  const none = (): never => {
    throw new RangeError('a table without prompts has no cases');
  };
  const claims = [P1, P2, T1, T2, T3, T4, T5, T5B, T6, S1];
  return {
    id: 'given table, no prompts',
    given: true,
    barren: [{ assumption: 'a relation with two facts', offenders }],
    arbitrary: new CaseArbitrary<unknown>({ draw: none, simpler: none, is: (value): value is unknown => value !== undefined }),
    observe: none,
    encode: none,
    decode: none,
    describe: none,
    stratum: none,
    tests: claims.map((claim) => ({ claim, unmet: none, conclude: none })),
  };
}
