import type { WantedMaps } from '../../../properties/catalogue/catalogue-input.js';
import { parseCatalogueFacts } from '../../../properties/catalogue/catalogue.js';
import { MAPS } from '../../../properties/maps/maps.js';
import { describeFacts } from '../../../properties/preconditions/table-description.js';
import { CLAIMS } from '../../../properties/catalogue/claims.js';
import { PAPER } from '../../../spec/paper.js';
import type { MapFacts } from '../../report/data/make-map.js';
import { makeReport } from '../../report/data/make-report.js';
import type { Report } from '../../report/data/schema.js';
import type { ClaimResult } from '../../verify/decide/schedule.js';
import { MAP_NAMES, type MapName } from '../../verify/variant.js';
import type { Evidence } from './evidence.js';
import { regressionFacts } from './regression-facts.js';
import type { RunRequest } from './run-request.js';
import { TOOL } from './tool.js';

/** The report of a run. */
export function reportOf({ input, table, seed, budget }: RunRequest, { run, regressions, phases, seconds }: Evidence): Report {
  const random = inOrderOfSpec(run.results.filter(({ origin }) => origin.kind !== 'given'));
  const given = inOrderOfSpec(run.results.filter(({ origin }) => origin.kind === 'given'));
  return makeReport(
    {
      tool: TOOL,
      paper: PAPER,
      seed: String(seed),
      engine: parseCatalogueFacts(run.about).engine,
      budget,
      claims: run.claims,
      cells: run.cells,
      maps: factsOfMaps(input.maps),
      phases: phases?.kind === 'drawn' ? phases.pictures : null,
      regressions: regressionFacts(regressions, run.regressions),
      seconds,
    },
    random,
    table === null ? null : { ...describeFacts(table), results: given },
  );
}

/** What the wanted maps say beside their cells. */
function factsOfMaps(wanted: WantedMaps): Partial<Record<MapName, MapFacts>> {
  return Object.fromEntries(
    MAP_NAMES.flatMap((name) => {
      const ids = wanted[name];
      if (ids === null) return [];
      const { columns, blank, explained } = MAPS[name];
      const facts: MapFacts = {
        columns: columns.filter(({ id }) => ids.includes(id)),
        blank: blank.filter(({ column }) => ids.includes(column)),
        explained,
      };
      return [[name, facts]];
    }),
  );
}

function inOrderOfSpec(results: readonly ClaimResult[]): ClaimResult[] {
  const order = CLAIMS.map(({ id }) => id);
  return results.toSorted((one, other) => order.indexOf(one.claim.id) - order.indexOf(other.claim.id));
}
