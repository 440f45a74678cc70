import type { AssumptionName } from '../spec/assumptions.js';
import { C2, C3, C4, C5A, C5B, C6, C7 } from '../spec/claims/controls.js';
import { WIDTH_OF_G1 } from '../spec/claims/g1-pretrained-memory.js';
import { G3A, G3B, G3C, G3D, POWERS_OF_G3 } from '../spec/claims/g3-near-orthogonal.js';
import { P1 } from '../spec/claims/p1-pairwise-sufficient.js';
import { P2 } from '../spec/claims/p2-halves-say-nothing.js';
import { S1 } from '../spec/claims/s1-polylog-accuracy.js';
import { S3 } from '../spec/claims/s3-unseen-facts.js';
import { T1 } from '../spec/claims/t1-first-step.js';
import { T2 } from '../spec/claims/t2-loss-descends.js';
import { T3 } from '../spec/claims/t3-pairwise-convergence.js';
import { T4 } from '../spec/claims/t4-one-pair-wins.js';
import { T5 } from '../spec/claims/t5-equivariance.js';
import { STEPS_OF_T6, T6 } from '../spec/claims/t6-keeps-converging.js';
import { DOMAIN_D, DOMAIN_G1, DOMAIN_G2A, DOMAIN_G2B, DOMAIN_G3, DOMAIN_S3, DOMAIN_T1, DOMAIN_T6 } from '../spec/domains.js';
import { drawnSamplesOf, type TrainingDomain } from '../spec/training-domain.js';
import type { OpenEngine } from '../src/engine/engine.js';
import { DEFAULT_ACTIVATION } from '../src/model/memory.js';
import { eligibleRelations } from '../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import type { Naming } from '../src/task/naming.js';
import { CONTENT_BLOCKS } from '../src/training/full-attention.js';
import type { Pretrainer } from '../src/training/pretraining.js';
import type { Breach, Experiment, Scope } from '../src/verify/experiment.js';
import { latinBreaches, pairBreaches, pairwiseSizeBreaches, sampleBreaches, sizeBreaches } from './breaches.js';
import { CaseArbitrary } from './cases/case-arbitrary.js';
import { givenPairwiseCases, latinPairwiseCases, type PairwiseCase } from './cases/pairwise-case.js';
import { givenTrainingCases, latinTrainingCases, type TrainingCase } from './cases/training-case.js';
import { pretrainedPattern } from './g1-pretrained-memory.js';
import { fullAttention, fullAttentionExperiment, twoPrompts } from './g2-full-attention.js';
import { BELOW_V, embeddedRecall, PREDICTED_D } from './g3-near-orthogonal.js';
import { memoryRecall, memoryRecallOf } from './m1-memory-recall.js';
import { recallBoundary, recallBoundaryOf } from './m2-recall-boundary.js';
import { pairwiseSufficient } from './p1-pairwise-sufficient.js';
import { halvesSayNothing } from './p2-halves-say-nothing.js';
import { equalSpreadBinds, equalSpreadTies } from './p3-equal-spread-cannot-bind.js';
import { GIVEN_ROWS, pairwiseExperiment } from './pairwise-experiment.js';
import { logarithmicSamples, polylogAccuracy } from './s1-polylog-accuracy.js';
import { rechecked, type Recheck } from './rechecked.js';
import {
  ascent,
  frozenRow,
  linearMemory,
  permutedAnswers,
  permutedLabels,
  pretrainedMemory,
  referenceSystem,
  taking,
} from './systems.js';
import { firstStep } from './t1-first-step.js';
import { lossDescends } from './t2-loss-descends.js';
import { pairwiseConvergence } from './t3-pairwise-convergence.js';
import { onePairWins } from './t4-one-pair-wins.js';
import { equivariance } from './t5-equivariance.js';
import { trainingExperiment } from './training-experiment.js';

type BreachesOf = (value: TrainingCase) => Breach[];

function latinOf(domain: TrainingDomain, sizes: AssumptionName): BreachesOf {
  return (value) => [...latinBreaches(value.table), ...sizeBreaches(domain, sizes, value)];
}

function both(breaches: BreachesOf, domain: TrainingDomain, samples: AssumptionName): BreachesOf {
  return (value) => [...breaches(value), ...sampleBreaches(domain, samples, value)];
}

function sizesAndSamples(domain: TrainingDomain, sizes: AssumptionName, samples: AssumptionName, value: TrainingCase): Breach[] {
  return [...sizeBreaches(domain, sizes, value), ...sampleBreaches(domain, samples, value)];
}

