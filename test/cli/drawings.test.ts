import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { drawingStyle } from '../../src/cli/terminal/drawing-style.js';
import { heatBar, heatKey, heatmap } from '../../src/cli/terminal/heatmap.js';
import { sparkline } from '../../src/cli/terminal/sparkline.js';
import { bar, columns } from '../../src/cli/terminal/text.js';

const BLOCKS = { unicode: true, colour: false };
const ASCII = { unicode: false, colour: false };
const COLOURED = { unicode: true, colour: true };

describe('what a stream can show', () => {
  const terminal = { isTTY: true, hasColors: () => true };
  const style = (
    environment: NodeJS.ProcessEnv,
    stream: Parameters<typeof drawingStyle>[0] = terminal,
    platform = 'linux' as const,
  ) => drawingStyle(stream, environment, platform);

  it.each([
    [{ LANG: 'en_US.UTF-8' }, true, true],
    [{ LANG: 'C.utf8' }, true, true],
    [{ LANG: 'C' }, false, true],
    [{ LANG: 'de_DE.ISO-8859-1' }, false, true],
    [{}, false, true],
    [{ LANG: '' }, false, true],
    [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, true, true],
    [{ LANG: 'C.UTF-8', LC_ALL: 'POSIX' }, false, true],
    [{ LANG: 'C.UTF-8', LC_ALL: '' }, true, true],
    [{ LANG: 'C.UTF-8', TERM: 'dumb' }, false, false],
    [{ LANG: 'C.UTF-8', NO_COLOR: '1' }, true, false],
    [{ LANG: 'C.UTF-8', NO_COLOR: '' }, true, true],
  ])('follows %j: blocks %s, colour %s', (environment, unicode, colour) => {
    expect(style(environment)).toEqual({ unicode, colour });
  });

  it('has no colour unless it is a terminal with colours', () => {
    expect(style({ LANG: 'C.UTF-8' }, {})).toEqual(BLOCKS);
    expect(style({ LANG: 'C.UTF-8' }, { isTTY: false, hasColors: () => true })).toEqual(BLOCKS);
    expect(style({ LANG: 'C.UTF-8' }, { isTTY: true, hasColors: () => false })).toEqual(BLOCKS);
  });

  it('assumes UTF-8 on Windows when no locale is set', () => {
    expect(drawingStyle({}, {}, 'win32').unicode).toBe(true);
  });
});

describe('a sparkline', () => {
  it('rises from the least to the greatest, each at the nearest of eight levels', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], BLOCKS)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], ASCII)).toBe('_.-:=+*#');
    expect(sparkline([7, 0.49, 0.51], BLOCKS)).toBe('█▁▁');
    expect(sparkline([0, 0.49, 0.51, 7], BLOCKS)).toBe('▁▁▂█');
  });

  it('uses the given range, and stays within it', () => {
    expect(sparkline([0.5, 1], BLOCKS, { least: 0, most: 1 })).toBe('▅█');
    expect(sparkline([-3, 9], BLOCKS, { least: 0, most: 1 })).toBe('▁█');
  });

  it('marks missing values and values that are not finite, and is flat at the bottom if all are equal', () => {
    expect(sparkline([1, null, Number.NaN, Infinity, 2], BLOCKS)).toBe('▁···█');
    expect(sparkline([null, 1], ASCII)).toBe('?_');
    expect(sparkline([3, 3, 3], BLOCKS)).toBe('▁▁▁');
    expect([sparkline([], BLOCKS), sparkline([null], BLOCKS), sparkline([], COLOURED)]).toEqual(['', '·', '']);
  });

  it('has the same characters in colour', () => {
    const line = sparkline([0, 7], COLOURED);
    expect([line === stripVTControlCharacters(line), stripVTControlCharacters(line)]).toEqual([false, '▁█']);
  });
});

describe('a heatmap', () => {
  const heat = {
    steps: [0, 1, 2, 5, 10, 20, 50, 100, 200],
    shares: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5].map((share) => [share, 0.5 - share]),
  };

  it('has a row for every token and a cell for every step, the darker the more', () => {
    const { head, rows } = heatmap(heat, 0.5, BLOCKS);
    expect(rows).toEqual(['  ░░▒▒▒▒▓▓████████', '██▓▓▒▒▒▒░░        ']);
    expect(head).toBe('0 1 2 5 10  50  200');
    expect(heatmap(heat, 0.5, ASCII).rows).toEqual(['  ..::::++########', '##++::::..        ']);
  });

  it('labels the steps that fit, each above its cell, and always the last', () => {
    const head = (steps: number[]) => heatmap({ steps, shares: steps.map(() => [1]) }, 1, BLOCKS).head;
    expect(head([0])).toBe('0');
    expect(head([0, 1000, 1001])).toBe('0   1001');
    expect(head([0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000])).toBe('0 1 2 5 10  50  200 1000');
    const steps = [0, 1, 2, 5, 10, 20, 50, 100, 200];
    for (const [i, step] of steps.entries()) {
      const at = head(steps).search(new RegExp(`(?<!\\d)${step}(?!\\d)`));
      if (at !== -1) expect([step, at]).toEqual([step, 2 * i]);
    }
  });

  it('has the levels of its key', () => {
    expect(heatKey(0.4, BLOCKS)).toBe('░░ 0.10  ▒▒ 0.20  ▓▓ 0.30  ██ 0.40');
    for (const [level, share] of [0.1, 0.2, 0.3, 0.4].entries())
      expect(heatBar([share], 0.4, BLOCKS)).toBe('░▒▓█'[level].repeat(2));
    expect(heatBar([-1, 9], 1, ASCII)).toBe('  ##');
  });

  it('has the same characters in colour, and is no wider', () => {
    const { rows } = heatmap(heat, 0.5, COLOURED);
    expect(rows.map((row) => stripVTControlCharacters(row))).toEqual(heatmap(heat, 0.5, BLOCKS).rows);
    expect(rows[0]).not.toBe(stripVTControlCharacters(rows[0]));
    const lines = columns(
      [
        ['a', rows[0], '1'],
        ['b', 'short', '2'],
      ],
      [0, 1],
    );
    expect(lines.map((line) => stripVTControlCharacters(line).length)).toEqual([24, 24]);
  });
});

describe('text', () => {
  it('has bars of eighths of a block, or of whole characters in ASCII', () => {
    expect([bar(0.5, BLOCKS, 4), bar(0.53125, BLOCKS, 4), bar(0.5, ASCII, 4), bar(0, ASCII), bar(1, ASCII, 4)]).toEqual([
      '██',
      '██▏',
      '##',
      '',
      '####',
    ]);
  });

  it('lines up marks that stand on a letter', () => {
    expect(
      columns([
        ['r̂', '|'],
        ['s_q', '|'],
      ]),
    ).toEqual(['r̂    |', 's_q  |']);
  });
});
