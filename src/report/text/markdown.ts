import { evidenceLine, exclusiveLine, growthOf, missOf, type ScalingSeriesReport } from '../words/evidence-line.js';
import { MAP_NAMES } from '../../verify/variant.js';
import { verdictLine } from '../words/explain-verdict.js';
import { COMMENT, fitSections, foldedSection, type Section } from './fit-sections.js';
import { mapSections } from './map-sections.js';
import { markdownText as text, shortMarkdownText as short } from './markdown-text.js';
import { figure, percent, percentAtLeast, percentAtMost } from '../words/numbers.js';
import { replayCommand } from '../words/replay-command.js';
import type { ClaimReport } from '../data/claim-schema.js';
import type { Report, TableReport } from '../data/schema.js';

type Measurement = NonNullable<Extract<ClaimReport['verdict'], { word: 'NOT APPLICABLE' }>['exploratory']>;
type Counterexample = NonNullable<Measurement['worst']>;
type HuntReport = Extract<ClaimReport['verdict'], { by: 'rate' }>['hunt'];

/** How many offending facts of an assumption are listed; report.json has them all. */
const LISTED_OFFENDERS = 8;

/**
 * Renders a report as Markdown, from the report alone, fit for a comment on a pull request: verdicts first, then those that are not as
 * expected with what evaluates them again, then the details, folded. What a comment has no room for is left out by sections, and named.
 */
export function renderMarkdown(report: Report, limit = COMMENT): string {
  const { paper, tool, engine, budget, seed, claims, table } = report;
  const head = [
    '# ic-recall report',
    '',
    headline(report),
    '',
    `Claims read from ${short(paper.authors.join(', '))}, *${short(paper.title)}*, arXiv ${short(paper.arxiv)} (${short(paper.date)}). ` +
      `${short(tool.name)} ${short(tool.version)}, engine ${short(engine)}, budget ${budget}, seed ${seed}. Exit code ${report.summary.exitCode}.`,
    '',
  ];
  const sections: Section[] = [
    { title: 'verdicts on random tables', rank: 0, lines: ['## Verdicts on random tables', '', ...verdictTable(claims), ''] },
    ...(table === null ? [] : tableSections(table)),
    ...openSections(report),
    ...(table === null ? [] : assumptionSections(table)),
    foldedSection('How it was decided', { rank: 3, lines: methodLines(report) }),
    ...regressionSections(report.regressions),
    ...claims.map((claim) =>
      foldedSection(`${claim.id} ${claim.slug}: ${claim.verdict.word}`, {
        heading: '## The claims',
        rank: claim.asExpected ? 5 : 2,
        lines: claimLines(claim),
      }),
    ),
    ...(table?.claims ?? []).map((claim) =>
      foldedSection(`${claim.id} ${claim.slug} on the table: ${claim.verdict.word}`, {
        heading: '## The claims on the table',
        rank: claim.asExpected ? 4 : 2,
        lines: verdictLines(claim),
      }),
    ),
    ...MAP_NAMES.flatMap((name) => {
      const map = report[name];
      return map === null ? [] : mapSections(name, map);
    }),
  ];
  return fitSections(head, sections, limit);
}

function methodLines({ method, alpha }: Report): string[] {
  return [
    text(method),
    '',
    `The chance that the interval of any verdict misses the violation rate it is about is at most α = ${alpha.suite}, split evenly over the ${alpha.claims} claim${alpha.claims === 1 ? '' : 's'} that the run could decide by statistics: ${figure(alpha.each)} each. A universal claim that HOLDS is therefore not proved: its violation rate lies below the tolerance at that confidence. Intervals of maps have an α of their own, and those of redrawn factors of counterexamples hold at 95 % each: both are exploratory.`,
  ];
}

/** So many verdicts that are not as expected are told before the details. */
const LISTED_OPEN = 20;

