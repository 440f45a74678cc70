import { fileURLToPath } from 'node:url';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import { BUNDLED_FACTS, VERSION } from '../../src/package-root.js';
import type { Report } from '../../src/report/data/schema.js';
import { expectNumbersOf } from '../kit/page-numbers.js';
import { readPage, textOf } from '../kit/read-page.js';
import { runCli } from '../kit/run-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';

const VECTORS = fileURLToPath(new URL('../vectors/model-vectors.json', import.meta.url));
const QUESTION = 'France → Paris; Japan → Tokyo; Italy → ?';

describe('ask', () => {
  it('infers the relation, answers, and shows where attention went at both steps', async () => {
    const { code, stdout, stderr } = await runCli(['ask', '--facts', BUNDLED_FACTS, QUESTION]);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual(['relation  capital', 'answer    Rome']);
    const bars = (from: string) => lines.slice(lines.indexOf(from) + 1);
    expect(
      bars('attention, relation step')
        .slice(0, 5)
        .map((line) => line.trim().split(/\s+/)[0]),
    ).toEqual(['France', 'Paris', 'Japan', 'Tokyo', 'Italy']);
    expect(
      bars('attention, answer step')
        .slice(0, 6)
        .map((line) => line.trim().split(/\s+/)[0]),
    ).toEqual(['France', 'Paris', 'Japan', 'Tokyo', 'Italy', 'capital']);
    expect(stdout).toMatch(/^ {2}Italy +0\.\d{3} {2}██ {2}█{10}/m); // a cell of heat, then the bar
    expect(stdout).toMatch(/memory of power 5, the least that recalls every fact; fine-tuned \d+ steps on 256 prompts of k = 2/);
  });

  it('reads -> as →, and uses the bundled table by default', async () => {
    const { stdout } = await runCli(['ask', QUESTION.replaceAll('→', '->'), '--json']);
    const reply = JSON.parse(stdout) as {
      relation: string;
      answer: string;
      attention: { relation: { share: number }[]; answer: { share: number }[] };
    };
    expect([reply.relation, reply.answer]).toEqual(['capital', 'Rome']);
    for (const row of [reply.attention.relation, reply.attention.answer]) {
      expect(row.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    }
  });

  it('answers every relation of the countries', async () => {
    for (const [question, relation, answer] of [
      ['France → FRA; Japan → JPN; Italy → ?', 'iso 3166-1 alpha-3 code', 'ITA'],
      ['France → .fr; Japan → .jp; Italy → ?', 'top-level domain', '.it'],
      ['France → 33; Japan → 81; Italy → ?', 'calling code', '39'],
      ['France → euro; Japan → Japanese yen; Italy → ?', 'currency', 'euro'],
      ['France → Europe; Japan → Asia; Italy → ?', 'continent', 'Europe'],
    ]) {
      const { stdout, stderr } = await runCli(['ask', question, '--json']);
      if (stdout === '') throw new Error(stderr);
      const reply = JSON.parse(stdout) as { relation: string; answer: string };
      expect([question, reply.relation, reply.answer]).toEqual([question, relation, answer]);
    }
  });

  it('warns when the pairs fit several relations, or none', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'f.csv');
    const facts = [
      'Ann,boss,Eve',
      'Ann,friend,Eve',
      'Bob,boss,Eve',
      'Bob,friend,Joe',
      'Cid,boss,Joe',
      'Cid,friend,Ann',
      'Dan,boss,Dan',
      'Dan,friend,Bob',
    ];
    writeFileSync(file, `subject,relation,answer\n${facts.join('\n')}\n`);
    const ambiguous = await runCli(['ask', '--facts', file, 'Ann → Eve; Bob → ?']);
    expect(ambiguous.code).toBe(0);
    expect(ambiguous.stderr).toContain('warning: the pairs fit 2 relations: boss (Eve), friend (Joe)');
    const contrary = await runCli(['ask', '--facts', file, 'Ann → Joe; Bob → ?']);
    expect(contrary.stderr).toContain('warning: no stored relation holds all the pairs');
  });

  it('warns when nothing is stored for the query', async () => {
    const { stderr } = await runCli(['ask', 'France → Europe; Japan → Asia; Turkey → ?']);
    expect(stderr).toContain('warning: the table stores no continent of Turkey: the reply cannot be right');
  });

  it('names the nearest name it knows', async () => {
    const { code, stdout, stderr } = await runCli(['ask', 'France → Pariss; Italy → ?']);
    expect([code, stdout, stderr]).toEqual([3, '', 'ic-recall: countries: no answer is called "Pariss"; did you mean "Paris"?\n']);
  });
});

