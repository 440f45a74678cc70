import * as v from 'valibot';
import { BITS, SCALING_TABLES, shapeOf, type ScalingSeriesDomain, type ScalingTables } from '../../spec/domains/scaling-domain.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Json } from '../../src/verify/experiment.js';
import type { CaseKind } from './case-arbitrary.js';
import { parseCase } from './decode-case.js';
import { drawScalingTable } from './scaling-table.js';

// N = 2^b facts, S subjects, R relations, k pairs.

/** A case of the sample-complexity claims: a table size, at which n* is searched. */
export class SizeCase {
  constructor(
    readonly tables: ScalingTables,
    readonly bits: number,
    readonly pairs: number,
    /** The seed of every draw of the search. */
    readonly seed: bigint,
  ) {}

  /** N. */
  get facts(): number {
    return 2 ** this.bits;
  }

  /** The name of the series that the case is a point of. */
  get series(): string {
    return seriesName(this);
  }

  drawTable(random: RandomStream): KnowledgeBase {
    return drawScalingTable(this.tables, shapeOf(this.bits), random);
  }

  encode(): { readonly [key: string]: Json } {
    return { tables: this.tables, bits: this.bits, pairs: this.pairs, seed: String(this.seed) };
  }

  describe(): string {
    const { subjectBits, relations } = shapeOf(this.bits);
    return `${this.tables} tables, N = 2^${this.bits}, S = ${2 ** subjectBits}, R = ${relations}, k = ${this.pairs}`;
  }
}

/** The name of a series, as in "cyclic, k = 2". */
export function seriesName({ tables, pairs }: Pick<ScalingSeriesDomain, 'tables' | 'pairs'>): string {
  return `${tables}, k = ${pairs}`;
}

const CASE_SCHEMA = v.strictObject({
  tables: v.picklist(SCALING_TABLES),
  bits: v.pipe(v.number(), v.integer(), v.minValue(BITS.min), v.maxValue(BITS.max)),
  pairs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
  seed: v.pipe(v.string(), v.regex(/^\d+$/)),
});

/**
 * Decodes a case.
 *
 * @throws InputError naming the field that is wrong
 */
export function decodeSizeCase(value: Json): SizeCase {
  const { tables, bits, pairs, seed } = parseCase(CASE_SCHEMA, value);
  return new SizeCase(tables, bits, pairs, BigInt(seed));
}

/** Every size of every series. */
export function sizeCases(series: readonly ScalingSeriesDomain[], seed: bigint): SizeCase[] {
  return series.flatMap(({ tables, pairs, bits }) => bits.map((each) => new SizeCase(tables, each, pairs, seed)));
}

/** Draws from a finite domain. The domain is enumerated, so its cases need not shrink. */
export function sizeKind(series: readonly ScalingSeriesDomain[]): CaseKind<SizeCase> {
  const cases = sizeCases(series, 0n);
  return {
    draw: (integer) => cases[integer(0, cases.length - 1)],
    simpler: () => [],
    is: (value): value is SizeCase => value instanceof SizeCase,
  };
}
