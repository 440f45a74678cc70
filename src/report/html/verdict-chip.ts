import type { CellReport } from '../data/map-schema.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { markup, trusted, type Markup } from './markup.js';

type VerdictWord = ClaimReport['verdict']['word'];

/** The colour of each verdict, and a shape that identifies it without colour. */
const LOOKS: Readonly<Record<VerdictWord, { readonly tone: string; readonly shape: string }>> = {
  HOLDS: { tone: 'holds', shape: 'disc' },
  REFUTED: { tone: 'refuted', shape: 'cross' },
  INCONCLUSIVE: { tone: 'open', shape: 'half' },
  VACUOUS: { tone: 'open', shape: 'ring' },
  UNSTABLE: { tone: 'open', shape: 'wave' },
  'NOT APPLICABLE': { tone: 'aside', shape: 'bar' },
  SKIPPED: { tone: 'aside', shape: 'bar' },
  ERROR: { tone: 'fault', shape: 'alarm' },
};

/** The shapes in a square of 16 × 16: a disc with a tick, a diamond with a cross, and so on. */
const SHAPES: Readonly<Record<string, string>> = {
  disc: '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.6 8.3l2.4 2.4 4.5-5" fill="none" stroke="var(--paper)" stroke-width="1.9"/>',
  cross:
    '<path d="M8 0.6L15.4 8 8 15.4 0.6 8z" fill="currentColor"/><path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" stroke="var(--paper)" stroke-width="1.8"/>',
  half: '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/>',
  ring: '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3 2"/>',
  wave: '<path d="M1 8.5c2-5 4-5 5.2-1.2S9.8 12.5 15 5" fill="none" stroke="currentColor" stroke-width="2"/>',
  bar: '<path d="M2 8h12" stroke="currentColor" stroke-width="2.4"/>',
  alarm:
    '<path d="M8 1L15.5 14.5H0.5z" fill="currentColor"/><path d="M8 5.5v4.5M8 11.5v1.6" stroke="var(--paper)" stroke-width="1.8"/>',
};

/** The shapes as symbols, once per page. */
export const SHAPE_SYMBOLS: Markup = trusted(
  Object.entries(SHAPES)
    .map(([name, drawing]) => `<symbol id="shape-${name}" viewBox="0 0 16 16">${drawing}</symbol>`)
    .join(''),
);

/** The shape of a verdict on its own, for use beside its word. */
export function verdictShape(word: VerdictWord): Markup {
  const { tone, shape } = LOOKS[word];
  return markup`<svg class="shape ${tone}" aria-hidden="true"><use href="#shape-${shape}"/></svg>`;
}

/** A verdict: shape, word and colour. */
export function verdictChip(word: VerdictWord): Markup {
  return markup`<span class="chip ${LOOKS[word].tone}">${verdictShape(word)}${word}</span>`;
}

/** Says whether a verdict is as expected, and stands out if it is not. */
export function expectationNote({ verdict, asExpected, expected }: ClaimReport): Markup {
  if (verdict.word === 'NOT APPLICABLE') return markup`<span class="expectation">nothing expected</span>`;
  return asExpected
    ? markup`<span class="expectation">as expected</span>`
    : markup`<span class="expectation contrary">expected ${expected}</span>`;
}

/** The outcome of a cell, with the look of the corresponding verdict. */
export function cellMark(outcome: CellReport['outcome']): Markup {
  return markup`<span class="cell">${verdictShape(CELL_LOOKS[outcome])}${outcome}</span>`;
}

const CELL_LOOKS: Readonly<Record<CellReport['outcome'], VerdictWord>> = {
  killed: 'REFUTED',
  detected: 'REFUTED',
  'load-bearing': 'REFUTED',
  survived: 'HOLDS',
  undetected: 'HOLDS',
  redundant: 'HOLDS',
  undecided: 'INCONCLUSIVE',
};