describe('facts', () => {
  it('says which assumptions the countries break, and why', async () => {
    const { code, stdout } = await runCli(['facts', BUNDLED_FACTS]);
    expect(code).toBe(0);
    for (const line of [
      '429 facts, 72 subjects, 6 relations, 345 answers',
      'broken  total',
      '"currency" of "Bulgaria" is missing',
      '"calling code" of "Jamaica" is missing',
      '"continent" of "Turkey" is missing',
      'broken  injective',
      '"calling code" gives "1" to 2 subjects: "Canada", "United States"',
      'met     unambiguous',
      'broken  onto',
      'broken  hub-free(3)',
      '"continent" gives "Europe" to 28 subjects',
      '"currency" gives "euro" to 18 subjects',
      'Latin: no',
      '345 of 345 answers are used by one relation only',
      'both subject and answer, and kept apart: Luxembourg, Singapore',
      'least power that recalls every fact at ½ + ½: 5',
    ]) {
      expect(stdout).toContain(line);
    }
  });

  it('notes merged duplicates, keeps strange names from moving the cursor, and prints JSON', async () => {
    const file = join(temporaryFolder(), 'f.csv');
    writeFileSync(file, 'subject,relation,answer\n"\u001B[31mred",r,"x\ny"\n"\u001B[31mred",r,"x\ny"\n');
    const { stdout } = await runCli(['facts', file]);
    expect(stdout).toContain('note: 1 repeated line merged');
    expect(stdout).not.toContain('\u001B[31m');
    expect(JSON.parse((await runCli(['facts', file, '--json'])).stdout)).toMatchObject({ facts: 1, merged: 1, subjects: 1 });
  });
});

describe('train', () => {
  it('shows accuracy by relation, at power 2 and at power 3', async () => {
    const { code, stdout } = await runCli(['train', '--facts', 'countries', '--power', '2,3', '--n', '256']);
    expect(code).toBe(0);
    const accuracy = stdout.slice(stdout.indexOf('accuracy on 1000 fresh prompts')).trim().split('\n');
    expect(accuracy[0].trim()).toMatch(/power 2 +power 3$/);
    expect(accuracy.slice(2).map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
      'capital',
      'iso 3166-1 alpha-3 code',
      'top-level domain',
      'calling code',
      'currency',
      'continent',
    ]);
    // At η = 0.3 the first step at power 2 overshoots onto the query and every answer of the query ties; power 3 learns all.
    expect(accuracy[1].trim().split(/ {2,}/)).toEqual(['all', '0.000', '1.000']);
  });

  it('writes its trajectory as JSON: losses, attention, mass, balance, top share, query share', async () => {
    const folder = temporaryFolder();
    const { code } = await runCli(
      ['train', '--family', 'elementary', '--subjects', '16', '--relations', '4', '--steps', '50', '--out', 'run.json'],
      folder,
    );
    expect(code).toBe(0);
    const { runs } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
      runs: { trajectory: Record<string, unknown>[] }[];
    };
    expect(runs[0].trajectory.map(({ step }) => step)).toEqual([0, 1, 2, 5, 10, 20, 50]);
    expect(runs[0].trajectory[6]).toMatchObject({
      losses: { relation: expect.any(Number), answer: expect.any(Number) },
      attention: { relation: expect.any(Array), answer: expect.any(Array) },
      pattern: {
        relation: {
          mass: expect.any(Number),
          balance: expect.any(Number),
          topShare: expect.any(Number),
          queryShare: expect.any(Number),
        },
        answer: { mass: expect.any(Number), balance: expect.any(Number) },
      },
    });
  });

  it('draws attention over the steps, trends, and a page of the same numbers, while JSON stays what it was', async () => {
    const folder = temporaryFolder();
    const facts = join(folder, 'names.csv');
    writeFileSync(
      facts,
      'subject,relation,answer\nAnn,<b>likes</b>,Joe\nBob,<b>likes</b>,Eve\nAnn,"""hates""",Kim\nBob,"""hates""",Ida\n',
    );
    const words = ['train', '--facts', facts, '--k', '1', '--n', '16', '--steps', '20'];
    const { stdout, stderr } = await runCli([...words, '--html', 'new/run.html', '--out', 'run.json'], folder);
    expect(stderr).toBe('');
    expect(stdout).not.toContain('\u001B');
    const relation = stdout.slice(stdout.indexOf('attention over 20 steps, relation step')).split('\n');
    expect(relation[1].trim()).toBe('0 1 2 5   20');
    expect(relation.slice(2, 5).map((line) => line.trim().split(' ')[0])).toEqual(['s1', 'a1', 's_q']);
    for (const line of relation.slice(2, 5)) expect(line).toMatch(/^ {2}\w+ +[ ░▒▓█]{10,12} +0\.\d{3}/);
    expect(stdout).toMatch(/^ {2}answer loss +█[▁▂▃▄▅▆▇█]{5} {2}[\d.]+ → [\d.]+$/m);
    expect(stdout).toMatch(/^ {2}r̂ /m);

    const ascii = (await runCli(words, folder, { LC_ALL: 'C' })).stdout;
    expect(ascii).not.toMatch(/[\u2580-\u259F]|r̂|→/);
    expect(ascii).toMatch(/^ {2}answer loss +#[_.:=+*#-]{5} {2}[\d.]+ -> [\d.]+$/m);

    const html = readFileSync(join(folder, 'new', 'run.html'), 'utf8');
    const stored = readFileSync(join(folder, 'run.json'), 'utf8');
    expect(expectNumbersOf(readPage(html), JSON.parse(stored))).toBeGreaterThan(100);
    expect(textOf(readPage(html))).toContain('<b>likes</b>');
    expect(Object.keys(JSON.parse(stored) as object)).toEqual(['table', 'seed', 'k', 'n', 'learningRate', 'relations', 'runs']);
  });

  it('is the same for the same seed', async () => {
    const words = ['train', '--subjects', '12', '--relations', '3', '--json'];
    expect((await runCli(words)).stdout).toBe((await runCli(words)).stdout);
    expect((await runCli([...words, '--seed', '2'])).stdout).not.toBe((await runCli(words)).stdout);
  });
});

