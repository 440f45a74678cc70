import { beforeAll, describe, expect, it } from 'vitest';
import { missOf } from '../../src/report/words/case-words.js';
import { evidenceLine } from '../../src/report/words/evidence-line.js';
import { skippedLine } from '../../src/report/words/skipped-words.js';
import { exclusiveLine } from '../../src/report/words/table-words.js';
import { contrast, inkOn } from '../../src/report/html/contrast.js';
import { attentionHeatmap } from '../../src/report/html/figures/attention-heatmap.js';
import { bandFigures } from '../../src/report/html/figures/bands.js';
import { numberText } from '../../src/report/html/figures/figure.js';
import { intervalBar } from '../../src/report/html/figures/interval-bar.js';
import { marginsStrip } from '../../src/report/html/figures/margins-strip.js';
import { defectMatrix } from '../../src/report/html/figures/defect-matrix.js';
import { scalingPlot } from '../../src/report/html/figures/scaling-plot.js';
import { foundCases } from '../../src/verify/found-cases.js';
import { replayOf } from '../../src/report/words/replay-command.js';
import { markup, short } from '../../src/report/html/markup.js';
import { NUMBER_FORMATS } from '../../src/report/words/number-formats.js';
import { DARK, LEVELS, levelColours, levelOf, LIGHT, type ColourRole } from '../../src/report/html/palette.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { ReportNumbers } from '../../src/report/html/report-numbers.js';
import { parseReport } from '../../src/report/data/read-report.js';
import type { Report } from '../../src/report/data/schema.js';
import { fileNameOf, filesOf } from '../../src/verify/storage/counterexample-file.js';
import { fitScaling } from '../../src/verify/statistics/scaling-fit.js';
import { picturedReport, recounted } from '../kit/pictured-report.js';
import { everyVerdict } from '../kit/sample-report.js';
import { expectDescribedDrawings, expectSelfContained, expectSoundLinks } from '../kit/page-laws.js';
import { at, expectNumbersOf, numberPaths, numbersOn } from '../kit/page-numbers.js';
import { elementsOf, elementsWith, readPage, textOf, type PageElement, type PageNode } from '../kit/read-page.js';

let report: Report;
let html: string;
let page: PageElement;

beforeAll(() => {
  report = picturedReport();
  html = renderHtml(report);
  page = readPage(html);
});

/** Every claim that was asked, on random tables and on the given one. */
function askedOf({ claims, table }: Report): Report['claims'] {
  return [...claims, ...(table?.claims ?? [])].filter(({ verdict }) => verdict.word !== 'SKIPPED');
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [] : Object.keys(value); // an index is no sentence
  return [...keys, ...Object.values(value).flatMap(stringsIn)];
}

/** Numbers that the page leaves to report.json, with the place where their meaning is shown instead. */
const LEFT_TO_JSON = [
  /^version$/,
  /\.case(\.|$)/, // by value in the file that replays
  /\.conclusion\.margin$/, // the least margin of the quantities, which are shown, and put in words
  /\.hunt\.evaluations$/,
  /\.(logEvidence|winner)$/, // winner: the bar beside the heatmap
  /\.verdict\.(needed|replays|failed|searched|accepted|drawn)$/, // in the line of evidence
  /\.verdict\.scaling\.alpha$/,
  /\.laws\.[12]\.residuals\.\d+\.size$/, // those of the first law
  /\.verdict\.enumeration\.cases$/,
  /^table\.exclusiveAnswers$/, // in its line
  /\.planned\.(holds|refutes|power)$/, // as far as the kind of claim has them
  /^phases\.\d+\.[xy]\.values\./, // the axes
  /^summary\.(asExpected|verdicts\.)/, // the rest of the verdicts is derived
  /\.hunt\.shrinks$/, // where something was found
  /^(controls|sensitivity|ablation)\.cells\.\d+\.found\.conclusion\.quantities\./, // put in words
  /\.hunt\.found\.conclusion\.quantities\./, // the minimal counterexample once more, where it refutes
  /\.enumeration\.worst\.conclusion\.quantities\./,
  /\.previews\.\w+\.curves\.\d+\.values\./, // the example's are drawn in the bands
];

