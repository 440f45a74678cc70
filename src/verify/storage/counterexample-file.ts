import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { InputError } from '../../input-error.js';
import { readJson } from '../../read-json.js';
import type { ClaimResult } from '../decide/schedule.js';
import type { Claim } from '../claim.js';
import { isOrigin } from '../evaluation-error.js';
import type { Counterexample, FactorEffect } from '../evidence.js';
import type { Json } from '../experiment.js';
import { JSON_SCHEMA } from './json-schema.js';
import { FACTORS_SCHEMA } from './factors-schema.js';
import { MAP_NAMES, type Variant } from '../variant.js';

/** The version of the format; a file of another version is refused. */
const FILE_VERSION = 2;

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a counterexample is to its claim. */
const ROLES = ['minimal', 'worst', 'severe', 'exception', 'witness', 'unstable', 'error'] as const;

/** One of the roles. */
export type CounterexampleRole = (typeof ROLES)[number];

const FILE_SCHEMA = v.strictObject({
  format: v.literal('ic-recall-counterexample'),
  version: v.literal(FILE_VERSION),
  tool: v.strictObject({ name: v.string(), version: v.string() }),
  claim: v.strictObject({
    id: v.string(),
    slug: v.string(),
    statement: v.string(),
    thresholds: v.array(v.strictObject({ quantity: v.string(), bound: v.picklist(['at least', 'at most']), value: number })),
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  experiment: v.string(),
  given: v.boolean(),
  /** Where the claim was held to something other than it says. */
  variant: v.optional(v.strictObject({ map: v.picklist(MAP_NAMES), id: v.string() })),
  setting: JSON_SCHEMA,
  setup: JSON_SCHEMA,
  role: v.picklist(ROLES),
  description: v.nullable(v.string()),
  case: JSON_SCHEMA,
  outcome: v.variant('kind', [
    v.strictObject({
      kind: v.literal('conclusion'),
      margin: number,
      quantity: v.string(),
      quantities: v.array(v.strictObject({ name: v.string(), value: number, margin: number })),
      roundingOnly: v.optional(v.literal(true)),
    }),
    /** `byValue` is false where the case could not even be drawn, and is told by where it comes from. */
    v.strictObject({ kind: v.literal('error'), message: v.string(), byValue: v.boolean() }),
  ]),
  replays: v.nullable(v.strictObject({ of: count, failed: count })),
  factors: FACTORS_SCHEMA,
});

/** A case that broke its claim, or could not be evaluated, with all that is needed to evaluate it again. */
export type CounterexampleFile = v.InferOutput<typeof FILE_SCHEMA>;

/** What a run puts into every file: who wrote it, and how the experiments were opened beside their cases. */
export interface FileOrigin {
  readonly tool: { readonly name: string; readonly version: string };
  readonly setup: Json;
}

/**
 * SHA-256 of what a claim says: its statement, kind, assumptions and the numbers of its thresholds. A counterexample to one statement says
 * nothing of another.
 */
export function statementHash({ statement, kind, assumptions, thresholds }: Claim): string {
  const limits = thresholds.map(({ quantity, bound, value }) => [quantity, bound, value]);
  return createHash('sha256')
    .update(JSON.stringify([statement, kind, assumptions, limits]))
    .digest('hex');
}

/** The files of a result: what failed, in which role, and what comes and goes or could not be evaluated; none where nothing did. */
export function filesOf(
  { claim, experiment, setting, origin, verdict }: ClaimResult,
  { tool, setup }: FileOrigin,
): CounterexampleFile[] {
  const about = {
    format: 'ic-recall-counterexample',
    version: FILE_VERSION,
    tool: { ...tool },
    claim: {
      id: claim.id,
      slug: claim.slug,
      statement: claim.statement,
      thresholds: claim.thresholds.map(({ quantity, bound, value }) => ({ quantity, bound, value })),
      hash: statementHash(claim),
    },
    experiment,
    given: origin.kind === 'given',
    ...(origin.kind === 'variant' ? { variant: { ...origin.variant } } : {}),
    setting,
    setup,
  } as const;
  const fileOf = (
    role: CounterexampleRole,
    counterexample: Counterexample | null,
    replays: CounterexampleFile['replays'] = null,
    factors: readonly FactorEffect[] = [],
  ): CounterexampleFile[] => {
    if (counterexample === null) return [];
    const { description, case: value, conclusion } = counterexample;
    const outcome = { kind: 'conclusion' as const, ...conclusion, quantities: conclusion.quantities.map((each) => ({ ...each })) };
    const effects = factors.map(({ interval, ...effect }) => ({ ...effect, interval: { ...interval } }));
    return [{ ...about, role, description, case: value, outcome, replays, factors: effects }];
  };
  switch (verdict.word) {
    case 'REFUTED':
    case 'HOLDS':
    case 'INCONCLUSIVE': {
      if (verdict.by === 'witness') return fileOf('witness', verdict.witness);
      if (verdict.by === 'counterexample') {
        const { counterexample, replays, hunt, estimate } = verdict;
        const role = hunt === null ? 'worst' : 'minimal';
        return [
          ...fileOf(role, counterexample, { of: replays, failed: replays }, hunt?.factors),
          ...fileOf('severe', hunt?.severe ?? null),
          ...fileOf('worst', estimate?.worst ?? null),
        ];
      }
      if (verdict.by !== 'rate' && verdict.by !== 'estimate') return [];
      const { hunt, estimate } = verdict;
      return [
        ...fileOf('exception', hunt.found, null, hunt.factors),
        ...fileOf('severe', hunt.severe),
        ...fileOf('worst', estimate.worst),
      ];
    }
    case 'UNSTABLE':
      return fileOf('unstable', verdict.counterexample, { of: verdict.replays, failed: verdict.failed });
    case 'ERROR': {
      const outcome = {
        kind: 'error' as const,
        message: verdict.message,
        byValue: !isOrigin(verdict.case) && verdict.case !== null,
      };
      return [{ ...about, role: 'error', description: null, case: verdict.case, outcome, replays: null, factors: [] }];
    }
    case 'VACUOUS':
    case 'NOT APPLICABLE':
    case 'SKIPPED':
      return [];
  }
}

/** The name of a counterexample's file among those of a run; "=" and other signs of a variant's name are hyphens there. */
export function fileNameOf({ claim: { id }, given, variant, role }: CounterexampleFile): string {
  return counterexampleName({ id, given, role }, variant);
}

/** The same, of what is not at hand as a file. */
export function counterexampleName(
  { id, given, role }: { readonly id: string; readonly given: boolean; readonly role: CounterexampleRole },
  variant?: Variant,
): string {
  const where = variant === undefined ? '' : `-${variant.map}-${variant.id.replaceAll(/[^\w.]+/g, '-')}`;
  return `${id}${given ? '-on-table' : ''}${where}-${role}.json`;
}

/**
 * Reads and checks a counterexample file.
 *
 * @throws InputError naming the field that is wrong
 */
export async function readCounterexample(file: string): Promise<CounterexampleFile> {
  const value = await readJson(file, HINT);
  const result = parsed(value, file);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InputError(`is no counterexample of this version: ${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`, HINT, {
    file,
  });
}

/** Values that are nested too deeply for a parser exhaust its stack. */
function parsed(value: unknown, file: string) {
  try {
    return v.safeParse(FILE_SCHEMA, value);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError('is nested too deeply', HINT, { file });
    throw error;
  }
}

const HINT = 'give a counterexample that `ic-recall verify` wrote, unedited';
