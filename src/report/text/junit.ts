import { wasAsked } from '../data/summary.js';
import { legibleText } from '../words/legible-text.js';
import { skippedLine } from '../words/skipped-words.js';
import { explainVerdict, verdictLine } from '../words/explain-verdict.js';
import type { ClaimReport } from '../data/claim-schema.js';
import type { Report } from '../data/schema.js';
import { standingOf, type Standing } from '../data/standing.js';

/** The claims on random tables, or on the given one: a suite. */
interface Suite {
  readonly name: string;
  /** What readers group by; the same in every run, so that they can tell one run from the next. */
  readonly classname: string;
  readonly given: boolean;
  readonly claims: readonly ClaimReport[];
}

/**
 * Renders a report as JUnit XML, as Jenkins, GitLab and actions for GitHub read it: a suite for random tables and one for the given table,
 * a test case for every claim that was asked.
 *
 * A verdict as expected passes, a control's REFUTED too; a contrary one is a failure of the type REFUTED or HOLDS; INCONCLUSIVE, VACUOUS and
 * UNSTABLE are failures of the type "undecided", since a run that leaves a claim open is not green (exit code 2); ERROR is an error; NOT
 * APPLICABLE is skipped. A claim that was not asked has no test case; the output of its suite names it. Maps are exploratory: no verdict, so
 * no test case.
 */
export function renderJunit({ claims, table, timing }: Report): string {
  const suites: Suite[] = [{ name: 'random tables', classname: 'ic-recall.random-tables', given: false, claims }];
  if (table !== null) {
    suites.push({ name: `the table ${table.source}`, classname: 'ic-recall.given-table', given: true, claims: table.claims });
  }
  const all = suites.flatMap((suite) => suite.claims.filter(wasAsked));
  const { tests, failures, errors } = tally(all); // no number of those that are skipped: the schema has none here
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
  // A reader may tell cases by their names alone, whatever the class.
  const name = `${id} ${slug}${given ? ' on the table' : ''}`;
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

/** Text as the content of an element: what XML 1.0 cannot hold, and what turns the direction of text, is replaced; "]]>" may not stand there either, and does not. */
function characters(text: string): string {
  return legibleText(text.replaceAll('\t', ' '))
    .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Text as the value of an attribute, in which a parser would turn line breaks into spaces. */
function attribute(text: string): string {
  return characters(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
