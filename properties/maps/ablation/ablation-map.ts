import type { ClaimMap } from '../maps.js';
import { ABLATIONS } from './ablations.js';
import { claimsOfAblation, experimentsOfAblation } from './experiments.js';
import { NOT_ABLATED } from './not-ablated.js';

const concerned = ABLATIONS.map((ablation) => ({ ablation, claims: claimsOfAblation(ablation.id) }));
const rows = [...new Set(concerned.flatMap(({ claims }) => claims))];

/** Claims × dropped assumptions. */
export const ABLATION_MAP: ClaimMap = {
  columns: ABLATIONS.map(({ id, drops }) => ({ id, meaning: `without ${drops}` })),
  blank: concerned.flatMap(({ ablation: { id, only }, claims }) =>
    rows
      .filter((claim) => !claims.includes(claim))
      .map((claim) => ({
        claim,
        column: id,
        kind: only === undefined ? 'unaffected' : 'left out',
        why: only === undefined ? 'the claim has no such assumption or limit' : `asked of ${only.join(', ')} alone`,
      })),
  ),
  explained: NOT_ABLATED.map(({ claim, why }) => ({ id: claim, why })),
  experiments: (open, _, ids, recheck) => experimentsOfAblation(open, ids, recheck),
};
