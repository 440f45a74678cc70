import { describe, expect, it } from 'vitest';
import { renderAnnotations, renderStepSummary, withoutCommands } from '../../src/report/text/github.js';
import { renderMarkdown } from '../../src/report/text/markdown.js';
import { hostileReport, HOSTILE_TEXTS, reportOfWords } from '../kit/sample-report.js';

/** A workflow command as GitHub's runner reads a line: trimmed, "::", a name, properties to the next "::", and text; escapes are read back. */
function parseCommand(line: string) {
  const trimmed = line.trimStart();
  const end = trimmed.startsWith('::') ? trimmed.indexOf('::', 2) : -1;
  if (end === -1) return null;
  const [name, ...rest] = trimmed.slice(2, end).split(' ');
  const pairs = rest
    .join(' ')
    .split(',')
    .map((pair) => pair.split('='));
  const data = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const property = (text: string) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
  const properties = Object.fromEntries(pairs.map(([key, ...value]) => [key, property(value.join('='))]));
  return { name, properties, text: data(trimmed.slice(end + 2)) };
}

const report = hostileReport();

/** What no reader is to be shown is replaced: control characters, turned directions, halves of characters. */
function legible(words: string): string {
  return words.replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n]|\p{Cs}/gu, '\uFFFD');
}

describe('annotations', () => {
  it('are of what is not as expected, errors first, with the replay command', () => {
    const commands = renderAnnotations(report).map(parseCommand);
    expect(commands.map((command) => [command?.name, command?.properties['title']])).toEqual([
      ['error', 'R toy: REFUTED, expected HOLDS'],
      ['error', 'E toy: ERROR, expected HOLDS'],
      ['error', 'Q toy: REFUTED, expected HOLDS'],
      ['warning', 'I toy: INCONCLUSIVE, expected HOLDS'],
      ['warning', 'Z toy: INCONCLUSIVE, expected HOLDS'],
      ['warning', 'V toy: VACUOUS, expected HOLDS'],
      ['warning', 'F toy: UNSTABLE, expected HOLDS'],
    ]);
    expect(commands[0]?.text.split('\n').at(-1)).toBe(
      'In the folder of the report: ic-recall replay counterexamples/R-exception.json',
    );
    expect(renderAnnotations({ ...report, claims: report.claims.slice(0, 1) })).toEqual([]);
  });

  it('are ten at most, the last of which says how many more there are', () => {
    const claims = Array.from({ length: 12 }, (_, i) => ({ ...report.claims[1], id: `R${i}` }));
    const exactly = renderAnnotations({ ...report, claims: claims.slice(0, 10) });
    expect(exactly).toHaveLength(10);
    expect(exactly.join('\n')).not.toContain('more');
    const many = renderAnnotations({ ...report, claims });
    expect(many).toHaveLength(10);
    expect(parseCommand(many[9])).toMatchObject({
      name: 'error',
      properties: { title: 'and 3 more' },
      text: ['R9', 'R10', 'R11'].map((id) => `${id} toy: REFUTED, expected HOLDS`).join('\n'),
    });
  });

  it.each(HOSTILE_TEXTS.map((words) => [words.slice(0, 40), words]))('are one command each with %j in them', (_, words) => {
    const lines = renderAnnotations(reportOfWords(report, words));
    expect(lines.join('\n').split(/\r|\n/)).toHaveLength(7);
    for (const line of lines) {
      const command = parseCommand(line);
      expect(Object.keys(command?.properties ?? {})).toEqual(['title']);
      expect(command?.properties['title']).toContain(legible(words.slice(0, 50)));
      expect(command?.text).toContain(legible(words.slice(0, 500)));
      expect(line.length).toBeLessThan(16_000);
    }
  });
});

describe('the step summary', () => {
  it('is the whole report where there is room', () => {
    expect(renderStepSummary(report)).toBe(renderMarkdown(report, { most: Infinity, measure: () => 0, because: '' }));
  });

  it('is cut by sections to what a step has left of 1 MiB, in bytes, and says so', () => {
    const long = reportOfWords(report, '→'.repeat(6_000));
    const claims = Array.from({ length: 40 }, (_, i) => ({ ...long.claims[0], id: `H${i}` }));
    const summary = renderStepSummary({ ...long, claims }) ?? '';
    const bytes = Buffer.byteLength(summary);
    expect(bytes).toBeLessThan(1024 * 1024);
    expect(bytes).toBeGreaterThan(900_000); // a section has some 60 kB
    expect(summary).toMatch(/\*Left out, since a step summary holds no more: .*H39 /);
    const half = renderStepSummary(report, 1024 * 1024 - 6_000) ?? '';
    expect(Buffer.byteLength(half)).toBeLessThan(6_000);
    expect(half).toContain('## Verdicts on random tables');
    expect(half).toContain('Left out');
    expect(renderStepSummary(report, 1024 * 1024 - 500)).toBeNull();
  });
});

describe('a log', () => {
  it('has no command in it that a name could be', () => {
    const log = withoutCommands('::error::x\n  ::warning::y\nplain ::z\na ##[error]b\n: :\n:::notice::w');
    for (const line of log.split('\n')) expect([line, parseCommand(line)]).toEqual([line, null]);
    expect(log).not.toContain('##[');
    expect(withoutCommands('  M1  HOLDS: a :: b # [c]\n')).toBe('  M1  HOLDS: a :: b # [c]\n');
  });
});
