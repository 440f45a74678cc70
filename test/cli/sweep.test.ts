import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNumbersOf } from '../kit/page-numbers.js';
import { readPage, textOf } from '../kit/read-page.js';
import { runCli } from '../kit/run-cli.js';
import { CLI } from '../kit/spawn-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

interface SweepJson {
  readonly learner: string;
  readonly series: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly stopped: string;
    readonly points: readonly {
      readonly size: number;
      readonly value: number | null;
      readonly subjects: number;
      readonly range: { readonly least: number; readonly most: number | null };
    }[];
    readonly fit: {
      readonly kind: string;
      readonly exponent: { readonly lower: number; readonly upper: number };
      readonly heldOutFrom: number;
      readonly laws: readonly { readonly law: string; readonly heldOutError: number; readonly residuals: readonly unknown[] }[];
    };
    readonly law: string | null;
    readonly decision: string | null;
  }[];
}

const SMALL = ['--tables', 'cyclic', '--k', '2', '--from', '10', '--to', '20'];

describe('sweep', () => {
  it('prints n* by size, the fitted laws with the chosen one, the interval of the exponent, and the decision in words', async () => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await runCli(['sweep', ...SMALL, '--html', 'sweep.html', '--out', 'sweep.json'], folder);
    expect([code, stderr]).toEqual([0, 'cyclic, k = 2: done\n']);
    const lines = stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    expect(lines[0]).toContain('at least 95 % of draws reach accuracy 0.99 on 200 fresh prompts');
    expect(lines).toContain('N | S | R | n*, k = 2');
    expect(lines).toContain('2^10 | 128 | 8 | 1');
    expect(lines).toContain('2^20 | 131072 | 8 | 1');
    expect(lines).toContain('cyclic, k = 2: grows no faster than polylogarithmically; as N^e, e in 0 … 0');
    expect(lines).toContain('constant | n* = 1 | 0.000 | chosen');
    expect(lines).toContain('polylogarithm | n* = 1 (ln N)^0 | 0.000');
    expect(lines).toContain('power | n* = 1 N^0 | 0.000');
    expect(lines).toContain('log n* | ▁▁▁▁▁▁');
    const page = readPage(readFileSync(join(folder, 'sweep.html'), 'utf8'));
    const stored: unknown = JSON.parse(readFileSync(join(folder, 'sweep.json'), 'utf8'));
    expect(expectNumbersOf(page, stored)).toBeGreaterThan(50);
    expect(textOf(page)).toContain('grows no faster than polylogarithmically');
  });

  it('gives all that a residual plot needs as JSON, the same on one thread and on two, and to a file', async () => {
    const file = join(temporaryFolder(), 'sweep.json');
    const words = ['sweep', '--tables', 'cyclic', '--k', '2,4', '--from', '8', '--to', '18', '--json'];
    const one = await runCli([...words, '--workers', '1', '--out', file]);
    const two = await runCli([...words, '--workers', '2']);
    expect([one.code, two.stdout, readFileSync(file, 'utf8')]).toEqual([0, one.stdout, one.stdout]);
    const { learner, series } = JSON.parse(one.stdout) as SweepJson;
    expect([learner, series.map(({ name }) => name)]).toEqual(['positional', ['cyclic, k = 2', 'cyclic, k = 4']]);
    for (const { points, fit, law, decision } of series) {
      expect(points.map(({ size }) => size)).toEqual([8, 10, 12, 14, 16, 18].map((bits) => 2 ** bits));
      for (const { value, range } of points) {
        expect(value).toBeGreaterThanOrEqual(range.least);
        expect(value).toBeLessThanOrEqual(range.most ?? Infinity);
      }
      expect(fit.laws.map((each) => each.law)).toEqual(['constant', 'polylogarithm', 'power']);
      for (const { residuals } of fit.laws) expect(residuals).toHaveLength(points.length);
      expect([law, decision, fit.heldOutFrom]).toEqual(['constant', 'polylogarithmic', 2 ** 16]);
    }
  });

  it('lists sizes without n* as none, says how far was searched, and what a fit is missing', async () => {
    const file = join(temporaryFolder(), 'sweep.json');
    const sizes = ['--from', '4', '--to', '14', '--step', '2', '--out', file];
    const { code, stdout } = await runCli(['sweep', '--tables', 'bijections', '--k', '2', ...sizes]);
    expect(code).toBe(2);
    const { series } = JSON.parse(readFileSync(file, 'utf8')) as SweepJson;
    for (const { size, value, range } of series[0].points) {
      const isCertain = range.least === value && range.most === value;
      if (value !== null) expect(stdout).toMatch(new RegExp(`2\\^${Math.log2(size)} .* ${isCertain ? '' : '~'}${value}\n`));
    }
    expect(stdout).toMatch(/2\^4 +8 +2 +none to 128\n/);
    expect(stdout).toMatch(/bijections, k = 2: INCONCLUSIVE, 6 sizes with a value are needed, and there are [345]\n/);
  });

  it.each([
    [['--to', '31'], '--to must be a whole number in 4 … 30, not "31"'],
    [['--from', '3'], '--from must be a whole number in 4 … 30, not "3"'],
    [['--from', '12', '--to', '8'], '--from 12 is above --to 8'],
    [['--from', '8', '--to', '12'], 'cyclic, k = 2 has too few sizes for a fit: 6 sizes with a value are needed, and there are 5'],
    [['--from', '4', '--to', '9', '--tables', 'cyclic', '--k', '2'], 'too few sizes for a fit: sizes must span a factor of 64'],
    [['--tables', 'cyclic,magic'], '--tables "magic" does not exist'],
    [['--tables', 'matchings', '--to', '14'], '--to 14 is beyond 2^12, where the sizes end with matchings'],
    [['--memory', 'seen-facts', '--to', '13'], '--to 13 is beyond 2^12, where the sizes end with --memory seen-facts'],
    [['--attention', 'full', '--memory', 'seen-facts'], '--attention full and --memory seen-facts exclude each other'],
    [['--k', '9'], '--k must be a whole number in 1 … 8'],
  ])('refuses %j in one line', async (words, message) => {
    const { code, stdout, stderr } = await runCli(['sweep', ...words]);
    expect([code, stdout, stderr.split('\n').length]).toEqual([64, '', 2]);
    expect(stderr).toContain(message);
  });

  it('ends soon after Ctrl-C, in the middle of a size too, and says what was stopped', async () => {
    // The process says when it listens for the signal: its first size then takes far longer than what is waited for.
    const listens = `process.on('newListener', (event) => event === 'SIGINT' && process.stderr.write('listening\\n'));`;
    const words = [...CLI, 'sweep', '--memory', 'seen-facts', '--workers', '1'];
    const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(listens)}`, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.once('data', () => setTimeout(() => child.kill('SIGINT'), 1500));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(2);
    expect(stdout).toMatch(/cyclic, k = 2: INCONCLUSIVE, the run was interrupted/);
  });
});
