import { stripVTControlCharacters } from 'node:util';
import type { DrawingStyle } from './drawing-style.js';

// Plain text for terminals: columns that line up, and names that cannot move the cursor.

/** A name that is safe to print: without control characters, line breaks and marks that change the direction of text. */
export function printable(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

/** Rows of cells as lines with aligned columns. By default the first column is aligned left, the others right. */
export function columns(rows: readonly (readonly string[])[], left: readonly number[] = [0]): string[] {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, width(cell))), []);
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const fill = ' '.repeat(widths[i] - width(cell));
        return left.includes(i) ? cell + fill : fill + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A bar of a share in 0 … 1. */
export function bar(share: number, { unicode }: DrawingStyle, cells = 24): string {
  if (!unicode) return '#'.repeat(Math.round(share * cells));
  const eighths = Math.round(share * cells * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8];
}

/** The width in code points, which is right for most names; combining marks and colour escapes have none. */
function width(text: string): number {
  return Array.from(stripVTControlCharacters(text).replaceAll(/\p{Mn}/gu, '')).length;
}
