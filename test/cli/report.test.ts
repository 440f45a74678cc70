import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/render-html.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { parseReport } from '../../src/report/read-report.js';
import type { Report } from '../../src/report/schema.js';
import { toJson } from '../../src/report/write-report.js';
import { runCli, temporaryFolder } from '../kit/run-cli.js';
import { picturedReport } from '../kit/pictured-report.js';

describe('report', () => {
  let report: Report;

  beforeAll(() => {
    report = picturedReport();
  });

  /** A folder with a report.json of that content. */
  function stored(content: string): { folder: string; file: string } {
    const folder = temporaryFolder();
    const file = join(folder, 'report.json');
    writeFileSync(file, content);
    return { folder, file };
  }

  it('renders a stored report beside it, in every format, without evaluating anything', () => {
    const { folder, file } = stored(toJson(report));
    const { code, stdout, stderr } = runCli(['report', file]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(['report.html', 'report.md', 'junit.xml'].map((name) => `${join(folder, name)}\n`).join(''));
    const again = parseReport(JSON.parse(readFileSync(file, 'utf8')));
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe(renderHtml(again));
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe(renderMarkdown(again));
  });

  it('renders one format, into another folder', () => {
    const { folder, file } = stored(toJson(report));
    const out = join(folder, 'new', 'place');
    expect(runCli(['report', file, '--out', out, '--format', 'html']).stdout).toBe(`${join(out, 'report.html')}\n`);
    expect(readdirSync(out)).toEqual(['report.html']);
  });

  it.each([
    [
      'of another version',
      (text: string) => text.replace('"version": 2', '"version": 1'),
      /not a report of this version: version: .*; give a/,
    ],
    ['cut short', (text: string) => text.slice(0, 5000), /report\.json: is not JSON \(.*\); give a report\.json/],
    ['edited by hand', (text: string) => text.replace('"kind": "rate"', '"kind": "hunch"'), /claims\.\d+\.kind: /],
    ['no report at all', () => '[]', /not a report of this version: /],
  ])('names in one line what is wrong with a file %s', (_, spoil, message) => {
    const { folder, file } = stored(spoil(toJson(report)));
    const { code, stdout, stderr } = runCli(['report', file]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  it('names the formats there are', () => {
    const { code, stderr } = runCli(['report', 'report.json', '--format', 'pdf']);
    expect(code).toBe(64);
    expect(stderr).toContain('Allowed choices are html, md, junit');
  });
});
