import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../kit/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOY = join(ROOT, 'test/kit/toy-claim');

/** A copy of the sources with the toy claim in it: its two files, and its entry in the registry. */
function withToyClaim(): string {
  const folder = temporaryFolder();
  for (const name of ['src', 'spec', 'properties', 'facts', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const moved = (from: string, to: string, paths: readonly (readonly [string, string])[]) => {
    const text = paths.reduce((all, [old, path]) => all.replaceAll(`'${old}`, `'${path}`), readFileSync(join(TOY, from), 'utf8'));
    writeFileSync(join(folder, to), text);
  };
  moved('statement.ts', 'spec/claims/x1-one-step-helps.ts', [
    ['../../../spec/', '../'],
    ['../../../src/', '../../src/'],
  ]);
  moved('record.ts', 'properties/claims/x1-one-step-helps.ts', [
    ['../../../properties/', '../'],
    ['../../../spec/', '../../spec/'],
    ['../../../src/', '../../src/'],
    ['./statement.js', '../../spec/claims/x1-one-step-helps.js'],
  ]);
  const registry = join(folder, 'properties/registry.ts');
  const text = readFileSync(registry, 'utf8');
  const added = text.replace('ClaimRecord[] = [\n', 'ClaimRecord[] = [\n  ONE_STEP_HELPS,\n');
  writeFileSync(registry, `import { ONE_STEP_HELPS } from './claims/x1-one-step-helps.js';\n${added}`);
  return folder;
}

it('a claim of two files and an entry in the registry is in verify, on a given table, in the kill matrix and in the ablation map', () => {
  const folder = withToyClaim();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    `--import tsx src/cli/main.ts verify --claims X1 --facts countries --no-corpus --controls ascent --ablate ambiguous-pairs`.split(
      ' ',
    ),
    { cwd: folder, encoding: 'utf8' },
  );
  expect([stderr, status]).toEqual([expect.any(String), 0]);
  const report = JSON.parse(readFileSync(join(folder, 'reports/latest/report.json'), 'utf8')) as Report;
  const words = (list: readonly Decided[]) =>
    list.flatMap(({ id, verdict: { word } }) => (word === 'SKIPPED' ? [] : [`${id} ${word}`]));
  expect(words(report.claims)).toEqual(['X1 HOLDS']);
  expect(words(report.table.claims)).toEqual(['X1 NOT APPLICABLE']);
  expect(report.controls.cells).toMatchObject([{ claim: 'X1', column: 'ascent', verdict: 'REFUTED' }]);
  expect(report.ablation.cells).toMatchObject([{ claim: 'X1', column: 'ambiguous-pairs', verdict: 'HOLDS' }]);
  expect(stdout).toMatch(/^ {2}X1 +one-step-helps +HOLDS /m);
});

interface Decided {
  readonly id: string;
  readonly verdict: { readonly word: string };
}

interface Report {
  readonly claims: readonly Decided[];
  readonly table: { readonly claims: readonly Decided[] };
  readonly controls: { readonly cells: readonly unknown[] };
  readonly ablation: { readonly cells: readonly unknown[] };
}
