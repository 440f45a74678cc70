import { rm, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFacts } from '../../../properties/preconditions/table-description.js';
import { parseCatalogueFacts, type CatalogueFacts } from '../../../properties/catalogue/catalogue.js';
import { CLAIMS } from '../../../spec/index.js';
import { PAPER } from '../../../spec/paper.js';
import { VERSION } from '../../package-root.js';
import type { PhasePicture } from '../../../properties/maps/phases/phase-picture.js';
import type { WantedMaps } from '../../../properties/catalogue/catalogue-input.js';
import { MAPS } from '../../../properties/maps/maps.js';
import type { MapFacts } from '../../report/data/make-map.js';
import { MAP_NAMES, type MapName } from '../../verify/variant.js';
import { makeReport } from '../../report/data/make-report.js';
import type { Report } from '../../report/data/schema.js';
import { writeReport } from '../../report/write/write-report.js';
import type { FactTable } from '../../task/fact-table.js';
import { tableHash } from '../../task/table-hash.js';
import type { ClaimResult } from '../../verify/decide/schedule.js';
import type { BudgetName } from '../../verify/claim.js';
import { fileNameOf, filesOf, type CounterexampleFile } from '../../verify/storage/counterexample-file.js';
import type { SupervisedRun } from '../../verify/workers/supervisor.js';
import { prepareFolder, writeWhole } from '../../write-files.js';

/** What wrote a file. */
export const TOOL = { name: 'ic-recall', version: VERSION } as const;

/** How the experiments were opened beside their cases: on random tables, and on the given one, which is told by its hash. */
export interface Setups {
  readonly random: CounterexampleFile['setup'];
  readonly given: CounterexampleFile['setup'];
}

/** The setups of a run. */
export function setupsOf(engine: string, table: FactTable | null): Setups {
  return { random: { engine }, given: table === null ? null : { engine, table: tableHash(table.knowledge) } };
}

/** A finished run, and what it was asked to do. */
export interface FinishedRun {
  readonly run: SupervisedRun;
  readonly table: FactTable | null;
  readonly maps: WantedMaps;
  readonly phases: readonly PhasePicture[] | null;
  readonly seed: bigint;
  readonly budget: BudgetName;
  readonly seconds: number;
  readonly regressions: readonly RegressionFact[];
}

/** What became of a case of an earlier run. */
export interface RegressionFact {
  readonly file: string;
  readonly claim: string;
  readonly outcome: string;
}

/** The report of a run. */
export function reportOf({ run, table, maps, phases, seed, budget, seconds, regressions }: FinishedRun): Report {
  const random = inOrderOfSpec(run.results.filter(({ origin }) => origin.kind !== 'given'));
  const given = inOrderOfSpec(run.results.filter(({ origin }) => origin.kind === 'given'));
  return makeReport(
    {
      tool: TOOL,
      paper: PAPER,
      seed: String(seed),
      engine: catalogueFactsOf(run).engine,
      budget,
      claims: run.claims,
      cells: run.cells,
      maps: factsOfMaps(maps),
      phases,
      regressions,
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
      const chosen = columns.filter(({ id }) => ids.includes(id));
      const facts: MapFacts = {
        columns: chosen,
        blank: blank.filter(({ column }) => ids.includes(column)),
        explained,
      };
      return [[name, facts]];
    }),
  );
}

/** What the catalogue of a run says of itself. */
export function catalogueFactsOf({ about }: Pick<SupervisedRun, 'about'>): CatalogueFacts {
  return parseCatalogueFacts(about);
}

/** The counterexamples of a run's results, as files. */
export function counterexamplesOf(results: readonly ClaimResult[], setups: Setups): CounterexampleFile[] {
  return results.flatMap((result) => filesOf(result, { tool: TOOL, setup: result.origin.kind === 'given' ? setups.given : setups.random }));
}

/** Writes the report and the counterexamples of a run; what an earlier run left of these is removed. */
export async function writeResults(
  report: Report,
  counterexamples: readonly CounterexampleFile[],
  folder: string,
): Promise<string[]> {
  const files = await writeReport(report, folder);
  const place = join(folder, 'counterexamples');
  await prepareFolder(place);
  const names = new Set(counterexamples.map(fileNameOf));
  const stale = (await readdir(place)).filter((name) => OWN_NAME.test(name) && !names.has(name));
  for (const name of stale) await rm(join(place, name), { force: true });
  for (const file of counterexamples) await writeWhole(join(place, fileNameOf(file)), `${JSON.stringify(file)}\n`);
  return counterexamples.length === 0
    ? files
    : [...files, `${counterexamples.length} file${counterexamples.length === 1 ? '' : 's'} in ${place}`];
}

/** What this program calls its counterexamples: nothing else is ever removed. */
const OWN_NAME =
  /^[A-Z]\d+[a-z]?(-on-table|-(controls|sensitivity|ablation)-[\w.-]+)?-(minimal|worst|severe|exception|witness|unstable|error)\.json$/;

function inOrderOfSpec(results: readonly ClaimResult[]): ClaimResult[] {
  const order = CLAIMS.map(({ id }) => id);
  return results.toSorted((one, other) => order.indexOf(one.claim.id) - order.indexOf(other.claim.id));
}