describe('report.html', () => {
  it('is well-formed, and the same bytes for the same report.json', () => {
    const whole = page.children.find((child) => typeof child !== 'string');
    expect(whole?.tag).toBe('html');
    expect(renderHtml(parseReport(JSON.parse(JSON.stringify(report))))).toBe(html);
    const { claims } = report;
    expect(renderHtml({ ...report, claims: claims.with(0, { ...claims[0], tolerance: 0.123 }) })).not.toBe(html);
  });

  it('is smaller than 2 MB', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000);
  });

  it('shows every number as it stands in report.json', () => {
    expect(expectNumbersOf(page, report)).toBeGreaterThan(8000);
  });

  it('shows every number that report.json has, but for those that it says in words', () => {
    const shown = new Set(numbersOn(page).map(({ path }) => path));
    const missing = numberPaths(report).filter(
      (path) =>
        !shown.has(path) &&
        !LEFT_TO_JSON.some((pattern) => pattern.test(path)) &&
        !isNothing(path) &&
        !isWhole(path) &&
        !isSkipped(path),
    );
    expect(missing.slice(0, 20)).toEqual([]);
  });

  /** Skipped claims are listed in one line. */
  const isSkipped = (path: string) => {
    const [claim] = /^(?:table\.)?claims\.\d+/.exec(path) ?? [];
    return claim !== undefined && at(report, `${claim}.verdict.word`) === 'SKIPPED';
  };

  /** Counts of what did not occur are left out of a sentence. */
  const isNothing = (path: string) => /\.(rejected|roundingOnly|merged)$/.test(path) && at(report, path) === 0;

  /** A single kind of case is all of them. */
  const isWhole = (path: string) => {
    const [, strata] = /^(.*\.strata)\.0\./.exec(path) ?? [];
    return strata !== undefined && (at(report, strata) as unknown[]).length === 1;
  };

  it('would notice a number that is not the report’s', () => {
    const claim = report.claims[0];
    const other = renderHtml({ ...report, claims: report.claims.with(0, { ...claim, tolerance: claim.tolerance * 2 }) });
    const wrong = numbersOn(readPage(other)).filter(({ path, as, text }) => {
      const stored = at(report, path) ?? null;
      return text !== (stored === null ? 'none' : NUMBER_FORMATS[as](stored as number));
    });
    expect(new Set(wrong.map(({ path }) => path))).toEqual(new Set(['claims.0.tolerance']));
  });

  it('tells what it derives: how many verdicts, how many undecided, how many not as expected', () => {
    const claims = askedOf(report);
    const undecided = new Set<string>(['INCONCLUSIVE', 'VACUOUS', 'UNSTABLE']);
    const expected: Record<string, number> = {
      decided: claims.filter(({ verdict }) => verdict.word !== 'NOT APPLICABLE').length,
      contrary: claims.filter(({ asExpected }) => !asExpected).length,
      undecided: claims.filter(({ verdict }) => undecided.has(verdict.word)).length,
    };
    expected['controls'] = claims.filter(({ control, verdict }) => control !== null && verdict.word === 'REFUTED').length;
    const derived = elementsOf(page).filter(({ attributes }) => attributes.has('data-derived'));
    expect(derived.length).toBeGreaterThan(2);
    for (const element of derived) expect(Number(textOf(element))).toBe(expected[element.attributes.get('data-derived') ?? '']);
    const tally = elementsOf(page).find(({ attributes }) => attributes.get('class') === 'tally');
    expect(tally === undefined ? '' : textOf(tally)).toMatch(
      /^\d+ hold\d+ are refuted\d+ are undecided\d+ do not apply\d+ could not be evaluated$/,
    );
  });

  it('has the line of evidence of every claim', () => {
    const lines = elementsOf(page).filter(({ attributes }) => attributes.has('data-evidence'));
    expect(lines.length).toBe(2 * askedOf(report).length);
    for (const line of lines) {
      const claim = at(report, line.attributes.get('data-evidence') ?? '') as Report['claims'][number];
      const whole = markupText(evidenceLine(claim));
      expect([whole, markupText(short(evidenceLine(claim), 300))]).toContain(textOf(line));
    }
  });

  it('has no other number in its text than those of the report’s sentences', () => {
    const known = [
      ...stringsIn(report).map((text) => markupText(text)),
      exclusiveLine(report.table as NonNullable<Report['table']>),
      ...[report.claims, report.table?.claims ?? []].flatMap((claims) => skippedLine(claims) ?? []),
      ...conclusionsIn(report).map((conclusion) => missOf({ conclusion })),
    ];
    const { HOLDS, REFUTED } = report.summary.verdicts;
    known.push(`ic-recall report: ${HOLDS} hold, ${REFUTED} refuted`);
    const strays = looseTexts(page).filter((text) => /\d/.test(text) && !isSaid(text, known));
    expect(strays.slice(0, 20)).toEqual([]);
  });

  it('shows statements as they stand in the report, sign by sign', () => {
    const statements = elementsOf(page).filter(({ attributes }) => attributes.get('class') === 'statement');
    expect(statements.map(textOf).toSorted()).toEqual(
      askedOf(report)
        .map(({ statement }) => markupText(statement))
        .toSorted(),
    );
  });

  it('has skipped claims in one line that unfolds, with the reason, and nowhere else', () => {
    const { table } = report;
    const folded = elementsOf(page).filter(({ attributes }) => attributes.get('class') === 'more skipped');
    expect(folded.map((each) => textOf(elementsWith(each, 'p')[0]))).toEqual(
      [report.claims, table?.claims ?? []].map((claims) => `${skippedLine(claims)}.`),
    );
    expect(textOf(folded[0])).toContain('skipped: K (decided from the standard budget on)');
    expect(textOf(folded[1])).toMatch(/; \d+ claims that --claims leaves out\.$|skipped: \d+ claims that --claims leaves out\.$/);
    const ids = elementsOf(page).flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids.filter((id) => id === 'K' || id === 'table-P1')).toEqual([]);
    const filters = elementsOf(page).flatMap(({ attributes }) => attributes.get('data-filter') ?? []);
    expect(filters).toContain('HOLDS');
    expect(filters).not.toContain('SKIPPED');
    expect(elementsOf(page).flatMap(({ attributes }) => attributes.get('data-verdict') ?? [])).not.toContain('SKIPPED');
  });

  it('describes every drawing: role, title, description, and a table behind it', () => {
    expect(expectDescribedDrawings(page)).toBeGreaterThan(150);
  });

  it('describes drawings by numbers of the data behind them alone', () => {
    const sentences = stringsIn(report).filter((each) => /\d/.test(each) && each.length > 12);
    let described = 0;
    for (const drawing of elementsWith(page, 'figure')) {
      const stored = numbersOn(drawing).map(({ path }) => at(report, path));
      const known = new Set(
        stored.flatMap((value) =>
          typeof value === 'number'
            ? [numberText(value), String(value), ...Object.values(NUMBER_FORMATS).map((format) => format(value))]
            : [],
        ),
      );
      const [whole] = elementsWith(drawing, 'desc').map(textOf);
      const text = sentences.reduce((rest, sentence) => rest.replace(markupText(sentence), ''), whole);
      // Indices of tokens and letters with numbers in names are no numbers.
      const words = text.replaceAll(/(?<![\d.])[\p{L}_][\p{L}\p{N}_]*/gu, ' ').match(/[-−]?\d[\d.,]*(?:e[+-]\d+)?(?: %)?/g) ?? [];
      const numbers = words.map((word) => word.replace(/[.,]+$/, ''));
      described += numbers.length;
      expect([text, numbers.filter((each) => each !== '0' && !known.has(each))]).toEqual([text, []]);
    }
    expect(described).toBeGreaterThan(1000);
  });

  it('has every id once, and no link that leads nowhere', () => {
    expectSoundLinks(page);
  });

  it('leaves nothing to fetch, and lets nothing run but its own script', () => {
    expectSelfContained(html);
  });

  it('shows names as text, never as markup', () => {
    const tags = new Set(elementsOf(page).map(({ tag }) => tag));
    expect([...tags].filter((tag) => ['i', 'img', 'script'].includes(tag))).toEqual(['script']);
    const handlers = elementsOf(page).flatMap(({ attributes }) => [...attributes.keys()].filter((name) => name.startsWith('on')));
    expect(handlers).toEqual([]);
    expect(html).not.toMatch(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
    expect(html).not.toMatch(/(?:long){150}/);
    const text = textOf(page);
    for (const name of [
      '<script>alert(1)</script>',
      'a|b',
      '`code`',
      '"><img src=x onerror=alert(1)>',
      "it's & <b>",
      '\uFFFDreversed',
    ]) {
      expect(text).toContain(name);
    }
  });

  it('is rendered of a report without previews, maps, phases and table as well', () => {
    const bare = recounted({
      ...report,
      claims: report.claims.map((claim) => ({ ...claim, previews: { bands: null, example: null, counterexample: null } })),
      table: null,
      controls: null,
      sensitivity: null,
      ablation: null,
      phases: null,
    });
    const ids = elementsOf(readPage(renderHtml(bare))).flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids).toContain('T3');
    expect(ids).not.toContain('controls');
    expect(elementsOf(readPage(renderHtml({ ...bare, claims: [] }))).length).toBeGreaterThan(50);
  });

  it('names the files that a run writes', () => {
    const results = everyVerdict();
    const claims = report.claims.slice(-results.length - 1, -1);
    results.forEach((result, i) => {
      const files = filesOf(result, { tool: { name: 'ic-recall', version: '0' }, setup: null }).map(fileNameOf);
      const claim = claims[i];
      expect(claim.id).toBe(result.claim.id);
      const commands = foundCases(claim.verdict).flatMap(({ role }) => (role === null ? [] : [replayOf(claim, false, role)]));
      if (claim.verdict.word !== 'ERROR') expect(commands).toEqual(files.map((file) => `ic-recall replay counterexamples/${file}`));
    });
    const said = textOf(page);
    expect(said).toContain('ic-recall replay counterexamples/U-minimal.json');
    expect(said).toContain('ic-recall replay counterexamples/E-error.json');
  });
});