describe('conformance', () => {
  it('prints the largest deviation per quantity and exits 0 within tolerance', async () => {
    const { code, stdout } = await runCli(['conformance', VECTORS]);
    expect(code).toBe(0);
    for (const quantity of [
      'losses',
      'gradients',
      'logits',
      'decoded',
      'losses in training',
      'attention after training',
      'decoded after training',
    ]) {
      expect(stdout).toMatch(new RegExp(`^${quantity} .*ok$`, 'm'));
    }
    expect(stdout).toContain('engine sparse conforms to 12 cases');
  });

  it('exits 1 beyond it, and names the case', async () => {
    const file = join(temporaryFolder(), 'v.json');
    const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
      cases: { expected: { relationLoss: number; decoded: unknown[] } }[];
    };
    vectors.cases[3].expected.relationLoss += 2e-9;
    vectors.cases[0].expected.decoded[1] = [1, null];
    writeFileSync(file, JSON.stringify(vectors));
    const { code, stdout } = await runCli(['conformance', file]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^losses .*FAILS in visible-many-to-one-biased$/m);
    expect(stdout).toMatch(/^decoded +1 of 90 prompts differ.*FAILS in visible-latin-init$/m);
    expect(stdout).toContain('does not conform');
  });

  it('refuses a file that describes no model', async () => {
    const file = join(temporaryFolder(), 'v.json');
    writeFileSync(file, readFileSync(VECTORS, 'utf8').replace(/"power": ?2/, '"power":0.5'));
    const { code, stderr } = await runCli(['conformance', file]);
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/v\.json: case "visible-latin-init": the memory's power must be at least 1/),
    ]);
  });
});

