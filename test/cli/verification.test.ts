import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Corpus } from '../../src/verify/storage/corpus.js';
import type { CounterexampleFile } from '../../src/verify/storage/counterexample-file.js';
import { runCli } from '../kit/run-cli.js';
import { CLI } from '../kit/spawn-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

/** The part of a report that the seed decides: all but its environment and timing. */
function stable(file: string): Record<string, unknown> {
  const { environment, timing, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect([environment, timing]).not.toContain(undefined);
  return rest;
}

describe('verify --plan', () => {
  it('prints what a run could find, and runs nothing', async () => {
    const folder = temporaryFolder();
    const { code, stdout } = await runCli(['verify', '--plan', '--facts', 'countries'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}M1 +memory-recall +\d+ +40 +0\.1 % +meets a violation from a rate of 0\.0\d+ % on$/m);
    expect(stdout).toMatch(
      /^ {2}T3 +pairwise-convergence +\d+ +40 +5 % +holds up to a rate of [\d.]+ %, refuted from [\d.]+ % on$/m,
    );
    expect(stdout).toMatch(/^ {2}P3b +\S+ +all +\S+ % +every case of a finite domain$/m); // its plan has more cases than there are
    expect(stdout).not.toMatch(/^ {2}G1 /m); // left out
    expect(stdout).toMatch(/budget quick: \d+ claims share α = 0\.05, 0\.00\d+ each; nothing was run/);
    expect(existsSync(join(folder, 'reports'))).toBe(false);
  });
});

describe('counterexamples', () => {
  const folder = temporaryFolder();
  const place = join(folder, 'report', 'counterexamples');
  const minimal = join(place, 'C7-minimal.json');
  let stderr: string;

  beforeAll(async () => {
    ({ stderr } = await runCli(['verify', '--claims', 'C6,C7', '--out', 'report'], folder));
  });

  it('are written beside the report, and replay to the same margin', async () => {
    expect(stderr).toContain(
      'wrote report/report.json, report/report.html, report/report.md, report/junit.xml, 6 files in report/counterexamples',
    );
    for (const name of readdirSync(place)) {
      const stored = JSON.parse(readFileSync(join(place, name), 'utf8')) as { outcome: { margin: number } };
      const { code, stdout } = await runCli(['replay', join(place, name)], folder);
      expect(stdout).toContain(`has the margin ${stored.outcome.margin}\nthe same as stored\n`);
      expect(code).toBe(0);
    }
  });

  it('of an earlier run are removed, and nothing else is', async () => {
    writeFileSync(join(place, 'T3-exception.json'), '{}');
    writeFileSync(join(place, 'mine.json'), '{}');
    await runCli(['verify', '--claims', 'C6', '--out', 'report'], folder);
    expect(readdirSync(place).toSorted()).toEqual(['C6-minimal.json', 'C6-severe.json', 'C6-worst.json', 'mine.json']);
    await runCli(['verify', '--claims', 'C6,C7', '--out', 'report'], folder);
  });

  it('exit 1 if the result differs; a changed statement or another engine is reported', async () => {
    const text = readFileSync(minimal, 'utf8');
    const changed = (from: RegExp, to: string) => {
      const file = join(folder, 'changed.json');
      expect(text).toMatch(from);
      writeFileSync(file, text.replace(from, to));
      return runCli(['replay', file], folder);
    };
    const moved = await changed(/"margin":-[\d.]+,"quantity"/, '"margin":-1,"quantity"');
    expect(moved.code).toBe(1);
    expect(moved.stdout).toMatch(/not as stored \(margin -1, answer gap\)/);
    const reworded = await changed(/"hash":"[0-9a-f]{64}"/, `"hash":"${'0'.repeat(64)}"`);
    expect(reworded.stdout).toMatch(/the statement of C7 has changed since this was stored: it was "/);
    expect(reworded.code).toBe(0);
    const { code, stdout } = await runCli(['replay', minimal, '--engine', 'reference', '--json'], folder);
    expect([code === 0 || code === 1, JSON.parse(stdout)]).toMatchObject([
      true,
      { claim: 'C7', statementChanged: false, unmet: [] },
    ]);
  });

  it('outside the assumptions name the broken assumption and what breaks it', async () => {
    const text = readFileSync(join(place, 'C6-minimal.json'), 'utf8');
    const stored = JSON.parse(text) as { case: { table: object } };
    const table = {
      subjects: 1,
      relations: 2,
      answers: 1,
      facts: [
        [0, 0, 0],
        [0, 1, 0],
      ],
    }; // one subject, one answer, two relations
    const file = join(folder, 'ambiguous.json');
    writeFileSync(file, JSON.stringify({ ...stored, case: { ...stored.case, table } }));
    const { stdout } = await runCli(['replay', file, '--json'], folder);
    expect(JSON.parse(stdout)).toMatchObject({
      differing: [],
      unmet: [{ assumption: 'unambiguous', offenders: [expect.any(String)] }],
    });
    expect((await runCli(['replay', file], folder)).stdout).toMatch(/^outside the claim as it is now: unambiguous is broken, \S/m);
  });

  it('exit 1 if a field differs from the evaluated case, and name the field', async () => {
    const text = readFileSync(minimal, 'utf8');
    for (const [from, to, field] of [
      [/"setting":\{"beta":"4 ln V"\}/, '"setting":{"beta":"8 ln V"}', 'setting.beta'],
      [/"memory":\{"power":2,"bias":0\}/, '"memory":{"power":7,"bias":0}', 'case.memory'],
    ] as const) {
      expect(text).toMatch(from);
      const file = join(folder, 'differing.json');
      writeFileSync(file, text.replace(from, to));
      const { code, stdout } = await runCli(['replay', file], folder);
      expect([code, stdout]).toEqual([1, expect.stringContaining(`${field} is not what this version makes of the case`)]);
    }
  });

  it.each([
    ['a field of the case', /"power":2/, '"power":"two"', /case\.power: /],
    ['a fact of the case', /"facts":\[\[0,/, '"facts":[[99,', /case\.table: subject 99 is outside/],
    ['the claim', /"id":"C7"/, '"id":"Q9"', /there is no claim Q9/],
    ['the engine', /"setup":\{"engine":"sparse"\}/, '"setup":{"engine":"abacus"}', /setup\.engine: names no engine/],
    ['the outcome', /"kind":"conclusion"/, '"kind":"guess"', /: outcome\.kind: /],
    ['the end', /\}$/, '', /is not JSON/],
  ])('with %s damaged are refused in one line', async (_, from, to, message) => {
    const file = join(folder, 'damaged.json');
    const text = readFileSync(minimal, 'utf8').trim();
    expect(text).toMatch(from);
    writeFileSync(file, text.replace(from, to));
    const { code, stderr: line } = await runCli(['replay', file], folder);
    expect([code, line]).toEqual([3, expect.stringMatching(message)]);
    expect(line.trim().split('\n')).toHaveLength(1);
    expect(line).toContain('damaged.json');
  });
});

describe('shards', () => {
  const folder = temporaryFolder();
  const claims = ['--claims', 'M1,C6,C5a', '--facts', 'countries', '--seed', '5'];
  const shard = (part: string) => runCli(['verify', ...claims, '--shard', part, '--out', 'shards'], folder);

  it('join to the report of one run, the same but for environment and timing', async () => {
    await runCli(['verify', ...claims, '--out', 'whole'], folder);
    for (const part of ['1/3', '2/3', '3/3']) {
      const { code, stdout } = await shard(part);
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^shard \d\/3: \d+ outcomes of 3 claims in shards\/shard-\d-of-3\.json; /),
      ]);
    }
    const files = [1, 2, 3].map((i) => `shards/shard-${i}-of-3.json`);
    const { code, stdout } = await runCli(['merge', ...files, '--out', 'joined'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('as expected');
    expect(stable(join(folder, 'joined', 'report.json'))).toEqual(stable(join(folder, 'whole', 'report.json')));
    const counterexamples = (out: string) =>
      readdirSync(join(folder, out, 'counterexamples')).map((name) => [
        name,
        readFileSync(join(folder, out, 'counterexamples', name), 'utf8'),
      ]);
    expect(counterexamples('joined')).toEqual(counterexamples('whole'));
    const missing = await runCli(['merge', files[0], files[2]], folder);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringMatching(/shard 2\/3 of the run is missing/)]);
  });

  it.each(['0/2', '3/2', '1', '1/2/3', 'a/b', '1/0', ''])('are given as i/n, not as "%s"', async (part) => {
    const { code, stderr } = await shard(part);
    expect([code, stderr]).toEqual([64, expect.stringMatching(/--shard must be i\/n with 1 ≤ i ≤ n/)]);
  });
});

