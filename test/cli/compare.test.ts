import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/data/schema.js';
import { readJunit } from '../kit/junit.js';
import { runCli } from '../kit/run-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

const folder = temporaryFolder();
let baseline: Report;

beforeAll(async () => {
  expect((await runCli(['verify', '--claims', 'M2,C7', '--facts', 'countries', '--out', 'baseline'], folder)).code).toBe(0);
  baseline = JSON.parse(readFileSync(join(folder, 'baseline', 'report.json'), 'utf8')) as Report;
});

function save(name: string, value: unknown): string {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
}

function compare(report: string, ...options: string[]) {
  return runCli(['compare', 'baseline/report.json', report, ...options], folder);
}

/** A report whose M2 is undecided. */
function undecided(): Report {
  const verdict = { word: 'INCONCLUSIVE', by: 'search', searched: 9, stopped: 'it was late' } as const;
  const { verdicts, asExpected } = baseline.summary;
  return {
    ...baseline,
    claims: baseline.claims.map((claim) => (claim.id === 'M2' ? { ...claim, verdict, asExpected: false } : claim)),
    summary: {
      verdicts: { ...verdicts, HOLDS: verdicts.HOLDS - 1, INCONCLUSIVE: 1 },
      asExpected: asExpected - 1,
      exitCode: 2,
    },
  };
}

/** A report whose C7 could not be evaluated. */
function failed(): Report {
  const verdict = { word: 'ERROR', message: 'no answer', case: null, stopped: 'a case could not be evaluated' } as const;
  const { verdicts, asExpected } = baseline.summary;
  return {
    ...baseline,
    claims: baseline.claims.map((claim) => (claim.id === 'C7' ? { ...claim, verdict, asExpected: false } : claim)),
    summary: { verdicts: { ...verdicts, REFUTED: verdicts.REFUTED - 1, ERROR: 1 }, asExpected: asExpected - 1, exitCode: 3 },
  };
}

describe('compare', () => {
  it('finds no change between a report and itself, and exits 0', async () => {
    expect(await compare('baseline/report.json', '--strict')).toEqual({
      code: 0,
      stdout: 'No verdict and no rate has changed in 3 claims.\n',
      stderr: '',
    });
  });

  it('exits 1 on a regression and names it', async () => {
    const { code, stdout } = await compare(save('failed.json', failed()));
    expect(code).toBe(1);
    expect(stdout).toBe(
      'Regressions\n  C7  permuted-answers  REFUTED → ERROR: it can no longer be evaluated\n\n1 regression, 0 warnings.\n',
    );
    const back = await runCli(['compare', 'failed.json', 'baseline/report.json'], folder);
    expect([back.code, back.stdout]).toEqual([
      0,
      expect.stringContaining('As expected again\n  C7  permuted-answers  ERROR → REFUTED'),
    ]);
  });

  it('exits 0 on a warning, or 2 with --strict', async () => {
    const file = save('undecided.json', undecided());
    const { code, stdout } = await compare(file);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Warnings\n {2}M2 {2}recall-boundary {2}HOLDS → INCONCLUSIVE: it was decided/),
    ]);
    expect((await compare(file, '--strict')).code).toBe(2);
  });

  it('prints JSON or Markdown', async () => {
    const { code, stdout } = await compare('failed.json', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      differences: [],
      severity: 'fail',
      claims: [{ id: 'M2' }, { id: 'C7', kind: 'compared', severity: 'fail' }, { id: 'M2', given: true }],
    });
    const markdown = await compare('failed.json', '--markdown');
    expect([markdown.code, markdown.stdout]).toEqual([
      1,
      expect.stringMatching(/^# ic-recall: compared with the baseline\n\n\*\*1 regression, 0 warnings\.\*\*\n\n## Regressions\n/),
    ]);
    expect(await compare('failed.json', '--markdown', '--json')).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/cannot be used with/),
    });
  });

  it('shows names as text', async () => {
    const { table } = baseline;
    const source = '\u001B[31m<script>\u202E|`x`\n::error::'.padEnd(10_000, 'x');
    const file = save('hostile.json', { ...baseline, table: { ...table, source } });
    const { stdout } = await compare(file);
    expect(stdout).toMatch(/^the table: {2}countries .* → \uFFFD\[31m<script>\uFFFD\|`x`\uFFFD::error::x+…\n/);
    expect(stdout.length).toBeLessThan(1000);
    const markdown = (await compare(file, '--markdown')).stdout;
    expect(markdown).toContain('&lt;script&gt;\uFFFD\\|\\`x\\` ::&#8203;error::');
  });

  it.each<[string, (report: Report) => unknown, RegExp]>([
    [
      'of another version',
      (report) => ({ ...report, version: 1 }),
      /: is a report of format 1, and this program reads format 3; make it anew with/,
    ],
    ['cut short', (report) => JSON.stringify(report).slice(0, 5000), /is not JSON/],
    [
      'that says it is green',
      (report) => ({ ...report, claims: failed().claims }),
      /: summary\.verdicts\.REFUTED: is 1, but by the claims it is 0/,
    ],
  ])('refuses a report %s in one line that names the field', async (_, change, message) => {
    const file = save('bad.json', change(baseline));
    const { code, stdout, stderr } = await compare(file);
    expect([code, stdout, stderr]).toEqual([3, '', expect.stringMatching(message)]);
    expect(stderr).toMatch(/^ic-recall: bad\.json: [^\n]*\n$/);
  });

  it('needs two reports that can be read', async () => {
    expect(await runCli(['compare', 'baseline/report.json'], folder)).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/missing required argument/),
    });
    expect(await compare('none.json')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^ic-recall: none\.json: cannot be read \(ENOENT\)/),
    });
  });
});

