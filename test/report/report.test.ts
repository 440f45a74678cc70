import { readdir, readFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { reportJsonSchema } from '../../schemas/report-json-schema.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { renderJunit } from '../../src/report/text/junit.js';
import { renderMarkdown } from '../../src/report/text/markdown.js';
import { markdownText } from '../../src/report/text/markdown-text.js';
import { makeReport } from '../../src/report/data/make-report.js';
import { figure, percent, percentAtLeast, percentAtMost } from '../../src/report/words/numbers.js';
import { parseReport, readReport } from '../../src/report/data/read-report.js';
import type { Report } from '../../src/report/data/schema.js';
import { toJson } from '../../src/report/write/to-json.js';
import { writeReport } from '../../src/report/write/write-report.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { logMixture } from '../../src/verify/statistics/intervals/confidence-sequence.js';
import { SequentialTest } from '../../src/verify/statistics/sequential-test.js';
import { toyClaim, toyExperiment } from '../verify/toy-claims.js';
import { everyVerdict, hostileReport, RUN } from '../kit/sample-report.js';
import { picturedReport } from '../kit/pictured-report.js';
import { SEED } from '../kit/seed.js';

/** The first estimate of a report. */
function estimateIn({ claims }: Report) {
  for (const { verdict } of claims) if ('estimate' in verdict && verdict.estimate !== null) return verdict.estimate;
  throw new Error('no estimate');
}

let report: Report;

beforeAll(() => {
  report = hostileReport();
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
      K: 'SKIPPED',
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
      /^Witness: the number \d+\. The case is in report\.json, and in counterexamples\/ as a file for `ic-recall replay`\.$/m,
    );
  });

  it('tells maps apart from verdicts: cells with their evidence, in a family of their own', () => {
    const rules = (margin: (value: number) => number) => [{ claim: toyClaim({ id: 'H' }), margin }];
    const cells = (['killing', 'sparing', 'odd|<i>'] as const).map((id, i) => ({
      ...toyExperiment(
        `H, ${id}`,
        rules((value) => [-1, 1, value % 20 === 0 ? -1 : 1][i]),
      ),
      origin: { kind: 'variant', variant: { map: 'controls', id }, scope: null } as const,
    }));
    const results = [...everyVerdict(), ...runSuite(cells, { seed: 1n, budget: 'quick', only: null })];
    const columns = [
      ...cells.map(({ origin: { variant } }) => variant.id).map((id) => ({ id, meaning: `${id} is broken` })),
      { id: 'inert', meaning: 'nothing' },
    ];
    const facts = {
      columns,
      blank: [{ claim: 'H', column: 'inert', kind: 'unaffected' as const, why: 'it reads nothing' }],
      explained: [{ id: 'inert', why: 'of course' }],
    };
    const mapped = makeReport({ ...RUN, cells: 3, maps: { controls: facts } }, results, null);
    expect({ ...mapped, controls: null }).toEqual(makeReport(RUN, everyVerdict(), null));
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
    expect(mapped.controls?.explained).toEqual([
      { id: 'sparing', why: 'no claim of this run kills it' },
      { id: 'odd|<i>', why: 'no claim of this run kills it' },
      { id: 'inert', why: 'no claim of this run is tested on it at this budget: of course' },
    ]);
    expect(markdown).toContain('- inert: no claim of this run is tested on it at this budget: of course');
    expect(markdown).not.toContain('odd|<i>');
  });

  it('has neither a row nor a cell of a map for a skipped claim', () => {
    const late = toyClaim({ id: 'K', leastBudget: { budget: 'standard', why: 'it takes too long' } });
    const rules = [toyClaim({ id: 'H' }), late, toyClaim({ id: 'L' })].map((claim) => ({ claim, margin: () => 1 }));
    const cells = {
      ...toyExperiment('broken', rules),
      origin: { kind: 'variant', variant: { map: 'controls', id: 'broken' }, scope: null } as const,
    };
    const options = { seed: 1n, budget: 'quick', only: new Set(['H', 'K']) } as const;
    const results = runSuite([toyExperiment('claims', rules), cells], options);
    const blank = ['H', 'K', 'L'].map((claim) => ({
      claim,
      column: 'inert',
      kind: 'unaffected' as const,
      why: 'it reads nothing',
    }));
    const columns = ['broken', 'inert'].map((id) => ({ id, meaning: `the model is ${id}` }));
    const { claims, controls } = makeReport(
      { ...RUN, cells: 1, maps: { controls: { columns, blank, explained: [] } } },
      results,
      null,
    );
    expect(claims.map(({ id, verdict }) => [id, verdict.word])).toEqual([
      ['H', 'HOLDS'],
      ['K', 'SKIPPED'],
      ['L', 'SKIPPED'],
    ]);
    expect(controls?.rows).toEqual(['H']);
    expect(controls?.cells.map(({ claim, column }) => [claim, column])).toEqual([['H', 'broken']]);
    expect(controls?.blank.map(({ claim }) => claim)).toEqual(['H']);
  });

  it('is the same for the same run, byte for byte', () => {
    const again = makeReport(RUN, everyVerdict(), null);
    expect(toJson({ ...again, table: null })).toBe(toJson({ ...makeReport(RUN, everyVerdict(), null), table: null }));
  });

  it('is written whole, and read back as it was', async () => {
    const folder = join(temporaryFolder(), 'new', 'folder');
    const files = await writeReport(report, folder);
    expect((await readdir(folder)).toSorted()).toEqual(['junit.xml', 'report.html', 'report.json', 'report.md']);
    expect(files).toEqual(['report.json', 'report.html', 'report.md', 'junit.xml'].map((name) => join(folder, name)));
    expect(await readReport(files[0])).toEqual(report);
    expect(await readFile(files[1], 'utf8')).toBe(renderHtml(report));
    expect(await readFile(files[2], 'utf8')).toBe(renderMarkdown(report));
    expect(await readFile(files[3], 'utf8')).toBe(renderJunit(report));
  });

  it('is refused when it is cut short, edited, or of another version, with the field named', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'report.json');
    const save = (value: unknown) => writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
    await save(toJson(report).slice(0, 900));
    await expect(readReport(file)).rejects.toThrow(/report\.json: is not JSON/);
    await save({ ...report, version: 99 });
    await expect(readReport(file)).rejects.toThrow(
      /report\.json: is a report of format 99, and this program reads format 3; make it anew with `ic-recall verify`, or/,
    );
    await save({ ...report, version: 'new' });
    await expect(readReport(file)).rejects.toThrow(/report\.json: is not a report of this version: version:/);
    const edited = (change: (copy: Report) => void) => {
      const copy = structuredClone(picturedReport());
      change(copy);
      return parseReport.bind(null, copy);
    };
    const first = (copy: Report) => copy.claims.find(({ previews }) => previews.bands !== null && previews.example !== null);
    const growth = (copy: Report) =>
      copy.claims
        .flatMap(({ verdict }) => ('scaling' in verdict ? verdict.scaling.series : []))
        .find(({ fit }) => fit.kind === 'fitted');
    for (const [change, field] of [
      [
        (copy) => (estimateIn(copy).violations = 1e6),
        /claims\.\d+\.verdict\.estimate\.violations: is 1000000, but there are only \d+ cases/,
      ],
      [
        (copy) => Object.assign(estimateIn(copy).interval, { lower: 0.9, upper: 0.1 }),
        /estimate\.interval\.lower: is 0\.9, above upper, 0\.1/,
      ],
      [(copy) => (estimateIn(copy).interval.upper = 1.5), /estimate\.interval: is not within 0 and 1/],
      [
        (copy) => first(copy)?.previews.example?.attention?.relation.shares.pop(),
        /attention\.relation\.shares: has \d+ entries, but needs \d+/,
      ],
      [(copy) => first(copy)?.previews.example?.attention?.answer.shares[0].pop(), /attention\.answer\.shares\.0: has/],
      [(copy) => first(copy)?.previews.example?.curves[0].values.pop(), /example\.curves\.0\.values: has/],
      [(copy) => first(copy)?.previews.bands?.steps.splice(0), /previews\.bands\.steps: has no entry/],
      [(copy) => first(copy)?.previews.bands?.series[0].least.pop(), /bands\.series\.0\.least: has/],
      [(copy) => copy.phases?.[0].x.values.pop(), /phases\.0\.quantities\.0\.cells\.\d+: is not on the grid/],
      [(copy) => growth(copy)?.points.splice(0), /scaling\.series\.0\.points: has no entry/],
      [
        (copy) => {
          const fit = growth(copy)?.fit;
          if (fit?.kind === 'fitted') fit.laws.splice(0);
        },
        /fit\.laws: has 0 entries, but needs 3/,
      ],
      [
        (copy) => {
          const fit = growth(copy)?.fit;
          if (fit?.kind === 'fitted') fit.laws[1].residuals.pop();
        },
        /fit\.laws\.1\.residuals: has/,
      ],
    ] as readonly (readonly [(copy: Report) => unknown, RegExp])[]) {
      expect(edited(change)).toThrow(field);
    }
    expect(edited(() => {})).not.toThrow();
    await save({ ...report, summary: { ...report.summary, exitCode: 7 } });
    await expect(readReport(file)).rejects.toThrow(/summary\.exitCode/);
    await save({ ...report, summary: { ...report.summary, exitCode: 0 } });
    await expect(readReport(file)).rejects.toThrow(/summary\.exitCode: is 0, but by the claims it is 3/);
    await save({ ...report, claims: report.claims.slice(1) });
    await expect(readReport(file)).rejects.toThrow(/summary\.verdicts\.HOLDS: is 3, but by the claims it is 2/);
    await save({ ...report, claims: [report.claims[1], ...report.claims.slice(1)] });
    await expect(readReport(file)).rejects.toThrow(/claims\.1\.id: R appears twice/);
    await save({ ...report, claims: report.claims.with(1, { ...report.claims[1], asExpected: true }) });
    await expect(readReport(file)).rejects.toThrow(
      /claims\.1\.asExpected: is true, although the verdict is REFUTED and HOLDS is expected/,
    );
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
    const planned = makeReport({ ...RUN, claims: 3 }, results, null);
    const lines = renderMarkdown(planned).match(/^- Plan: .*$/gm);
    const test = new SequentialTest(0.05, 0.05 / 6);
    const [rateCases, universalCases] = results.map(({ plan }) => plan?.cases ?? 0);
    expect(lines).toEqual([
      `- Plan: at most ${rateCases} cases: enough to find that it holds if the true violation rate is ${percentAtLeast(test.excludes(rateCases, 0.95) ?? 0)} or less, enough to refute it if that rate is ${percentAtMost(test.refutes(rateCases, 0.95) ?? 0)} or more, each with a chance of 95 %; 40 more in the hunt`,
      `- Plan: ${universalCases} cases, none of which may violate it: enough to find a violation, with a chance of 95 %, if the true rate is ${percentAtMost(1 - 0.05 ** (1 / universalCases))} or more; 40 more in the hunt`,
      `- Plan: at most 20 cases: too few to find that it holds, enough to refute it if the true violation rate is ${percentAtMost(test.refutes(20, 0.95) ?? 0)} or more, with a chance of 95 %; 40 more in the hunt`,
      '- Plan: at most 200 cases are searched for a witness; 40 more in the hunt',
    ]);
    const [{ verdict }] = planned.claims;
    const estimate = verdict.word === 'HOLDS' && verdict.by === 'estimate' ? verdict.estimate : null;
    expect(estimate?.logEvidence).toBe(logMixture({ cases: estimate?.cases ?? 0, violations: 0 }, 0.05));
  });

  it('has no planned number of cases for a claim on a finite domain, whatever decides it', () => {
    const finite = (id: string, margin: () => number) =>
      toyExperiment(id, [{ claim: toyClaim({ id, kind: 'existence' }), margin, enumerate: () => [1, 2] }]);
    const fails = (): never => {
      throw new Error('fails');
    };
    const results = runSuite([finite('W', () => 1), finite('N', () => -1), finite('E', fails)], {
      seed: BigInt(SEED),
      budget: 'quick',
      only: null,
    });
    const finished = makeReport({ ...RUN, claims: 0 }, results, null);
    expect(finished.claims.map(({ verdict, planned }) => [verdict.word, planned])).toEqual([
      ['HOLDS', null],
      ['REFUTED', null],
      ['ERROR', null],
    ]);
    expect(renderMarkdown(finished)).not.toContain('- Plan:');
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
