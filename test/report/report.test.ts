import { readdir, readFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../kit/run-cli.js';
import { experimentsOnTable } from '../../properties/index.js';
import { describeFacts } from '../../properties/table-facts.js';
import { reportJsonSchema } from '../../schemas/report-json-schema.js';
import { PAPER } from '../../spec/paper.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { markdownText } from '../../src/report/markdown-text.js';
import { makeReport, type RunFacts } from '../../src/report/make-report.js';
import { figure, percent, percentAtLeast, percentAtMost } from '../../src/report/numbers.js';
import { parseReport, readReport } from '../../src/report/read-report.js';
import type { Report } from '../../src/report/schema.js';
import { toJson, writeReport } from '../../src/report/write-report.js';
import { namesOf } from '../../src/task/naming.js';
import { parseFactTable } from '../../src/task/read-fact-table.js';
import type { ClaimResult } from '../../src/verify/assignment.js';
import { runSuite } from '../../src/verify/run-suite.js';
import { logMixture } from '../../src/verify/statistics/confidence-sequence.js';
import { SequentialTest } from '../../src/verify/statistics/sequential-test.js';
import { toyClaim, toyExperiment } from '../verify/toy-claims.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

const run: RunFacts = {
  tool: { name: 'ic-recall', version: '0.0.0' },
  paper: PAPER,
  seed: String(SEED),
  engine: 'sparse',
  budget: 'quick',
  claims: 6,
  seconds: 1.5,
};

/** One claim for every verdict there is. */
function everyVerdict(): ClaimResult[] {
  const options = { seed: BigInt(SEED), budget: 'quick', claims: 6, only: null } as const;
  let calls = 0;
  const toys = [
    { claim: toyClaim({ id: 'H' }), margin: () => 1 },
    { claim: toyClaim({ id: 'R' }), margin: (value: number) => (value % 4 === 0 ? -1 : 1) },
    { claim: toyClaim({ id: 'U', kind: 'universal', expected: 'REFUTED' }), margin: (value: number) => 1000 - value },
    { claim: toyClaim({ id: 'I' }), margin: (value: number) => (value % 20 === 0 ? -1 : 1) },
    { claim: toyClaim({ id: 'W', kind: 'existence' }), margin: () => 1 },
    { claim: toyClaim({ id: 'Z', kind: 'existence' }), margin: () => -1 },
    { claim: toyClaim({ id: 'V' }), margin: () => 1, speaksOf: (value: number) => value < 10 },
    { claim: toyClaim({ id: 'F', kind: 'universal' }), margin: () => (++calls % 50 === 0 ? -1 : 1) },
    {
      claim: toyClaim({ id: 'E' }),
      margin: () => {
        throw new Error('a | pipe, a `tick`, <b>markup</b>');
      },
    },
  ];
  const decided = runSuite(
    toys.map((rules) => toyExperiment(rules.claim.id, [rules])),
    options,
  );
  const enumerated = runSuite(
    [
      toyExperiment('finite', [{ claim: toyClaim({ id: 'N' }), margin: () => 0, enumerate: () => [1, 2] }]),
      toyExperiment('finite, none', [{ claim: toyClaim({ id: 'Q', kind: 'existence' }), margin: () => -1, enumerate: () => [1] }]),
    ],
    options,
  );
  const given = runSuite(
    [
      {
        ...toyExperiment('given', [{ claim: toyClaim({ id: 'A' }), margin: () => -1, speaksOf: () => false }]),
        given: true as const,
      },
    ],
    options,
  );
  return [...decided, ...enumerated, ...given];
}

/** A table whose names try to be markup. */
const hostile = parseFactTable(
  `subject,relation,answer\n<script>alert(1)</script>,"a|b","\`code\`"\n"x\ny",a|b,"\`code\`"\n\u202Ereversed,a|b,"\`code\`"\n${'long'.repeat(2500)},a|b,z\n`,
  'evil|<i>.csv',
);

let report: Report;

beforeAll(() => {
  const onTable = experimentsOnTable(hostile.knowledge, namesOf(hostile), openSparse);
  const options = { seed: BigInt(SEED), budget: 'quick', claims: 6, only: new Set(['M1', 'T3']) } as const;
  report = makeReport(run, everyVerdict(), { ...describeFacts(hostile), results: runSuite(onTable, options) });
});

describe('the report', () => {
  it('tells every verdict, and counts them', () => {
    const words = report.claims.map(({ id, verdict }) => [id, verdict.word]);
    expect(Object.fromEntries(words)).toEqual({
      H: 'HOLDS',
      R: 'REFUTED',
      U: 'REFUTED',
      I: 'INCONCLUSIVE',
      W: 'HOLDS',
      Z: 'INCONCLUSIVE',
      V: 'VACUOUS',
      F: 'UNSTABLE',
      E: 'ERROR',
      N: 'HOLDS',
      Q: 'REFUTED',
      A: 'NOT APPLICABLE',
    });
    expect(report.summary).toEqual({
      verdicts: { HOLDS: 3, REFUTED: 3, INCONCLUSIVE: 2, VACUOUS: 1, 'NOT APPLICABLE': 3, UNSTABLE: 1, ERROR: 1 },
      asExpected: 7,
      exitCode: 3,
    });
  });

  it('says what an existence claim was decided by', () => {
    const markdown = renderMarkdown(report);
    expect(markdown).toMatch(/\| W \| toy \| \*\*HOLDS\*\* \| HOLDS \| a witness among 1 case: the number \d+ \|/);
    expect(markdown).toMatch(/\| Z \| toy \| \*\*INCONCLUSIVE\*\* ✗ \| HOLDS \| no witness among \d+ cases \|/);
    expect(markdown).toContain('no witness among the whole finite domain of 1 case');
    expect(markdown).toMatch(
      /^Witness: the number \d+\. By value in report\.json, and as a file that `ic-recall replay` takes, in counterexamples\/\.$/m,
    );
  });

  it('tells maps apart from verdicts: cells with their evidence, in a family of their own', () => {
    const rules = (margin: (value: number) => number) => [{ claim: toyClaim({ id: 'H' }), margin }];
    const cells = (['killing', 'sparing', 'odd|<i>'] as const).map((id, i) => ({
      ...toyExperiment(
        `H, ${id}`,
        rules((value) => [-1, 1, value % 20 === 0 ? -1 : 1][i]),
      ),
      variant: { map: 'controls' as const, id },
    }));
    const results = [...everyVerdict(), ...runSuite(cells, { seed: 1n, budget: 'quick', only: null })];
    const columns = [
      ...cells.map(({ variant: { id } }) => ({ id, meaning: `${id} is broken` })),
      { id: 'inert', meaning: 'nothing' },
    ];
    const facts = {
      columns,
      blank: [{ claim: 'H', column: 'inert', why: 'it reads nothing' }],
      explained: [{ id: 'inert', why: 'of course' }],
    };
    const mapped = makeReport({ ...run, cells: 3, maps: { controls: facts } }, results, null);
    expect({ ...mapped, controls: null }).toEqual(makeReport(run, everyVerdict(), null));
    expect(mapped.controls?.alpha).toEqual({ family: 0.05, cells: 3, each: 0.05 / 3 });
    expect(mapped.controls?.cells.map(({ column, outcome, cases }) => [column, outcome, cases !== null])).toEqual([
      ['killing', 'killed', true],
      ['sparing', 'survived', true],
      ['odd|<i>', 'undecided', true],
    ]);
    const markdown = renderMarkdown(mapped);
    expect(markdown).toMatch(/^\| killing \| \*\*killed\*\* (\d+)\/\1 \|$/m);
    expect(markdown).toMatch(/^\| sparing \| survived 0\/\d+ \|$/m);
    expect(markdown).toMatch(/^\| inert \| · \|$/m);
    expect(markdown).toContain('- inert: of course');
    expect(markdown).not.toContain('odd|<i>');
  });

  it('is the same for the same run, byte for byte', () => {
    const again = makeReport(run, everyVerdict(), null);
    expect(toJson({ ...again, table: null })).toBe(toJson({ ...makeReport(run, everyVerdict(), null), table: null }));
  });

  it('is written whole, and read back as it was', async () => {
    const folder = join(temporaryFolder(), 'new', 'folder');
    const files = await writeReport(report, folder);
    expect((await readdir(folder)).toSorted()).toEqual(['report.json', 'report.md']);
    expect(files).toEqual([join(folder, 'report.json'), join(folder, 'report.md')]);
    expect(await readReport(files[0])).toEqual(report);
    expect(await readFile(files[1], 'utf8')).toBe(renderMarkdown(report));
  });

  it('is refused when it is cut short, edited, or of another version, with the field named', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'report.json');
    const save = (value: unknown) => writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
    await save(toJson(report).slice(0, 900));
    await expect(readReport(file)).rejects.toThrow(/report\.json: is not JSON/);
    await save({ ...report, version: 99 });
    await expect(readReport(file)).rejects.toThrow(/report\.json: is not a report of this version: version:/);
    await save({ ...report, summary: { ...report.summary, exitCode: 7 } });
    await expect(readReport(file)).rejects.toThrow(/summary\.exitCode/);
    const claims = report.claims.with(0, {
      ...report.claims[0],
      verdict: { word: 'HOLDS', by: 'faith', stopped: 'it was late' } as never,
    });
    await save({ ...report, claims });
    await expect(readReport(file)).rejects.toThrow(/claims\.0\.verdict/);
    expect(() => parseReport(null)).toThrow(/the whole file/);
  });

  it('cannot be written with a number that JSON does not know', () => {
    expect(() => parseReport({ ...report, timing: { seconds: Infinity } })).toThrow(/timing\.seconds/);
  });

  it('says where it cannot be written, and leaves nothing behind', async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(writeReport(report, join(folder, 'file', 'below'))).rejects.toThrow(/cannot be written to \(ENOTDIR\)/);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('says of every claim what its plan can tell', () => {
    const suite = { seed: BigInt(SEED), budget: 'quick', claims: 6, only: null } as const;
    const claims = [
      toyClaim({ id: 'R' }),
      toyClaim({ id: 'U', kind: 'universal' }),
      toyClaim({ id: 'C', expected: 'REFUTED' }),
      toyClaim({ id: 'X', kind: 'existence' }),
    ];
    const results = runSuite(
      claims.map((claim) => toyExperiment(claim.id, [{ claim, margin: () => (claim.id === 'C' ? -1 : 1) }])),
      suite,
    );
    const planned = makeReport({ ...run, claims: 3 }, results, null);
    const lines = renderMarkdown(planned).match(/^- Plan: .*$/gm);
    const test = new SequentialTest(0.05, 0.05 / 6);
    const [rateCases, universalCases] = results.map(({ plan }) => plan?.cases ?? 0);
    expect(lines).toEqual([
      `- Plan: at most ${rateCases} cases: enough to find a true violation rate up to ${percentAtLeast(test.excludes(rateCases, 0.95) ?? 0)} to hold, enough to refute a true one from ${percentAtMost(test.refutes(rateCases, 0.95) ?? 0)} on, each with a chance of 95 %; 40 hunted`,
      `- Plan: ${universalCases} cases, none of which may violate it: enough to meet a violation, with a chance of 95 %, where the true rate is ${percentAtMost(1 - 0.05 ** (1 / universalCases))} or more; 40 hunted`,
      `- Plan: at most 20 cases: too few to find it to hold, enough to refute a true one from ${percentAtMost(test.refutes(20, 0.95) ?? 0)} on, each with a chance of 95 %; 40 hunted`,
      '- Plan: at most 200 cases searched for a witness; 40 hunted',
    ]);
    const [{ verdict }] = planned.claims;
    const estimate = verdict.word === 'HOLDS' && verdict.by === 'estimate' ? verdict.estimate : null;
    expect(estimate?.logEvidence).toBe(logMixture({ cases: estimate?.cases ?? 0, violations: 0 }, 0.05));
  });

  it('meets its published JSON Schema, which is up to date and refuses what the reader refuses', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
    const validate = new Ajv2020({ strict: false }).compile(reportJsonSchema());
    expect(validate(report)).toBe(true);
    expect(validate({ ...report, seed: 'one' })).toBe(false);
    expect(validate({ ...report, extra: 1 })).toBe(false);
  });

  it('keeps lists of numbers on one line of JSON, whatever strings look like', () => {
    const value = { a: [1, -2.5, 3e-9], b: [[1, 2], [3]], c: '[\n 1,\n 2\n]', d: [] };
    expect(JSON.parse(toJson(value))).toEqual(value);
    expect(toJson(value)).toContain('"a": [1, -2.5, 3e-9]');
  });
});

