import { ABLATIONS } from '../../ablations/ablations.js';
import type { ClaimRecord } from '../../claim-record.js';
import { isNotTested } from '../../experiments/design.js';
import { REGISTRY } from '../../registry.js';
import type { ClaimMap } from '../claim-map.js';
import { ablationExperiments, claimsOfAblation } from './experiments.js';

/** Claims × dropped assumptions. */
export const ABLATION_MAP: ClaimMap = ablationMap(REGISTRY);

/** The ablation map of some claims. */
export function ablationMap(records: readonly ClaimRecord[]): ClaimMap {
  const concerned = ABLATIONS.map((ablation) => ({ ablation, claims: claimsOfAblation(ablation, records) }));
  const rows = [...new Set(concerned.flatMap(({ claims }) => claims))];
  return {
    columns: ABLATIONS.map(({ id, drops }) => ({ id, meaning: `without ${drops}` })),
    blank: concerned.flatMap(({ ablation: { id, only }, claims }) =>
      rows
        .filter((claim) => !claims.includes(claim))
        .map((claim) => ({
          claim,
          column: id,
          kind: only === undefined ? 'unaffected' : 'left out',
          why: only === undefined ? 'the claim has no such assumption or limit' : `tested for ${only.join(', ')} only`,
        })),
    ),
    explained: records.flatMap(({ claim, ablation }) => (isNotTested(ablation) ? [{ id: claim.id, why: ablation.why }] : [])),
    experiments: (source, ids) => ablationExperiments(source, ids, records),
  };
}
