import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { readJson } from '../../read-json.js';
import type { ClaimResult } from '../decide/schedule.js';
import type { Claim } from '../claim.js';
import { isOrigin } from '../evaluation-error.js';
import { CASE_ROLES, foundCases, type CaseRole } from '../found-cases.js';
import type { Json } from '../json.js';
import { CONCLUSION_ENTRIES, FACTOR_SCHEMA } from './evidence-schema.js';
import { JSON_SCHEMA } from './json-schema.js';
import { COUNT, NUMBER } from './number-schemas.js';
import { parseFile } from './parse-file.js';
import { MAP_NAMES, type Variant } from '../variant.js';

/** The version of the format; a file of another version is refused. */
const FILE_VERSION = 2;

const FILE_SCHEMA = v.strictObject({
  format: v.literal('ic-recall-counterexample'),
  version: v.literal(FILE_VERSION),
  tool: v.strictObject({ name: v.string(), version: v.string() }),
  claim: v.strictObject({
    id: v.string(),
    slug: v.string(),
    statement: v.string(),
    thresholds: v.array(v.strictObject({ quantity: v.string(), bound: v.picklist(['at least', 'at most']), value: NUMBER })),
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  experiment: v.string(),
  given: v.boolean(),
  /** The variant, if the claim was tested on one: a changed model, or changed cases. */
  variant: v.optional(v.strictObject({ map: v.picklist(MAP_NAMES), id: v.string() })),
  setting: JSON_SCHEMA,
  setup: JSON_SCHEMA,
  role: v.picklist(CASE_ROLES),
  description: v.nullable(v.string()),
  case: JSON_SCHEMA,
  outcome: v.variant('kind', [
    v.strictObject({ kind: v.literal('conclusion'), ...CONCLUSION_ENTRIES }),
    /** `byValue` is false if the case could not even be drawn; then its origin is stored instead. */
    v.strictObject({ kind: v.literal('error'), message: v.string(), byValue: v.boolean() }),
  ]),
  replays: v.nullable(v.strictObject({ of: COUNT, failed: COUNT })),
  factors: v.array(FACTOR_SCHEMA),
});

/** A case that violated its claim, witnessed it, or could not be evaluated, with everything needed to replay it. */
export type CounterexampleFile = v.InferOutput<typeof FILE_SCHEMA>;

/** What a run writes into every file: the program, and the setup with which the experiments were opened. */
export interface FileOrigin {
  readonly tool: { readonly name: string; readonly version: string };
  readonly setup: Json;
}

/**
 * SHA-256 of what a claim says: its statement, kind, assumptions and the numbers of its thresholds. A counterexample to one statement says
 * nothing about another.
 */
export function statementHash({ statement, kind, assumptions, thresholds }: Claim): string {
  const limits = thresholds.map(({ quantity, bound, value }) => [quantity, bound, value]);
  return createHash('sha256')
    .update(JSON.stringify([statement, kind, assumptions, limits]))
    .digest('hex');
}

/** The files of a result: one for each case that its verdict found, or for the case that could not be evaluated. */
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
  if (verdict.word === 'ERROR') {
    const { message, case: value } = verdict;
    const outcome = { kind: 'error' as const, message, byValue: !isOrigin(value) && value !== null };
    return [{ ...about, role: 'error', description: null, case: value, outcome, replays: null, factors: [] }];
  }
  return foundCases(verdict).flatMap(({ role, case: { description, case: value, conclusion }, replays, factors }) => {
    if (role === null) return [];
    const outcome = { kind: 'conclusion' as const, ...conclusion, quantities: conclusion.quantities.map((each) => ({ ...each })) };
    const effects = factors.map((each) => ({ ...each, interval: { ...each.interval } }));
    return [{ ...about, role, description, case: value, outcome, replays, factors: effects }];
  });
}

/** The file name of a counterexample within a run. */
export function fileNameOf({ claim: { id }, given, variant, role }: CounterexampleFile): string {
  return counterexampleName({ id, given, role }, variant);
}

/** The file name of a case; "=" and other signs in a variant's id become hyphens. */
export function counterexampleName(
  { id, given, role }: { readonly id: string; readonly given: boolean; readonly role: CaseRole },
  variant?: Variant,
): string {
  const where = variant === undefined ? '' : `-${variant.map}-${variant.id.replaceAll(/[^\w.]+/g, '-')}`;
  return `${id}${given ? '-on-table' : ''}${where}-${role}.json`;
}

const NAME = new RegExp(String.raw`^[A-Z]\d+[a-z]?(-on-table|-(${MAP_NAMES.join('|')})-[\w.-]+)?-(${CASE_ROLES.join('|')})\.json$`);

/** True for a name that `counterexampleName` gives. A run removes the files of an earlier one by it, and nothing else. */
export function isCounterexampleName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Reads and checks a counterexample file.
 *
 * @throws InputError naming the field that is wrong
 */
export async function readCounterexample(file: string): Promise<CounterexampleFile> {
  return parseFile(FORMAT, await readJson(file, FORMAT.hint), file);
}

const FORMAT = {
  schema: FILE_SCHEMA,
  format: 'ic-recall-counterexample',
  version: FILE_VERSION,
  noun: 'counterexample',
  hint: 'give a counterexample that `ic-recall verify` wrote, unedited',
  otherVersion: 'make it anew with `ic-recall verify`, or replay it with the version that wrote it',
} as const;