/** What somebody who reads a red run wants first: which verdicts are not as expected, and how to evaluate their cases again. */
function openSections({ claims, table }: Report): Section[] {
  const open = [
    ...claims.map((claim) => ({ claim, given: false })),
    ...(table?.claims ?? []).map((claim) => ({ claim, given: true })),
  ].filter(({ claim }) => !claim.asExpected);
  if (open.length === 0) return [];
  const lines = open.slice(0, LISTED_OPEN).map(({ claim, given }) => {
    const replay = replayCommand(claim, given);
    const again = replay === null ? '' : ` In the folder of the report: \`${replay}\`.`;
    return `- **${short(claim.id)}** ${short(claim.slug)}${given ? ' on the table' : ''}: ${short(verdictLine(claim), 300)}; stopped because ${short(claim.verdict.stopped, 300)}.${again}`;
  });
  const rest = open.length > LISTED_OPEN ? [`- and ${open.length - LISTED_OPEN} more`] : [];
  return [{ title: 'not as expected', rank: 0, lines: ['## Not as expected', '', ...lines, ...rest, ''] }];
}

/** The cases of earlier runs that were evaluated first: with them a run is decided by its seed and by these. */
function regressionSections(regressions: Report['regressions']): Section[] {
  if (regressions.length === 0) return [];
  const lines = regressions.map(({ file, claim, outcome }) => `- ${text(claim)}, ${short(file)}: ${short(outcome)}`);
  return [foldedSection('Cases of earlier runs, evaluated first', { rank: 3, lines })];
}

