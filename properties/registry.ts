import { G1, WIDTH_OF_G1 } from '../spec/claims/g1-pretrained-memory.js';
import { G2A, G2B } from '../spec/claims/g2-full-attention.js';
import { G3A, G3B, G3C, G3D, POWERS_OF_G3 } from '../spec/claims/g3-near-orthogonal.js';
import { M1 } from '../spec/claims/m1-memory-recall.js';
import { M2 } from '../spec/claims/m2-recall-boundary.js';
import { P1 } from '../spec/claims/p1-pairwise-sufficient.js';
import { P2 } from '../spec/claims/p2-halves-say-nothing.js';
import { P3, P3B } from '../spec/claims/p3-equal-spread-cannot-bind.js';
import { S1 } from '../spec/claims/s1-polylog-accuracy.js';
import { S3 } from '../spec/claims/s3-unseen-facts.js';
import { T1 } from '../spec/claims/t1-first-step.js';
import { T2 } from '../spec/claims/t2-loss-descends.js';
import { T3 } from '../spec/claims/t3-pairwise-convergence.js';
import { T4 } from '../spec/claims/t4-one-pair-wins.js';
import { T5, T5B } from '../spec/claims/t5-equivariance.js';
import { STEPS_OF_T6, T6 } from '../spec/claims/t6-keeps-converging.js';
import { DOMAIN_D, DOMAIN_G1, DOMAIN_G2A, DOMAIN_G2B, DOMAIN_G3, DOMAIN_S3, DOMAIN_T1, DOMAIN_T6 } from '../spec/domains/training-domains.js';
import type { OpenEngine } from '../src/engine/engine.js';
import { DEFAULT_ACTIVATION } from '../src/model/memory.js';
import type { Pretrainer } from '../src/training/pretraining.js';
import type { Claim } from '../src/verify/claim.js';
import type { Experiment } from '../src/verify/experiment.js';
import { both, unmetLatin, latinOf, unmetRowSizes, severalPairs } from './preconditions/unmet-assumptions.js';
import { latinPairwiseCases, type PairwiseCase } from './cases/pairwise-case.js';
import { latinTrainingCases } from './cases/training-case.js';
import type { SystemComponent } from './systems/broken/broken-model.js';
import { pretrainedPattern } from './claims/g1-pretrained-memory.js';
import { fullAttention, fullAttentionExperiment, twoPrompts } from './claims/g2-full-attention.js';
import { BELOW_V, embeddedRecall, PREDICTED_D } from './claims/g3-near-orthogonal.js';
import { memoryRecall } from './claims/m1-memory-recall.js';
import { recallBoundary } from './claims/m2-recall-boundary.js';
import { pairwiseSufficient } from './claims/p1-pairwise-sufficient.js';
import { halvesSayNothing } from './claims/p2-halves-say-nothing.js';
import { equalSpreadBinds, equalSpreadTies } from './claims/p3-equal-spread-cannot-bind.js';
import { pairwiseExperiment } from './experiments/row-experiment.js';
import { rechecked, type CaseSize, type Recheck } from './experiments/recheck.js';
import { logarithmicSamples, polylogAccuracy } from './claims/s1-polylog-accuracy.js';
import { pretrainedMemory, referenceSystem, withSteps, type System } from './systems/system.js';
import { firstStep } from './claims/t1-first-step.js';
import { lossDescends } from './claims/t2-loss-descends.js';
import { pairwiseConvergence } from './claims/t3-pairwise-convergence.js';
import { onePairWins } from './claims/t4-one-pair-wins.js';
import { equivariance } from './claims/t5-equivariance.js';
import { trainingExperiment } from './experiments/training-experiment.js';

/** The systems that claims are about. */
interface Systems {
  /** The constructed memory. */
  readonly constructed: System;
  /** A memory that was pretrained (G1). */
  readonly pretrained: System;
  /** Random embeddings below V dimensions, and in the predicted dimension (G3). */
  readonly belowV: System;
  readonly predicted: System;
}

