import { experimentsOnTable } from '../../properties/catalogue/given-table.js';
import { describeFacts } from '../../properties/preconditions/table-description.js';
import { PAPER } from '../../spec/paper.js';
import { makeReport, type RunFacts } from '../../src/report/data/make-report.js';
import { parseReport } from '../../src/report/data/read-report.js';
import type { Report } from '../../src/report/data/schema.js';
import { namesOf } from '../../src/task/naming.js';
import { parseFactTable } from '../../src/task/input/read-fact-table.js';
import type { ClaimResult } from '../../src/verify/decide/schedule.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { GIVEN, toyClaim, toyExperiment } from '../verify/toy-claims.js';
import { openSparse } from './open-sparse.js';
import { SEED } from './seed.js';

/** A run that reports are made of. */
export const RUN: RunFacts = {
  tool: { name: 'ic-recall', version: '0.0.0' },
  paper: PAPER,
  seed: String(SEED),
  engine: 'sparse',
  budget: 'quick',
  claims: 6,
  seconds: 1.5,
};

/** One claim for every verdict there is. */
export function everyVerdict(): ClaimResult[] {
  const options = { seed: BigInt(SEED), budget: 'quick', claims: 6, only: null } as const;
  let calls = 0;
  const toys = [
    { claim: toyClaim({ id: 'H' }), margin: () => 1 },
    { claim: toyClaim({ id: 'R' }), margin: (value: number) => (value % 4 === 0 ? -1 : 1) },
    { claim: toyClaim({ id: 'U', kind: 'universal', expected: 'REFUTED' }), margin: (value: number) => 1000 - value },
    { claim: toyClaim({ id: 'I' }), margin: (value: number) => (value % 20 === 0 ? -1 : 1) },
    { claim: toyClaim({ id: 'W', kind: 'existence' }), margin: () => 1 },
    { claim: toyClaim({ id: 'Z', kind: 'existence' }), margin: () => -1 },
    { claim: toyClaim({ id: 'V' }), margin: () => 1, meetsAssumptions: (value: number) => value < 10 },
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
        ...toyExperiment('given', [{ claim: toyClaim({ id: 'A' }), margin: () => -1, meetsAssumptions: () => false }]),
        origin: GIVEN,
      },
    ],
    options,
  );
  const late = toyClaim({ id: 'K', leastBudget: { budget: 'standard', why: 'it takes too long' } });
  const skipped = runSuite([toyExperiment('late', [{ claim: late, margin: () => 1 }])], options);
  return [...decided, ...enumerated, ...given, ...skipped];
}

/** A table whose names try to be markup. */
const hostile = parseFactTable(
  `subject,relation,answer\n<script>alert(1)</script>,"a|b","\`code\`"\n"x\ny",a|b,"\`code\`"\n\u202Ereversed,a|b,"\`code\`"\n${'long'.repeat(2500)},a|b,z\n`,
  'evil|<i>.csv',
);

/** A report of every verdict, and on a table whose names try to be markup. */
export function hostileReport(): Report {
  const onTable = experimentsOnTable({ table: hostile.knowledge, naming: namesOf(hostile) }, { open: openSparse });
  const options = { seed: BigInt(SEED), budget: 'quick', claims: 6, only: new Set(['M1', 'T3']) } as const;
  const cells = ['killing', 'sparing', 'odd|<i>'].map((id, i) => ({
    ...toyExperiment(`H, ${id}`, [
      { claim: toyClaim({ id: 'H' }), margin: (value: number) => [-1, 1, value % 20 === 0 ? -1 : 1][i] },
    ]),
    origin: { kind: 'variant', variant: { map: 'controls', id }, scope: null } as const,
  }));
  const columns = cells.map(({ origin: { variant } }) => variant.id).map((id) => ({ id, meaning: `${id} is broken` }));
  const run = { ...RUN, cells: 3, maps: { controls: { columns, blank: [], explained: [] } } };
  const results = [...everyVerdict(), ...runSuite(cells, { seed: BigInt(SEED), budget: 'quick', only: null })];
  return makeReport(run, results, { ...describeFacts(hostile), results: runSuite(onTable.experiments, options) });
}

/** Names that try to be something else than text. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>alert(1)</script>',
  '</summary></details><b>x</b> <!-- x --> <1> &lt; &amp;',
  'a|b\\|c\\\\|d |',
  '`code` ``more`` ```',
  '**x** __y__ *z* _w_ ~~v~~ $x$ [l](u) ![i](u) <https://x.example> [r]: u',
  '\u202Ereversed\u202C \u2066isolated\u2069 \u061C \u200E\u200F',
  'line\nline\r\n\nline\u2028line\t# h',
  '@somebody #12 GH-26 :+1: https://x.example www.x.example a@x.example',
  '::error title=x::y ##[error]z %0A ]]> "quoted" \'single\'',
  '\0\u0007\u001B[31m\uD800 \uDC00\uFFFF\u{1F600}',
  'long'.repeat(2500),
  '😀'.repeat(5000),
  '',
];

/** The fields of a report that hold words and no token of its format. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'slug statement reading source domain distribution broken assumptions basis quantity name ' +
    'description stopped message meaning offenders assumption method file outcome title'
  ).split(' '),
);

/** The same report with one text for all of its words: whatever is rendered must show it as text. */
export function reportOfWords(report: Report, text: string): Report {
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return WORDS.has(key) ? text : value;
    if (Array.isArray(value)) return value.map((each) => replaced(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === 'case' ? each : replaced(each, name)]));
  };
  return parseReport({
    ...(replaced({ ...report, controls: null }, '') as Report),
    tool: report.tool,
    controls: mapOfWords(report, text),
  });
}

function mapOfWords({ controls }: Report, text: string): Report['controls'] {
  if (controls === null) return null;
  const { columns, cells } = controls;
  return {
    ...controls,
    columns: columns.map((column) => ({ ...column, id: text, meaning: text })),
    cells: cells.map((cell) => ({ ...cell, column: text, stopped: text })),
    blank: [],
    explained: [{ id: text, why: text }],
  };
}
