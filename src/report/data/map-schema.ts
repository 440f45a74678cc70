import * as v from 'valibot';
import { CONCLUSION_SCHEMA } from '../../verify/storage/evidence-schema.js';
import { COUNT, NUMBER, RATE_INTERVAL } from '../../verify/storage/number-schemas.js';
import { excessViolations, rule } from '../../verify/storage/rule.js';
import { VERDICT_WORDS } from '../../verify/verdict.js';

/** The outcomes of a cell: two each for broken models, planted defects and dropped assumptions, and `undecided` for all of them. */
const CELL_OUTCOMES = ['killed', 'survived', 'detected', 'undetected', 'load-bearing', 'redundant', 'undecided'] as const;

const cell = v.pipe(
  v.strictObject({
    claim: v.string(),
    column: v.string(),
    outcome: v.picklist(CELL_OUTCOMES),
    verdict: v.picklist(VERDICT_WORDS),
    stopped: v.string(),
    /** The distribution of the cases. */
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

/** Claims × variants: the outcome for each claim when its model or its cases are changed. */
export const MAP_SCHEMA = v.strictObject({
  alpha: v.strictObject({ family: NUMBER, cells: COUNT, each: NUMBER }),
  columns: v.array(
    v.strictObject({
      id: v.string(),
      meaning: v.string(),
      /** The name and the size of a planted defect. */
      defect: v.nullable(v.strictObject({ name: v.string(), size: NUMBER })),
    }),
  ),
  rows: v.array(v.string()),
  cells: v.array(cell),
  /**
   * The smallest size of each planted defect for which a claim detects it and all larger sizes; null where it misses the largest.
   */
  smallest: v.array(v.strictObject({ claim: v.string(), defect: v.string(), size: v.nullable(NUMBER) })),
  /**
   * Pairs that were not evaluated, and why: the column changes nothing that the claim reads or assumes, or the pair was left out.
   */
  blank: v.array(
    v.strictObject({ claim: v.string(), column: v.string(), kind: v.picklist(['unaffected', 'left out']), why: v.string() }),
  ),
  /** Rows and columns without a cell that is decided against the claim, and why. */
  explained: v.array(v.strictObject({ id: v.string(), why: v.string() })),
});

/** A map of a report. */
export type MapReport = v.InferOutput<typeof MAP_SCHEMA>;

/** A cell of a map. */
export type CellReport = MapReport['cells'][number];
