import type { TrainingDomain } from '../../spec/domains/training-domain.js';
import type { Engine } from '../../src/engine/engine.js';
import type { PerStep } from '../../src/training/fine-tuning.js';
import { ATTENTION_BLOCKS, trainFullAttention, type FullAttentionRow } from '../../src/training/full-attention.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import type { TrainingCase } from '../cases/training-case.js';
import { latinTrainingCases } from '../cases/training-kinds.js';
import { openOn, shownTo, type System } from '../systems/system.js';
import { systemsOf } from '../systems/system-source.js';
import type { RandomDesign } from './design.js';
import { checkedTraining, codecAndFactors } from './training-cases.js';
import { READS_ANSWERS } from './training-design.js';
import { familyOf } from '../cases/table-spec.js';

/** Trained attention by content and position, and the system and engine it was trained on. */
export interface FullyTrained {
  readonly system: System;
  readonly engine: Engine;
  readonly rows: PerStep<FullAttentionRow>;
}

/**
 * Trains full attention once per case.
 *
 * @param id - names the stream of random cases, together with the system
 */
export function fullAttention(id: string, domain: TrainingDomain): RandomDesign<TrainingCase, FullyTrained> {
  const arbitrary = new CaseArbitrary(latinTrainingCases(domain));
  return {
    reads: [...READS_ANSWERS, 'full attention'], // includes 'attention', since gradients pass through the positional softmax
    open(source) {
      const system = systemsOf(source).constructed;
      const { codec, factors } = codecAndFactors({ id: system.id, draws: system.draws === true, fresh: true });
      return {
        id: `${id}, ${system.id}`,
        cases: { arbitrary, factors },
        codec,
        presentation: { describe: (value) => value.describe(), stratum: familyOf },
        observe({ table, prompts, spec: { seed } }) {
          const { blocks = ATTENTION_BLOCKS } = system;
          const engine = openOn(system, { table, prompts, seed });
          return { system, engine, rows: trainFullAttention(engine, shownTo(system, prompts), { blocks }).rows };
        },
        checked: checkedTraining,
      };
    },
  };
}
