import { Lexer, walkTokens, type Token, type Tokens } from 'marked';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareReports } from '../../src/report/data/compare.js';
import { renderComparisonMarkdown } from '../../src/report/text/comparison-markdown.js';
import { COMMENT } from '../../src/report/text/fit-sections.js';
import { renderMarkdown } from '../../src/report/text/markdown.js';
import { mapSections } from '../../src/report/text/map-sections.js';
import { markdownText } from '../../src/report/text/markdown-text.js';
import type { Report } from '../../src/report/data/schema.js';
import { picturedReport, recounted } from '../kit/pictured-report.js';
import { hostileReport, HOSTILE_TEXTS, reportOfWords } from '../kit/sample-report.js';

/** What GitHub takes in a comment. */
const GITHUB_COMMENT = 65_536;

const WHOLE = { ...COMMENT, most: Infinity };

let report: Report;

beforeAll(() => {
  report = hostileReport();
});

/** All tokens of a document, those within others too. */
function tokensOf(markdown: string): Token[] {
  const all: Token[] = [];
  void walkTokens(new Lexer({ gfm: true }).lex(markdown), (token) => {
    all.push(token);
  });
  return all;
}

/** The cells of a row by the rule of GitHub's tables: a pipe divides where no backslash stands before it, whatever is around. */
function cellsOf(row: string): number {
  expect(row).toMatch(/^\|.*[^\\]\|$|^\|$/);
  return row
    .slice(1, -1)
    .replaceAll(/\\[\\|]/g, '')
    .split('|').length;
}

/** Every line that looks like a row of a table is one, with as many cells as the head has. */
function expectWholeTables(markdown: string): Tokens.Table[] {
  const tables = tokensOf(markdown).filter((token): token is Tokens.Table => token.type === 'table');
  const lines = tables.flatMap(({ raw, header }) => {
    const rows = raw.trim().split('\n');
    rows.forEach((row) => expect([row.slice(0, 200), cellsOf(row)]).toEqual([row.slice(0, 200), header.length]));
    return rows;
  });
  expect(lines).toEqual(markdown.split('\n').filter((line) => line.startsWith('|')));
  return tables;
}

/** The HTML of a document, which is ours alone. */
function expectOwnHtml(markdown: string): void {
  for (const { type, raw } of tokensOf(markdown)) {
    if (type === 'html') expect(raw).toMatch(/^(<details>\n<summary>(?:[^<>]|<(?=\d))*<\/summary>|<\/details>|<br>)\s*$/);
  }
}

/** How many tokens of each kind there are. */
function kindsOf(markdown: string): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { type } of tokensOf(markdown)) kinds[type] = (kinds[type] ?? 0) + 1;
  delete kinds['text'];
  delete kinds['escape'];
  return kinds;
}

