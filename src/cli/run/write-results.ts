import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../report/data/schema.js';
import { plural } from '../../report/words/numbers.js';
import { writeReport } from '../../report/write/write-report.js';
import { fileNameOf, isCounterexampleName, type CounterexampleFile } from '../../verify/storage/counterexample-file.js';
import { prepareFolder, writeWhole } from '../../write-files.js';

/** Writes the report and the counterexamples of a run, and removes those of an earlier run. */
export async function writeResults(
  report: Report,
  counterexamples: readonly CounterexampleFile[],
  folder: string,
): Promise<string[]> {
  const files = await writeReport(report, folder);
  const place = join(folder, 'counterexamples');
  await prepareFolder(place);
  const names = new Set(counterexamples.map(fileNameOf));
  const stale = (await readdir(place)).filter((name) => isCounterexampleName(name) && !names.has(name));
  for (const name of stale) await rm(join(place, name), { force: true });
  for (const file of counterexamples) await writeWhole(join(place, fileNameOf(file)), `${JSON.stringify(file)}\n`);
  return counterexamples.length === 0
    ? files
    : [...files, `${counterexamples.length} ${plural(counterexamples.length, 'file')} in ${place}`];
}