/** What the systems of a run are made with. */
export interface SystemSource {
  /** The engine of the constructed memory. */
  readonly open: OpenEngine;
  /** Pretrains memories; missing where no claim is evaluated that needs one. */
  readonly pretrain?: Pretrainer['pretrain'];
  /** What becomes of each of them: an error in it, say. */
  readonly change?: (system: System) => System;
}

/** An experiment of claims, on whatever systems it is opened. */
export interface ClaimExperiment {
  /** The claims of its tests, in their order. */
  readonly claims: readonly Claim[];
  /** The components of a system that it reads: an error in any other leaves every conclusion as it is. */
  readonly reads: readonly SystemComponent[];
  /** On the systems of a source; violations within rounding are evaluated once more where there is something to do it by. */
  on(source: SystemSource, recheck?: Recheck): Experiment;
}

const MEMORY = ['memory', 'decoding'] as const;
const ROWS = ['memory', 'prompts', 'decoding'] as const;
const TRAINING = ['memory', 'prompts', 'attention', 'training'] as const;
const ANSWERING = [...TRAINING, 'decoding'] as const;
const FULL_ATTENTION = [...ANSWERING, 'full attention'] as const; // its gradients come through the positional softmax

const unmetInP1 = (value: PairwiseCase) => [...unmetLatin(value.table), ...unmetRowSizes(value)];
const sizesOfD = latinOf(DOMAIN_D, 'sizes of D');
const unmetInD = both(sizesOfD, DOMAIN_D, 'samples of D');
const unmetInT1 = both(latinOf(DOMAIN_T1, 'sizes of T1'), DOMAIN_T1, 'samples of T1');
const unmetInT6 = both(latinOf(DOMAIN_T6, 'sizes of T6'), DOMAIN_D, 'samples of D');
const unmetInG1 = both(latinOf(DOMAIN_G1, 'sizes of G1'), DOMAIN_G1, 'samples of D');
const unmetInG2A = both(latinOf(DOMAIN_G2A, 'sizes of G2a'), DOMAIN_G2A, 'samples of G2a');
const unmetInG2B = both(latinOf(DOMAIN_G2B, 'sizes of G2b'), DOMAIN_G2B, 'samples of D');
const unmetInG3 = both(latinOf(DOMAIN_G3, 'sizes of G3'), DOMAIN_G3, 'samples of D');

const inD = latinTrainingCases(DOMAIN_D);
const inT6 = latinTrainingCases(DOMAIN_T6);
const inG3 = latinTrainingCases(DOMAIN_G3);
const halves = latinTrainingCases(DOMAIN_G2B);

