import type { Interval } from '../../verify/statistics/intervals/clopper-pearson.js';
import type { MapName } from '../../verify/variant.js';
import type { VerdictWord } from '../../verify/verdict.js';
import type { CellReport } from './map-schema.js';

/** How serious a change is for a run in CI, the most serious first. */
export const SEVERITIES = ['fail', 'warn', 'fixed', 'note'] as const;

/** The severity of a change. What has not changed has none. */
export type Severity = (typeof SEVERITIES)[number];

/** A claim's result in one of the two reports. */
export interface ComparedResult {
  readonly word: VerdictWord;
  readonly asExpected: boolean;
  readonly evidence: string;
}

/** Two intervals of violation rates that do not overlap. */
export interface RateChange {
  readonly direction: 'higher' | 'lower';
  readonly baseline: Interval;
  readonly report: Interval;
}

interface About {
  readonly id: string;
  readonly slug: string;
  /** True for a claim on the given table. */
  readonly given: boolean;
  readonly severity: Severity | null;
}

/** A claim in two reports. */
export type ClaimComparison = About &
  (
    | {
        readonly kind: 'compared';
        readonly baseline: ComparedResult;
        readonly report: ComparedResult;
        /** Null where the intervals overlap, or one of the verdicts has none. */
        readonly rate: RateChange | null;
        /** Why the change has this severity. */
        readonly why: string | null;
      }
    /** The claim itself has changed, so that a new verdict is neither a regression nor a fix. */
    | {
        readonly kind: 'not comparable';
        readonly differing: readonly string[];
        readonly baseline: ComparedResult;
        readonly report: ComparedResult;
      }
    | { readonly kind: 'only in the baseline'; readonly baseline: ComparedResult }
    | { readonly kind: 'only in the report'; readonly report: ComparedResult }
  );

/** A cell of a map with a different outcome. */
export interface CellComparison {
  readonly map: MapName;
  readonly claim: string;
  readonly column: string;
  readonly baseline: CellReport['outcome'];
  /** Null where the report has no such cell, or draws its cases from another distribution. */
  readonly report: CellReport['outcome'] | null;
  readonly severity: Severity;
}

/** A report compared with a baseline. */
export interface Comparison {
  /** How the runs differ; each difference may explain a different verdict. */
  readonly differences: readonly { readonly field: string; readonly baseline: string; readonly report: string }[];
  /** The claims of the report in its order, then those that are only in the baseline. */
  readonly claims: readonly ClaimComparison[];
  readonly cells: readonly CellComparison[];
  /** A bound on the chance that any interval of the two reports misses its rate. */
  readonly alpha: number;
  /** The most serious of all; null where nothing has changed. */
  readonly severity: Severity | null;
}
