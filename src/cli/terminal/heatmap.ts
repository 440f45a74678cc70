import { styleText } from 'node:util';
import type { DrawingStyle } from './drawing-style.js';

/** Shades from none to the most, and their colours, each lighter than the one before on any background. */
const BLOCKS = [' ', '░', '▒', '▓', '█'];
const ASCII = [' ', '.', ':', '+', '#'];
const COLOURS = ['reset', 'blue', 'cyan', 'green', 'yellow'] as const;

/** Cells are as wide as two characters, which makes them about square. */
const CELL = 2;

/**
 * A row of cells, one per share: the nearest of five shades from 0 to the most.
 *
 * @param most - what the darkest shade stands for; above 0
 */
export function heatBar(shares: readonly number[], most: number, { unicode, colour }: DrawingStyle): string {
  const shades = unicode ? BLOCKS : ASCII;
  return shares
    .map((share) => {
      const level = Math.round(Math.min(1, Math.max(0, share / most)) * (shades.length - 1));
      const cell = shades[level].repeat(CELL);
      return colour && level > 0 ? styleText(COLOURS[level], cell, { validateStream: false }) : cell;
    })
    .join('');
}

/** Shares of tokens over steps. */
export interface Heat {
  readonly steps: readonly number[];
  /** By step, then by token. */
  readonly shares: readonly (readonly number[])[];
}

/**
 * A heatmap with one row per token and one column per step. Its head names the steps that have room.
 *
 * @param most - what the darkest shade stands for; above 0
 */
export function heatmap({ steps, shares }: Heat, most: number, style: DrawingStyle): { head: string; rows: string[] } {
  const overSteps = (token: number) => shares.map((each) => each[token]);
  return { head: stepLine(steps), rows: shares[0].map((_, token) => heatBar(overSteps(token), most, style)) };
}

/** The key of a heatmap: what its shades stand for. */
export function heatKey(most: number, style: DrawingStyle): string {
  const levels = BLOCKS.length - 1;
  return Array.from({ length: levels }, (_, i) => {
    const share = (most * (i + 1)) / levels;
    return `${heatBar([share], most, style)} ${share.toFixed(2)}`;
  }).join('  ');
}

/** The step numbers above their cells, where they have room; always the last one. */
function stepLine(steps: readonly number[]): string {
  const last = steps.length - 1;
  let line = '';
  steps.forEach((step, i) => {
    const at = i * CELL;
    const free = i === 0 || at > line.length;
    if (i === last || (free && at + String(step).length < last * CELL)) line = line.padEnd(at) + String(step);
  });
  return line;
}