describe('the corpus', () => {
  const folder = temporaryFolder();
  const corpus = join(folder, 'corpus');
  beforeAll(async () => {
    await runCli(['verify', '--claims', 'C5a,C6,G3c', '--out', 'first'], folder);
  });
  const stored = (name: string) =>
    JSON.parse(readFileSync(join(folder, 'first', 'counterexamples', name), 'utf8')) as Record<string, unknown>;
  const entry = (name: string, content: unknown) => {
    mkdirSync(corpus, { recursive: true });
    writeFileSync(join(corpus, name), typeof content === 'string' ? content : JSON.stringify(content));
  };

  it('stays empty while everything is as expected', () => {
    expect(existsSync(join(folder, 'reports', 'corpus'))).toBe(false);
  });

  it('is evaluated first: cases that came out as expected are dropped, damaged files are skipped, each with a line', async () => {
    const exception = stored('C5a-exception.json');
    // As if T3 itself had failed there before its trainer was fixed.
    const fixed = { ...exception, experiment: 'training in D, reference', claim: { ...(exception['claim'] as object), id: 'T3' } };
    const kept = new Corpus(corpus, '--corpus');
    const [holds, fails, control] = [
      await kept.store(fixed as unknown as CounterexampleFile),
      await kept.store(stored('G3c-worst.json') as unknown as CounterexampleFile),
      await kept.store(stored('C6-minimal.json') as unknown as CounterexampleFile),
    ];
    entry('mine.json', fixed); // added by hand
    entry('broken.json', '{"format":');
    entry('foreign.json', { ...fixed, case: { table: 'none' } });
    const first = await runCli(['verify', '--claims', 'T3,C6,G3c', '--corpus', 'corpus', '--out', 'second'], folder);
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('5 cases of earlier runs first');
    expect(first.stderr).toMatch(/warning: skipped in the corpus: corpus\/broken\.json: is not JSON/);
    expect(first.stderr).toContain(`corpus: ${holds} holds now, as expected of T3: dropped\n`);
    expect(first.stderr).toContain('corpus: mine.json holds now\n');
    expect(first.stderr).toContain(`corpus: ${fails} fails in 3 of 3 replays, as expected of G3c: dropped\n`);
    expect(first.stderr).toContain(`corpus: ${control} fails in 3 of 3 replays, as expected of C6: dropped\n`);
    expect(first.stderr).toMatch(/corpus: foreign\.json is skipped: case\.table: /);
    expect(readdirSync(corpus).toSorted()).toEqual(['broken.json', 'foreign.json', 'mine.json']);
    // The seed decides all of the report but its regression cases.
    await runCli(['verify', '--claims', 'T3,C6,G3c', '--no-corpus', '--out', 'third'], folder);
    const { regressions, ...second } = stable(join(folder, 'second', 'report.json'));
    const { regressions: none, ...third } = stable(join(folder, 'third', 'report.json'));
    expect(second).toEqual(third);
    expect([regressions, none]).toEqual([expect.arrayContaining([{ file: holds, claim: 'T3', outcome: 'holds now' }]), []]);
  });

  it('keeps an unexpected failure: a case that exceeds its time limit', async () => {
    const slow = await runCli(
      ['verify', '--claims', 'C2', '--corpus', 'slow', '--case-limit', '0.01', '--out', 'slow-report'],
      folder,
    );
    expect(slow.code).toBe(3);
    expect(slow.stdout).toMatch(/C2 +content-only-attention +ERROR \(unexpected\) +no answer within the limit of 0\.01 s/);
    expect(readdirSync(join(folder, 'slow'))).toEqual([expect.stringMatching(/^C2-[0-9a-f]{16}\.json$/)]);
    // With enough time, the case is evaluated first and is no longer an error.
    const again = await runCli(['verify', '--claims', 'C2', '--corpus', 'slow', '--out', 'slow-report'], folder);
    expect(again.stderr).toMatch(/corpus: C2-[0-9a-f]{16}\.json (fails in 3 of 3 replays, as expected of C2|holds now): dropped/);
    expect(again.code).toBe(0);
  });
});

