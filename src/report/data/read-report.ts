import * as v from 'valibot';
import { InputError } from '../../input-error.js';
import { readJson } from '../../read-json.js';
import { VERDICT_WORDS, exitCodeOf, worstExitCode } from '../../verify/verdict.js';
import { inconsistencyIn } from './contradictions.js';
import { REPORT_SCHEMA, REPORT_VERSION, type ClaimReport, type Report } from './schema.js';

/**
 * Checks that a value is a report.
 *
 * @param file - the file it came from, for the message
 * @throws InputError naming the first field that is wrong
 */
export function parseReport(value: unknown, file?: string): Report {
  const result = v.safeParse(REPORT_SCHEMA, value);
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue) ?? 'the whole file';
    if (path === 'version')
      throw refused(`version: is ${JSON.stringify(issue.input)}, and this program reads ${REPORT_VERSION}`, file);
    throw refused(`${path}: ${issue.message}`, file);
  }
  const contradiction = inconsistencyIn(result.output) ?? contradictionIn(result.output);
  if (contradiction !== null) throw refused(contradiction, file);
  return result.output;
}

function refused(what: string, file: string | undefined): InputError {
  return new InputError(
    `is not a report of this version: ${what}`,
    'give a report.json that `ic-recall verify` wrote, unedited',
    file === undefined ? {} : { file },
  );
}

/** The first field that follows from others and says something else than these do, as after an edit by hand. */
function contradictionIn({ claims, table, summary }: Report): string | null {
  const onTable = table?.claims ?? [];
  const wrong = contradictionAmong('claims', claims) ?? contradictionAmong('table.claims', onTable);
  if (wrong !== null) return wrong;
  const all = [...claims, ...onTable];
  const codes = all.map(({ verdict, expected }) => exitCodeOf(verdict.word, expected));
  const counted = [
    ...VERDICT_WORDS.map((word) => [`verdicts.${word}`, summary.verdicts[word], tallyOf(all, word)] as const),
    ['asExpected', summary.asExpected, codes.filter((code) => code === 0).length] as const,
    ['exitCode', summary.exitCode, worstExitCode(codes)] as const,
  ];
  const off = counted.find(([, stated, found]) => stated !== found);
  return off === undefined ? null : `summary.${off[0]}: is ${off[1]}, and the claims make it ${off[2]}`;
}

function tallyOf(claims: readonly ClaimReport[], word: ClaimReport['verdict']['word']): number {
  return claims.filter(({ verdict }) => verdict.word === word).length;
}

function contradictionAmong(path: string, claims: readonly ClaimReport[]): string | null {
  for (const [i, { id, verdict, expected, asExpected }] of claims.entries()) {
    if (claims.findIndex((other) => other.id === id) < i) return `${path}.${i}.id: there are two of ${id}`;
    if (asExpected !== (exitCodeOf(verdict.word, expected) === 0)) {
      return `${path}.${i}.asExpected: is ${asExpected}, where ${verdict.word} was found and ${expected} is expected`;
    }
  }
  return null;
}

/** Reads and checks a report.json. */
export async function readReport(file: string): Promise<Report> {
  const value = await readJson(file, 'give a report.json that `ic-recall verify` wrote');
  return parseReport(value, file);
}
