import { scaleLinear } from 'd3-scale';
import type { Illustration } from '../../data/preview-schema.js';
import { dataTable, type Column } from '../data-table.js';
import { markup, place, short, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { markedTokens } from './attention-heatmap.js';
import { figure, isToken, label, stroke, tokenLabel, tokenText, numberText } from './figure.js';

const WIDTH = 300;
const LEFT = 118;
const RIGHT = 262;
const BAR = 18;

/**
 * The attention of a row at the last recorded step, as bars beside the names of the prompt.
 *
 * @param of - a caption that says which case this is, unless the card around the figure does
 */
export function attentionBars(
  numbers: ReportNumbers,
  { attention, prompt }: { readonly attention: NonNullable<Illustration['attention']>; readonly prompt: Illustration['prompt'] },
  row: 'relation' | 'answer',
  id: string,
  of?: string,
): Markup {
  const { tokens, shares } = attention[row];
  const last = shares.length - 1;
  const final = shares[last] ?? [];
  const names = namesOf(prompt, tokens.length);
  const marked = markedTokens(row, tokens, attention.winner);
  const x = scaleLinear()
    .domain([0, Math.max(0.5, ...final)])
    .range([LEFT, RIGHT]);
  const title = `Where the ${row} row looks`;
  const body = tokens.map((token, i) => {
    const y = i * BAR;
    const share = final[i] ?? 0;
    return markup`<g>${label(LEFT - 8, y + 13, markup`${tokenLabel(token)}${names[i] === '' ? null : markup`<tspan class="faint"> ${nameLabel(names[i])}</tspan>`}`, 'end', marked.includes(i) ? 'strong' : '')}<rect class="${marked.includes(i) ? 'bar marked' : 'bar'}" x="${place(LEFT)}" y="${place(y + 3)}" width="${place(Math.max(0.75, x(share) - LEFT))}" height="${place(BAR - 6)}"/>${final[i] === undefined ? null : label(x(share) + 4, y + 13, numbers.labelOf(final, i, 'share'))}</g>`;
  });
  const columns: Column[] = [
    { heading: 'token', cells: tokens.map((token) => tokenText(token)) },
    { heading: 'name', cells: names.map((name) => short(name)) },
    { heading: 'attention', at: `${numbers.pathOf(final)}.#`, as: 'share', values: final },
  ];
  return figure({
    id,
    title,
    description: `Attention of the ${row} row at the last step: ${tokens.map((token, i) => `${token} ${numberText(final[i])}`).join(', ')}.`,
    width: WIDTH,
    height: tokens.length * BAR + 4,
    ...(of === undefined ? {} : { caption: markup`${of}.` }),
    body: [stroke(LEFT, 0, LEFT, tokens.length * BAR, 'tick'), body],
    data: dataTable(title, columns),
  });
}

/** The name beside a token: s_3 with an index, a name of a given table as it is. */
function nameLabel(name: string): Markup {
  return isToken(name) ? tokenLabel(name) : markup`${short(name, 11)}`;
}

/** The names of a row's tokens, where the prompt gives them. */
function namesOf(prompt: Illustration['prompt'], tokens: number): string[] {
  if (prompt === null) return Array.from({ length: tokens }, () => '');
  const { context, query, inferred } = prompt;
  const names = [...context.flatMap(({ subject, answer }) => [subject, answer]), query, inferred ?? 'a tie'];
  return Array.from({ length: tokens }, (_, i) => names[i] ?? '');
}