/** Text as a page shows it. */
function markupText(text: string): string {
  return textOf(readPage(`<p>${markup`${text}`.text}</p>`));
}

/** Texts that are neither a number that says where it stands nor within a drawing, a table of numbers, a style or a script. */
function looseTexts(node: PageNode): string[] {
  if (typeof node === 'string') return [node];
  const { tag, attributes } = node;
  if (
    attributes.has('data-at') ||
    attributes.has('data-derived') ||
    tag === 'svg' ||
    tag === 'style' ||
    tag === 'script' ||
    attributes.has('data-evidence')
  )
    return [];
  if (tag === 'tbody' || tag === 'code') return [];
  return node.children.flatMap(looseTexts);
}

/** What cases came to, wherever they stand. */
function conclusionsIn(value: unknown): { quantity: string; margin: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'conclusion' ? [part as { quantity: string; margin: number }] : conclusionsIn(part),
  );
}

/** A text whose numbers all stand in one of the report's sentences, or as one of them was cut. */
function isSaid(text: string, known: readonly string[]): boolean {
  const words = text.match(/[^\s,;:()]*\d[^\s,;:()]*/g) ?? [];
  return words.every((word) => {
    const bare = word.replace(/[….'’]+$/, '');
    return (
      known.some((sentence) => standsIn(sentence, bare)) || /^(?:; )?(?:and )?\d+ more(?: cases)?$|^ic-recall \d/.test(text.trim())
    );
  });
}

/** Whether a word with a number stands in a sentence by itself: not as a part of a longer number. */
function standsIn(sentence: string, word: string): boolean {
  for (let place = sentence.indexOf(word); place !== -1; place = sentence.indexOf(word, place + 1)) {
    const [before, after] = [sentence[place - 1] ?? ' ', sentence.slice(place + word.length)];
    if (!(/\d/.test(word[0]) && /[\d.]/.test(before)) && !(/\d$/.test(word) && /^(?:\d|\.\d)/.test(after))) return true;
  }
  return false;
}

describe('colours', () => {
  const texts: [ColourRole, ColourRole][] = [
    ...(['ink', 'quiet', 'link', 'holds', 'refuted', 'open', 'aside', 'fault'] as const).flatMap(
      (role): [ColourRole, ColourRole][] => [
        [role, 'paper'],
        [role, 'raised'],
      ],
    ),
    ...(['holds', 'refuted', 'open', 'aside', 'fault'] as const).map((role): [ColourRole, ColourRole] => [role, `${role}-paper`]),
  ];

  it.each(Object.entries({ light: LIGHT, dark: DARK }))('of text and of marks stand out, %s', (_, palette) => {
    for (const [text, paper] of texts)
      expect([text, paper, contrast(palette[text], palette[paper]) >= 4.5]).toEqual([text, paper, true]);
    for (const mark of ['holds', 'refuted', 'mark', 'quiet', 'ink'] as const) {
      expect([mark, contrast(palette[mark], palette.paper) >= 3]).toEqual([mark, true]);
    }
  });

  it.each(['light', 'dark'] as const)('of cells bear their numbers, and grow from paper to ink, %s', (theme) => {
    const colours = levelColours(theme);
    for (const colour of colours) expect(contrast(colour, inkOn(colour))).toBeGreaterThanOrEqual(4.5);
    const { paper } = theme === 'light' ? LIGHT : DARK;
    expect(contrast(colours[LEVELS - 1], paper)).toBeGreaterThan(7);
    expect(contrast(colours[0], paper)).toBeLessThan(1.6);
  });

  it('are measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#777777', 'rgb(255, 255, 255)')).toBeCloseTo(4.478, 3);
  });
});