function headline({ claims, table, summary }: Report): string {
  const total = claims.length + (table?.claims.length ?? 0);
  const words = Object.entries(summary.verdicts)
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${number} ${word}`)
    .join(', ');
  const verb = summary.asExpected === total ? 'none against what is expected' : `**${total - summary.asExpected} not as expected**`;
  return `**${total} verdict${total === 1 ? '' : 's'}: ${words}** — ${verb}.`;
}

function verdictTable(claims: readonly ClaimReport[]): string[] {
  return [
    '| claim | | verdict | expected | evidence |',
    '|---|---|---|---|---|',
    ...claims.map(
      (claim) =>
        `| ${short(claim.id)} | ${short(claim.slug)} | ${mark(claim)} | ${claim.verdict.word === 'NOT APPLICABLE' ? '' : claim.expected} | ${short(evidenceLine(claim))} |`,
    ),
  ];
}

function mark({ verdict, asExpected }: ClaimReport): string {
  return asExpected ? `**${verdict.word}**` : `**${verdict.word}** ✗`;
}

function claimLines(claim: ClaimReport): string[] {
  return [
    `> ${text(claim.statement)}`,
    '',
    `- Our reading: ${text(claim.reading)}`,
    `- Source: ${text(claim.source)}`,
    ...(claim.control === null ? [] : [`- Control of ${text(claim.control.of)}: ${text(claim.control.broken)}`]),
    `- Kind: ${claim.kind}, expected ${claim.expected}, tolerance ${percent(claim.tolerance)}`,
    `- Assumes: ${claim.assumptions.map(text).join(', ')}`,
    `- Domain: ${text(claim.domain)}`,
    `- Drawn: ${text(claim.distribution)}`,
    ...(claim.planned === null ? [] : [`- Plan: ${planLine(claim.kind, claim.planned)}`]),
    ...claim.thresholds.map(
      ({ quantity, bound, value, basis }) => `- Threshold: ${text(quantity)} ${bound} ${figure(value)} (${text(basis)})`,
    ),
    '',
    ...verdictLines(claim),
  ];
}

function planLine(
  kind: ClaimReport['kind'],
  { cases, hunted, holds, refutes, power }: NonNullable<ClaimReport['planned']>,
): string {
  if (kind === 'existence') return `at most ${cases} cases searched for a witness; ${hunted} hunted`;
  const chance = `with a chance of ${percent(power)}`;
  const refuting = refutes === null ? null : percentAtMost(refutes);
  if (kind === 'universal') {
    return `${cases} cases, none of which may violate it: enough to meet a violation, ${chance}, where the true rate is ${refuting} or more; ${hunted} hunted`;
  }
  const toHold =
    holds === null ? 'too few to find it to hold' : `enough to find a true violation rate up to ${percentAtLeast(holds)} to hold`;
  const toRefute = refuting === null ? 'too few to refute it' : `enough to refute a true one from ${refuting} on`;
  return `at most ${cases} cases: ${toHold}, ${toRefute}, each ${chance}; ${hunted} hunted`;
}

function verdictLines(claim: ClaimReport): string[] {
  const { verdict } = claim;
  const stopped = `**${verdict.word}**: ${short(evidenceLine(claim), 600)}. Stopped because ${short(verdict.stopped, 600)}.`;
  if ('scaling' in verdict)
    return [stopped, '', ...scalingTable(verdict.scaling.series), ...verdict.scaling.series.flatMap(scalingLines)];
  switch (verdict.word) {
    case 'HOLDS':
      if (verdict.by === 'witness') return [stopped, '', ...witnessLines(verdict.witness)];
      return verdict.by === 'enumeration'
        ? [stopped, '', ...measurementLines(verdict.enumeration)]
        : [stopped, '', ...estimateLines(verdict.estimate), ...huntLines(claim, verdict.hunt)];
    case 'REFUTED':
      if (verdict.by === 'enumeration') return [stopped, '', ...measurementLines(verdict.enumeration)];
      if (verdict.by === 'rate') {
        return [stopped, '', ...estimateLines(verdict.estimate), ...huntLines(claim, verdict.hunt)];
      }
      return [
        stopped,
        '',
        ...counterexampleLines(verdict.hunt === null ? 'Worst counterexample' : 'Minimal counterexample', verdict.counterexample),
        ...factorLines(verdict.hunt?.factors ?? []),
        ...severeLines(verdict.hunt?.severe ?? null),
        ...(verdict.estimate === null ? [] : estimateLines(verdict.estimate)),
        ...(verdict.enumeration === null ? [] : measurementLines(verdict.enumeration)),
      ];
    case 'INCONCLUSIVE':
      if (verdict.by !== 'estimate') return [stopped];
      return [stopped, '', ...estimateLines(verdict.estimate), ...huntLines(claim, verdict.hunt)];
    case 'NOT APPLICABLE':
      return [
        stopped,
        '',
        ...verdict.unmet.map(({ assumption, offenders }) => `- ${text(assumption)} is broken: ${offendersIn(offenders, 3, '; ')}`),
        '',
        ...(verdict.exploratory === null
          ? []
          : [
              '*Exploratory: measured all the same, outside what is claimed; it decides nothing.*',
              '',
              ...measurementLines(verdict.exploratory),
            ]),
      ];
    case 'UNSTABLE':
      return [stopped, '', ...counterexampleLines('Unstable case', verdict.counterexample)];
    case 'VACUOUS':
    case 'SKIPPED':
    case 'ERROR':
      return [stopped];
  }
}

function estimateLines({
  interval,
  alpha,
  ...measured
}: Measurement & { interval: { lower: number; upper: number }; alpha: number }): string[] {
  return [
    `Violation rate in ${percentAtLeast(interval.lower)} … ${percentAtMost(interval.upper)}, at confidence ${percentAtLeast(1 - alpha)}.`,
    '',
    ...measurementLines(measured),
  ];
}

function measurementLines({ cases, rejected, violations, roundingOnly, strata, spreads }: Measurement): string[] {
  const groups = strata.map(({ name, cases: of, violations: bad }) => `${short(name)} ${bad} of ${of}`).join(', ');
  return [
    `${violations} violations in ${cases} cases${rejected > 0 ? ` (${rejected} more broke an assumption)` : ''}: ${groups}.`,
    '',
    ...(roundingOnly > 0
      ? [`${roundingOnly} more failed by no more than rounding, and not where they were evaluated exactly.`, '']
      : []),
    '| quantity | least | median | greatest | least margin |',
    '|---|---|---|---|---|',
    ...spreads.map(
      (row) =>
        `| ${text(row.quantity)} | ${figure(row.least)} | ${figure(row.median)} | ${figure(row.greatest)} | ${figure(row.leastMargin)} |`,
    ),
    '',
  ];
}

function huntLines({ kind }: ClaimReport, { cases, found, severe, factors }: HuntReport): string[] {
  if (found === null) return [`Hunt: no violation in ${cases} biased cases.`, ''];
  const title = kind === 'universal' ? 'Minimal counterexample' : 'Exception, shrunk (it decides no rate)';
  return [...counterexampleLines(title, found), ...factorLines(factors), ...severeLines(severe)];
}

/** The values of a scaling claim by size, a column for each series. */
function scalingTable(series: readonly ScalingSeriesReport[]): string[] {
  const sizes = [...new Set(series.flatMap(({ points }) => points.map(({ size }) => size)))].toSorted((one, other) => one - other);
  const cell = ({ points }: ScalingSeriesReport, at: number) => {
    const point = points.find(({ size }) => size === at);
    if (point === undefined) return '';
    const { value, range } = point;
    const open = range === undefined || (range.least === value && range.most === value);
    return `${value === null ? 'none' : figure(value)}${open ? '' : ` (${range.least} … ${range.most ?? '?'})`}`;
  };
  return [
    `| size | ${series.map(({ name }) => text(name)).join(' | ')} |`,
    `|---|${series.map(() => '---|').join('')}`,
    ...sizes.map((size) => `| ${figure(size)} | ${series.map((each) => cell(each, size)).join(' | ')} |`),
    '',
    'In brackets, where the search left it open, the range that the value lies in with the certainty of the search; “none”: no value up to the largest that was tried.',
    '',
  ];
}

/** A series of a scaling claim: how the rival laws do. The residuals are in report.json. */
function scalingLines(series: ScalingSeriesReport): string[] {
  const { name, fit, decision } = series;
  const laws =
    fit.kind === 'not identifiable'
      ? []
      : [
          `| law | c | exponent | error on the held-out sizes, from ${figure(fit.heldOutFrom)} on, of a fit to the others |`,
          '|---|---|---|---|',
          ...fit.laws.map(
            ({ law, scale, exponent, heldOutError }) =>
              `| ${law} | ${figure(scale)} | ${figure(exponent)} | ${figure(heldOutError)} |`,
          ),
          '',
        ];
  return [`${text(name)}: ${text(growthOf(series))}${decision === null ? '' : `; ${decision}`}.`, '', ...laws];
}

/** Which factors of a counterexample matter. */
function factorLines(factors: HuntReport['factors']): string[] {
  if (factors.length === 0) return [];
  const each = factors.map(({ factor, redrawn, failing, interval }) =>
    redrawn === 0
      ? `${text(factor)}: no redraw met the assumptions`
      : `${text(factor)}: ${failing} of ${redrawn} still fail (${percentAtLeast(interval.lower)} … ${percentAtMost(interval.upper)})`,
  );
  return [`With one part drawn anew and the rest as it was (intervals at 95 % each): ${each.join('; ')}.`, ''];
}

function severeLines(severe: Counterexample | null): string[] {
  return severe === null ? [] : counterexampleLines('Simplest that fails at least half as badly as the worst', severe);
}

function witnessLines({ description }: Counterexample): string[] {
  return [
    `Witness: ${short(description, 600)}. By value in report.json, and as a file that \`ic-recall replay\` takes, in counterexamples/.`,
    '',
  ];
}

