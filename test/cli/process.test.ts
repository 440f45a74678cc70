import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCli } from '../kit/run-cli.js';
import { spawnCli } from '../kit/spawn-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

const VECTORS = fileURLToPath(new URL('../vectors/model-vectors.json', import.meta.url));

describe('a process of its own', () => {
  const [own, shared] = [temporaryFolder(), temporaryFolder()];

  // The other tests run commands in their own process. Each command is started here as it is installed too, and must do the same.
  it.each([
    [[], 64],
    [['--version'], 0],
    [['--help'], 0],
    [['verify', '--help'], 0],
    [['help', '--help'], 0],
    [['help', '-h'], 0],
    [['verify', '--claims', 'C6', '--shard', '1/1', '--out', 'shards'], 0],
    [['merge', 'shards/shard-1-of-1.json', '--no-corpus', '--out', 'report'], 0],
    [['verify', '--claims', 'C6', '--no-corpus', '--out', 'report'], 0],
    [['replay', 'report/counterexamples/C6-minimal.json'], 0],
    [['compare', 'report/report.json', 'report/report.json'], 0],
    [['report', 'report/report.json', '--format', 'md'], 0],
    [['ask', 'France → Paris; Japan → Tokyo; Italy → ?'], 0],
    [['facts', 'countries'], 0],
    [['facts', 'none.csv'], 3],
    [['train', '--subjects', '8', '--relations', '2', '--steps', '10'], 0],
    [['sweep', '--tables', 'cyclic', '--k', '2', '--from', '10', '--to', '20'], 0],
    [['conformance', VECTORS], 0],
  ])('does what the command does in this one: %j', async (words, code) => {
    const started = spawnCli(words, own);
    expect(started.code).toBe(code);
    expect(started).toEqual(await runCli(words, shared));
  });
});

describe('a name that does not exist', () => {
  const folder = temporaryFolder();

  it.each([
    [['ask', 'Frnace → Paris; Italy → ?'], 'countries: no subject is called "Frnace"; did you mean "France"?'],
    [['ask', 'Japan → yen; Italy → ?'], 'countries: no answer is called "yen"; did you mean "Japanese yen"?'],
    // No name is near these.
    [['ask', 's0 → Paris; Italy → ?'], 'countries: no subject is called "s0"; use a name of the table, such as "'],
    [['ask', 'France → q; Italy → ?'], 'countries: no answer is called "q"; use a name of the table, such as "'],
    [['facts', 'country'], 'country: cannot be read (ENOENT); did you mean the bundled table "countries"?'],
    [['facts', 'Countries'], 'Countries: cannot be read (ENOENT); did you mean the bundled table "countries"?'],
    [['facts', 'mine.csv'], 'mine.csv: cannot be read (ENOENT); give the path of a readable CSV file'],
  ])('is met with a suggestion only where one is near: %j', async (words, message) => {
    const { code, stdout, stderr } = await runCli(words, folder);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr.startsWith(`ic-recall: ${message}`)).toBe(true);
  });
});
