import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderComparedMarkdown } from '../../src/report/text/compared-markdown.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { renderMarkdown } from '../../src/report/text/markdown.js';
import { parseReport } from '../../src/report/data/read-report.js';
import type { Report } from '../../src/report/data/schema.js';
import { toJson } from '../../src/report/write/to-json.js';
import { runCli } from '../kit/run-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { picturedReport, recounted } from '../kit/pictured-report.js';

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

  it('renders a stored report beside it, in every format, without evaluating anything', async () => {
    const { folder, file } = stored(toJson(report));
    const { code, stdout, stderr } = await runCli(['report', file]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(['report.html', 'report.md', 'junit.xml'].map((name) => `${join(folder, name)}\n`).join(''));
    const again = parseReport(JSON.parse(readFileSync(file, 'utf8')));
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe(renderHtml(again));
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe(renderMarkdown(again));
  });

  it('renders one format, into another folder', async () => {
    const { folder, file } = stored(toJson(report));
    const out = join(folder, 'new', 'place');
    expect((await runCli(['report', file, '--out', out, '--format', 'html'])).stdout).toBe(`${join(out, 'report.html')}\n`);
    expect(readdirSync(out)).toEqual(['report.html']);
  });

  it.each([
    [
      'of another version',
      (text: string) => text.replace('"version": 3', '"version": 2'),
      /report\.json: is a report of format 2, and this program reads format 3; make it anew with `ic-recall verify`, or read it/,
    ],
    ['cut short', (text: string) => text.slice(0, 5000), /report\.json: is not JSON \(.*\); give a report\.json/],
    ['edited by hand', (text: string) => text.replace('"kind": "rate"', '"kind": "hunch"'), /claims\.\d+\.kind: /],
    ['no report at all', () => '[]', /is not a report of this version: /],
  ])('names in one line what is wrong with a file %s', async (_, spoil, message) => {
    const { folder, file } = stored(spoil(toJson(report)));
    const { code, stdout, stderr } = await runCli(['report', file]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  it('says first what has changed since a baseline, in those formats that say it', async () => {
    const { folder, file } = stored(toJson(report));
    const old = join(folder, 'old.json');
    const before = recounted({ ...report, seed: '7', claims: report.claims.slice(1) });
    writeFileSync(old, toJson(before));
    const { code, stderr } = await runCli(['report', file, '--baseline', old]);
    expect([code, stderr]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe(renderHtml(report, before));
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe(renderComparedMarkdown(report, before));
    const junit = await runCli(['report', file, '--baseline', old, '--format', 'junit']);
    expect([junit.code, junit.stdout]).toEqual([64, '']);
    expect(junit.stderr).toContain('--baseline says nothing about junit.xml; leave it out, or choose another --format');
  });

  it.each([
    [
      'of another version',
      (text: string) => text.replace('"version": 3', '"version": 2'),
      /old\.json: is a report of format 2, and this program reads format 3; make it anew/,
    ],
    ['edited by hand', (text: string) => text.replace('"kind": "rate"', '"kind": "hunch"'), /old\.json: .*claims\.\d+\.kind: /],
    ['that is not there', null, /old\.json: cannot be read \(ENOENT\)/],
  ])('names in one line what is wrong with a baseline %s, and writes nothing', async (_, spoil, message) => {
    const { folder, file } = stored(toJson(report));
    if (spoil !== null) writeFileSync(join(folder, 'old.json'), spoil(toJson(report)));
    const { code, stdout, stderr } = await runCli(['report', file, '--baseline', join(folder, 'old.json')]);
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([3, '', 1]);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).not.toContain('report.html');
  });

  it('names the formats there are', async () => {
    const { code, stderr } = await runCli(['report', 'report.json', '--format', 'pdf']);
    expect(code).toBe(64);
    expect(stderr).toContain('Allowed choices are html, md, junit');
  });
});