/** Every claim on random tables, in the order of reports, but controls: those are the same claims on broken systems. */
export const CLAIM_EXPERIMENTS: readonly ClaimExperiment[] = [
  claimed(
    [M1],
    MEMORY,
    ({ constructed }) => memoryRecall(constructed),
    ({ table }) => ({ table, readings: 2 * table.facts }),
  ),
  claimed([M2], MEMORY, ({ constructed }) => recallBoundary(constructed)),
  claimed(
    [P1, P2],
    ROWS,
    ({ constructed }) =>
      pairwiseExperiment(
        'pairwise rows on Latin tables',
        latinPairwiseCases,
        [pairwiseSufficient(unmetInP1), halvesSayNothing(unmetInP1)],
        constructed,
      ),
    ({ table, prompts }) => ({ table, readings: 2 * prompts.prompts.length }),
  ),
  claimed([P3], ROWS, ({ constructed }) => equalSpreadTies(constructed)),
  claimed([P3B], ROWS, ({ constructed }) => equalSpreadBinds(constructed)),
  claimed([T1], TRAINING, ({ constructed }) =>
    trainingExperiment('one step', latinTrainingCases(DOMAIN_T1), [firstStep(unmetInT1)], withSteps(constructed, 1), false),
  ),
  claimed(
    [T2, T3, T4],
    TRAINING,
    ({ constructed }) =>
      trainingExperiment(
        'training in D',
        inD,
        [lossDescends(unmetInD), pairwiseConvergence(unmetInD), onePairWins(severalPairs(unmetInD))],
        constructed,
        false,
      ),
    ({ table, prompts }) => ({ table, readings: prompts.prompts.length }),
  ),
  claimed([T5, T5B], TRAINING, ({ constructed }) => equivariance('training three times', inT6, unmetInT6, constructed)),
  claimed([T6], TRAINING, ({ constructed }) =>
    trainingExperiment('training on', inT6, [pairwiseConvergence(unmetInT6, T6)], withSteps(constructed, STEPS_OF_T6), false),
  ),
  claimed([S1], ANSWERING, ({ constructed }) =>
    trainingExperiment(
      'training on ⌈log₂ N⌉ prompts',
      latinTrainingCases(DOMAIN_D, logarithmicSamples),
      [polylogAccuracy(sizesOfD)],
      constructed,
      true,
    ),
  ),
  claimed([S3], ANSWERING, ({ constructed }) =>
    trainingExperiment(
      'training on ⌈log₂ N⌉ prompts from half of the facts',
      latinTrainingCases(DOMAIN_S3, logarithmicSamples),
      [polylogAccuracy(latinOf(DOMAIN_S3, 'sizes of S3'), S3)],
      constructed,
      true,
    ),
  ),
  claimed([G1], ANSWERING, ({ pretrained }) =>
    trainingExperiment('training in G1', latinTrainingCases(DOMAIN_G1), [pretrainedPattern(unmetInG1)], pretrained, true),
  ),
  claimed([G2A], FULL_ATTENTION, ({ constructed }) =>
    fullAttentionExperiment(
      'full attention on two prompts',
      latinTrainingCases(DOMAIN_G2A),
      twoPrompts(unmetInG2A),
      constructed,
    ),
  ),
  claimed([G2B], FULL_ATTENTION, ({ constructed }) =>
    fullAttentionExperiment('full attention on half of the facts', halves, fullAttention(unmetInG2B), constructed),
  ),
  claimed([G3A], MEMORY, ({ belowV }) => embeddedRecall(G3A, DOMAIN_D, [DEFAULT_ACTIVATION.power], belowV)),
  claimed([G3B], TRAINING, ({ belowV }) =>
    trainingExperiment('training in G3', inG3, [pairwiseConvergence(unmetInG3, G3B)], belowV, false),
  ),
  claimed([G3C], MEMORY, ({ predicted }) => embeddedRecall(G3C, DOMAIN_G3, POWERS_OF_G3, predicted)),
  claimed([G3D], TRAINING, ({ predicted }) =>
    trainingExperiment('training in G3', inG3, [pairwiseConvergence(unmetInG3, G3D)], predicted, false),
  ),
];

/** @param sizeOf - of a case, where violations within rounding are evaluated once more */
function claimed<Case, Observation>(
  claims: readonly Claim[],
  reads: readonly SystemComponent[],
  build: (systems: Systems) => Experiment<Case, Observation>,
  sizeOf?: (value: Case) => CaseSize,
): ClaimExperiment {
  return {
    claims,
    reads,
    on: (source, recheck) =>
      sizeOf === undefined
        ? build(systemsOf(source))
        : rechecked(source.open, recheck, (open) => build(systemsOf({ ...source, open })), sizeOf),
  };
}

function systemsOf({ open, pretrain = notLoaded, change = (system) => system }: SystemSource): Systems {
  return {
    constructed: change(referenceSystem(open)),
    pretrained: change(pretrainedMemory(pretrain, WIDTH_OF_G1)),
    belowV: change(BELOW_V),
    predicted: change(PREDICTED_D),
  };
}

function notLoaded(): never {
  throw new RangeError('a claim about pretrained memories needs a pretrainer, and none was loaded');
}
