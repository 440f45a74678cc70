import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { summaryText } from '../../src/cli/terminal/summary.js';
import { skippedLine } from '../../src/report/words/skipped-words.js';
import { recounted } from '../kit/pictured-report.js';
import { hostileReport } from '../kit/sample-report.js';

const report = hostileReport();
const lines = (...parameters: Parameters<typeof summaryText>) => stripVTControlCharacters(summaryText(...parameters)).split('\n');

describe('the summary on a terminal', () => {
  it('has a row for every claim that was asked, and one line for those that were skipped', () => {
    const text = lines(report);
    expect(text).toContain('  skipped: K (decided from the standard budget on)');
    const unselected = (report.table?.claims ?? []).filter(({ verdict }) => verdict.word === 'SKIPPED').length;
    expect(text).toContain(`  skipped: ${unselected} claims that --claims leaves out`);
    expect(text.join('\n')).not.toContain('SKIPPED');
    expect(text.filter((line) => / toy /.test(line))).toHaveLength(12);
  });

  it('counts no skipped claim as a verdict', () => {
    const held = report.claims.filter(({ id }) => ['H', 'W', 'K'].includes(id));
    expect(lines(recounted({ ...report, table: null, controls: null, claims: held })).at(-2)).toMatch(
      /^all 2 verdicts are as expected \(seed /,
    );
  });

  it('says so where every claim of the run is skipped', () => {
    const none = recounted({ ...report, table: null, controls: null, claims: report.claims.filter(({ id }) => id === 'K') });
    expect(lines(none).at(-2)).toMatch(/^nothing was asked: every claim of this run is skipped \(seed /);
  });
});

describe('the line of skipped claims', () => {
  const [claim] = report.claims;
  const skipped = (id: string, least: 'standard' | 'thorough' | null) => ({
    ...claim,
    id,
    verdict:
      least === null
        ? ({ word: 'SKIPPED', by: 'selection', stopped: 'it was' } as const)
        : ({ word: 'SKIPPED', by: 'budget', least, stopped: 'it was' } as const),
  });

  it('names those of a lesser budget and counts those of the selection', () => {
    expect(skippedLine([skipped('S2b', 'thorough'), skipped('T5', 'standard'), skipped('T6', 'standard'), claim])).toBe(
      'skipped: T5, T6 (decided from the standard budget on), S2b (decided from the thorough budget on)',
    );
    expect(skippedLine([skipped('T5', 'standard'), skipped('M1', null)])).toBe(
      'skipped: T5 (decided from the standard budget on); 1 claim that --claims leaves out',
    );
    expect(skippedLine([claim])).toBeNull();
  });
});
