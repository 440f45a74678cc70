import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root folder of this package, both in a checkout and when built and installed. */
export const PACKAGE_ROOT = findRoot(import.meta.dirname);

/** The version in package.json. */
export const VERSION = readVersion();

/** The fact table that ships with the package. */
export const BUNDLED_FACTS = join(PACKAGE_ROOT, 'facts', 'countries.csv');

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('ic-recall: the package.json of this package is missing');
  return findRoot(parent);
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  return 'unknown';
}
