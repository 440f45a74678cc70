import { markup, trusted, type Markup } from './markup.js';
import { readMathRun } from './math-run.js';

/**
 * A sentence with its mathematics typeset as MathML and its prose as it is. Nothing is lost: every run of mathematics carries its source as
 * its alternative text.
 */
export function mathText(text: string): Markup {
  const parts: Markup[] = [];
  let prose = 0;
  let at = 0;
  while (at < text.length) {
    const run = readMathRun(text, at);
    if (run === null) {
      at++;
      continue;
    }
    parts.push(markup`${text.slice(prose, at)}`, ...run.pieces.map(typeset));
    at = run.end;
    prose = at;
  }
  return markup`${parts}${text.slice(prose)}`;
}

/** A piece of a run; lines may break between pieces, as MathML itself never breaks. */
function typeset({ nodes, source }: { readonly nodes: Markup; readonly source: string }, index: number): Markup {
  return markup`${index === 0 ? null : markup`<wbr>`}<math alttext="${source}">${trusted(nodes.text.replaceAll(BETWEEN, '<mo>$1</mo>'))}</math>`;
}

/** Operators that stand between operands are infix without being told, which a page with thousands is the smaller for. */
const BETWEEN = /(?<=.)<mo form="infix">([^<]*)<\/mo>(?=.)/g;
