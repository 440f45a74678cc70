import { VERSION } from '../../package-root.js';
import { renderSweepPage, type SweptSizes } from '../../report/html/sweep-page.js';
import { outcomeOf, SUBJECT_OF } from './sweep-words.js';
import type { Sweep } from './swept-series.js';

/** Renders a sweep as one HTML page, from the data of its JSON. */
export function sweepPage(data: SweptSizes, { learner, swept }: Sweep): string {
  return renderSweepPage(data, {
    generator: `ic-recall ${VERSION}`,
    subject: SUBJECT_OF[learner],
    outcomes: swept.map(({ verdict }) => outcomeOf(verdict)),
  });
}
