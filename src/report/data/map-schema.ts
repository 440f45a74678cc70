import * as v from 'valibot';
import { VERDICT_WORDS } from '../../verify/verdict.js';

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a cell may come to: of broken models, of planted defects of a size, of dropped assumptions, and what is open in any of them. */
const CELL_OUTCOMES = ['killed', 'survived', 'detected', 'undetected', 'load-bearing', 'redundant', 'undecided'] as const;

/** A quantity of the case that a cell shows; the case itself is in its file. */
const quantity = v.strictObject({ name: v.string(), value: number, margin: number });

const cell = v.strictObject({
  claim: v.string(),
  column: v.string(),
  outcome: v.picklist(CELL_OUTCOMES),
  verdict: v.picklist(VERDICT_WORDS),
  stopped: v.string(),
  /** What the cases were drawn from. */
  distribution: v.string(),
  tolerance: number,
  cases: v.nullable(count),
  violations: v.nullable(count),
  interval: v.nullable(v.strictObject({ lower: number, upper: number })),
  /** The simplest case that fails, or a witness; null where there is none. */
  found: v.nullable(
    v.strictObject({
      kind: v.picklist(['counterexample', 'witness']),
      description: v.string(),
      conclusion: v.strictObject({
        margin: number,
        quantity: v.string(),
        quantities: v.array(quantity),
        roundingOnly: v.optional(v.literal(true)),
      }),
    }),
  ),
});

/** Claims × variants: what became of each claim where it is about something else than it says. */
export const MAP_SCHEMA = v.strictObject({
  alpha: v.strictObject({ family: number, cells: count, each: number }),
  columns: v.array(
    v.strictObject({
      id: v.string(),
      meaning: v.string(),
      /** Of a planted defect: what it is, and its size. */
      defect: v.nullable(v.strictObject({ name: v.string(), size: number })),
    }),
  ),
  rows: v.array(v.string()),
  cells: v.array(cell),
  /** Of planted defects: the smallest size from which on a claim detects every larger one; null where it misses the largest. */
  smallest: v.array(v.strictObject({ claim: v.string(), defect: v.string(), size: v.nullable(number) })),
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