describe('wrong options of verify', () => {
  it.each([
    [['--plan', '--shard', '1/2'], /--plan and --shard exclude each other/],
    [['--out', ''], /--out needs a folder/],
    [['--time-limit', '3000000'], /--time-limit must be a number above 0 and at most 2000000/],
    [['--workers', '0'], /--workers must be a whole number in 1/],
    [['--case-limit', '0'], /--case-limit must be a number above 0/],
  ])('%j are a wrong call', async (words, message) => {
    const { code, stderr } = await runCli(['verify', ...words]);
    expect([code, stderr]).toEqual([64, expect.stringMatching(message)]);
  });

  it('do not include a corpus that cannot be written to, which costs only a warning', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const { code, stderr } = await runCli(
      ['verify', '--claims', 'C2', '--case-limit', '0.01', '--corpus', 'file', '--out', 'report'],
      folder,
    );
    expect([code, stderr]).toEqual([3, expect.stringMatching(/file: cannot be read \(ENOTDIR\); give --corpus a folder/)]);
    const deep = await runCli(
      ['verify', '--claims', 'C2', '--case-limit', '0.01', '--corpus', 'report/report.json/x', '--out', 'report'],
      folder,
    );
    expect(deep.stderr).toMatch(/ENOTDIR|ENOENT/);
  });
});

