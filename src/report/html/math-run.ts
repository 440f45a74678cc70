import { markup, type Markup } from './markup.js';

/** A run of mathematics: pieces to typeset one after the other, and where it ends. */
export interface MathRun {
  readonly pieces: readonly { readonly nodes: Markup; readonly source: string }[];
  readonly end: number;
}

/** Something read at a place of the text. */
interface Read {
  readonly nodes: Markup;
  readonly end: number;
  /** True where it cannot be prose: a script, a Greek letter, an operator between operands. */
  readonly strong: boolean;
  /** True of a function's name. */
  readonly named?: boolean;
}

const LETTER = /[A-Za-z]/;
const GREEK = /[α-ωΑ-ΡΤ-Ωℓ∞]/; // Σ is an operator
const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?/y;
const FRACTION = /[½¼¾⅓]/;
const FUNCTION = /(?:ln|log|min|max|exp)(?![A-Za-z])/y;
const HAT = '\u0302';
const OPEN = '({⟨⌈⌊';
const CLOSE = ')}⟩⌉⌋';
const RELATIONS = '=≠<>≤≥≈∈→';
const BINARY = '+−·×…';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉ᵢⱼₙ';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵖⁿᵐ';
const PLAIN_SUBSCRIPTS = '0123456789ijn';
const PLAIN_SUPERSCRIPTS = '0123456789−pnm';

/** How long a bracket's content is at most, and how deep brackets nest: what is longer or deeper is no formula of ours. */
const LONGEST_GROUP = 120;
const DEEPEST = 6;

/** Runs longer than this may be broken behind an operator. */
const UNBROKEN = 14;

/** Letters that are English words by themselves. */
const isWord = (letter: string) => letter === 'a' || letter === 'A' || letter === 'I';