describe('report.md', () => {
  it('has tables whose rows all have the cells of their heads', () => {
    const lines = renderMarkdown(report).split('\n');
    const cells = (line: string) => line.replaceAll(/\\\|/g, '').split('|').length;
    lines.forEach((line, i) => {
      if (/^\|(---\|)+$/.test(line)) {
        for (let row = i - 1; lines[row]?.startsWith('|'); row++)
          expect([lines[row], cells(lines[row])]).toEqual([lines[row], cells(line)]);
      }
    });
  });

  it('shows names as text, never as markup', () => {
    const markdown = renderMarkdown(report);
    expect(markdown).not.toContain('<script>');
    expect(markdown).not.toContain('<b>');
    expect(markdown).not.toContain('\u202E');
    expect(markdown).not.toMatch(/[^\\]`code`/);
    expect(markdown).toContain('&lt;script&gt;');
    expect(Math.max(...markdown.split('\n').map((line) => line.length))).toBeLessThan(3000);
  });

  it('gives per claim the statement, source, assumptions, verdict, evidence, and why it stopped', () => {
    const markdown = renderMarkdown(report);
    for (const { id, verdict } of report.claims) {
      const section = markdown.slice(markdown.indexOf(`### ${id} `));
      expect(section).toContain('> a number is what it should be');
      expect(section).toContain('- Source: beyond');
      expect(section).toContain(`**${verdict.word}**`);
      expect(section).toContain('Stopped because');
    }
    expect(markdown).toContain('Minimal counterexample: the number 1001; the margin misses by 1.');
    expect(markdown).toContain('*Exploratory: measured all the same');
    expect(markdown).toContain('α = 0.05, split evenly over the 6 claims');
  });
});

