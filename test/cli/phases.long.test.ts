import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { phasePlans } from '../../properties/maps/phases/draw-phases.js';
import type { Report } from '../../src/report/data/schema.js';
import { openSparse } from '../kit/open-sparse.js';
import { spawnCli } from '../kit/spawn-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

// Long, since the pictures take 20 seconds. In `npm test` maps.test.ts stops a run while it draws them, and phases.test.ts draws
// single places.

describe('verify --phases', () => {
  it('draws every picture, at every place, and adds it to the report and the page', () => {
    const folder = temporaryFolder();
    const { code, stderr } = spawnCli(['verify', '--claims', 'M1', '--phases', '--no-corpus', '--out', 'report'], folder);
    expect(code).toBe(0);
    expect(stderr).not.toContain('phase pictures');
    const { phases } = JSON.parse(readFileSync(join(folder, 'report', 'report.json'), 'utf8')) as Report;
    const page = readFileSync(join(folder, 'report', 'report.html'), 'utf8');
    const plans = phasePlans(openSparse);
    expect(phases?.map(({ id }) => id)).toEqual(plans.map(({ id }) => id));
    for (const [i, { title, x, y, quantities }] of (phases ?? []).entries()) {
      expect(page).toContain(title);
      expect([x, y, quantities.map(({ name }) => name)]).toEqual([plans[i].x, plans[i].y, plans[i].quantities]);
      for (const { cells } of quantities) {
        expect(new Set(cells.map((cell) => cell.x))).toEqual(new Set(x.values));
        expect(new Set(cells.map((cell) => cell.y))).toEqual(new Set(y.values));
        for (const { draws } of cells) expect([1, 2, 3]).toContain(draws);
      }
    }
  });
});