describe('junit.xml', () => {
  it('of a run is valid, and has a case for every claim', () => {
    const document = readJunit(readFileSync(join(folder, 'baseline', 'junit.xml'), 'utf8'));
    expect(document.find('//testcase')).toHaveLength(3);
    expect(document.find('//failure|//error|//skipped')).toHaveLength(0);
  });
});

describe('verify in a GitHub workflow', () => {
  const words = ['verify', '--claims', 'C2', '--case-limit', '0.01', '--no-corpus', '--out', 'annotated'];
  const summary = join(folder, 'summary.md');
  const workflow = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };

  it('annotates on standard error what is not as expected, and adds to the step summary', async () => {
    writeFileSync(summary, 'before'); // without a line break at its end
    const { code, stdout, stderr } = await runCli([...words, '--json'], folder, workflow);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'ic-recall-report' }); // and nothing else
    expect(stderr).toMatch(
      /^::error title=C2 content-only-attention%3A ERROR%2C expected REFUTED::ERROR, expected REFUTED: no answer within [^\n]*%0AIn the folder of the report: ic-recall replay counterexamples\/C2-error\.json$/m,
    );
    expect(readFileSync(summary, 'utf8')).toBe(`before\n${readFileSync(join(folder, 'annotated', 'report.md'), 'utf8')}`);
  });

  it('does so elsewhere with --github, and not there with --no-github', async () => {
    const forced = await runCli([...words, '--github'], folder, { GITHUB_STEP_SUMMARY: undefined });
    expect(forced.stderr).toMatch(/^::error /m);
    expect(forced.stderr).toContain('no step summary: GITHUB_STEP_SUMMARY names no file');
    writeFileSync(summary, '');
    expect((await runCli([...words, '--no-github'], folder, workflow)).stderr).not.toContain('::error');
    expect(readFileSync(summary, 'utf8')).toBe('');
  });

  it('does without a summary that cannot be written to', async () => {
    const missing = await runCli(words, folder, { ...workflow, GITHUB_STEP_SUMMARY: join(folder, 'none', 'summary.md') });
    expect([missing.code, missing.stderr]).toEqual([
      3,
      expect.stringMatching(/warning: no step summary: .*cannot be written to \(ENOENT\)/),
    ]);
  });

  it('lets no file name of a table be a command', async () => {
    const name = '::error::x ##[error]y.csv';
    writeFileSync(join(folder, name), 'subject,relation,answer\na,b,c\nd,b,e\n');
    const { stdout } = await runCli(
      ['verify', '--claims', 'M2', '--facts', name, '--no-corpus', '--out', 'named'],
      folder,
      workflow,
    );
    expect(stdout).toContain('\uFFFD:error::x #\uFFFD[error]y.csv: 2 facts');
    expect(stdout).not.toMatch(/^\s*::|##\[/m);
    const json = (await runCli(['verify', '--claims', 'M2', '--facts', name, '--no-corpus', '--json'], folder, workflow)).stdout;
    expect(json).not.toMatch(/^\s*::|##\[/m);
    expect(JSON.parse(json)).toMatchObject({ table: { source: name } }); // the same value
  });
});
