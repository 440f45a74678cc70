import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/data/schema.js';
import { spawnCli } from '../kit/spawn-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

// Long, since it decides all claims of the quick budget in half a minute. In `npm test` claims.test.ts decides each of them on fewer cases,
// commands.test.ts runs `verify` on some of them, and readme.test.ts holds what the README shows to the stored sample of this run.

describe('verify --facts countries', () => {
  it('finds every claim to hold and every control refuted, on real facts, and exits 0', () => {
    const folder = temporaryFolder();
    const { code, stdout } = spawnCli(['verify', '--facts', 'countries', '--out', 'report'], folder);
    expect(code).toBe(0);
    const { claims, table } = JSON.parse(readFileSync(join(folder, 'report', 'report.json'), 'utf8')) as Report;
    const words = (list: Report['claims'] = []) => Object.fromEntries(list.map(({ id, verdict }) => [id, verdict.word]));
    expect(words(claims)).toEqual({
      M1: 'HOLDS',
      M2: 'HOLDS',
      P1: 'HOLDS',
      P2: 'HOLDS',
      P3: 'HOLDS',
      P3b: 'HOLDS',
      T1: 'HOLDS',
      T2: 'HOLDS',
      T3: 'HOLDS',
      T4: 'HOLDS',
      T5: 'SKIPPED',
      T5b: 'SKIPPED',
      T6: 'SKIPPED',
      S1: 'HOLDS',
      S2: 'SKIPPED',
      S2b: 'SKIPPED',
      S3: 'SKIPPED',
      G1: 'SKIPPED',
      G2a: 'SKIPPED',
      G2b: 'SKIPPED',
      G3a: 'REFUTED',
      G3b: 'REFUTED',
      G3c: 'HOLDS',
      G3d: 'SKIPPED',
      C1: 'SKIPPED',
      C2: 'REFUTED',
      C3: 'REFUTED',
      C4: 'REFUTED',
      C5a: 'REFUTED',
      C5b: 'REFUTED',
      C6: 'REFUTED',
      C7: 'REFUTED',
    });
    expect(words(table?.claims)).toEqual({
      M1: 'NOT APPLICABLE',
      M2: 'HOLDS',
      P1: 'NOT APPLICABLE',
      P2: 'NOT APPLICABLE',
      T1: 'NOT APPLICABLE',
      T2: 'NOT APPLICABLE',
      T3: 'NOT APPLICABLE',
      T4: 'NOT APPLICABLE',
      T5: 'SKIPPED',
      T5b: 'SKIPPED',
      T6: 'SKIPPED',
      S1: 'NOT APPLICABLE',
    });
    for (const { id, verdict } of claims) {
      if (verdict.word !== 'SKIPPED') expect(stdout).toMatch(new RegExp(`^  ${id} +\\S+ +${verdict.word} `, 'm'));
    }
    expect(stdout.match(/NOT APPLICABLE/g)).toHaveLength(8); // not met by the table; what the budget left out is one line
    const [, sample] = /```text\n([\s\S]*?)```/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')) ?? [];
    expect(stdout.startsWith(sample ?? 'the README has no sample')).toBe(true);
    expect(stdout).toContain('all 22 verdicts are as expected, 8 not applicable');
    const found = Object.fromEntries(
      claims.map(({ id, verdict }) => [id, 'hunt' in verdict ? (verdict.hunt?.found?.description ?? null) : null]),
    );
    expect(found).toMatchObject({
      C5a: 'plain cyclic table, S = 8, R = 2, N = 16, k = 1, n = 16',
      C5b: 'plain cyclic table, S = 8, R = 2, N = 16, k = 1, n = 16',
    });
    expect(found['C6']).toMatch(/^S = \d, R = \d, A = 2, N = 3: facts .* memory of power 1$/);
  });
});