describe('numbers for people', () => {
  it('are short and true', () => {
    expect([0, 12, 0.123456, 1234.567, 1e-7, -2.5e9, 1e6].map(figure)).toEqual([
      '0',
      '12',
      '0.1235',
      '1235',
      '1.00e-7',
      '-2.50e+9',
      '1.00e+6',
    ]);
    expect([0, 1, 0.0333333, 0.99615].map(percent)).toEqual(['0 %', '100 %', '3.33 %', '99.6 %']);
  });

  it('round bounds away from what they claim', () => {
    expect([0, 1, 0.030046, 0.0999952, 0.1, 0.00123456].map(percentAtMost)).toEqual([
      '0 %',
      '100 %',
      '3.01 %',
      '10 %',
      '10 %',
      '0.124 %',
    ]);
    expect([0, 1, 0.73148, 0.99615, 0.1, 0.00123456].map(percentAtLeast)).toEqual([
      '0 %',
      '100 %',
      '73.1 %',
      '99.6 %',
      '10 %',
      '0.123 %',
    ]);
  });

  it('text is escaped once', () => {
    expect(markdownText('a|b *c* [d](e) `f` <g> & \\\n#h')).toBe('a\\|b \\*c\\* \\[d\\](e) \\`f\\` &lt;g&gt; &amp; \\\\ #h');
  });
});