describe('verify', () => {
  it('writes a report whose words are on standard output, and the same one for the same seed', async () => {
    const folder = temporaryFolder();
    const run = (out: string) => runCli(['verify', '--claims', 'M1,C6', '--facts', BUNDLED_FACTS, '--out', out], folder);
    const first = await run('one');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/M1 +memory-recall +HOLDS/);
    expect(first.stdout).toMatch(/C6 +linear-memory +REFUTED/);
    expect(first.stdout).toMatch(
      /M1 +memory-recall +NOT APPLICABLE +broken: hub-free\(2\^p − 1\); exploratory: 96 of 429 cases violate it/,
    );
    expect(first.stderr).toContain(
      'wrote one/report.json, one/report.html, one/report.md, one/junit.xml, 3 files in one/counterexamples',
    );
    await run('two');
    const stable = (out: string) => {
      const { environment, timing, ...rest } = JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      expect([environment, timing]).not.toContain(undefined);
      return rest;
    };
    expect(stable('one')).toEqual(stable('two'));
    expect(readFileSync(join(folder, 'one', 'report.md'), 'utf8')).toBe(readFileSync(join(folder, 'two', 'report.md'), 'utf8'));
  });

  it('leaves claims out of the quick budget, and takes a number for all of its letters', async () => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await runCli(['verify', '--claims', 'G1,g2', '--out', 'report'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ {2}skipped: G1, G2a, G2b \(decided from the standard budget on\); \d+ claims that --claims leaves out$/m,
    );
    expect(stdout).toContain('nothing was asked: every claim of this run is skipped (seed 1, budget quick');
    expect(stderr).not.toContain('backend'); // nothing is loaded for what is not decided
    const markdown = readFileSync(join(folder, 'report', 'report.md'), 'utf8');
    expect(markdown).toContain('skipped: G1, G2a, G2b (decided from the standard budget on)');
    const { alpha, claims } = JSON.parse(readFileSync(join(folder, 'report', 'report.json'), 'utf8')) as Report;
    expect(alpha).toMatchObject({ claims: 0, each: 0.05 });
    for (const { id, planned, verdict } of claims) {
      const why = ['G1', 'G2a', 'G2b'].includes(id) ? { by: 'budget', least: 'standard' } : { by: 'selection' };
      expect([id, planned, verdict]).toMatchObject([id, null, { word: 'SKIPPED', ...why }]);
    }
    expect(claims).toHaveLength(CLAIMS.length);
    expect(claims.find(({ id }) => id === 'G1')?.verdict.stopped).toBe(
      'the quick budget skips the claim: every case pretrains a memory, which takes seconds',
    );
  });

  it('prints the report itself with --json, and takes a seed of 64 bits', async () => {
    const { stdout } = await runCli(['verify', '--claims', 'C6', '--seed', '18446744073709551615', '--json']);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({ format: 'ic-recall-report', seed: '18446744073709551615' });
    const decided = report.claims.filter(({ verdict }) => verdict.word !== 'SKIPPED');
    expect(decided.map(({ id, verdict }) => [id, verdict.word])).toEqual([['C6', 'REFUTED']]);
  });
});

