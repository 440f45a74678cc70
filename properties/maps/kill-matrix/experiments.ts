import { CONTROLS } from '../../../spec/claims/controls.js';
import type { Experiment, Scope } from '../../../src/verify/experiment.js';
import type { ClaimRecord } from '../../claim-record.js';
import type { ExperimentSource } from '../../experiments/experiment-source.js';
import { byShared } from '../../experiments/by-shared.js';
import { claimExperiment } from '../../experiments/claim-experiment.js';
import type { RandomDesign } from '../../experiments/design.js';
import { REGISTRY } from '../../registry.js';
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

/** What a component is, for people: "reads no …". */
const COMPONENT_NAMES: Readonly<Record<SystemComponent, string>> = {
  memory: 'constructed memory',
  prompts: 'prompts',
  attention: 'positional attention',
  'full attention': 'full attention',
  training: 'fine-tuning',
  decoding: 'decoded tokens',
};

/**
 * The kill matrix as experiments: every claim that reads what is broken, held to each broken model. Random streams are each one's own.
 *
 * @param ids - of the broken models
 */
export function killMatrixExperiments(
  source: ExperimentSource,
  ids: readonly string[],
  records: readonly ClaimRecord[] = REGISTRY,
): Experiment[] {
  return BROKEN_MODELS.filter(({ id }) => ids.includes(id)).flatMap((model) => experimentsOn(model, source, records));
}

function experimentsOn(model: BrokenModel, source: ExperimentSource, records: readonly ClaimRecord[]): Experiment[] {
  const asked = records.filter((record) => isRow(record) && blankOf(record, model) === null);
  return byShared(asked, (record) => designOn(model, record)).map(({ shared: design, items }) =>
    claimExperiment({
      origin: { kind: 'variant', variant: { map: 'controls', id: model.id }, scope: scopeOn(model, items) },
      source: { ...source, change: (system) => model.breaks(system) },
      open: (systems) => design.open(systems),
      claims: items.map((record) => ({ claim: record.claim, record })),
      nameOf: (id) => `kill matrix, ${id}`,
      sizeOf: design.sizeOf,
      recheck: source.recheck,
    }),
  );
}

/** The claims that the kill matrix has as rows: those that hold of the reference, since another's refutation says nothing. */
function isRow({ claim }: ClaimRecord): boolean {
  return claim.expected === 'HOLDS';
}

/** The cases in which a claim meets a broken model. */
function designOn(model: BrokenModel, { heldTo, random }: ClaimRecord): RandomDesign {
  return heldTo?.random?.(model.id) ?? random;
}

/** What the cases are drawn from, where they are other cases than the claim's: those of the control that plants the same error. */
function scopeOn(model: BrokenModel, [{ claim, heldTo }]: readonly ClaimRecord[]): Scope | null {
  if (heldTo?.random === undefined) return null;
  const control = CONTROLS.find(({ id, control: controlled }) => id === model.control && controlled?.of === claim.id);
  return control === undefined ? null : { domain: control.domain, distribution: control.distribution };
}

/**
 * The cells of the kill matrix that have no experiment: with those that have one they make every pair of a claim that is a row and a broken
 * model, once.
 */
export function blankCells(records: readonly ClaimRecord[] = REGISTRY): BlankCell[] {
  return BROKEN_MODELS.flatMap((model) =>
    records.filter(isRow).flatMap((record) => {
      const blank = blankOf(record, model);
      return blank === null ? [] : [{ claim: record.claim.id, column: model.id, ...blank }];
    }),
  );
}

function blankOf({ random, heldTo }: ClaimRecord, model: BrokenModel): Pick<BlankCell, 'kind' | 'why'> | null {
  if (!random.reads.includes(model.touches)) {
    const what = COMPONENT_NAMES[model.touches];
    return { kind: 'unaffected', why: `survived: it reads no ${what}, and nothing else is broken` };
  }
  if (heldTo === undefined || heldTo.models.includes(model.id)) return null;
  return { kind: 'left out', why: `left out: ${heldTo.why(model)}` };
}
