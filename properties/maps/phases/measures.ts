import { attentionPattern } from '../../../src/analysis/attention-pattern.js';
import type { Engine, OpenEngine } from '../../../src/engine/engine.js';
import type { TransformerConfig } from '../../../src/model/transformer.js';
import { RandomStream } from '../../../src/random/random-stream.js';
import { drawPrompts } from '../../../src/task/draw-prompts.js';
import { factsOf, type KnowledgeBase } from '../../../src/task/knowledge-base.js';
import { isViolation } from '../../../src/verify/conclusion.js';
import { TrainingCase } from '../../cases/training-case.js';
import { MEMORY_RECALL } from '../../claims/m1-memory-recall.js';
import { POLYLOG_ACCURACY } from '../../claims/s1-polylog-accuracy.js';
import { PAIRWISE_CONVERGENCE } from '../../claims/t3-pairwise-convergence.js';
import { recallGaps } from '../../experiments/recall.js';
import { trainOn } from '../../experiments/trained.js';
import { referenceSystem } from '../../systems/system.js';

// k pairs, n prompts. Pictures show what claims measure, by the claims' own records, but also outside the claims' domains.

/** The number of fresh prompts per draw. A claim needs 1,000 for a verdict on each draw; a picture shows means over draws. */
export const FRESH_PROMPTS = 250;

/** Measures at the end of a default fine-tuning run: the quantities of T3 and S1, and the mass of the relation row. */
export interface FinalMeasures {
  readonly relationMass: number;
  readonly relationBalance: number;
  readonly queryShare: number;
  readonly answerMass: number;
  readonly answerBalance: number;
  readonly accuracy: number;
}

/** Fine-tunes from uniform attention, with 200 steps at η = 0.3, on n prompts drawn by the law of spec/model.md §2. */
export function train(
  open: OpenEngine,
  table: KnowledgeBase,
  config: TransformerConfig,
  { pairs, count }: { readonly pairs: number; readonly count: number },
  seed: number,
): FinalMeasures {
  const drawn = (size: number, stream: string) => drawPrompts(table, pairs, size, RandomStream.of(seed, stream));
  const given = { prompts: drawn(count, 'prompts'), fresh: drawn(FRESH_PROMPTS, 'fresh') };
  const value = new TrainingCase({ tableSpec: null, table, pairs, count, heldOut: false, seed, given });
  const trained = trainOn({ ...referenceSystem(open), transformer: config }, value);
  const measured = new Map(
    [PAIRWISE_CONVERGENCE, POLYLOG_ACCURACY].flatMap(({ claim, conclude }) =>
      conclude(claim, value, trained).quantities.map((quantity) => [quantity.name, quantity.value] as const),
    ),
  );
  const quantity = (name: string) => {
    const size = measured.get(name);
    if (size === undefined) throw new RangeError(`neither T3 nor S1 measures "${name}"`);
    return size;
  };
  const { snapshots } = trained.run;
  return {
    relationMass: attentionPattern(snapshots[snapshots.length - 1].attention).relation.mass,
    relationBalance: quantity('relation balance'),
    queryShare: quantity('query share'),
    answerMass: quantity('answer mass'),
    answerBalance: quantity('answer balance'),
    accuracy: quantity('accuracy'),
  };
}

/** The share of an engine's facts for which M1 holds. */
export function recalledShare(engine: Engine): number {
  const { claim, conclude } = MEMORY_RECALL;
  const facts = [...factsOf(engine.model.knowledge)];
  return facts.filter((fact) => !isViolation(conclude(claim, fact, recallGaps(engine, fact)))).length / facts.length;
}
