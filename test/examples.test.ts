import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { runCli } from './kit/run-cli.js';

const WORKFLOW = readFileSync(new URL('../examples/verify-facts.yml', import.meta.url), 'utf8');
const PACKAGE = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { name: string; version: string };

/** The command lines of the workflow that call this package, as words without quotes and redirections. */
const calls = [...WORKFLOW.matchAll(/^ +run: npx --yes "\$IC_RECALL" (.*)$/gm)].map(([, line]) =>
  line.replace(/ >> .*$/, '').split(' '),
);

describe('the example of a GitHub workflow', () => {
  it('is YAML, laid out as this project lays it out', async () => {
    await expect(format(WORKFLOW, { parser: 'yaml', printWidth: 130 })).resolves.toBe(WORKFLOW);
    await expect(format(WORKFLOW.replace('branches: [main]', 'branches: [main'), { parser: 'yaml' })).rejects.toThrow(
      /SyntaxError|Flow|,/,
    );
  });

  it('uses the package as it is published, at this version', () => {
    expect(WORKFLOW).toContain(`  IC_RECALL: ${PACKAGE.name}@${PACKAGE.version}\n`);
    expect(WORKFLOW.match(/npx|npm/g)).toHaveLength(calls.length);
    expect(calls.map(([command]) => command)).toEqual(['verify', 'compare']);
    expect(new Set(WORKFLOW.match(/uses: .*/g))).toEqual(
      new Set([
        'uses: actions/checkout@v4',
        'uses: actions/setup-node@v4',
        'uses: actions/cache/restore@v4',
        'uses: actions/cache/save@v4',
        'uses: actions/upload-artifact@v4',
      ]),
    );
  });

  it.each(calls.map((words) => [words.join(' '), words]))('calls the command line as it is: %s', async (_, words) => {
    // Without the files that it names the call is right all the same: 64 would be a wrong one.
    const { code, stderr } = await runCli(words);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/(facts\.csv|baseline\/report\.json): cannot be read \(ENOENT\)/)]);
  });

  it('hands on the folders that the commands write and read', async () => {
    const [verify, compare] = calls;
    const out = verify[verify.indexOf('--out') + 1];
    expect(compare.slice(1, 3)).toEqual(['reports/baseline/report.json', `${out}/report.json`]);
    expect(WORKFLOW).toContain(`cp ${out}/report.json reports/baseline/report.json`);
    expect(WORKFLOW).toMatch(new RegExp(`name: ic-recall-report\\n +path: ${out}\\n`));
    expect((await runCli(['verify', '--help'])).stdout).toContain('(default: "reports/corpus")');
    expect(WORKFLOW.match(/path: reports\/corpus\n/g)).toHaveLength(2); // restored, saved
  });
});
