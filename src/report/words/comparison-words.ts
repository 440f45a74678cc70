import type { CellComparison, ClaimComparison, Comparison, RateChange, Severity } from '../data/comparison.js';
import { percent, percentAtLeast, percentAtMost, plural } from './numbers.js';

/** The severities as headings. */
export const SEVERITY_TITLES: Readonly<Record<Severity, string>> = {
  fail: 'Regressions',
  warn: 'Warnings',
  fixed: 'As expected again',
  note: 'Also changed',
};

/** What a comparison comes to, in one line. */
export function comparisonHeadline({ claims, cells, severity }: Comparison): string {
  const number = (wanted: Severity) => [...claims, ...cells].filter((each) => each.severity === wanted).length;
  const counts = [
    counted(number('fail'), 'regression'),
    counted(number('warn'), 'warning'),
    ...(number('fixed') === 0 ? [] : [`${number('fixed')} as expected again`]),
    ...(number('note') === 0 ? [] : [counted(number('note'), 'other change')]),
  ];
  return severity === null ? `No verdict and no rate has changed in ${counted(claims.length, 'claim')}.` : `${counts.join(', ')}.`;
}

/** What it means that two intervals do not overlap. */
export function intervalSentence({ alpha }: Comparison): string {
  return (
    'A rate is called higher or lower where the two intervals do not overlap: they hold after any number of cases and all at once, ' +
    `so that such a rate has changed, but for a chance of at most ${percent(alpha)} that the interval of any verdict of the two reports misses its rate; intervals that overlap leave it open.`
  );
}

/** What has changed of a claim, in a line of plain text; evidence comes from the reports. */
export function changeLine(claim: ClaimComparison): string {
  const rate = claim.kind === 'compared' ? claim.rate : null;
  return `${changeWords(claim)}${rate === null ? '' : ` (${rateWords(rate)})`}`;
}

/** What has changed of a claim, but for the intervals of rates, which are numbers. */
export function changeWords(claim: ClaimComparison): string {
  switch (claim.kind) {
    case 'compared': {
      const { baseline, report, why } = claim;
      const words = baseline.word === report.word ? report.word : `${baseline.word} → ${report.word}`;
      return `${words}: ${why}`;
    }
    case 'not comparable':
      return `not comparable, since it says something else (${claim.differing.join(', ')}): it was ${claim.baseline.word} and is ${claim.report.word}`;
    case 'only in the baseline':
      return `only in the baseline: it was ${claim.baseline.word}`;
    case 'only in the report':
      return `only in the report: it is ${claim.report.word}${claim.report.asExpected ? '' : ', which is not as expected'}`;
  }
}

/** Where two intervals lie. */
function rateWords({ baseline, report }: RateChange): string {
  const range = ({ lower, upper }: RateChange['report']) => `${percentAtLeast(lower)} … ${percentAtMost(upper)}`;
  return `${range(baseline)} → ${range(report)}`;
}

/** What has changed of a cell. */
export function cellLine({ baseline, report }: CellComparison): string {
  return report === null ? `${baseline} before, and not evaluated on the same cases now` : `${baseline} → ${report}`;
}

function counted(number: number, noun: string): string {
  return `${number} ${plural(number, noun)}`;
}
