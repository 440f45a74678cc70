import { wasAsked } from '../data/summary.js';
import { legibleText } from '../words/legible-text.js';
import { nameOnTable } from '../words/name-on-table.js';
import { skippedLine } from '../words/skipped-words.js';
import { explainVerdict, verdictLine } from '../words/explain-verdict.js';
import type { ClaimReport } from '../data/claim-schema.js';
import type { Report } from '../data/schema.js';
import { standingOf, type Standing } from '../data/standing.js';

/** A suite: the claims on random tables, or those on the given table. */
interface Suite {
  readonly name: string;
  /** What readers group test cases by. It never changes, so that they can compare runs. */
  readonly classname: string;
  readonly given: boolean;
  readonly claims: readonly ClaimReport[];
}

/**
 * Renders a report as JUnit XML for Jenkins, GitLab and GitHub actions: a suite for random tables, one for the given table, and in them a
 * test case for every claim that was not skipped.
 *
 * - A verdict as expected passes, which includes REFUTED for a control.
 * - A contrary verdict is a failure of the type REFUTED or HOLDS.
 * - INCONCLUSIVE, VACUOUS and UNSTABLE are failures of the type "undecided", since with them a run is not green (exit code 2).
 * - ERROR is an error.
 * - NOT APPLICABLE is skipped, in the sense of JUnit.
 * - SKIPPED has no test case: the output of its suite names the claim.
 * - Maps are exploratory. They have no verdicts, so they have no test cases.
 */
export function renderJunit({ claims, table, timing }: Report): string {
  const suites: Suite[] = [{ name: 'random tables', classname: 'ic-recall.random-tables', given: false, claims }];
  if (table !== null) {
    suites.push({ name: `the table ${table.source}`, classname: 'ic-recall.given-table', given: true, claims: table.claims });
  }
  const all = suites.flatMap((suite) => suite.claims.filter(wasAsked));
  const { tests, failures, errors } = tally(all); // without `skipped`, which the schema does not allow here
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    tag('testsuites', { name: 'ic-recall', tests, failures, errors, time: Math.max(0, timing.seconds).toFixed(1) }),
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suiteLines({ name, classname, given, claims }: Suite): string[] {
  const asked = claims.filter(wasAsked);
  const skipped = skippedLine(claims);
  return [
    `  ${tag('testsuite', { name, ...tally(asked) })}`,
    ...asked.flatMap((claim) => caseLines(claim, { classname, given })),
    ...(skipped === null ? [] : [`    <system-out>${characters(skipped)}</system-out>`]),
    '  </testsuite>',
  ];
}

function tally(claims: readonly ClaimReport[]) {
  const number = (...standings: readonly Standing[]) => claims.filter((claim) => standings.includes(standingOf(claim))).length;
  return {
    tests: String(claims.length),
    failures: String(number('contrary', 'undecided')),
    errors: String(number('error')),
    skipped: String(number('not applicable')),
  };
}

function caseLines(claim: ClaimReport, { classname, given }: Pick<Suite, 'classname' | 'given'>): string[] {
  const { id, slug } = claim;
  // Some readers identify test cases by their names alone, without the class.
  const name = nameOnTable(`${id} ${slug}`, given);
  return [`    ${tag('testcase', { name, classname })}`, `      ${outcomeElement(claim, given)}`, '    </testcase>'];
}

function outcomeElement(claim: ClaimReport, given: boolean): string {
  const message = verdictLine(claim);
  const body = () => characters(explainVerdict(claim, given).join('\n'));
  switch (standingOf(claim)) {
    case 'as expected':
      return `<system-out>${characters(message)}</system-out>`;
    case 'not applicable':
      return `${tag('skipped', { message })}</skipped>`;
    case 'contrary':
      return `${tag('failure', { type: claim.verdict.word, message })}${body()}</failure>`;
    case 'undecided':
      return `${tag('failure', { type: 'undecided', message })}${body()}</failure>`;
    case 'error':
      return `${tag('error', { type: claim.verdict.word, message })}${body()}</error>`;
  }
}

function tag(name: string, attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  return `<${name}${pairs.join('')}>`;
}

/**
 * Text as the content of an element. Characters that XML 1.0 cannot hold, or that change the writing direction, are replaced;
 * escaping ">" also avoids "]]>".
 */
function characters(text: string): string {
  return legibleText(text.replaceAll('\t', ' '))
    .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Text as the value of an attribute. Line breaks are escaped, since parsers turn them into spaces there. */
function attribute(text: string): string {
  return characters(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
