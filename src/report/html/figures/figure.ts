import { dataBehind } from '../data-table.js';
import { figure as digits } from '../../words/numbers.js';
import { markup, place, type Child, type Markup } from '../markup.js';

/** A drawing, with a description and data for readers who do not see it. */
export interface Drawing {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence or two. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: Child;
  /** A shorter title for the caption, if a title above the figure already says the rest. */
  readonly heading?: string;
  /** The text below it. */
  readonly caption?: Child;
  /** The table behind it. */
  readonly data: Markup;
  readonly kind?: string;
}

/** A figure: the drawing as an image with a title and a description, its caption, and its data. */
export function figure({
  id,
  title,
  description,
  width,
  height,
  body,
  heading = title,
  caption,
  data,
  kind = 'plot',
}: Drawing): Markup {
  return markup`<figure class="${kind}"><svg viewBox="0 0 ${place(width)} ${place(height)}" width="${place(width)}" height="${place(height)}" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>${body}</svg><figcaption><b>${heading.slice(0, 1).toUpperCase()}${heading.slice(1)}</b>${caption === undefined ? null : markup` ${caption}`}</figcaption>${dataBehind(title, data)}</figure>`;
}

/** A straight line. */
export function stroke(x1: number, y1: number, x2: number, y2: number, kind: string): Markup {
  return markup`<line class="${kind}" x1="${place(x1)}" y1="${place(y1)}" x2="${place(x2)}" y2="${place(y2)}"/>`;
}

/** Text at a point, which is its start, middle or end. */
export function label(x: number, y: number, content: Child, anchor: 'start' | 'middle' | 'end' = 'start', kind = ''): Markup {
  return markup`<text x="${place(x)}" y="${place(y)}"${anchor === 'start' ? null : markup` text-anchor="${anchor}"`}${kind === '' ? null : markup` class="${kind}"`}>${content}</text>`;
}

/** A token's label in a drawing, with the index of s_q, s1 or r_2 as a subscript. */
export function tokenLabel(token: string): Markup {
  const [, base, index] = INDEXED.exec(token) ?? [];
  if (index === undefined) return markup`${token}`;
  return markup`${base}<tspan dy="3" class="index">${index}</tspan><tspan dy="-3">\u200B</tspan>`;
}

/** A token's name in HTML, with its index as a subscript. */
export function tokenText(token: string): Markup {
  const [, base, index] = INDEXED.exec(token) ?? [];
  return index === undefined ? markup`${token}` : markup`${base}<sub>${index}</sub>`;
}

/** True for the vocabulary's own names, such as s_3, and false for names of a given table. */
export function isToken(name: string): boolean {
  return INDEXED.test(name);
}

const INDEXED = /^([sra])_?(q|\d+)$/;

/** A number of the report in a description, which is plain text and cannot have the number's path. */
export function numberText(value: number | undefined): string {
  return value === undefined ? 'nothing' : digits(value);
}
