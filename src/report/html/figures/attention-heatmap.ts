import { dataTable, listColumn, type Column } from '../data-table.js';
import { markup, place, type Markup } from '../markup.js';
import { LEVELS, levelOf } from '../palette.js';
import type { ReportNumbers } from '../report-numbers.js';
import { figure, label, tokenLabel, tokenText, numberText } from './figure.js';

/** Attention of both rows: their tokens, with shares by step. */
interface Attention {
  readonly steps: readonly number[];
  readonly relation: AttentionRow;
  readonly answer: AttentionRow;
  readonly winner: number | null;
}

interface AttentionRow {
  readonly tokens: readonly string[];
  readonly shares: readonly (readonly number[])[];
}

type Row = 'relation' | 'answer';

const WIDTH = 340;
const LEFT = 42;
const RIGHT = 60;
const TOP = 8;
const CELL = 16;

/** Attention of one row over training: steps from left to right, tokens from top to bottom. */
export function attentionHeatmap(
  numbers: ReportNumbers,
  attention: Attention,
  row: Row,
  { id, of }: { readonly id: string; readonly of: string },
): Markup {
  const { steps, winner } = attention;
  const { tokens, shares } = attention[row];
  const cell = (WIDTH - LEFT - RIGHT) / Math.max(1, steps.length);
  const bottom = TOP + tokens.length * CELL;
  const marked = markedTokens(row, tokens, winner);
  const title = `${row === 'relation' ? 'Relation row' : 'Answer row'}: attention over training`;
  const last = shares[shares.length - 1] ?? [];
  const body = [
    cells(shares, cell),
    tokens.map((token, i) => label(LEFT - 8, TOP + i * CELL + 11.5, tokenLabel(token), 'end', marked.includes(i) ? 'strong' : '')),
    marked.map((i) => markup`<path class="winner" d="M${place(LEFT - 2)} ${place(TOP + i * CELL + 2)}v${place(CELL - 4)}"/>`),
    stepTicks(steps, cell, bottom),
    label(LEFT + (WIDTH - LEFT - RIGHT) / 2, bottom + 31, 'training steps', 'middle'),
    legend(),
  ];
  const largest = marked.map((i) => `${tokens[i]} ${numberText(last[i])}`).join(' and ');
  const columns: Column[] = [
    listColumn(numbers, 'step', steps, 'count'),
    ...tokens.map((token, i): Column => ({
      heading: tokenText(token),
      at: `${numbers.itemsOf(shares)}.${i}`,
      as: 'share',
      values: shares.map((each) => each[i]),
    })),
  ];
  return figure({
    id,
    title,
    kind: 'plot heatmap',
    description: `${of}. Each column is a training step, each row a token of the ${row} row; darker means more attention, and in the dark theme lighter does. ${marked.length === 0 ? 'No pair wins.' : `The ${row === 'relation' ? 'pair that wins' : 'pair of this row'}, marked by a bar, ends at ${largest}.`}`,
    width: WIDTH,
    height: Math.max(bottom, TOP + SCALE) + 38,
    body,
    caption: markup`${of}. ${marked.length === 0 ? 'No pair wins.' : `The bar marks ${row === 'relation' ? 'the pair that wins' : 'the query and the relation'}.`}`,
    data: dataTable(title, columns),
  });
}

/**
 * The tokens of the pair that a row attends to most: s_i and a_i of the winner, if there is one, in the relation row; s_q and r̂ in
 * the answer row.
 */
export function markedTokens(row: Row, tokens: readonly string[], winner: number | null): number[] {
  if (row === 'relation' && winner === null) return [];
  const pair = row === 'relation' ? [2 * (winner ?? 0), 2 * (winner ?? 0) + 1] : [tokens.length - 2, tokens.length - 1];
  return pair.filter((i) => i >= 0 && i < tokens.length);
}

/** Cells of one level share a path, and consecutive steps of one level a rectangle, which keeps a page of many heatmaps small. */
function cells(shares: readonly (readonly number[])[], width: number): Markup[] {
  const paths: string[] = Array.from({ length: LEVELS }, () => '');
  const tokens = shares[0]?.length ?? 0;
  for (let token = 0; token < tokens; token++) {
    let from = 0;
    for (let step = 1; step <= shares.length; step++) {
      const level = levelOf(shares[from][token]);
      if (step < shares.length && levelOf(shares[step][token]) === level) continue;
      // Neighbours overlap by half a pixel, since seams would look like structure.
      const reach = (step - from) * width + (step < shares.length ? 0.5 : 0);
      paths[level] += `M${place(LEFT + from * width)} ${TOP + token * CELL}h${place(reach)}v${CELL}h${place(-reach)}z`;
      from = step;
    }
  }
  return paths.flatMap((path, level) => (path === '' ? [] : [markup`<path class="q${String(level)}" d="${path}"/>`]));
}

/** Ticks at the steps that have room for a label; the last one always gets one. */
function stepTicks(steps: readonly number[], cell: number, bottom: number): Markup {
  const middle = (i: number) => LEFT + (i + 0.5) * cell;
  const half = (i: number) => String(steps[i]).length * 3.3 + 3;
  const last = steps.length - 1;
  let free = -Infinity;
  const labelled = steps.flatMap((_, i) => {
    if (middle(i) - half(i) < free || (i < last && middle(i) + half(i) > middle(last) - half(last))) return [];
    free = middle(i) + half(i);
    return [i];
  });
  const lines = labelled.map((i) => `M${place(middle(i))} ${place(bottom)}v4`).join('');
  return markup`<g class="below"><path class="tick" d="${lines}"/>${labelled.map((i) => label(middle(i), bottom + 15, String(steps[i])))}</g>`;
}

/** The height of the colour scale. */
const SCALE = 72;

/** The colour scale, once per page: 0 at the bottom, 1 at the top. */
export const COLOUR_SCALE: Markup = markup`<symbol id="scale" viewBox="0 0 9 ${String(SCALE)}">${Array.from(
  { length: LEVELS },
  (_, level) =>
    markup`<rect class="q${String(level)}" y="${place(SCALE - (level + 1) * (SCALE / LEVELS))}" width="9" height="${place(SCALE / LEVELS + 0.3)}"/>`,
)}</symbol>`;

function legend(): Markup[] {
  const x = WIDTH - RIGHT + 16;
  return [
    markup`<use href="#scale" x="${place(x)}" y="${String(TOP)}" width="9" height="${String(SCALE)}"/>`,
    label(x + 14, TOP + 8, '1'),
    label(x + 14, TOP + SCALE / 2 + 4, '½'),
    label(x + 14, TOP + SCALE, '0'),
  ];
}
