import * as v from 'valibot';
import { S2 } from '../../spec/claims/s2-sample-scaling.js';
import { SCALING_TABLES, type ScalingTables } from '../../spec/domains/scaling-domain.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import type { Claim } from '../../src/verify/claim.js';
import type { Json } from '../../src/verify/experiment.js';
import type { Catalogue } from '../../src/verify/workers/catalogue.js';
import { seriesName } from '../cases/size-case.js';
import { SAMPLE_SCALING } from '../claims/s2-sample-scaling.js';
import { claimExperiment } from '../experiments/claim-experiment.js';
import { sampleSearches } from '../experiments/sample-search.js';
import { FULL_ATTENTION, POSITIONAL, SEEN_FACTS, type SampleLearner } from '../experiments/sample-learner.js';

/** The learners that a sweep can search n* for. */
export const SWEPT_LEARNERS = ['positional', 'full-attention', 'seen-facts'] as const;

export type SweptLearner = (typeof SWEPT_LEARNERS)[number];

const LEARNERS: Readonly<Record<SweptLearner, SampleLearner>> = {
  positional: POSITIONAL,
  'full-attention': FULL_ATTENTION,
  'seen-facts': SEEN_FACTS,
};

/**
 * Roughly how long a series takes, relative to others, so that the longest start first. Small tables need the most prompts: bijections with many
 * pairs, and Z₂^m with few pairs. Measured up to 2³⁰ for k = 8, 4, 2: 27, 19 and 7 s for bijections; 8, 10 and 15 s for Z₂^m; 10, 7 and 5 s for
 * cyclic groups.
 */
const COST: Readonly<Record<ScalingTables, (pairs: number) => number>> = {
  cyclic: (pairs) => pairs,
  elementary: (pairs) => 30 / pairs,
  matchings: (pairs) => pairs,
  bijections: (pairs) => 3 * pairs,
};

const INPUT_SCHEMA = v.strictObject({
  learner: v.picklist(SWEPT_LEARNERS),
  series: v.array(v.strictObject({ tables: v.picklist(SCALING_TABLES), pairs: v.number(), bits: v.array(v.number()) })),
});

/** This module: every thread of a sweep opens it. It loads no engine but the sparse one. */
export const SWEEP_CATALOGUE = new URL(import.meta.url);

/** Opens every series as an experiment with a claim of its own, so that threads can run them in parallel. */
export function openCatalogue(input: Json): Catalogue {
  const { learner, series } = v.parse(INPUT_SCHEMA, input);
  const { leastBudget: _budget, ...rest } = S2; // whoever asks for a sweep wants it at any budget
  return {
    experiments: series.map((each) => {
      const id = seriesName(each);
      const claim: Claim = { ...rest, id, slug: id, heavy: true, milliseconds: COST[each.tables](each.pairs) };
      return claimExperiment({
        origin: { kind: 'claims' },
        source: { open: (model) => new SparseEngine(model) },
        open: () => sampleSearches([each], LEARNERS[learner]),
        claims: [{ claim, record: SAMPLE_SCALING }],
        nameOf: () => `sweep, ${id}`,
      });
    }),
    about: null,
  };
}