/** Reads the longest run of mathematics that starts at a place, or null where what stands there is prose. */
export function readMathRun(text: string, start: number): MathRun | null {
  if (start > 0 && /[\p{L}\p{N}_.'’§-]/u.test(text[start - 1])) return null;
  const sequence = readSequence(text, start, 0);
  if (sequence === null || !sequence.strong) return null;
  const { end, items } = sequence;
  const pieces: { nodes: Markup; source: string }[] = [];
  let from = 0;
  let begun = start;
  items.forEach((item, i) => {
    const last = i === items.length - 1;
    if (!last && !(item.breaks && end - start > UNBROKEN)) return;
    const nodes = items.slice(from, i + 1).map((each) => each.nodes);
    pieces.push({ nodes: markup`${nodes}`, source: text.slice(begun, item.end) });
    from = i + 1;
    begun = item.end;
  });
  return { pieces, end };
}

interface Item {
  readonly nodes: Markup;
  readonly end: number;
  /** A line may be broken behind it. */
  readonly breaks: boolean;
}

interface Sequence {
  readonly items: readonly Item[];
  readonly end: number;
  readonly strong: boolean;
}

/** Operands with operators between them, or side by side; in brackets with commas too. */
function readSequence(text: string, start: number, depth: number): Sequence | null {
  const items: Item[] = [];
  let strong = false;
  let at = start;
  let end = start;
  let expectsOperand = true;
  let named = false; // the last operand is the name of a function, and has its argument behind it
  for (;;) {
    const space = text[at] === ' ' && items.length > 0 ? 1 : 0;
    const here = at + space;
    if (expectsOperand) {
      const prefix = readPrefix(text, here);
      const operand = readOperand(text, prefix?.end ?? here, depth, items.length > 0 || prefix !== null);
      if (operand === null) {
        // "…" may stand where an operand does, between commas.
        if (depth > 0 && text[here] === '…') {
          items.push({ nodes: markup`<mo>…</mo>`, end: here + 1, breaks: false });
          at = here + 1;
          end = at;
          expectsOperand = false;
          continue;
        }
        break;
      }
      if (prefix !== null) items.push({ ...prefix, breaks: false });
      items.push({ ...operand, breaks: false });
      strong ||= operand.strong || items.length > 2 || (prefix !== null && !prefix.relation);
      at = operand.end;
      end = at;
      named = operand.named ?? false;
      expectsOperand = false;
      continue;
    }
    const operator = readOperator(text, at);
    if (operator !== null) {
      items.push({ ...operator, breaks: depth === 0 && text[operator.end] === ' ' });
      at = operator.end;
      expectsOperand = true;
      continue;
    }
    if (depth > 0 && text[here] === ',') {
      items.push({ nodes: markup`<mo separator="true">,</mo>`, end: here + 1, breaks: false });
      at = here + 1;
      expectsOperand = true;
      continue;
    }
    const beside = readOperand(text, here, depth, space === 0);
    if (beside === null || (space === 1 && /\d/.test(text[here]) && !named)) break;
    items.push({
      nodes: space === 1 ? markup`<mspace width="0.17em"/>${beside.nodes}` : beside.nodes,
      end: beside.end,
      breaks: false,
    });
    strong ||= beside.strong;
    named = beside.named ?? false;
    at = beside.end;
    end = at;
  }
  // What follows the last operand belongs to the prose.
  while (items.length > 0 && items[items.length - 1].end > end) items.pop();
  return items.length === 0 ? null : { items, end, strong };
}

/** A sign before an operand; a relation before a bare number, as in "≤ 0.5", makes no mathematics of it. */
function readPrefix(text: string, at: number): { nodes: Markup; end: number; relation: boolean } | null {
  const sign = text[at] ?? '';
  if (sign === '−' && text[at + 1] !== ' ') return { nodes: markup`<mo form="prefix">${sign}</mo>`, end: at + 1, relation: false };
  if ('≤≥≈≠<>'.includes(sign) && sign !== '' && text[at + 1] === ' ')
    return { nodes: markup`<mo form="infix">${sign}</mo>`, end: at + 2, relation: true };
  return null;
}

/** An operator between operands: with a space on both sides, or on neither. */
function readOperator(text: string, at: number): { nodes: Markup; end: number } | null {
  const space = text[at] === ' ' ? 1 : 0;
  const sign = text[at + space] ?? '';
  const spaced = text[at + space + 1] === ' ';
  if (sign === '' || (space === 1) !== spaced) return null;
  const known = RELATIONS.includes(sign) || BINARY.includes(sign) || (sign === '/' && space === 0);
  return known ? { nodes: markup`<mo form="infix">${sign}</mo>`, end: at + space + 1 } : null;
}

/**
 * A number, a letter, a function's name or a bracket, with its scripts.
 *
 * @param bound - true where it follows an operator or stands close to an operand, so that "a" is no article
 */
function readOperand(text: string, at: number, depth: number, bound: boolean): Read | null {
  const base = readBase(text, at, depth, bound);
  return base === null ? null : readScripts(text, base, depth);
}

function readBase(text: string, at: number, depth: number, bound: boolean): Read | null {
  const sign = text[at] ?? '';
  if (sign === '') return null;
  if (FRACTION.test(sign)) return { nodes: markup`<mn>${sign}</mn>`, end: at + 1, strong: true };
  if (GREEK.test(sign)) return { nodes: markup`<mi>${sign}</mi>`, end: at + 1, strong: true };
  if (sign === 'Σ') return { nodes: markup`<mo largeop="false">${sign}</mo>`, end: at + 1, strong: true };
  if (sign === '√') {
    const under = readOperand(text, at + 1, depth, true);
    return under === null ? null : { ...under, nodes: markup`<mo form="prefix">√</mo>${under.nodes}`, strong: true };
  }
  const number = matchAt(NUMBER, text, at);
  if (number !== null) {
    const end = at + number.length;
    return /^(?:[A-Za-z]{2}|['’]|-\w)/.test(text.slice(end, end + 2))
      ? null
      : { nodes: markup`<mn>${number}</mn>`, end, strong: false };
  }
  const name = matchAt(FUNCTION, text, at);
  if (name !== null) {
    const end = at + name.length;
    if (LETTER.test(text[at - 1] ?? '') || !/^(?:[(₀-₉ᵖ^]| [\dA-Z(σ])/.test(text.slice(end, end + 2))) return null;
    if (text[end] === '(' && readGroup(text, end, depth) === null) return null;
    return { nodes: markup`<mi>${name}</mi>`, end, strong: /[(₀-₉]/.test(text[end]), named: true };
  }
  if (LETTER.test(sign)) return readLetter(text, at, bound || depth > 0);
  return OPEN.includes(sign) ? readGroup(text, at, depth) : null;
}

/** A letter that stands by itself: no part of a word, of an abbreviation, of a claim's id. */
function readLetter(text: string, at: number, bound: boolean): Read | null {
  const sign = text[at];
  const next = text[at + 1] ?? '';
  if (/[A-Za-z0-9'’"-]/.test(next) || (next === '.' && LETTER.test(text[at + 2] ?? ''))) return null;
  const scripted = next !== '' && `_^′*${HAT}${SUBSCRIPTS}${SUPERSCRIPTS}(`.includes(next);
  const related = next === ' ' && (RELATIONS.includes(text[at + 2] ?? ' ') || /^in \d/.test(text.slice(at + 2, at + 6)));
  if (isWord(sign) && !scripted && !related && !bound) return null;
  if (isWord(sign) && next === '(') return null;
  return { nodes: markup`<mi>${sign}</mi>`, end: at + 1, strong: !isWord(sign) || scripted || related };
}

/** Brackets whose whole content is mathematics. */
function readGroup(text: string, at: number, depth: number): Read | null {
  if (depth >= DEEPEST) return null;
  const close = CLOSE[OPEN.indexOf(text[at])];
  const content = readSequence(text, at + 1, depth + 1);
  if (content === null || text[content.end] !== close || content.end - at > LONGEST_GROUP) return null;
  const nodes = markup`<mo form="prefix" stretchy="false">${text[at]}</mo>${content.items.map((item) => item.nodes)}<mo form="postfix" stretchy="false">${close}</mo>`;
  return { nodes, end: content.end + 1, strong: content.strong || text[at] !== '(' };
}

function readScripts(text: string, base: Read, depth: number): Read {
  let { nodes, end, strong, named = false } = base;
  let below: Markup | null = null;
  let above: Markup | null = null;
  for (;;) {
    const sign = text[end] ?? '';
    if (sign === '') break;
    if (sign === HAT && below === null && above === null) {
      nodes = markup`<mover accent="true">${row(nodes)}<mo stretchy="false">^</mo></mover>`;
      end++;
    } else if (sign === '′' && above === null) {
      above = markup`<mo>′</mo>`;
      end++;
    } else if (
      sign === '*' &&
      above === null &&
      below === null &&
      LETTER.test(text[end - 1]) &&
      !/[\w*]/.test(text[end + 1] ?? '')
    ) {
      above = markup`<mo>*</mo>`;
      end++;
    } else if (SUBSCRIPTS.includes(sign) && below === null) {
      const script = takeWhile(text, end, SUBSCRIPTS);
      below = plainScript(script, SUBSCRIPTS, PLAIN_SUBSCRIPTS);
      end += script.length;
    } else if (SUPERSCRIPTS.includes(sign) && above === null) {
      const script = takeWhile(text, end, SUPERSCRIPTS);
      above = plainScript(script, SUPERSCRIPTS, PLAIN_SUPERSCRIPTS);
      end += script.length;
    } else if (sign === '_' && below === null) {
      const script = readScript(text, end + 1, depth);
      if (script === null) break;
      below = script.nodes;
      end = script.end;
    } else if (sign === '^' && above === null) {
      const script = readScript(text, end + 1, depth);
      if (script === null) break;
      above = script.nodes;
      end = script.end;
    } else break;
    strong = true;
  }
  if (below !== null && above !== null) nodes = markup`<msubsup>${row(nodes)}${row(below)}${row(above)}</msubsup>`;
  else if (below !== null) nodes = markup`<msub>${row(nodes)}${row(below)}</msub>`;
  else if (above !== null) nodes = markup`<msup>${row(nodes)}${row(above)}</msup>`;
  return { nodes, end, strong, named };
}

/** Nodes as one: a script has exactly one base and one script. */
function row(nodes: Markup): Markup {
  return /^<(m[a-z]+)>[^<]*<\/\1>$/.test(nodes.text) ? nodes : markup`<mrow>${nodes}</mrow>`;
}

/** What stands behind _ or ^: a letter (with a prime, or a* with its arguments), a number, a sign before one, or a bracket, which is left out. */
function readScript(text: string, at: number, depth: number): { nodes: Markup; end: number } | null {
  const sign = text[at] ?? '';
  if (sign === '(') {
    if (depth >= DEEPEST) return null;
    const content = readSequence(text, at + 1, depth + 1);
    if (content === null || text[content.end] !== ')' || content.end - at > LONGEST_GROUP) return null;
    return { nodes: markup`${content.items.map((item) => item.nodes)}`, end: content.end + 1 };
  }
  if (sign === '−') {
    const negated = readScript(text, at + 1, depth);
    return negated === null ? null : { nodes: markup`<mo form="prefix">−</mo>${negated.nodes}`, end: negated.end };
  }
  const number = matchAt(NUMBER, text, at);
  if (number !== null) return { nodes: markup`<mn>${number}</mn>`, end: at + number.length };
  if (!LETTER.test(sign) || LETTER.test(text[at + 1] ?? '')) return null;
  const letter = markup`<mi>${sign}</mi>`;
  if (text[at + 1] === '′') return { nodes: markup`<msup>${letter}<mo>′</mo></msup>`, end: at + 2 };
  if (text[at + 1] === '*' && text[at + 2] === '(') {
    const group = readGroup(text, at + 2, depth);
    if (group !== null) return { nodes: markup`<msup>${letter}<mo>*</mo></msup>${group.nodes}`, end: group.end };
  }
  return { nodes: letter, end: at + 1 };
}

/** Signs that Unicode has as scripts, as the signs they are. */
function plainScript(script: string, from: string, to: string): Markup {
  const plain = Array.from(script, (sign) => to[from.indexOf(sign)]).join('');
  return markup`${(plain.match(/\d+|\D/g) ?? []).map((part) =>
    /\d/.test(part) ? markup`<mn>${part}</mn>` : part === '−' ? markup`<mo form="prefix">${part}</mo>` : markup`<mi>${part}</mi>`,
  )}`;
}

function takeWhile(text: string, at: number, signs: string): string {
  let end = at;
  while (end < text.length && signs.includes(text[end])) end++;
  return text.slice(at, end);
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
