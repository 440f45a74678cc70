import { markup, type Markup } from './markup.js';
import { readMathRun } from './math-run.js';

/**
 * A sentence with its mathematics typeset as MathML and its prose as it is. Nothing is lost: every run of mathematics carries its source as an
 * annotation.
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
  return markup`${index === 0 ? null : markup`<wbr>`}<math><semantics><mrow>${nodes}</mrow><annotation encoding="text/plain">${source}</annotation></semantics></math>`;
}
