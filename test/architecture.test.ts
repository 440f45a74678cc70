import { fileURLToPath } from 'node:url';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What each folder may import besides itself, packages and the root modules (errors, the package's own folder). */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/random': [],
  'src/verify': ['src/random'],
  spec: ['src/verify'],
  'src/task': ['src/random'],
  'src/model': ['src/random', 'src/task'],
  'src/engine': ['src/task', 'src/model'],
  'src/training': ['src/random', 'src/task', 'src/model', 'src/engine'],
  'src/analysis': ['src/task', 'src/model', 'src/engine', 'src/training'],
  properties: ['spec', 'src/verify', 'src/random', 'src/task', 'src/model', 'src/engine', 'src/training', 'src/analysis'],
  'src/report': ['src/verify'],
};

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, target]) =>
    relative(ROOT, resolve(ROOT, dirname(file), target)),
  );
}

describe('imports run one way', () => {
  it.each(Object.entries(MAY_IMPORT))('%s imports only %j', (folder, allowed) => {
    const files = sources(folder);
    expect(files.length).toBeGreaterThan(0);
    const rootModules = new Set(['src/input-error.js', 'src/package-root.js', 'src/read-json.js', 'src/write-files.js']);
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => ![folder, ...allowed].some((home) => target.startsWith(`${home}/`)) && !rootModules.has(target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('in src and spec only verify draws with fast-check', () => {
    const users = ['src', 'spec']
      .flatMap(sources)
      .filter((file) => /from 'fast-check'/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(users.filter((file) => !file.startsWith('src/verify/'))).toEqual([]);
  });

  it('the checker of counterexamples imports nothing, so that it shares nothing with what wrote them', () => {
    const text = readFileSync(join(ROOT, 'test/kit/check-certificate.ts'), 'utf8');
    const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
    expect(code).toContain('export function checkCertificate');
    expect(code).not.toMatch(/\bimport\b|\brequire\b|\bexport\b[^;]*\bfrom\b/);
  });

  it('the engines never import each other', () => {
    const engines = readdirSync(join(ROOT, 'src/engine'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of engines) {
      const others = engines.filter((entry) => entry.name !== name).map((entry) => `src/engine/${entry.name}/`);
      for (const file of sources(`src/engine/${name}`)) {
        for (const target of importsOf(file)) expect(others.some((other) => target.startsWith(other))).toBe(false);
      }
    }
  });
});

describe('results depend on the seed alone', () => {
  it('nothing but progress and timing reads a clock, and nothing draws unseeded', () => {
    const clocks = ['src', 'spec', 'properties']
      .flatMap(sources)
      .filter((file) =>
        /Math\.random|Date\.now|new Date|performance\.now|process\.hrtime/.test(readFileSync(join(ROOT, file), 'utf8')),
      );
    expect(clocks.toSorted()).toEqual([
      'src/cli/run/collect-evidence.ts', // the report's timing
      'src/cli/run/merge.ts', // the report's timing
      'src/cli/run/until-stopped.ts', // which signal is the first one over again
      'src/cli/run/verify.ts', // the report's timing
      'src/cli/terminal/progress.ts',
      'src/verify/workers/worker-handle.ts', // the limit of a case, which ends in ERROR and in nothing else
    ]);
  });
});
