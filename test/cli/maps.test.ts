import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/data/schema.js';
import { PLAIN, runCli, type CliResult } from '../kit/run-cli.js';
import { CLI } from '../kit/spawn-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Report;

describe('verify --controls and --ablate', () => {
  const folder = temporaryFolder();
  const only = ['verify', '--claims', 'M1,M2', '--no-corpus'];
  let both: CliResult;
  let report: Report;

  beforeAll(async () => {
    both = await runCli([...only, '--controls', 'linear-memory,C4', '--ablate', 'hubs', '--out', 'both'], folder);
    report = read(join(folder, 'both', 'report.json'));
  });

  it('hold claims to broken models and to dropped assumptions, beside their verdicts', () => {
    const { code, stdout } = both;
    expect(code).toBe(0); // M1 is killed and load-bearing, and holds all the same
    expect(stdout).toMatch(/^ {2}linear-memory +killed by M1, M2$/m);
    expect(stdout).toMatch(/^ {2}ascent +no claim of this run is tested on it$/m);
    expect(stdout).toMatch(/^ {2}hubs +load-bearing for M1$/m);
    expect(report.controls?.cells.map(({ claim, column, outcome }) => [claim, column, outcome])).toEqual([
      ['M1', 'linear-memory', 'killed'],
      ['M2', 'linear-memory', 'killed'],
    ]);
    // What was not asked is a row too, with the reason, and nothing is said of claims that were not asked for.
    expect(report.ablation?.rows).toEqual(['M1', 'M2']);
    expect(report.ablation?.blank).toEqual([
      { claim: 'M2', column: 'hubs', kind: 'unaffected', why: 'the claim has no such assumption or limit' },
    ]);
    expect(new Set(report.controls?.blank.map(({ claim }) => claim))).toEqual(new Set(['M1', 'M2']));
    expect(report.ablation?.explained.filter(({ id }) => id !== 'M2')).toEqual([]);
    expect(report.controls?.blank.find(({ claim, column }) => claim === 'M1' && column === 'ascent')?.why).toMatch(/reads no/);
    expect([report.sensitivity, report.phases]).toEqual([null, null]);
    expect(report.alpha.claims).toBe(2);
    expect(report.controls?.alpha.cells).toBe(3);
  });

  it('change no verdict: the claims are those of a run without maps', async () => {
    await runCli([...only, '--out', 'plain'], folder);
    const plain = read(join(folder, 'plain', 'report.json'));
    expect({ ...report, controls: null, ablation: null, environment: null, timing: null }).toEqual({
      ...plain,
      environment: null,
      timing: null,
    });
  });

  it('write the minimal counterexample of each cell, and replay it', async () => {
    const place = join(folder, 'both', 'counterexamples');
    const files = readdirSync(place);
    expect(files).toEqual(expect.arrayContaining(['M1-controls-linear-memory-minimal.json', 'M1-ablation-hubs-minimal.json']));
    for (const file of files.filter((name) => name.endsWith('-minimal.json'))) {
      const replayed = await runCli(['replay', join(place, file)], folder);
      expect([replayed.code, replayed.stdout]).toEqual([0, expect.stringContaining('the same as stored')]);
    }
    const hub = report.ablation?.cells[0].found;
    expect(hub?.description).toContain('power 2'); // 2² − 1 = 3 subjects of one answer
  });

  it('come out the same from shards', async () => {
    for (const shard of ['1/2', '2/2']) {
      expect((await runCli([...only, '--ablate', 'hubs', '--shard', shard, '--out', 'shards'], folder)).code).toBe(0);
    }
    const files = ['shards/shard-1-of-2.json', 'shards/shard-2-of-2.json'];
    expect((await runCli(['merge', ...files, '--no-corpus', '--out', 'merged'], folder)).code).toBe(0);
    const merged = read(join(folder, 'merged', 'report.json'));
    await runCli([...only, '--ablate', 'hubs', '--out', 'whole'], folder);
    expect(merged.ablation).toEqual(read(join(folder, 'whole', 'report.json')).ablation);
  });

  it.each([
    [['--controls', 'nope'], 'no broken model is called "nope"; choose from seen-facts-memory'],
    [['--ablate', 'hubs,nope'], 'no assumption to drop is called "nope"; choose from hubs'],
    [['--ablate', 'hubs,'], '--ablate has an empty name'],
    [['--phases', '--shard', '1/2'], '--phases and --shard exclude each other'],
  ])('refuse %j in a line, and write nothing', async (words, message) => {
    const { code: failed, stdout: nothing, stderr } = await runCli(['verify', ...words, '--out', 'refused'], folder);
    expect([failed, nothing, stderr.trim().split('\n').length]).toEqual([64, '', 1]);
    expect(stderr).toContain(message);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  it('come after the claims, which a run that is stopped has decided then', async () => {
    const { stderr } = await runCli(
      ['verify', '--claims', 'P3b,C7', '--controls', 'linear-memory', '--workers', '1', '--no-corpus'],
      folder,
    );
    const said = stderr.split('\n').filter((line) => /^(?:P3b|C7)/.test(line));
    expect(said.map((line) => line.split(':')[0])).toEqual(['P3b', 'C7', 'P3b (linear-memory)']);
  });

  it('are planned beforehand, with an α of their own', async () => {
    const plan = await runCli([...only, '--controls', 'linear-memory', '--plan'], folder);
    expect(plan.stdout).toContain('maps: 2 cells share α = 0.05 of their own');
    expect(plan.stdout).toContain('2 claims share α = 0.05');
  });
});

describe('verify --phases', () => {
  it('draws pictures after the verdicts, and leaves them out if it is stopped there', async () => {
    const folder = temporaryFolder();
    const words = ['verify', '--claims', 'M1', '--phases', '--no-corpus', '--out', 'report'];
    const child = spawn(process.execPath, [...CLI, ...words], { cwd: folder, env: { ...process.env, ...PLAIN } });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += String(text);
      if (said.includes('M1: HOLDS') && !child.killed) child.kill('SIGINT'); // the pictures take seconds from here on
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, said]).toEqual([0, expect.stringContaining('phase pictures: stopped before they were done, and left out')]);
    const { claims, phases } = read(join(folder, 'report', 'report.json'));
    expect([claims.find(({ id }) => id === 'M1')?.verdict.word, phases]).toEqual(['HOLDS', null]);
  });
});
