import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input-error.js';
import { readReport } from '../../src/report/data/read-report.js';
import { readCounterexample } from '../../src/verify/storage/counterexample-file.js';
import { readShard } from '../../src/verify/storage/shard-file.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

// Files that another version of this program wrote, of each of its three kinds.
describe('a file of another format', () => {
  const read = async (reader: (file: string) => Promise<unknown>, content: unknown): Promise<InputError> => {
    const file = join(temporaryFolder(), 'old.json');
    writeFileSync(file, JSON.stringify(content));
    return reader(file).then(
      () => expect.unreachable('it was read'),
      (error: InputError) => error,
    );
  };

  it.each([
    ['report', readReport, 'ic-recall-report', 2, 3, 'make it anew with `ic-recall verify`, or read it with'],
    [
      'counterexample',
      readCounterexample,
      'ic-recall-counterexample',
      1,
      2,
      'make it anew with `ic-recall verify`, or replay it with',
    ],
    ['shard', readShard, 'ic-recall-shard', 1, 2, 'evaluate the shards anew with `ic-recall verify --shard`, or join them with'],
  ] as const)('says which format it has and what to do, in one line: a %s', async (noun, reader, format, old, now, remedy) => {
    const error = await read(reader, { format, version: old, verdicts: [] });
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain(`old.json: is a ${noun} of format ${old}, and this program reads format ${now}; ${remedy}`);
    expect(error.message).not.toContain('\n');
    const newer = await read(reader, { format, version: 99 });
    expect(newer.message).toContain(`is a ${noun} of format 99, and this program reads format ${now}; `);
  });

  it.each([
    ['report', readReport],
    ['counterexample', readCounterexample],
    ['shard', readShard],
  ] as const)('is no old %s where it is of another kind', async (noun, reader) => {
    const { message } = await read(reader, { format: 'something else', version: 1 });
    expect(message).toMatch(new RegExp(`is not a ${noun} of this version: format: `));
  });
});
