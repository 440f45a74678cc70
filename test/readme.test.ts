import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../properties/catalogue/claims.js';
import { summaryText } from '../src/cli/terminal/summary.js';
import { VERSION } from '../src/package-root.js';
import { readReport } from '../src/report/data/read-report.js';
import { runCli } from './kit/run-cli.js';
import { temporaryFolder } from './kit/temporary-folder.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const shellLines = [...README.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block.trim().split('\n'));
const scripts: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The words of a shell line with double quotes. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

describe('the README', () => {
  it('starts with one line that runs the main job and one that passes the tests, which CI calls', () => {
    expect(shellLines.slice(0, 2)).toEqual(['npm ci && npm run -s verify -- --facts countries', 'npm ci && npm test']);
    expect(readFileSync(new URL('../.ci/run', import.meta.url), 'utf8')).toContain('\nnpm ci && npm test ');
    expect(scripts).toMatchObject({
      scripts: {
        'ic-recall': 'node --import tsx src/cli/main.ts',
        verify: 'node --import tsx src/cli/main.ts verify',
        test: 'vitest run --project=!long',
      },
    });
  });

  it('shows the verdicts of the sample report, which is of its first line', async () => {
    const [, shown] = /```text\n([\s\S]*?)```/.exec(README) ?? [];
    const sample = await readReport(join(ROOT, 'reports/sample/report.json'));
    expect(summaryText(sample).startsWith(shown ?? 'the README has no sample')).toBe(true);
  });

  it('runs commands from the sources', () => {
    const { stdout } = spawnSync('npm', ['run', '-s', 'ic-recall', '--', '--version'], { cwd: ROOT, encoding: 'utf8' });
    expect(stdout).toBe(`${VERSION}\n`);
  });

  it.each(shellLines.slice(2).map((line) => [line]))('has a command that works: %s', async (line) => {
    const prefix = 'npm run -s ic-recall -- ';
    expect(line.startsWith(prefix)).toBe(true);
    const { code, stderr } = await runCli(words(line.slice(prefix.length)), ROOT);
    const said = line.includes('pretrained')
      ? 'recall 1.000'
      : line.includes(' merge ') || line.includes(' --controls ')
        ? 'wrote reports/latest/report.json'
        : line.includes(' sweep ')
          ? 'cyclic, k = 2: done'
          : null;
    expect([code, stderr]).toEqual([0, said === null ? '' : expect.stringContaining(said)]);
  });

  it('has library examples that run and print what they say', () => {
    const examples = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
    const outputs = examples.map((code) => {
      const file = join(temporaryFolder(), 'example.mts');
      writeFileSync(file, code.replace("'ic-recall'", JSON.stringify(join(ROOT, 'src/index.ts'))));
      const { stdout, stderr } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), file], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      return stdout.trim();
    });
    expect(outputs).toHaveLength(3);
    expect(Number(outputs[0])).toBeGreaterThan(0);
    expect(Number(outputs[0])).toBeLessThan(0.01);
    const [rate, facts, dimension] = outputs[1].split(/\s/).map(Number);
    expect([rate, facts]).toEqual([1, 128]);
    expect(dimension).toBeGreaterThan(68); // more than V
    expect(outputs[2]).toBe('true');
  });

  it('and the specification have no gap left to fill', () => {
    const model = readFileSync(new URL('../spec/model.md', import.meta.url), 'utf8');
    // These words are what is looked for: a table that was still to be filled in must not be published.
    for (const text of [README, model]) expect(text.match(/^\s*[A-Z_]{5,}\s*$|TODO|FIXME|XXX/gm)).toBeNull();
    for (const claim of CLAIMS) expect(JSON.stringify(claim)).not.toMatch(/[A-Z0-9]+_[A-Z]{3,}/);
  });

  it('tells the numbers that the commands print', async () => {
    const accuracy = async (line: string) => {
      const { stdout } = await runCli(words(line), ROOT);
      return stdout
        .match(/^ {2}all +(.*)$/m)?.[1]
        .trim()
        .split(/ +/);
    };
    expect(await accuracy('train --facts countries --power 2,3 --n 256')).toEqual(['0.000', '1.000']);
    expect(await accuracy('train --facts countries --power 2 --n 256 --eta 0.1')).toEqual(['1.000']);
    expect(README).toMatch(/power 2 usually ends at accuracy 0\.000 .*power 3 at\s+1\.000/s);
    const asked = await runCli(['ask', 'France → Paris; Japan → Tokyo; Italy → ?']);
    expect(asked.stdout).toMatch(/memory of power 5.*fine-tuned 22 steps/);
    expect(README).toContain('(power 5, 22 steps; the answer is Rome)');
  });
});
