import { describe, expect, it } from 'vitest';
import { NUMBER_FORMATS } from '../../src/report/words/number-formats.js';
import { renderSweepPage } from '../../src/report/html/sweep-page.js';
import { renderTrainPage } from '../../src/report/html/train-page.js';
import { toJson } from '../../src/report/write/to-json.js';
import { expectDescribedDrawings, expectSelfContained, expectSoundLinks } from '../kit/page-laws.js';
import { at, expectNumbersOf, numberPaths, numbersOn } from '../kit/page-numbers.js';
import { elementsWith, readPage, textOf } from '../kit/read-page.js';
import { HOSTILE_NAMES, sampleSweep, sampleTraining } from '../kit/sample-runs.js';

const { trained, words } = sampleTraining();
const { swept, outcomes } = sampleSweep();

const PAGES = [
  {
    name: 'train',
    html: renderTrainPage(trained, words),
    stored: JSON.parse(toJson(trained)) as unknown,
    drawings: 2 * 10,
    numbers: 400,
    /** The bar beside the heatmap says which pair is on top. */
    shownElsewhere: /\.topPair$/,
  },
  {
    name: 'sweep',
    html: renderSweepPage(swept, { generator: 'ic-recall 0', subject: 'positional attention', outcomes }),
    stored: JSON.parse(toJson(swept)) as unknown,
    drawings: 3 + 2,
    numbers: 150,
    shownElsewhere: /\.laws\.[12]\.residuals\.\d+\.size$/, // those of the first law
  },
];

describe.each(PAGES)('the page of $name', ({ html, stored, drawings, numbers, shownElsewhere }) => {
  const page = readPage(html);

  it('shows every number as it stands in JSON, and what is no number as none', () => {
    expect(expectNumbersOf(page, stored)).toBeGreaterThan(numbers);
  });

  it('leaves no number of JSON out', () => {
    const shown = new Set(numbersOn(page).map(({ path }) => path));
    expect(numberPaths(stored).filter((path) => !shown.has(path) && !shownElsewhere.test(path))).toEqual([]);
  });

  it('describes every drawing and has a table behind it', () => {
    expect(expectDescribedDrawings(page)).toBe(drawings);
  });

  it('has links that lead somewhere, and fetches nothing', () => {
    expectSoundLinks(page);
    expectSelfContained(html);
  });
});

describe('the page of train', () => {
  const { html } = PAGES[0];
  const page = readPage(html);

  it('shows names of a fact table as text', () => {
    const text = textOf(page);
    for (const name of HOSTILE_NAMES.slice(0, 3)) expect(text).toContain(name);
    expect(text).toContain('\uFFFDdesrever');
    expect(elementsWith(page, 'img')).toEqual([]);
    expect(elementsWith(page, 'b').map(textOf)).not.toContain('`');
    expect(html).not.toMatch(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
  });

  it('says of a run that diverged that it did, and draws it as far as there are numbers', () => {
    expect(textOf(page)).toContain('diverged: no longer a number after step 99; lower --eta');
    const losses = elementsWith(page, 'figure').filter((figure) => textOf(figure).startsWith('Relation row: loss'));
    const points = losses.map((figure) => {
      const line = elementsWith(figure, 'path').find(({ attributes }) => attributes.get('class') === 'median');
      return (line?.attributes.get('d') ?? '').split(/[ML]/).length - 1;
    });
    expect(points).toEqual([9, 7]);
  });

  it('would be caught with the rows exchanged', () => {
    const exchanged = trained.runs.map((run) => ({
      ...run,
      trajectory: run.trajectory.map((recorded) => ({
        ...recorded,
        losses: { relation: recorded.losses.answer, answer: recorded.losses.relation },
      })),
    }));
    const other = readPage(renderTrainPage({ ...trained, runs: exchanged }, words));
    const wrong = numbersOn(other).filter(({ path, as, text }) => {
      const stored = at(PAGES[0].stored, path) ?? null;
      return text !== (stored === null ? 'none' : NUMBER_FORMATS[as](stored as number));
    });
    expect(new Set(wrong.map(({ path }) => path.replaceAll(/\d+/g, '#')))).toEqual(
      new Set(['runs.#.trajectory.#.losses.relation', 'runs.#.trajectory.#.losses.answer']),
    );
  });

  it('is drawn of one step, and of many pairs', () => {
    const [run] = trained.runs;
    const single = { ...trained, runs: [{ ...run, steps: 0, trajectory: run.trajectory.slice(0, 1) }] };
    expect(expectDescribedDrawings(readPage(renderTrainPage(single, words)))).toBe(10);
  });
});

describe('the page of sweep', () => {
  it('says what each series came to, also of one without a point', () => {
    const page = readPage(PAGES[1].html);
    const leads = elementsWith(page, 'section').map((section) => textOf(elementsWith(section, 'p')[0]));
    expect(leads[3]).toBe('ERROR, <b>no</b> answer');
    expect(leads).toHaveLength(4);
    expect(['figure', 'math'].flatMap((tag) => elementsWith(elementsWith(page, 'section')[3], tag))).toEqual([]);
  });
});
