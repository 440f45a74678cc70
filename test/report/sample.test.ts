import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import { readReport } from '../../src/report/data/read-report.js';
import { RENDERINGS } from '../../src/report/write/renderings.js';

const fileIn = (name: string) => fileURLToPath(new URL(`../../reports/sample/${name}`, import.meta.url));

// If one of these fails, `npm run sample` makes a new sample.
describe('the sample report', async () => {
  const report = await readReport(fileIn('report.json'));

  it('shows what failed on the table, beyond what is claimed, as it shows counterexamples', () => {
    const broken = (report.table?.claims ?? []).filter(
      ({ verdict }) => verdict.word === 'NOT APPLICABLE' && verdict.exploratory?.worst,
    );
    expect(broken.map(({ id }) => id)).toEqual(expect.arrayContaining(['M1', 'T3', 'S1']));
    for (const { id, previews } of broken) expect([id, previews.counterexample === null]).toEqual([id, id === 'P2']);
  });

  it.each(Object.entries(RENDERINGS))('is rendered as this version renders it: %s', (_, { file, render }) => {
    expect(render(report, null) === readFileSync(fileIn(file), 'utf8')).toBe(true); // a difference of a megabyte says nothing
  });

  it('has every claim as it stands, on random tables and on the countries, all as expected', () => {
    expect(report.claims.map(({ id, statement }) => [id, statement])).toEqual(CLAIMS.map(({ id, statement }) => [id, statement]));
    expect(report.table?.source).toBe('countries');
    expect([report.budget, report.summary.exitCode]).toEqual(['quick', 0]);
  });
});
