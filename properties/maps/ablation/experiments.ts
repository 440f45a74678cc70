import { InputError } from '../../../src/input-error.js';
import type { Experiment } from '../../../src/verify/experiment.js';
import type { Ablation } from '../../ablations/ablation.js';
import { ABLATION_IDS, ABLATIONS } from '../../ablations/ablations.js';
import type { ClaimRecord } from '../../claim-record.js';
import { groupBy } from '../../experiments/group-by.js';
import { claimExperiment } from '../../experiments/claim-experiment.js';
import { isNotTested, type AblatedDesign, type AblationDesign } from '../../experiments/design.js';
import type { ExperimentSource } from '../../experiments/experiment-source.js';
import { REGISTRY } from '../../registry.js';

/**
 * The ablation map: claims are run again with one assumption or limit dropped. The cases of a cell break what is dropped and meet everything
 * else.
 *
 * @param ids - the ids of the wanted ablations; all by default
 * @throws InputError for an unknown id
 */
export function ablationExperiments(
  source: ExperimentSource,
  ids: readonly string[] = ABLATION_IDS,
  records: readonly ClaimRecord[] = REGISTRY,
): Experiment[] {
  return chosen(ids).flatMap((ablation) =>
    ablatedClaims(ablation, records).map(({ design, claims }) =>
      claimExperiment({
        origin: { kind: 'variant', variant: { map: 'ablation', id: ablation.id }, scope: design.scope(source) },
        source,
        open: (systems) => withoutFactors(design.open(systems)),
        claims: claims.map((record) => ({ claim: record.claim, record })),
        nameOf: (id) => `without ${ablation.id}: ${id}`,
        unmet: (assumptions, value) => design.unmet(assumptions, value),
        sizeOf: design.sizeOf,
        recheck: source.recheck,
      }),
    ),
  );
}

/** The ids of the claims that an ablation concerns, in the order of reports. */
export function claimsOfAblation(ablation: Ablation, records: readonly ClaimRecord[] = REGISTRY): string[] {
  return ablatedClaims(ablation, records).flatMap(({ claims }) => claims.map(({ claim }) => claim.id));
}

function chosen(ids: readonly string[]): Ablation[] {
  const unknown = ids.find((id) => !ABLATION_IDS.includes(id));
  if (unknown !== undefined) throw new InputError(`there is no ablation "${unknown}"`, `choose from ${ABLATION_IDS.join(', ')}`);
  return ABLATIONS.filter(({ id }) => ids.includes(id));
}

function ablatedClaims(
  ablation: Ablation,
  records: readonly ClaimRecord[],
): { readonly design: AblatedDesign; readonly claims: readonly ClaimRecord[] }[] {
  const { only } = ablation;
  const wanted = only === undefined ? records : records.filter(({ claim }) => only.includes(claim.id));
  return groupBy(wanted, designOf).flatMap(({ shared, items }) => {
    const design = shared.without(ablation);
    return design === null ? [] : [{ design, claims: items }];
  });
}

function designOf({ ablation }: ClaimRecord): AblationDesign | null {
  return isNotTested(ablation) ? null : ablation;
}

/** Cells have no factors: nothing of their counterexamples is redrawn. */
function withoutFactors<Opened extends ReturnType<AblatedDesign['open']>>(opened: Opened): Opened {
  const { factors: _, ...cases } = opened.cases;
  return { ...opened, cases };
}
