import * as v from 'valibot';
import { CONCLUSION_SCHEMA } from '../../verify/storage/evidence-schema.js';
import { COUNT, NUMBER, RATE_INTERVAL } from '../../verify/storage/number-schemas.js';
import { excessViolations, rule } from '../../verify/storage/rule.js';
import { VERDICT_WORDS } from '../../verify/verdict.js';

/** What a cell may come to: of broken models, of planted defects of a size, of dropped assumptions, and what is open in any of them. */
const CELL_OUTCOMES = ['killed', 'survived', 'detected', 'undetected', 'load-bearing', 'redundant', 'undecided'] as const;

const cell = v.pipe(
  v.strictObject({
    claim: v.string(),
    column: v.string(),
    outcome: v.picklist(CELL_OUTCOMES),
    verdict: v.picklist(VERDICT_WORDS),
    stopped: v.string(),
    /** What the cases were drawn from. */
    distribution: v.string(),
    tolerance: NUMBER,
    cases: v.nullable(COUNT),
    violations: v.nullable(COUNT),
    interval: v.nullable(RATE_INTERVAL),
    /** The simplest case that fails, or a witness; null where there is none. The case itself is in its file. */
    found: v.nullable(
      v.strictObject({ kind: v.picklist(['counterexample', 'witness']), description: v.string(), conclusion: CONCLUSION_SCHEMA }),
    ),
  }),
  rule((each) => excessViolations(each)),
);

/** Claims × variants: what became of each claim where it is about something else than it says. */
export const MAP_SCHEMA = v.strictObject({
  alpha: v.strictObject({ family: NUMBER, cells: COUNT, each: NUMBER }),
  columns: v.array(
    v.strictObject({
      id: v.string(),
      meaning: v.string(),
      /** Of a planted defect: what it is, and its size. */
      defect: v.nullable(v.strictObject({ name: v.string(), size: NUMBER })),
    }),
  ),
  rows: v.array(v.string()),
  cells: v.array(cell),
  /** Of planted defects: the smallest size from which on a claim detects every larger one; null where it misses the largest. */
  smallest: v.array(v.strictObject({ claim: v.string(), defect: v.string(), size: v.nullable(NUMBER) })),
  /** Pairs that were not evaluated, and why: nothing that the claim reads or assumes is other than it says, or it was not asked. */
  blank: v.array(
    v.strictObject({ claim: v.string(), column: v.string(), kind: v.picklist(['unaffected', 'left out']), why: v.string() }),
  ),
  /** Rows and columns of which no cell is decided against the claim, and why. */
  explained: v.array(v.strictObject({ id: v.string(), why: v.string() })),
});

/** A map of a report. */
export type MapReport = v.InferOutput<typeof MAP_SCHEMA>;

/** One cell. */
export type CellReport = MapReport['cells'][number];