function severalPairs(breaches: BreachesOf): BreachesOf {
  return (value) => [...breaches(value), ...pairBreaches(value)];
}

const breachesOfP1 = (value: PairwiseCase) => [...latinBreaches(value.table), ...pairwiseSizeBreaches(value)];
const sizesOfD = latinOf(DOMAIN_D, 'sizes of D');
const breachesOfD = both(sizesOfD, DOMAIN_D, 'samples of D');
const breachesOfT1 = both(latinOf(DOMAIN_T1, 'sizes of T1'), DOMAIN_T1, 'samples of T1');
const breachesOfT6 = both(latinOf(DOMAIN_T6, 'sizes of T6'), DOMAIN_D, 'samples of D');
const breachesOfG1 = both(latinOf(DOMAIN_G1, 'sizes of G1'), DOMAIN_G1, 'samples of D');
const breachesOfG2A = both(latinOf(DOMAIN_G2A, 'sizes of G2a'), DOMAIN_G2A, 'samples of G2a');
const breachesOfG2B = both(latinOf(DOMAIN_G2B, 'sizes of G2b'), DOMAIN_G2B, 'samples of D');
const breachesOfG3 = both(latinOf(DOMAIN_G3, 'sizes of G3'), DOMAIN_G3, 'samples of D');

/**
 * Every claim and control on random tables: what `verify` runs.
 *
 * @param open - the engine of the constructed memory
 * @param pretrain - pretrains memories; it may be missing where no claim is evaluated that needs one
 * @param recheck - what violations within rounding are evaluated by once more; they are believed where it is missing
 */
export function experimentsOnRandomTables(
  open: OpenEngine,
  pretrain: Pretrainer['pretrain'] = notLoaded,
  recheck?: Recheck,
): Experiment[] {
  const reference = referenceSystem(open);
  const inD = latinTrainingCases(DOMAIN_D);
  const inT6 = latinTrainingCases(DOMAIN_T6);
  const inG3 = latinTrainingCases(DOMAIN_G3);
  const halves = latinTrainingCases(DOMAIN_G2B);
  const control = (frozen: 'relation' | 'answer') =>
    trainingExperiment(
      'training in D',
      inD,
      [pairwiseConvergence(breachesOfD, frozen === 'answer' ? C5A : C5B)],
      frozenRow(open, frozen),
      false,
    );
  const recall = (build: (engine: OpenEngine) => ReturnType<typeof memoryRecall>) =>
    rechecked(open, recheck, build, ({ table }) => ({ table, readings: 2 * table.facts }));
  return [
    recall((engine) => memoryRecall(referenceSystem(engine))),
    recallBoundary(reference),
    rechecked(
      open,
      recheck,
      (engine) =>
        pairwiseExperiment(
          'pairwise rows on Latin tables',
          latinPairwiseCases,
          [pairwiseSufficient(breachesOfP1), halvesSayNothing(breachesOfP1)],
          referenceSystem(engine),
        ),
      ({ table, prompts }) => ({ table, readings: 2 * prompts.prompts.length }),
    ),
    equalSpreadTies(reference),
    equalSpreadBinds(reference),
    trainingExperiment('one step', latinTrainingCases(DOMAIN_T1), [firstStep(breachesOfT1)], taking(reference, 1), false),
    rechecked(
      open,
      recheck,
      (engine) =>
        trainingExperiment(
          'training in D',
          inD,
          [lossDescends(breachesOfD), pairwiseConvergence(breachesOfD), onePairWins(severalPairs(breachesOfD))],
          referenceSystem(engine),
          false,
        ),
      ({ table, prompts }) => ({ table, readings: prompts.prompts.length }),
    ),
    equivariance('training three times', inT6, breachesOfT6, reference),
    trainingExperiment('training on', inT6, [pairwiseConvergence(breachesOfT6, T6)], taking(reference, STEPS_OF_T6), false),
    trainingExperiment(
      'training on ⌈log₂ N⌉ prompts',
      latinTrainingCases(DOMAIN_D, logarithmicSamples),
      [polylogAccuracy(sizesOfD)],
      reference,
      true,
    ),
    trainingExperiment(
      'training on ⌈log₂ N⌉ prompts from half of the facts',
      latinTrainingCases(DOMAIN_S3, logarithmicSamples),
      [polylogAccuracy(latinOf(DOMAIN_S3, 'sizes of S3'), S3)],
      reference,
      true,
    ),
    trainingExperiment(
      'training in G1',
      latinTrainingCases(DOMAIN_G1),
      [pretrainedPattern(breachesOfG1)],
      pretrainedMemory(pretrain, WIDTH_OF_G1),
      true,
    ),
    fullAttentionExperiment('full attention on two prompts', latinTrainingCases(DOMAIN_G2A), twoPrompts(breachesOfG2A), reference),
    fullAttentionExperiment('full attention on half of the facts', halves, fullAttention(breachesOfG2B), reference),
    embeddedRecall(G3A, DOMAIN_D, [DEFAULT_ACTIVATION.power], BELOW_V),
    trainingExperiment('training in G3', inG3, [pairwiseConvergence(breachesOfG3, G3B)], BELOW_V, false),
    embeddedRecall(G3C, DOMAIN_G3, POWERS_OF_G3, PREDICTED_D),
    trainingExperiment('training in G3', inG3, [pairwiseConvergence(breachesOfG3, G3D)], PREDICTED_D, false),
    fullAttentionExperiment(
      'content-only attention on half of the facts',
      halves,
      fullAttention(breachesOfG2B, C2),
      reference,
      CONTENT_BLOCKS,
    ),
    trainingExperiment('training in D', inD, [pairwiseConvergence(breachesOfD, C3)], permutedLabels(open), false),
    trainingExperiment('training in D', inD, [lossDescends(breachesOfD, C4)], ascent(open), false),
    control('answer'),
    control('relation'),
    recall((engine) => memoryRecall(linearMemory(engine), C6)),
    memoryRecall(permutedAnswers(open), C7),
  ];
}

