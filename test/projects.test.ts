import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

describe('the projects of the test runner', () => {
  it('have each test file between them, once', () => {
    const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
    const { stdout } = spawnSync(process.execPath, [vitest, 'list', '--filesOnly', '--json'], { cwd: ROOT, encoding: 'utf8' });
    const listed = JSON.parse(stdout) as { file: string; projectName: string }[];
    const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.test.ts'),
    );
    expect(listed.map(({ file }) => relative(join(ROOT, 'test'), file)).toSorted()).toEqual(files.toSorted());
    expect(new Set(listed.map(({ projectName }) => projectName))).toEqual(new Set(['unit', 'claims', 'system', 'long']));
  });
});
