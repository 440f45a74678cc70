import type { ClaimReport } from '../data/claim-schema.js';
import type { Illustration } from '../data/preview-schema.js';
import { attentionBars } from './figures/attention-bars.js';
import { attentionHeatmap } from './figures/attention-heatmap.js';
import { bandFigures, curveFigures, curvesOf } from './figures/bands.js';
import { factList, promptInWords } from './figures/counterexample-card.js';
import { markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';

/** The previews of a claim: an example's attention and table, and quantities over training. */
export function claimPreviews(numbers: ReportNumbers, { previews }: ClaimReport, id: string): Markup | null {
  const { bands, example } = previews;
  if (bands === null && example === null) return null;
  const curves =
    bands !== null
      ? bandFigures(numbers, bands, example, `${id}-band`)
      : example === null
        ? null
        : curveFigures(numbers, curvesOf(example), `${id}-curve`);
  return markup`<div class="figures">${example === null ? null : attentionOf(numbers, example, id)}${curves}</div>${
    example === null
      ? null
      : markup`<details class="more"><summary>${example.prompt === null ? 'The table of an example' : 'The example’s prompt and table'}</summary>${example.prompt === null ? null : promptInWords(example.prompt)}${factList(numbers, example)}</details>`
  }`;
}

function attentionOf(numbers: ReportNumbers, { attention, prompt, description }: Illustration, id: string): Markup[] {
  if (attention === null) return [];
  const of = `An example: ${short(description, 160)}`;
  return (['relation', 'answer'] as const).map((row) =>
    isStill(attention)
      ? attentionBars(numbers, { attention, prompt }, row, `${id}-example-${row}`, of)
      : attentionHeatmap(numbers, attention, row, { id: `${id}-example-${row}`, of }),
  );
}

/** The least change of a share that a heatmap can show. */
const VISIBLE = 0.02;

/** True for given rows, which are not trained, and for training that hardly moves attention. */
function isStill({ relation, answer }: NonNullable<Illustration['attention']>): boolean {
  return [relation, answer].every(({ shares }) =>
    (shares.at(-1) ?? []).every((share, i) => Math.abs(share - shares[0][i]) < VISIBLE),
  );
}
