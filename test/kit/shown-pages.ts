import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderHtml } from '../../src/report/html/render-html.js';
import { renderSweepPage } from '../../src/report/html/sweep-page.js';
import { renderTrainPage } from '../../src/report/html/train-page.js';
import type { Report } from '../../src/report/data/schema.js';
import { MAP_NAMES } from '../../src/verify/variant.js';
import { picturedReport, recounted } from './pictured-report.js';
import { sampleSweep, sampleTraining } from './sample-runs.js';
import { temporaryFolder } from './temporary-folder.js';

/** Claims that have every section and picture between them; an audit of all of them takes a minute. */
const SHOWN = /^(?:M1|T3|C5a|S2|C1|U|F|E|V|N|A|K)$/;

function someOf(report: Report): Report {
  const claims = report.claims.filter(({ id }) => SHOWN.test(id));
  const maps = Object.fromEntries(
    MAP_NAMES.map((name) => {
      const map = report[name];
      const isShown = ({ claim }: { claim: string }) => SHOWN.test(claim);
      return [
        name,
        map === null
          ? null
          : {
              ...map,
              rows: map.rows.filter((claim) => SHOWN.test(claim)),
              cells: map.cells.filter(isShown),
              blank: map.blank.filter(isShown),
            },
      ];
    }),
  );
  return recounted({ ...report, ...maps, claims });
}

/** A report.html with every kind of section and picture, and the report that it shows. */
export function writeReportPage(): { report: Report; url: string } {
  const report = someOf(picturedReport());
  return { report, url: writePage('report', renderHtml(report)) };
}

/** The pages of `train` and `sweep`, by name. */
export function writeRunPages(): { train: string; sweep: string } {
  const { trained, words } = sampleTraining();
  const { swept, outcomes } = sampleSweep();
  return {
    train: writePage('train', renderTrainPage(trained, words)),
    sweep: writePage('sweep', renderSweepPage(swept, { generator: 'ic-recall 0', subject: 'positional attention', outcomes })),
  };
}

/** Writes a page to a folder of its own, and returns its address. */
export function writePage(name: string, html: string): string {
  const file = join(temporaryFolder(), `${name}.html`);
  writeFileSync(file, html);
  return pathToFileURL(file).href;
}
