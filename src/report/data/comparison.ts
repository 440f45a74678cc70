import type { Interval } from '../../verify/statistics/clopper-pearson.js';
import type { MapName } from '../../verify/variant.js';
import type { VerdictWord } from '../../verify/verdict.js';
import type { CellReport } from './map-schema.js';

/** What a change means for whoever waits for a green light, the gravest first. */
export const SEVERITIES = ['fail', 'warn', 'fixed', 'note'] as const;

/** How grave a change is; what has not changed has no severity. */
export type Severity = (typeof SEVERITIES)[number];

/** What one of two reports says of a claim. */
export interface Said {
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
  /** Whether the claim was held to the given table. */
  readonly given: boolean;
  readonly severity: Severity | null;
}

/** A claim in two reports. */
export type ClaimComparison = About &
  (
    | {
        readonly kind: 'compared';
        readonly baseline: Said;
        readonly report: Said;
        /** Null where the intervals overlap, or one of the verdicts has none. */
        readonly rate: RateChange | null;
        /** Why the change is of its severity. */
        readonly why: string | null;
      }
    /** It says something else than it did: what it comes to is no regression and no mending. */
    | { readonly kind: 'not comparable'; readonly differing: readonly string[]; readonly baseline: Said; readonly report: Said }
    | { readonly kind: 'only in the baseline'; readonly baseline: Said }
    | { readonly kind: 'only in the report'; readonly report: Said }
  );

/** A cell of a map that came to something else. */
export interface CellComparison {
  readonly map: MapName;
  readonly claim: string;
  readonly column: string;
  readonly baseline: CellReport['outcome'];
  /** Null where the report has no such cell, or draws its cases otherwise. */
  readonly report: CellReport['outcome'] | null;
  readonly severity: Severity;
}

/** Two reports, the first of which is the baseline. */
export interface Comparison {
  /** The runs' circumstances that are not the same: each may be why a verdict is not. */
  readonly differences: readonly { readonly field: string; readonly baseline: string; readonly report: string }[];
  /** Those of the report, in its order, and then those that are only in the baseline. */
  readonly claims: readonly ClaimComparison[];
  readonly cells: readonly CellComparison[];
  /** At most this is the chance that any interval of the two reports misses its rate. */
  readonly alpha: number;
  /** The gravest of all; null where nothing has changed. */
  readonly severity: Severity | null;
}
