import type { OpenEngine } from '../../src/engine/engine.js';
import type { Pretrainer } from '../../src/training/pretraining.js';
import type { Claim } from '../../src/verify/claim.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { CLAIM_EXPERIMENTS, type ClaimExperiment, type SystemSource } from '../claim-experiments.js';
import type { BrokenModel, SystemPart } from './broken-model.js';
import { BROKEN_MODELS } from './index.js';

/** A cell of the kill matrix that is not evaluated, and why not. */
export interface UnevaluatedCell {
  readonly claim: string;
  /** The id of the broken model. */
  readonly model: string;
  /**
   * unaffected: the claim survives, since it reads nothing that is broken, and every conclusion is the reference's to the last bit;
   * left out: it might be killed, and is not asked.
   */
  readonly kind: 'unaffected' | 'left out';
  readonly reason: string;
}

/**
 * Claims whose cases take from a tenth of a second to seconds, each with the errors that it is asked about: what it says beyond cheaper
 * claims is about another memory, attention or embedding, or a longer run, so those that go to its heart are enough.
 */
const HEAVY: Readonly<Record<string, { readonly asked: readonly string[]; readonly reason: string }>> = {
  T6: {
    asked: BROKEN_MODELS.filter(({ touches }) => touches !== 'attention').map(({ id }) => id),
    reason: 'a case takes seconds where engines of counts do not serve, and T3 reads the same attention after a tenth of the steps',
  },
  G1: {
    asked: ['permuted-labels', 'ascent', 'answer-row-frozen', 'relation-row-frozen'],
    reason: 'every case pretrains a memory, which takes seconds; T3 and S1 are held to the same error before the constructed memory',
  },
  G2a: {
    asked: ['seen-facts-memory', 'content-only-attention', 'linear-memory', 'ascent'],
    reason: 'a case takes half a second; S1 is held to the same error with positional attention',
  },
  G2b: {
    asked: ['content-only-attention', 'linear-memory', 'permuted-labels', 'ascent'],
    reason: 'a case takes half a second; T3 and S3 are held to the same error with positional attention',
  },
  G3d: {
    asked: ['linear-memory', 'permuted-answers', 'ascent'],
    reason: 'a case takes half a second; T3 is held to the same error with orthonormal embeddings',
  },
};

/** What a part is, for people: "reads no …". */
const PART_NAMES: Readonly<Record<SystemPart, string>> = {
  memory: 'constructed memory',
  prompts: 'prompts',
  attention: 'positional attention',
  'full attention': 'full attention',
  training: 'fine-tuning',
  decoding: 'decoded tokens',
};

/** The claims of an experiment that the kill matrix has as rows: those that hold of the reference, since another's refutation says nothing. */
function isRow({ expected }: Claim): boolean {
  return expected === 'HOLDS';
}

/**
 * The kill matrix as experiments: every claim that reads what is broken, held to each broken model (the random streams are each one's own).
 *
 * @param open - the engine of the constructed memory
 * @param pretrain - pretrains memories; it may be missing where no claim is evaluated that needs one
 * @param ids - of the broken models
 * @throws RangeError where there is no model of an id
 */
export function experimentsOnBrokenModels(
  open: OpenEngine,
  pretrain: Pretrainer['pretrain'] | undefined,
  ids: readonly string[],
): Experiment[] {
  const source = { open, ...(pretrain === undefined ? {} : { pretrain }) };
  return ids.map(modelOf).flatMap((model) => CLAIM_EXPERIMENTS.flatMap((experiment) => brokenBy(model, experiment, source)));
}

function brokenBy(model: BrokenModel, experiment: ClaimExperiment, source: SystemSource): Experiment[] {
  if (!experiment.reads.includes(model.touches)) return [];
  const broken = experiment.on({ ...source, change: (system) => model.breaks(system) });
  const tests = broken.tests.filter(({ claim }) => isRow(claim) && isAsked(claim, model));
  if (tests.length === 0) return [];
  return [{ ...broken, id: `kill matrix, ${broken.id}`, tests, variant: { map: 'controls', id: model.id } }];
}

/**
 * The cells of the kill matrix that have no experiment: with `experimentsOnBrokenModels` of the same models they make every pair of a claim
 * that is a row and a broken model, once.
 */
export function unevaluatedCells(ids: readonly string[]): UnevaluatedCell[] {
  return ids.map(modelOf).flatMap((model) =>
    CLAIM_EXPERIMENTS.flatMap((experiment) => {
      const claims = experiment
        .on({ open: unopened })
        .tests.map(({ claim }) => claim)
        .filter(isRow);
      return claims.flatMap((claim): UnevaluatedCell[] => {
        const cell = { claim: claim.id, model: model.id };
        if (!experiment.reads.includes(model.touches)) {
          return [{ ...cell, kind: 'unaffected', reason: `reads no ${PART_NAMES[model.touches]}` }];
        }
        return isAsked(claim, model) ? [] : [{ ...cell, kind: 'left out', reason: HEAVY[claim.id].reason }];
      });
    }),
  );
}

/** Which claims an experiment tests is known without an engine. */
function unopened(): never {
  throw new RangeError('nothing is evaluated where cells are only listed');
}

function isAsked({ id }: Claim, model: BrokenModel): boolean {
  return HEAVY[id]?.asked.includes(model.id) ?? true;
}

/**
 * @throws RangeError where there is no broken model of that id
 */
function modelOf(id: string): BrokenModel {
  const model = BROKEN_MODELS.find((candidate) => candidate.id === id);
  if (model === undefined) {
    throw new RangeError(`there is no broken model "${id}", only ${BROKEN_MODELS.map((candidate) => candidate.id).join(', ')}`);
  }
  return model;
}