describe('report.md', () => {
  it('has tables whose rows all have the cells of their heads', () => {
    expect(expectWholeTables(renderMarkdown(report, WHOLE)).length).toBeGreaterThan(8);
  });

  it.each(HOSTILE_TEXTS.map((words) => [words.slice(0, 40), words]))('shows %j as text, in tables that stay whole', (_, words) => {
    const hostile = reportOfWords(report, words);
    const plain = kindsOf(renderMarkdown(reportOfWords(report, 'plain words'), WHOLE));
    for (const markdown of [renderMarkdown(hostile, WHOLE), renderComparisonMarkdown(compareReports(report, hostile), WHOLE)]) {
      expectWholeTables(markdown);
      expectOwnHtml(markdown);
      expect(markdown).not.toMatch(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028]|[^\P{Cc}\n]/u);
      expect(markdown).not.toMatch(/\p{Cs}/u);
      expect(markdown).not.toMatch(/@\w|(?<!&)#\d|:\+1:|https?:\/\/|www\./);
    }
    if (words !== '') expect(kindsOf(renderMarkdown(hostile, WHOLE))).toEqual(plain);
    const comment = renderMarkdown(hostile);
    expect(comment.length).toBeLessThan(GITHUB_COMMENT);
    expectWholeTables(comment);
    expectOwnHtml(comment);
  });

  it('says first what came out, then what is not as expected with its replay command, and folds the rest', () => {
    const markdown = renderMarkdown(report, WHOLE);
    const [open] = markdown.split('<details>');
    expect(open).toMatch(/^# ic-recall report\n\n\*\*14 verdicts: /);
    expect(open).toContain('## Verdicts on random tables');
    expect(open).toContain('## Verdicts on the table evil\\|&lt;i&gt;.csv');
    expect(open).toMatch(
      /^- \*\*R\*\* toy: REFUTED, expected HOLDS: .*\. Stopped because .*`ic-recall replay counterexamples\/R-exception\.json`\.$/m,
    );
    expect(open).toMatch(/^- \*\*F\*\* toy: UNSTABLE, .*`ic-recall replay counterexamples\/F-unstable\.json`\.$/m);
    expect(open).toMatch(
      /^- \*\*E\*\* toy: ERROR, .*a \\\| pipe, a \\`tick\\`, &lt;b&gt;.*`ic-recall replay counterexamples\/E-error\.json`\.$/m,
    );
    expect(open).not.toMatch(/^- \*\*U\*\*/m); // a control, refuted as expected
    expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
  });

  it('gives per claim the statement, source, assumptions, verdict, evidence, and why it stopped', () => {
    const markdown = renderMarkdown(report, WHOLE);
    for (const { id, verdict } of report.claims.filter((claim) => claim.verdict.word !== 'SKIPPED')) {
      const section = markdown.slice(markdown.indexOf(`<summary>${id} toy: ${verdict.word}</summary>`)).split('</details>')[0];
      expect(section).toContain('> a number is what it should be');
      expect(section).toContain('- Source: beyond');
      expect(section).toContain(`**${verdict.word}**`);
      expect(section).toContain('Stopped because');
    }
    expect(markdown).toContain('Minimal counterexample: the number 1001; the margin misses by 1.');
    expect(markdown).toContain('*Exploratory: measured although the claim does not apply');
    expect(markdown).toContain('α = 0.05, split evenly over the 6 claims');
  });

  it('has skipped claims in a line below their table, with the reason, and in no tally', () => {
    const markdown = renderMarkdown(report, WHOLE);
    expect(markdown).toContain('\n*skipped: K (decided from the standard budget on)*\n');
    expect(markdown).toMatch(/\n\*skipped: \d+ claims that --claims leaves out\*\n/);
    expect(markdown).not.toContain('SKIPPED');
    const unasked = recounted({ ...report, table: null, claims: report.claims.filter(({ id }) => id === 'K') });
    expect(renderMarkdown(unasked)).toContain('**0 verdicts** — Nothing was asked: every claim of this run is skipped.\n');
  });

  it('leaves out whole sections where there is no room, the least telling ones first, and says which', () => {
    const whole = renderMarkdown(report, WHOLE);
    expect(whole).not.toContain('Left out');
    expect(renderMarkdown(report, { ...COMMENT, most: whole.length })).toBe(whole);
    for (const most of [whole.length - 1, 12_000, 8_000, 5_000]) {
      const cut = renderMarkdown(report, { ...COMMENT, most });
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut).toMatch(/\n\*Left out, since a comment holds no more: .*\. All of it is in report\.json\.\*\n$/);
      expect(cut.match(/<details>/g)?.length).toBe(cut.match(/<\/details>/g)?.length);
      expectWholeTables(cut);
      for (const section of cut.split(/(?=<details>)/).slice(1)) expect(whole).toContain(section.split('</details>')[0]);
    }
    const cut = renderMarkdown(report, { ...COMMENT, most: 8_000 });
    expect(cut).toContain('## Not as expected');
    expect(cut).toMatch(/Left out.*N toy: HOLDS/);
  });

  it('is within what a comment takes when everything is far too long, and says what is left out in few words', () => {
    const claims = Array.from({ length: 300 }, (_, i) => ({ ...report.claims[8], id: `E${i}`, slug: '&'.repeat(300) }));
    const markdown = renderMarkdown({ ...report, claims });
    expect(markdown.length).toBeLessThan(GITHUB_COMMENT);
    expect(markdown).toMatch(/, and \d+ more\. All of it is in report\.json/);
  });
});

describe('a map', () => {
  it('of which no claim of the run was asked is a sentence, and no table without columns', () => {
    const map = { ...(picturedReport().controls as NonNullable<Report['controls']>), rows: [], cells: [], blank: [] };
    const [{ lines }] = mapSections('controls', map);
    expect(lines.join('\n')).toContain('No claim of this run was tested on any of these.');
    expect(lines.join('\n')).not.toContain('|---||');
  });
});

describe('text of somebody else', () => {
  it('is escaped once', () => {
    expect(markdownText('a|b *c* [d](e) `f` <g> & \\\n#h')).toBe('a\\|b \\*c\\* \\[d\\](e) \\`f\\` &lt;g&gt; &amp; \\\\ #h');
  });

  it.each(HOSTILE_TEXTS.filter((words) => words !== '').map((words) => [words.slice(0, 40), words]))(
    '%j reads as it was',
    (_, words) => {
      const [paragraph] = new Lexer({ gfm: true }).lex(`x ${markdownText(words)}`);
      const shown = ('tokens' in paragraph ? (paragraph.tokens ?? []) : [])
        .map((token) => ('text' in token ? String(token.text) : token.raw))
        .join('');
      const named: Record<string, string> = {
        '&amp;': '&',
        '&lt;': '<',
        '&gt;': '>',
        '&quot;': '"',
        '&#39;': "'",
        '&#58;': ':',
        '&#46;': '.',
      };
      const read = shown.replaceAll(/&[#\w]+;/g, (entity) => named[entity] ?? entity).replaceAll('\u200B', '');
      const asIs = words
        .replaceAll(/[\r\n\t\u2028]+/g, ' ')
        .replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Cc}\p{Cs}]/gu, '\uFFFD');
      expect(read).toBe(`x ${asIs}`.trimEnd());
    },
  );
});