describe('figures', () => {
  const drawn = (source: object, draw: (numbers: ReportNumbers) => { text: string }) =>
    readPage(draw(new ReportNumbers(source)).text);
  const byClass = (root: PageElement, name: string) =>
    elementsOf(root).filter(({ attributes }) => attributes.get('class') === name);
  const number = ({ attributes }: PageElement, name: string) => Number(attributes.get(name));

  it('the interval’s bar stands where the tolerance says', () => {
    const source = { estimate: { cases: 100, violations: 5, interval: { lower: 0.02, upper: 0.08 } }, tolerance: 0.1 };
    const root = drawn(source, (numbers) => intervalBar(numbers, source.estimate, source, 'x'));
    const [bar] = byClass(root, 'interval');
    const [limit] = byClass(root, 'limit');
    const [rate] = byClass(root, 'rate');
    const zero = number(bar, 'x') - (number(limit, 'x1') - number(bar, 'x')) / 4; // 0.02 of 0.1
    const unit = (number(limit, 'x1') - zero) / 0.1;
    expect(number(bar, 'width') / unit).toBeCloseTo(0.06, 3);
    expect((number(rate, 'cx') - zero) / unit).toBeCloseTo(0.05, 3);
  });

  it('a strip is red where it violates its threshold, and nowhere else', () => {
    const strip = (least: number, bound: 'at least' | 'at most') => {
      const spreads = [{ quantity: 'q', least, median: 0.6, greatest: 0.9, leastMargin: 0 }];
      const threshold = { quantity: 'q', bound, value: 0.5, basis: '' };
      const source = { spreads, thresholds: [threshold] };
      const root = drawn(source, (numbers) => marginsStrip(numbers, spreads, source.thresholds, 'x'));
      const [whole] = byClass(root, 'interval');
      const [bad] = byClass(root, 'violating');
      return bad === undefined ? 0 : number(bad, 'width') / number(whole, 'width');
    };
    expect(strip(0.55, 'at least')).toBe(0);
    expect(strip(0.1, 'at least')).toBeCloseTo(0.5, 2);
    expect(strip(0.5, 'at most')).toBeCloseTo(1, 2);
  });

  it('a heatmap has the level of each share in its place, and marks the pair that wins', () => {
    const shares = [
      [0.2, 0.2, 0.2, 0.2, 0.2],
      [0.02, 0.02, 0.45, 0.5, 0.01],
    ];
    const attention = {
      steps: [0, 200],
      relation: { tokens: ['s₁', 'a₁', 's₂', 'a₂', 's_q'], shares },
      answer: { tokens: ['s_q', 'r̂'], shares: [[0.5, 0.5]] },
      winner: 1,
    };
    const root = drawn({ attention }, (numbers) => attentionHeatmap(numbers, attention, 'relation', { id: 'x', of: 'it' }));
    const cells = elementsWith(root, 'path').flatMap(({ attributes }) =>
      /^q\d+$/.test(attributes.get('class') ?? '')
        ? [...(attributes.get('d') ?? '').matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/g)].map(([, x, y, width]) => ({
            level: Number(attributes.get('class')?.slice(1)),
            x: Number(x),
            y: Number(y),
            width: Number(width),
          }))
        : [],
    );
    const left = Math.min(...cells.map(({ x }) => x));
    const top = Math.min(...cells.map(({ y }) => y));
    const whole = Math.max(...cells.map(({ x, width }) => x + width)) - left;
    shares.forEach((column, step) =>
      column.forEach((share, token) => {
        const x = left + (whole * (step + 0.5)) / 2;
        const cell = cells.filter((each) => each.y === top + 16 * token && each.x <= x && x < each.x + each.width);
        expect(cell.map(({ level }) => level)).toEqual([levelOf(share)]);
      }),
    );
    const marks = byClass(root, 'winner').map(({ attributes }) => Number(/ ([\d.]+)v/.exec(attributes.get('d') ?? '')?.[1]));
    expect(marks).toEqual([2, 3].map((token) => top + 16 * token + 2));
    expect(byClass(root, 'strong').map(textOf)).toEqual(['s₂', 'a₂']);
    const tie = { ...attention, winner: null };
    const tied = drawn({ tie }, (numbers) => attentionHeatmap(numbers, tie, 'relation', { id: 'x', of: 'it' }));
    expect([byClass(tied, 'winner'), byClass(tied, 'strong')]).toEqual([[], []]);
    expect(textOf(tied)).toContain('No pair wins.');
  });

  it('given rows are bars, since nothing is trained', () => {
    const row = { tokens: ['s₁', 'a₁', 's_q'], shares: [[0.5, 0.5, 0]] };
    const [trained] = report.claims.flatMap(({ previews }) => previews.example ?? []);
    const example = { ...trained, curves: [], attention: { steps: [0], relation: row, answer: row, winner: 0 } };
    const of = (illustration: typeof example) =>
      textOf(
        readPage(
          renderHtml(
            recounted({
              ...report,
              table: null,
              claims: report.claims.map((claim) => ({
                ...claim,
                previews: { bands: null, example: illustration, counterexample: illustration },
              })),
            }),
          ),
        ),
      );
    expect(of(example)).toContain('Where the relation row looks');
    expect(of(example)).not.toMatch(/attention over training|step by step/);
  });

  it('planted defects have a row for a claim and a defect, in a run that ended first too', () => {
    const map = report.sensitivity;
    if (map === null) throw new Error('no map');
    const [{ claim, column }] = map.cells;
    const cut = { ...map, cells: map.cells.slice(0, 1), smallest: [] };
    const root = drawn({ cut }, (numbers) => defectMatrix(numbers, cut, 'it'));
    expect(
      elementsWith(elementsWith(root, 'tbody')[0], 'tr').map((row) => elementsWith(row, 'td').map(textOf).slice(0, 2)),
    ).toEqual([[column.split(' ')[0], 'not every size was decided']]);
    expect(elementsWith(root, 'th').map(textOf)).toContain(claim);
  });

  it('a band lies between the least and the greatest', () => {
    const bands = {
      cases: 3,
      steps: [0, 10, 100],
      series: [{ name: 'mass', least: [0, 0.2, 0.4], median: [0.1, 0.5, 0.8], greatest: [0.2, 0.8, 1] }],
    };
    const root = drawn({ bands }, (numbers) => bandFigures(numbers, bands, null, 'x')[0]);
    const points = (name: string) =>
      [...(byClass(root, name)[0].attributes.get('d') ?? '').matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [
        Number(x),
        Number(y),
      ]);
    const median = points('median');
    const around = points('band');
    expect(median.map(([x]) => x)).toEqual(around.slice(0, 3).map(([x]) => x));
    expect(median[0][0]).toBeLessThan(median[1][0]);
    const [zero, one] = [150, 12];
    const value = (y: number) => (zero - y) / (zero - one);
    expect(median.map(([, y]) => Math.round(100 * value(y)) / 100)).toEqual([0.1, 0.5, 0.8]);
    expect(around.map(([, y]) => Math.round(100 * value(y)) / 100)).toEqual([0.2, 0.8, 1, 0.4, 0.2, 0]);
  });

  it('laws run through the points that they fit, and a size without a value is marked', () => {
    const points = [4, 6, 8, 10, 12, 14, 16, 18].map((power) => ({ size: 2 ** power, value: 3 * 2 ** (power / 2) }));
    const series = { name: 's', points: [{ size: 2, value: null }, ...points], fit: fitScaling(points, 0.01), decision: null };
    const source = JSON.parse(JSON.stringify({ series })) as { series: Parameters<typeof scalingPlot>[1] };
    const root = drawn(source, (numbers) => scalingPlot(numbers, source.series, { id: 'x', control: null }));
    const circles = byClass(root, 'point').map((circle) => [number(circle, 'cx'), number(circle, 'cy')]);
    expect(circles).toHaveLength(points.length);
    const power = [...(byClass(root, 'law power')[0].attributes.get('d') ?? '').matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(
      ([, x, y]) => [Number(x), Number(y)],
    );
    const [[x0, y0]] = power;
    const [x1, y1] = power[power.length - 1];
    for (const [x, y] of circles) expect(y).toBeCloseTo(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0), 0);
    expect(byClass(root, 'missing')).toHaveLength(1);
    const [size, value] = elementsWith(root, 'tbody')[0].children.map((row) => textOf(row));
    expect([size, value]).toEqual(['2none', '1612']);
  });
});