describe('a run that is stopped', () => {
  it('at its time limit is INCONCLUSIVE and exits 2, with a report', async () => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await runCli(
      ['verify', '--claims', 'M1,T3', '--budget', 'thorough', '--time-limit', '4', '--out', 'report'],
      folder,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('the time limit of 4 s is reached: stopping after the present cases');
    expect(stdout).toMatch(/T3 +pairwise-convergence +INCONCLUSIVE/);
    expect(readFileSync(join(folder, 'report', 'report.md'), 'utf8')).toContain('the time limit of the run was reached after');
  });

  it('by Ctrl-C is INCONCLUSIVE and exits 2, with a report', async () => {
    const folder = temporaryFolder();
    const child = spawn(
      process.execPath,
      [...CLI, 'verify', '--claims', 'C6,T3', '--budget', 'thorough', '--out', 'report', '--workers', '2'],
      {
        cwd: folder,
        env: { ...process.env, NO_COLOR: '1', CI: '1' },
      },
    );
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (out += String(text)));
    child.stderr.on('data', (text: Buffer) => {
      err += String(text);
      if (!err.includes('C6: REFUTED') || child.killed) return;
      child.kill('SIGINT');
      child.kill('SIGINT'); // as npm passes on what the terminal has sent already
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect([code, err]).toEqual([2, expect.stringContaining('stopping after the present cases')]);
    expect(out).toMatch(/C6 +linear-memory +REFUTED/);
    expect(out).toMatch(/T3 +pairwise-convergence +INCONCLUSIVE/);
    expect(existsSync(join(folder, 'report', 'report.json'))).toBe(true);
  });
});
