import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importsIn } from '../kit/import-paths.js';

const CLI = fileURLToPath(new URL('../../src/cli', import.meta.url));

/** What a module loads before it runs: its imports, and theirs. */
function loadedBy(module: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, loading } of importsIn(readFileSync(file, 'utf8'))) {
      if (loading !== 'before') continue;
      if (path.startsWith('.')) visit(resolve(dirname(file), path.replace(/\.js$/, '.ts')));
      else if (!path.startsWith('node:')) packages.add(path);
    }
  };
  visit(join(CLI, module));
  return { files: [...files], packages: [...packages].toSorted() };
}

describe('a command loads what it needs and nothing else', () => {
  it('without a command, the names of the commands', () => {
    const { files, packages } = loadedBy('main.ts');
    expect(packages).toEqual(['commander']);
    expect(files.filter((file) => file.includes('/commands/'))).toEqual([]);
  });

  it('facts reads CSV', () => {
    expect(loadedBy('commands/facts.ts').packages).toEqual(['csv-parse/sync']);
  });

  it.each([
    ['train', /fast-check|valibot|mathjs|@tensorflow|^d3/],
    ['ask', /fast-check|valibot|mathjs|@tensorflow|^d3/],
    ['conformance', /fast-check|mathjs|@tensorflow|^d3/],
    ['compare', /fast-check|mathjs|@tensorflow/],
    ['report', /fast-check|mathjs|@tensorflow|csv-parse/],
    ['verify', /mathjs|@tensorflow|csv-parse/],
    ['merge', /mathjs|@tensorflow|csv-parse/],
    ['replay', /mathjs|@tensorflow|csv-parse/],
    ['sweep', /mathjs|@tensorflow|csv-parse|^d3/],
  ])('%s does without %s', (command, needless) => {
    expect(loadedBy(`commands/${command}.ts`).packages.filter((name) => needless.test(name))).toEqual([]);
  });
});
