import { CONTROLS } from '../../../spec/claims/controls.js';
import type { Experiment, Scope } from '../../../src/verify/experiment.js';
import type { ClaimRecord } from '../../claim-record.js';
import type { ExperimentSource } from '../../experiments/experiment-source.js';
import { groupBy } from '../../experiments/group-by.js';
import { claimExperiment } from '../../experiments/claim-experiment.js';
import type { RandomDesign } from '../../experiments/design.js';
import { REGISTRY } from '../../registry.js';
import type { BrokenModel, SystemComponent } from '../../systems/broken/broken-model.js';
import { BROKEN_MODELS } from '../../systems/broken/broken-models.js';

/** A cell of the kill matrix that is not evaluated. */
export interface BlankCell {
  readonly claim: string;
  /** The id of the broken model. */
  readonly column: string;
  /**
   * unaffected: the claim reads nothing that is broken, so it survives, and every conclusion is the reference's to the last bit;
   * left out: the claim might be killed, but is not tested.
   */
  readonly kind: 'unaffected' | 'left out';
  readonly why: string;
}

/** Components for people, as in "reads no fine-tuning". */
const COMPONENT_NAMES: Readonly<Record<SystemComponent, string>> = {
  memory: 'constructed memory',
  prompts: 'prompts',
  attention: 'positional attention',
  'full attention': 'full attention',
  training: 'fine-tuning',
  decoding: 'decoded tokens',
};

/**
 * The kill matrix as experiments: each broken model, with every claim that reads what is broken. Every experiment has random streams of its own.
 *
 * @param ids - the ids of the wanted broken models
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
  return groupBy(asked, (record) => designOn(model, record)).map(({ shared: design, items }) =>
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

/** True for a row of the kill matrix: a claim that holds of the reference. Refuting any other claim says nothing. */
function isRow({ claim }: ClaimRecord): boolean {
  return claim.expected === 'HOLDS';
}

/** Where the cases of a claim on a broken model come from. */
function designOn(model: BrokenModel, { heldTo, random }: ClaimRecord): RandomDesign {
  return heldTo?.random?.(model.id) ?? random;
}

/** The scope of the cases if they are not the claim's own: that of the control that plants the same error. */
function scopeOn(model: BrokenModel, [{ claim, heldTo }]: readonly ClaimRecord[]): Scope | null {
  if (heldTo?.random === undefined) return null;
  const control = CONTROLS.find(({ id, control: controlled }) => id === model.control && controlled?.of === claim.id);
  return control === undefined ? null : { domain: control.domain, distribution: control.distribution };
}

/**
 * The cells of the kill matrix without an experiment. Together with the cells that have one they are every pair of a row and a broken model,
 * once each.
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
