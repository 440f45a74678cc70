import { eligibleRelations } from '../../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { ClaimsWithoutCases, Experiment, UnmetAssumption } from '../../src/verify/experiment.js';
import type { ClaimRecord } from '../claim-record.js';
import { groupBy } from '../experiments/group-by.js';
import { claimExperiment } from '../experiments/claim-experiment.js';
import { isNotTested, type GivenTable, type TableDesign } from '../experiments/design.js';
import { REGISTRY } from '../registry.js';
import type { SystemSource } from '../systems/system-source.js';

/** Experiments on one given table, and the claims that have no case on it. */
export interface ExperimentsOnTable {
  readonly experiments: readonly Experiment[];
  readonly withoutCases: readonly ClaimsWithoutCases[];
}

/** Opens the claims on one given table. Controls are about broken models, not about tables, so they are left out. */
export function experimentsOnTable(
  given: GivenTable,
  source: SystemSource,
  records: readonly ClaimRecord[] = REGISTRY,
): ExperimentsOnTable {
  const designs = groupBy(records, designOf);
  const unmet = unmetByPrompts(given.table);
  const withCases = designs.filter(({ shared }) => !shared.prompted || unmet === null);
  const promptedClaims = designs.filter(({ shared }) => shared.prompted);
  return {
    experiments: withCases.map(({ shared: design, items }) =>
      claimExperiment({
        origin: { kind: 'given', scope: design.scope },
        source,
        open: (systems) => design.open(given, systems),
        claims: items.map((record) => ({ claim: record.claim, record })),
        naming: given.naming,
      }),
    ),
    withoutCases:
      unmet === null
        ? []
        : promptedClaims.map(({ shared: { scope }, items }, i) => ({
            id: `given table, no prompts, ${i}`,
            scope,
            claims: items.map(({ claim }) => claim),
            unmet: [unmet],
          })),
  };
}

function designOf({ onTable }: ClaimRecord): TableDesign | null {
  return isNotTested(onTable) ? null : onTable;
}

/** Why a table has no prompts; null if it has some. */
function unmetByPrompts(table: KnowledgeBase): UnmetAssumption | null {
  if (eligibleRelations(table, 1).length > 0) return null;
  const largest = Math.max(...Array.from({ length: table.relations }, (_, r) => table.domainSize(r)));
  const offender = `the largest relation has ${largest} fact${largest === 1 ? '' : 's'}, and a prompt of k = 1 pairs takes 2`;
  return { assumption: 'a relation with two facts', offenders: [offender] };
}
