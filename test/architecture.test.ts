import { fileURLToPath } from 'node:url';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsIn } from './kit/import-paths.js';

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

/** The files that a file imports, exports from or takes types from. */
function importsOf(file: string): string[] {
  return importsIn(readFileSync(join(ROOT, file), 'utf8'))
    .filter(({ path }) => path.startsWith('.'))
    .map(({ path }) => relative(ROOT, resolve(ROOT, dirname(file), path)).replace(/\.js$/, '.ts'));
}

/** A circle of imports, from a file back to itself; null where there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | null => {
    const start = path.indexOf(file);
    if (start !== -1) return [...path.slice(start), file];
    if (done.has(file)) return null;
    for (const target of graph.get(file) ?? []) {
      const circle = walk(target, [...path, file]);
      if (circle !== null) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle !== null) return circle;
  }
  return null;
}

describe('imports run one way', () => {
  it.each(Object.entries(MAY_IMPORT))('%s imports only %j', (folder, allowed) => {
    const files = sources(folder);
    expect(files.length).toBeGreaterThan(0);
    const rootModules = new Set(['src/input-error.ts', 'src/package-root.ts', 'src/read-json.ts', 'src/write-files.ts']);
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => ![folder, ...allowed].some((home) => target.startsWith(`${home}/`)) && !rootModules.has(target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('there is no circle of files, type-only imports included', () => {
    const graph = new Map(
      ['src', 'spec', 'properties', 'schemas'].flatMap(sources).map((file) => [file, importsOf(file)] as const),
    );
    expect(circleIn(graph)).toBeNull();
    expect([...graph.values()].flat().filter((target) => !graph.has(target))).toEqual([]); // every import was followed
  });

  it('finds a circle that only types make, wherever it is entered', () => {
    const circle = new Map([
      ['entry.ts', ['a.ts', 'leaf.ts']],
      ['a.ts', ['leaf.ts', 'b.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['a.ts']],
      ['leaf.ts', []],
    ]);
    expect(circleIn(circle)).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts']);
    expect(circleIn(new Map([...circle, ['c.ts', ['leaf.ts']]]))).toBeNull();
  });

  it('finds every kind of import, and tells when it loads its module', () => {
    const text = [
      "import './a.js';",
      "import b, { type B } from './b.js';",
      "import {\n  c,\n} from './c.js';",
      "import * as d from 'd';",
      "export * from './e.js';",
      "export { f } from './f.js';",
      "import type { G } from './g.js';",
      "export type { H } from './h.js';",
      "type I = import('./i.js').I;",
      "const j = await import('./j.js');",
      "export const from = 'k';",
      "export type L = 'l' | 'from';",
    ].join('\n');
    const pathsOf = (when: string) => importsIn(text).flatMap(({ path, loading }) => (loading === when ? [path] : []));
    expect(pathsOf('before')).toEqual(['./a.js', './b.js', './c.js', 'd', './e.js', './f.js']);
    expect(pathsOf('never')).toEqual(['./g.js', './h.js']);
    expect(pathsOf('on call')).toEqual(['./i.js', './j.js']);
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
      'src/cli/commands/merge.ts', // the report's timing
      'src/cli/commands/verify.ts', // the report's timing
      'src/cli/run/collect-evidence.ts', // the report's timing
      'src/cli/run/until-stopped.ts', // which signal is the first one over again
      'src/cli/terminal/progress.ts',
      'src/verify/workers/worker-handle.ts', // the limit of a case, which ends in ERROR and in nothing else
    ]);
  });
});
