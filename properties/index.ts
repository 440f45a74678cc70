import { C5A, C5B, C6, C7 } from '../spec/claims/controls.js';
import { P1 } from '../spec/claims/p1-pairwise-sufficient.js';
import { S1 } from '../spec/claims/s1-polylog-accuracy.js';
import { T2 } from '../spec/claims/t2-loss-descends.js';
import { T3 } from '../spec/claims/t3-pairwise-convergence.js';
import type { OpenEngine } from '../src/engine/engine.js';
import { eligibleRelations } from '../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import type { Naming } from '../src/task/naming.js';
import type { Breach, Experiment, Scope } from '../src/verify/experiment.js';
import { latinBreaches, sampleBreaches, sizeBreaches } from './breaches.js';
import { givenTrainingCases, latinTrainingCases, type TrainingCase } from './cases/training-case.js';
import { DOMAIN_D, DRAWN_SAMPLES_OF_D } from '../spec/domain-d.js';
import { CaseArbitrary } from './cases/case-arbitrary.js';
import { memoryRecall, memoryRecallOf } from './m1-memory-recall.js';
import { pairwiseSufficient, pairwiseSufficientOf } from './p1-pairwise-sufficient.js';
import { logarithmicSamples, polylogAccuracy } from './s1-polylog-accuracy.js';
import { frozenRow, linearMemory, permutedAnswers, referenceSystem } from './systems.js';
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
    memoryRecall(permutedAnswers(open), C7),
  ];
}

/** The claims on one given table. Controls are about broken systems, not about tables, and are not repeated here. */
export function experimentsOnTable(table: KnowledgeBase, naming: Naming, open: OpenEngine): Experiment[] {
  const reference = referenceSystem(open);
  const memory = memoryRecallOf(table, naming, reference);
  if (eligibleRelations(table, 1).length === 0) return [memory, barrenOf(table)];
  const latin = latinBreaches(table, naming);
  const sizes = (value: TrainingCase) => [...latin, ...sizeBreaches(value)];
  const all = (value: TrainingCase) => [...sizes(value), ...sampleBreaches(value)];
  const scope = (samples: string): Scope => ({
    domain: 'the given table; p = 2, b = 0, β = 4 ln V, η = 0.3, 200 steps',
    distribution: `k uniform in what the table allows, at most ${DOMAIN_D.pairs.max}; ${samples}; prompts by the law of spec/model.md §2`,
  });
  return [
    memory,
    pairwiseSufficientOf(table, latin, reference),
    trainingExperiment(
      'given table, training',
      givenTrainingCases(table, DOMAIN_D.prompts),
      [lossDescends(all), pairwiseConvergence(all)],
      reference,
      false,
      scope(DRAWN_SAMPLES_OF_D),
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
  const claims = [P1, T2, T3, S1];
  return {
    id: 'given table, no prompts',
    barren: [{ assumption: 'a relation with two facts', offenders }],
    arbitrary: new CaseArbitrary<unknown>({ draw: none, simpler: none, is: (value): value is unknown => value !== undefined }),
    observe: none,
    encode: none,
    describe: none,
    stratum: none,
    tests: claims.map((claim) => ({ claim, breaches: none, conclude: none })),
  };
}