function notLoaded(): never {
  throw new RangeError('a claim about pretrained memories needs a pretrainer, and none was loaded');
}

/** The claims on one given table. Controls are about broken systems, not about tables, and are not repeated here. */
export function experimentsOnTable(table: KnowledgeBase, naming: Naming, open: OpenEngine): Experiment[] {
  const reference = referenceSystem(open);
  const memory = [memoryRecallOf(table, naming, reference), recallBoundaryOf(table, naming, reference)];
  if (eligibleRelations(table, 1).length === 0) return [...memory, barrenOf(table)];
  const latin = latinBreaches(table, naming);
  const rows = (value: PairwiseCase) => [...latin, ...pairwiseSizeBreaches(value)];
  const sizes = (value: TrainingCase) => [...latin, ...sizeBreaches(DOMAIN_D, 'sizes of D', value)];
  const all = (value: TrainingCase) => [...sizes(value), ...sampleBreaches(DOMAIN_D, 'samples of D', value)];
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
      GIVEN_ROWS,
    ),
    trainingExperiment(
      'given table, one step',
      givenTrainingCases(table, DOMAIN_T1.prompts),
      [firstStep((value) => [...latin, ...sizesAndSamples(DOMAIN_T1, 'sizes of T1', 'samples of T1', value)])],
      taking(reference, 1),
      false,
      scope(drawnSamplesOf(DOMAIN_T1), 1),
    ),
    trainingExperiment(
      'given table, training',
      inGiven,
      [lossDescends(all), pairwiseConvergence(all)],
      reference,
      false,
      scope(drawnSamplesOf(DOMAIN_D)),
    ),
    // Of cases of its own: what breaks an assumption must do so in every case, and here k = 1 would.
    trainingExperiment(
      'given table, training on several pairs',
      givenTrainingCases(table, DOMAIN_D.prompts, 2),
      [onePairWins(severalPairs(all))],
      reference,
      false,
      scope(drawnSamplesOf(DOMAIN_D), 200, 2),
    ),
    equivariance('given table, training three times', inGiven, small, reference, scope(drawnSamplesOf(DOMAIN_D))),
    trainingExperiment(
      'given table, training on',
      inGiven,
      [pairwiseConvergence(small, T6)],
      taking(reference, STEPS_OF_T6),
      false,
      scope(drawnSamplesOf(DOMAIN_D), STEPS_OF_T6),
    ),
    trainingExperiment(
      'given table, training on ⌈log₂ N⌉ prompts',
      givenTrainingCases(table, logarithmicSamples),
      [polylogAccuracy(sizes)],
      reference,
      true,
      scope('n = ⌈log₂ N⌉'),
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
  const claims = [P1, P2, T1, T2, T3, T4, T5, T6, S1];
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
    tests: claims.map((claim) => ({ claim, breaches: none, conclude: none })),
  };
}