function counterexampleLines(title: string, { description, conclusion }: Counterexample): string[] {
  return [
    `${title}: ${short(description, 600)}; ${text(missOf({ conclusion }))}. By value in report.json, and as a file that \`ic-recall replay\` takes, in counterexamples/.`,
    '',
  ];
}

function tableSections({ source, subjects, relations, answers, facts, merged, claims }: TableReport): Section[] {
  const lines = [
    `## Verdicts on the table ${short(source)}`,
    '',
    `${facts} facts: ${subjects} subjects, ${relations} relations, ${answers} answers${merged > 0 ? `; ${merged} repeated lines merged` : ''}.`,
    '',
    ...verdictTable(claims),
    '',
  ];
  return [{ title: 'verdicts on the table', rank: 0, lines }];
}

function assumptionSections(table: TableReport): Section[] {
  const lines = [
    '| assumption | | offending facts |',
    '|---|---|---|',
    ...table.assumptions.map(
      ({ name, meaning, offenders }) =>
        `| ${text(name)}: ${text(meaning)} | ${offenders.length === 0 ? 'met' : '**broken**'} | ${offendersIn(offenders, LISTED_OFFENDERS, '<br>')} |`,
    ),
    '',
    `${exclusiveLine(table)}. The least power that recalls every fact at ½ + ½ is ${table.leastRecallingPower}.`,
  ];
  return [foldedSection('Which assumptions the table meets', { rank: 1, lines })];
}

/** The first few offending facts; report.json has them all. */
function offendersIn(offenders: readonly string[], most: number, separator: string): string {
  const shown = offenders.slice(0, most).map((line) => short(line));
  return [...shown, ...(offenders.length > most ? [`and ${offenders.length - most} more`] : [])].join(separator);
}