describe('wrong calls', () => {
  it.each([
    [
      ['verify', '--claims', 'T3,X9'],
      64,
      'no claim is called "X9"; choose from M1, M2, P1, P2, P3, P3b, T1, T2, T3, T4, T5, T5b, T6, S1, S2, S2b, S3, G1, G2a, G2b, G3a, G3b, G3c, G3d, C1, C2, C3, C4, C5a, C5b, C6, C7',
    ],
    [['train', '--width', '64'], 64, '--width says nothing about a constructed memory; add --memory pretrained'],
    [['train', '--save', 'x'], 64, '--save says nothing about a constructed memory'],
    [['train', '--memory', 'pretrained', '--power', '3'], 64, '--power says nothing about a pretrained memory'],
    [['train', '--memory', 'pretrained', '--load', 'x', '--width', '9'], 64, '--width says nothing about a memory that is loaded'],
    [['verify', '--claims', 'T3,'], 64, '--claims has an empty name; choose from M1'],
    [['verify', '--seed', '-1'], 64, '--seed must be a whole number in 0 … 2^64 − 1, not "-1"'],
    [['verify', '--seed', '18446744073709551616'], 64, '--seed must be a whole number'],
    [['verify', '--seed', '1e3'], 64, '--seed must be a whole number'],
    [
      ['verify', '--budget', 'huge'],
      64,
      "option '--budget <name>' argument 'huge' is invalid. Allowed choices are quick, standard, thorough.",
    ],
    [['verify', '--engine', 'dense'], 64, '--engine "dense" does not exist; choose one of sparse, reference, tensor'],
    [['verify', '--sed', '1'], 64, "unknown option '--sed' (Did you mean --seed?)"],
    [['train', '--k', '0'], 64, '--k must be a whole number in 1 … 256, not "0"'],
    [['train', '--k', '2.5'], 64, '--k must be a whole number'],
    [['train', '--n', '0'], 64, '--n must be a whole number in 1 … 100000, not "0"'],
    [['train', '--power', '0.5'], 64, '--power must be a number of at least 1, not "0.5"'],
    [['train', '--power', '2,x'], 64, '--power must be a number of at least 1, not "x"'],
    [['train', '--bias', '-0.1'], 64, '--bias must be a number of at least 0, not "-0.1"'],
    [['train', '--beta', '0'], 64, '--beta must be a number above 0, not "0"'],
    [['train', '--eta', 'NaN'], 64, '--eta must be a number above 0, not "NaN"'],
    [['train', '--subjects', '4', '--relations', '5'], 64, 'a Latin table has R ≤ S, not R = 5 > S = 4'],
    [
      ['train', '--facts', 'countries', '--subjects', '5'],
      64,
      "option '--subjects <number>' cannot be used with option '--facts <file>'",
    ],
    [['train', '--family', 'elementary', '--subjects', '12'], 64, 'the family "elementary" has no table of S = 12'],
    [['train', '--family', 'magic'], 64, "option '--family <name>' argument 'magic' is invalid"],
    [['ask', 'France; Italy'], 64, 'part 1 of the question is not of the form subject → answer'],
    [['ask'], 64, "missing required argument 'question'"],
    [['conformance'], 64, "missing required argument 'file'"],
    [['facts', 'a.csv', 'b.csv'], 64, 'too many arguments'],
    [['verifi'], 64, "unknown command 'verifi' (Did you mean verify?)"],
    [[], 64, 'no command given; see ic-recall --help'],
    [['facts', 'none.csv'], 3, 'none.csv: cannot be read (ENOENT); give the path of a readable CSV file'],
    [['verify', '--facts', 'none.csv'], 3, 'none.csv: cannot be read (ENOENT)'],
    [['conformance', 'none.json'], 3, 'none.json: cannot be read (ENOENT); give a vectors file as in spec/model.md §8'],
    [
      ['train', '--facts', 'countries', '--k', '100'],
      3,
      'countries: no relation has the 101 facts that a prompt of k = 100 pairs needs (the largest has 72); use k ≤ 71',
    ],
    [
      ['train', '--subjects', '4', '--relations', '2', '--html', '/dev/null/run.html'],
      3,
      '/dev/null: cannot be written to (ENOTDIR); give --html a place that you may write to',
    ],
    [
      ['train', '--subjects', '4', '--relations', '2', '--out', '/dev/null/run.json'],
      3,
      '/dev/null: cannot be written to (ENOTDIR)',
    ],
  ])('%j exits %i with one line that says what to do', async (words, code, message) => {
    const result = await runCli(words);
    expect(result.stderr).toContain(`ic-recall: ${message}`);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([result.code, result.stdout]).toEqual([code, '']);
  });

  it('an output folder that cannot be written is refused before anything runs, with nothing left behind', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const { code, stdout, stderr } = await runCli(['verify', '--out', 'file/below'], folder);
    expect([code, stdout, stderr]).toEqual([
      3,
      '',
      'ic-recall: file/below: cannot be written to (ENOTDIR); give --out a place that you may write to\n',
    ]);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('');
  });

  it.runIf(existsSync('/proc'))('a folder that the file system refuses is refused, not waited for', async () => {
    const { code, stderr } = await runCli(['verify', '--out', '/proc/x/y']);
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/^ic-recall: \/proc\/x\/y: cannot be written to \(ENOENT\); [^\n]*\n$/),
    ]);
  });

  it('a malformed table writes no report', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'bad.csv'), 'subject,relation,answer\na,b,c\na,b,d\n');
    const { code, stderr } = await runCli(['verify', '--facts', 'bad.csv', '--out', 'report'], folder);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^ic-recall: bad\.csv:3: "a" has two answers/)]);
    expect(existsSync(join(folder, 'report'))).toBe(false);
  });

  it('a table too small for any prompt still has its memory decided', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'tiny.csv'), 'subject,relation,answer\na,b,c\n');
    const { code, stdout } = await runCli(
      ['verify', '--claims', 'M1,T1', '--facts', 'tiny.csv', '--out', 'report', '--json'],
      folder,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      table: {
        claims: expect.arrayContaining([
          expect.objectContaining({ id: 'M1', verdict: expect.objectContaining({ word: 'HOLDS', by: 'enumeration' }) }),
          expect.objectContaining({ id: 'T1', verdict: expect.objectContaining({ word: 'NOT APPLICABLE', exploratory: null }) }),
        ]),
      },
    });
  });

  it('a run that diverges says so, at which step, and keeps its trajectory', async () => {
    const { code, stdout } = await runCli(['train', '--facts', 'countries', '--eta', '1e308']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/diverged: no longer a number after step \d+; lower --eta/);
    expect(stdout).not.toMatch(/NaN|undefined/);
  });

  it('a tie is reported, with the tied answers', async () => {
    const { stdout } = await runCli(['ask', 'Canada → 1; Jamaica → ?']);
    expect(stdout).toMatch(/^answer {4}none stands out \(tied: /m);
  });

  it('--help and --version exit 0', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
    const help = await runCli(['--help']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    for (const command of ['verify', 'ask', 'facts', 'train', 'conformance']) {
      expect(help.stdout).toContain(`  ${command} `);
      const own = await runCli([command, '--help']);
      expect([command, own.code, own.stderr]).toEqual([command, 0, '']);
      expect(own.stdout).toContain(`Usage: ic-recall ${command} `);
    }
  });
});
