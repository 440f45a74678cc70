import type { CellComparison, ClaimComparison, Comparison, RateChange, Severity } from '../data/comparison.js';
import { percent, percentAtLeast, percentAtMost, plural } from './numbers.js';

export const SEVERITY_TITLES: Readonly<Record<Severity, string>> = {
  fail: 'Regressions',
  warn: 'Warnings',
  fixed: 'As expected again',
  note: 'Also changed',
};

/** The result of a comparison in one line: how many changes there are of each severity. */
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

/** What intervals that do not overlap mean. */
export function intervalSentence({ alpha }: Comparison): string {
  return (
    'A rate is called higher or lower when its two intervals do not overlap: then it has changed, unless one of them misses its rate. ' +
    `The chance that any interval of the two reports does so, after any number of cases, is at most ${percent(alpha)}. Intervals that overlap leave the question open.`
  );
}

/** What has changed for a claim, in a line of plain text. */
export function changeLine(claim: ClaimComparison): string {
  const rate = claim.kind === 'compared' ? claim.rate : null;
  return `${changeWords(claim)}${rate === null ? '' : ` (${rateWords(rate)})`}`;
}

/** What has changed for a claim, without the intervals of its rate: a page links their numbers to the reports. */
export function changeWords(claim: ClaimComparison): string {
  switch (claim.kind) {
    case 'compared': {
      const { baseline, report, why } = claim;
      const words = baseline.word === report.word ? report.word : `${baseline.word} → ${report.word}`;
      return `${words}: ${why}`;
    }
    case 'not comparable':
      return `not comparable, since the claim has changed (${claim.differing.join(', ')}): it was ${claim.baseline.word} and is ${claim.report.word}`;
    case 'only in the baseline':
      return `only in the baseline: it was ${claim.baseline.word}`;
    case 'only in the report':
      return `only in the report: it is ${claim.report.word}${claim.report.asExpected ? '' : ', which is not as expected'}`;
  }
}

function rateWords({ baseline, report }: RateChange): string {
  const range = ({ lower, upper }: RateChange['report']) => `${percentAtLeast(lower)} … ${percentAtMost(upper)}`;
  return `${range(baseline)} → ${range(report)}`;
}

/** What has changed in a cell of a map. */
export function cellLine({ baseline, report }: CellComparison): string {
  return report === null ? `${baseline} before, and not evaluated on the same cases now` : `${baseline} → ${report}`;
}

function counted(number: number, noun: string): string {
  return `${number} ${plural(number, noun)}`;
}
