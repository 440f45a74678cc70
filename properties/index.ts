import { C5A, C5B, C6 } from '../spec/claims/controls.js';
import type { OpenEngine } from '../src/engine/engine.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import type { Naming } from '../src/task/naming.js';
import type { Breach, Experiment } from '../src/verify/experiment.js';
import { latinBreaches, sampleBreaches, sizeBreaches } from './breaches.js';
import { DOMAIN_D, givenTrainingCases, latinTrainingCases, type TrainingCase } from './cases/training-case.js';
import { memoryRecall, memoryRecallOf } from './m1-memory-recall.js';
import { pairwiseSufficient, pairwiseSufficientOf } from './p1-pairwise-sufficient.js';
import { logarithmicSamples, polylogAccuracy } from './s1-polylog-accuracy.js';
import { frozenRow, linearMemory, referenceSystem } from './systems.js';
import { lossDescends } from './t2-loss-descends.js';
import { pairwiseConvergence } from './t3-pairwise-convergence.js';
import { trainingExperiment } from './training-experiment.js';

function sizesOfD(value: TrainingCase): Breach[] {
  return [...latinBreaches(value.table), ...sizeBreaches(value)];
}

function breachesOfD(value: TrainingCase): Breach[] {
  return [...sizesOfD(value), ...sampleBreaches(value)];
}

/** Every claim and control on random tables: what `verify` runs. */
export function experimentsOnRandomTables(open: OpenEngine): Experiment[] {
  const reference = referenceSystem(open);
  const inD = latinTrainingCases(DOMAIN_D.prompts);
  const control = (frozen: 'relation' | 'answer') =>
    trainingExperiment(
      'training in D',
      inD,
      [pairwiseConvergence(breachesOfD, frozen === 'answer' ? C5A : C5B)],
      frozenRow(open, frozen),
      false,
    );
  return [
    memoryRecall(reference),
    pairwiseSufficient(reference),
    trainingExperiment('training in D', inD, [lossDescends(breachesOfD), pairwiseConvergence(breachesOfD)], reference, false),
    trainingExperiment(
      'training on ⌈log₂ N⌉ prompts',
      latinTrainingCases(logarithmicSamples),
      [polylogAccuracy(sizesOfD)],
      reference,
      true,
    ),
    control('answer'),
    control('relation'),
    memoryRecall(linearMemory(open), C6),
  ];
}

/** The claims on one given table. Controls are about broken systems, not about tables, and are not repeated here. */
export function experimentsOnTable(table: KnowledgeBase, naming: Naming, open: OpenEngine): Experiment[] {
  const reference = referenceSystem(open);
  const latin = latinBreaches(table, naming);
  const sizes = (value: TrainingCase) => [...latin, ...sizeBreaches(value)];
  const all = (value: TrainingCase) => [...sizes(value), ...sampleBreaches(value)];
  return [
    memoryRecallOf(table, naming, reference),
    pairwiseSufficientOf(table, naming, reference),
    trainingExperiment(
      'given table, training',
      givenTrainingCases(table, DOMAIN_D.prompts),
      [lossDescends(all), pairwiseConvergence(all)],
      reference,
      false,
    ),
    trainingExperiment(
      'given table, training on ⌈log₂ N⌉ prompts',
      givenTrainingCases(table, logarithmicSamples),
      [polylogAccuracy(sizes)],
      reference,
      true,
    ),
  ];
}
