import { C1 } from '../../../spec/claims/controls.js';
import { S2, S2B } from '../../../spec/claims/s2-sample-scaling.js';
import { SERIES_OF_C1 } from '../../../spec/domains/scaling-domain.js';
import type { OpenEngine } from '../../../src/engine/engine.js';
import type { Pretrainer } from '../../../src/training/pretraining.js';
import type { Claim } from '../../../src/verify/claim.js';
import type { Experiment } from '../../../src/verify/experiment.js';
import { CLAIM_EXPERIMENTS, type ClaimExperiment, type SystemSource } from '../../registry.js';
import type { Recheck } from '../../experiments/recheck.js';
import { sampleScaling } from '../../claims/s2-sample-scaling.js';
import { SEEN_FACTS } from '../../experiments/sample-learner.js';
import type { BrokenModel, SystemComponent } from '../../systems/broken/broken-model.js';
import { BROKEN_MODELS } from '../../systems/broken/broken-models.js';

/** A cell of the kill matrix that is not evaluated, and why not. */
export interface BlankCell {
  readonly claim: string;
  /** The id of the broken model. */
  readonly column: string;
  /**
   * unaffected: the claim survives, since it reads nothing that is broken, and every conclusion is the reference's to the last bit;
   * left out: it might be killed, and is not asked.
   */
  readonly kind: 'unaffected' | 'left out';
  readonly why: string;
}

/**
 * Claims whose cases take half a second or more, each with the errors that it is asked about: what it says beyond cheaper
 * claims is about another memory, attention or embedding, so those that go to its heart are enough.
 */
const HEAVY: Readonly<Record<string, { readonly asked: readonly string[]; readonly why: string } | undefined>> = {
  G1: {
    asked: ['permuted-labels', 'ascent', 'answer-row-frozen', 'relation-row-frozen'],
    why: 'every case pretrains a memory, which takes seconds; T3 and S1 are held to the same error before the constructed memory',
  },
  G2a: {
    asked: ['seen-facts-memory', 'content-only-attention', 'linear-memory', 'ascent'],
    why: 'a case takes half a second; S1 is held to the same error with positional attention',
  },
  G2b: {
    asked: ['content-only-attention', 'linear-memory', 'permuted-labels', 'ascent'],
    why: 'a case takes half a second; T3 and S3 are held to the same error with positional attention',
  },
  G3d: {
    asked: ['linear-memory', 'permuted-answers', 'ascent'],
    why: 'a case takes half a second; T3 is held to the same error with orthonormal embeddings',
  },
};

/** What a part is, for people: "reads no …". */
const COMPONENT_NAMES: Readonly<Record<SystemComponent, string>> = {
  memory: 'constructed memory',
  prompts: 'prompts',
  attention: 'positional attention',
  'full attention': 'full attention',
  training: 'fine-tuning',
  decoding: 'decoded tokens',
};

/** The broken model on which n* is searched, too; a search on all sizes takes minutes on each. */
const SEARCHED = 'seen-facts-memory';

/** The claims of an experiment that the kill matrix has as rows: those that hold of the reference, since another's refutation says nothing. */
function isRow({ expected }: Claim): boolean {
  return expected === 'HOLDS';
}

/**
 * The kill matrix as experiments: every claim that reads what is broken, held to each broken model. Random streams are each one's own.
 *
 * @param open - the engine of the constructed memory
 * @param pretrain - pretrains memories; it may be missing where no claim is evaluated that needs one
 * @param ids - of the broken models
 * @param recheck - what violations within rounding are evaluated by once more
 */
export function experimentsOnBrokenModels(
  open: OpenEngine,
  pretrain: Pretrainer['pretrain'] | undefined,
  ids: readonly string[],
  recheck?: Recheck,
): Experiment[] {
  const source = { open, ...(pretrain === undefined ? {} : { pretrain }) };
  return BROKEN_MODELS.filter(({ id }) => ids.includes(id)).flatMap((model) => [
    ...CLAIM_EXPERIMENTS.flatMap((experiment) => brokenBy(model, experiment, source, recheck)),
    ...(model.id === SEARCHED ? [searchedOnSeenFacts()] : []),
  ]);
}

/** S2 on it: the run of C1, as a cell. */
function searchedOnSeenFacts(): Experiment {
  const search = sampleScaling(S2, SERIES_OF_C1, SEEN_FACTS);
  const { domain, distribution } = C1;
  return {
    ...search,
    id: `kill matrix, sizes, ${SEARCHED}`,
    scope: { domain, distribution },
    variant: { map: 'controls', id: SEARCHED },
  };
}

function brokenBy(
  model: BrokenModel,
  experiment: ClaimExperiment,
  source: SystemSource,
  recheck: Recheck | undefined,
): Experiment[] {
  const asked = experiment.claims.filter((claim) => isRow(claim) && blankOf(claim, experiment, model) === null);
  if (asked.length === 0) return [];
  const broken = experiment.on({ ...source, change: (system) => model.breaks(system) }, recheck);
  const tests = broken.tests.filter(({ claim }) => asked.includes(claim));
  return [{ ...broken, id: `kill matrix, ${broken.id}`, tests, variant: { map: 'controls', id: model.id } }];
}

/**
 * The cells of the kill matrix that have no experiment: with `experimentsOnBrokenModels` of all models they make every pair of a claim that
 * is a row and a broken model, once.
 */
export const BLANK_CELLS: readonly BlankCell[] = BROKEN_MODELS.flatMap((model) => [
  ...CLAIM_EXPERIMENTS.flatMap((experiment) =>
    experiment.claims.filter(isRow).flatMap((claim) => {
      const blank = blankOf(claim, experiment, model);
      return blank === null ? [] : [{ claim: claim.id, column: model.id, ...blank }];
    }),
  ),
  ...[S2, S2B].flatMap((claim) => unsearchedBy(model, claim)),
]);

/** The cells of the claims about n*, which have searches of their own. */
function unsearchedBy({ id, touches }: BrokenModel, claim: Claim): BlankCell[] {
  if (claim === S2 && id === SEARCHED) return [];
  const cell = { claim: claim.id, column: id };
  if (claim === S2 && touches === 'full attention') return [{ ...cell, ...unaffectedBy(touches) }];
  const instead =
    touches === 'full attention'
      ? 'G2a and G2b are held to the same error at one n for each case'
      : `S1 is held to the same error at n = ⌈log₂ N⌉${claim === S2B ? ', with positional attention' : ''}`;
  return [{ ...cell, kind: 'left out', why: `left out: a search for n* at every size takes minutes; ${instead}` }];
}

function blankOf({ id }: Claim, { reads }: ClaimExperiment, model: BrokenModel): Pick<BlankCell, 'kind' | 'why'> | null {
  if (!reads.includes(model.touches)) return unaffectedBy(model.touches);
  const heavy = HEAVY[id];
  if (heavy === undefined || heavy.asked.includes(model.id)) return null;
  return { kind: 'left out', why: `left out: ${heavy.why}` };
}

function unaffectedBy(part: SystemComponent): Pick<BlankCell, 'kind' | 'why'> {
  return { kind: 'unaffected', why: `survived: it reads no ${COMPONENT_NAMES[part]}, and nothing else is broken` };
}
