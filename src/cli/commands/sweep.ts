import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { seriesName } from '../../../properties/cases/size-case.js';
import { SWEEP_CATALOGUE, type SweptLearner } from '../../../properties/catalogue/sweep-catalogue.js';
import {
  BITS,
  bitsFrom,
  fits,
  MOST_BITS_OF_MATCHINGS,
  MOST_BITS_OF_VARIANTS,
  mostSamples,
  PAIRS_OF_S2,
  SAMPLE_CRITERION,
  SCALING_TABLES,
  shapeOf,
  TABLES_OF_S2,
  type ScalingSeriesDomain,
  type ScalingTables,
} from '../../../spec/domains/scaling-domain.js';
import { usageError } from '../../input-error.js';
import { VERSION } from '../../package-root.js';
import { figure } from '../../report/words/numbers.js';
import { renderSweepPage, type SweepPageWords } from '../../report/html/sweep-page.js';
import { toJson } from '../../report/write/write-report.js';
import type { ClaimResult } from '../../verify/decide/schedule.js';
import type { ScalingSeries } from '../../verify/evidence.js';
import { Interrupted } from '../../verify/decide/heartbeat.js';
import { missingFrom, selectLaw, type FittedLaw } from '../../verify/statistics/scaling-fit.js';
import { superviseSuite } from '../../verify/workers/supervisor.js';
import { worstExitCode, type Verdict } from '../../verify/verdict.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { drawingStyle } from '../terminal/drawing-style.js';
import { listOf, seedOption, wholeNumber } from '../options/options.js';
import { Progress } from '../terminal/progress.js';
import { UNDECIDED } from '../run/run-and-report.js';
import { sparkline } from '../terminal/sparkline.js';
import { stopSignal } from '../run/stop-signal.js';
import { caseLimitOption, workersOption } from '../run/supervision.js';
import { columns } from '../terminal/text.js';

// N = 2^b facts, S subjects, R relations, k pairs, n prompts.

interface SweepOptions {
  readonly tables?: ScalingTables[];
  readonly k?: number[];
  readonly from: number;
  readonly to?: number;
  readonly step?: number;
  readonly attention: 'positional' | 'full';
  readonly memory: 'all-facts' | 'seen-facts';
  readonly seed: bigint;
  readonly workers?: number;
  readonly caseLimit: number;
  readonly out?: string;
  readonly html?: string;
  readonly json?: true;
}

/** `ic-recall sweep`. */
export function sweepCommand(): Command {
  const exponent = (flag: string) => wholeNumber(flag, BITS.min, BITS.max);
  return new Command('sweep')
    .description(
      'sample complexity: search n*(N), the least number of prompts with accuracy 0.99 in 95 % of draws, over sizes N = 2^b, and fit rival laws of its growth',
    )
    .option('--tables <list>', `families of tables, of ${SCALING_TABLES.join(',')} (${TABLES_OF_S2.join(',')})`, listOf(tablesName))
    .option('--k <list>', `pairs in a prompt, a series each (${PAIRS_OF_S2.join(',')})`, listOf(wholeNumber('--k', 1, 8)))
    .option('--from <b>', 'the least exponent of N = 2^b', exponent('--from'), BITS.min)
    .option('--to <b>', `the largest (${BITS.max}; ${MOST_BITS_OF_VARIANTS} where the search is dear)`, exponent('--to'))
    .option('--step <number>', 'between exponents (2; 1 up to 2^12)', wholeNumber('--step', 1, BITS.max))
    .addOption(new Option('--attention <kind>', 'what is fine-tuned').choices(['positional', 'full']).default('positional'))
    .addOption(
      new Option('--memory <kind>', 'what the memory stores: all facts, or those that fine-tuning shows (the control C1)')
        .choices(['all-facts', 'seen-facts'])
        .default('all-facts'),
    )
    .addOption(seedOption('decides every draw'))
    .addOption(workersOption())
    .addOption(caseLimitOption())
    .option('--out <file>', 'also write points, fits and residuals as JSON to this file')
    .option('--html <file>', 'also draw n*, laws and residuals on one HTML page, each with its numbers')
    .option('--json', 'print JSON')
    .action(sweep);
}

async function sweep(options: SweepOptions): Promise<void> {
  const { seed, caseLimit, workers, out, html } = options;
  const learner = learnerOf(options);
  const series = seriesOf(options, learner);
  if (out !== undefined) await prepareFolder(dirname(out));
  if (html !== undefined) await prepareFolder(dirname(html), '--html');
  const progress = new Progress(process.stderr);
  const stop = stopSignal(undefined, (line) => progress.line(line));
  let results: readonly ClaimResult[];
  try {
    const run = await superviseSuite(
      { module: SWEEP_CATALOGUE, input: { learner, series: series.map((each) => ({ ...each, bits: [...each.bits] })) } },
      {
        seed,
        budget: 'standard',
        only: null,
        caseLimit,
        youngMemory: YOUNG_MEMORY,
        ...(workers === undefined ? {} : { workers }),
        signal: stop.signal,
        onResult: ({ claim }) => progress.note(`${claim.id}: done`),
        onProgress: (running) =>
          progress.state(running.map(({ claims: [{ id }], done, planned }) => `${id}: ${done} of ${planned} sizes`).join(' · ')),
      },
    );
    results = run.results;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    progress.line('stopped before the first size');
    process.exitCode = UNDECIDED;
    return;
  } finally {
    stop.release();
  }
  progress.clear();
  const swept = series.map((domain, i) => ({ domain, verdict: results[i].verdict }));
  const facts = sweepData(swept, learner, seed);
  if (out !== undefined) await writeWhole(out, `${toJson(facts)}\n`);
  if (html !== undefined) await writeWhole(html, renderSweepPage(facts, wordsOf(swept, learner)), '--html');
  process.stdout.write(options.json === true ? `${toJson(facts)}\n` : `${render(swept, learner, seed).join('\n')}\n`);
  process.exitCode = worstExitCode(
    swept.map(({ verdict }) => (verdict.word === 'ERROR' ? 3 : verdict.word === 'INCONCLUSIVE' ? UNDECIDED : 0)),
  );
}

/** Draws leave garbage and keep little: with 8 MiB the peak is 30 MiB lower than with what Node takes, and the time is the same. */
const YOUNG_MEMORY = 8;

/** A series, and what it came to. */
interface Swept {
  readonly domain: ScalingSeriesDomain;
  readonly verdict: Verdict;
}

function tablesName(text: string): ScalingTables {
  const name = SCALING_TABLES.find((known) => known === text);
  if (name === undefined) throw usageError(`--tables "${text}" does not exist`, `choose from ${SCALING_TABLES.join(', ')}`);
  return name;
}

function learnerOf({ attention, memory }: SweepOptions): SweptLearner {
  if (attention === 'full' && memory === 'seen-facts') {
    throw usageError('--attention full and --memory seen-facts exclude each other', 'the control is one of positional attention');
  }
  return attention === 'full' ? 'full-attention' : memory === 'seen-facts' ? 'seen-facts' : 'positional';
}

/** The series that are asked for, with the sizes whose tables have room for the prompts. */
function seriesOf({ from, ...options }: SweepOptions, learner: SweptLearner): ScalingSeriesDomain[] {
  const alone = learner !== 'positional';
  const tables = [...new Set(options.tables ?? (alone ? ['cyclic' as const] : TABLES_OF_S2))];
  const pairs = [...new Set(options.k ?? (alone ? [PAIRS_OF_S2[0]] : PAIRS_OF_S2))];
  const most = alone ? MOST_BITS_OF_VARIANTS : tables.includes('matchings') ? MOST_BITS_OF_MATCHINGS : BITS.max;
  const to = options.to ?? most;
  if (to > most) {
    const why = alone
      ? `with ${learner === 'seen-facts' ? '--memory seen-facts' : '--attention full'}`
      : 'with matchings, which are stored';
    throw usageError(`--to ${to} is beyond 2^${most}, where the sizes end ${why}`, `use --to ${most} or less`);
  }
  if (from > to) throw usageError(`--from ${from} is above --to ${to}`, 'give the smaller exponent first');
  const step = options.step ?? (to <= MOST_BITS_OF_VARIANTS ? 1 : 2);
  return tables.flatMap((each) =>
    pairs.map((k) => {
      const series = { tables: each, pairs: k, bits: bitsFrom(from, to, step).filter((bits) => fits(k, bits)) };
      const missing = missingFrom(series.bits.map((bits) => 2 ** bits));
      if (missing !== null) {
        throw usageError(
          `${seriesName(series)} has too few sizes for a fit: ${missing}`,
          step > 1 ? 'widen --from and --to, or lower --step' : 'widen --from and --to',
        );
      }
      return series;
    }),
  );
}

/** All that a plot needs. */
function sweepData(swept: readonly Swept[], learner: SweptLearner, seed: bigint) {
  return {
    learner,
    seed: String(seed),
    criterion: SAMPLE_CRITERION,
    series: swept.map(({ domain, verdict }) => {
      const found = seriesIn(verdict);
      return {
        name: seriesName(domain),
        tables: domain.tables,
        k: domain.pairs,
        verdict: verdict.word,
        stopped: verdict.stopped,
        points: (found?.points ?? []).map((point, i) => ({ ...point, ...shapeFacts(domain.bits[i]) })),
        fit: found?.fit ?? null,
        law: found?.fit.kind === 'fitted' ? selectLaw(found.fit).law : null,
        decision: found?.decision ?? null,
      };
    }),
  };
}

function shapeFacts(bits: number): { subjects: number; relations: number; searchedTo: number } {
  const { subjectBits, relations } = shapeOf(bits);
  return { subjects: 2 ** subjectBits, relations, searchedTo: mostSamples(bits) };
}

/** What was measured; null where the series was stopped or could not be evaluated. */
function seriesIn(verdict: Verdict): ScalingSeries | null {
  return 'scaling' in verdict ? (verdict.scaling.series[0] ?? null) : null;
}

const SUBJECT_OF: Readonly<Record<SweptLearner, string>> = {
  positional: 'positional attention, every fact stored',
  'full-attention': 'attention of content and position, every fact stored',
  'seen-facts': 'positional attention, no fact stored but those that fine-tuning shows',
};

function render(swept: readonly Swept[], learner: SweptLearner, seed: bigint): string[] {
  const { accuracy, fresh, tolerance, cases, within } = SAMPLE_CRITERION;
  return [
    `n*: the least number of prompts with which at least ${100 * (1 - tolerance)} % of draws reach accuracy ${accuracy} on ${fresh} fresh prompts`,
    `${SUBJECT_OF[learner]}; at most ${cases} draws for an n; seed ${seed}`,
    ...[...new Set(swept.map(({ domain }) => domain.tables))].flatMap((tables) => [
      '',
      ...pointLines(
        tables,
        swept.filter(({ domain }) => domain.tables === tables),
      ),
    ]),
    ...(swept.some(({ verdict }) => (seriesIn(verdict)?.points ?? []).some(isOpen))
      ? [
          '',
          `~: its draws or the search, within a factor ${within}, ended before n* was certain, and fits take it as it is; --json has the range that it lies in, which may be open above`,
        ]
      : []),
    ...swept.flatMap(({ domain, verdict }) => ['', ...fitLines(domain, verdict)]),
  ];
}

/** n* by size, a column for each series of a family. */
function pointLines(tables: ScalingTables, swept: readonly Swept[]): string[] {
  const sizes = [...new Set(swept.flatMap(({ domain }) => domain.bits))].toSorted((one, other) => one - other);
  return [
    `${tables} tables`,
    ...columns(
      [
        ['  N', 'S', 'R', ...swept.map(({ domain }) => `n*, k = ${domain.pairs}`)],
        ...sizes.map((bits) => {
          const { subjects, relations } = shapeFacts(bits);
          return [`  2^${bits}`, `${subjects}`, `${relations}`, ...swept.map((each) => cellOf(each, bits))];
        }),
        ['  log n*', '', '', ...swept.map(growthLine)],
      ],
      [0],
    ),
  ];
}

type Point = ScalingSeries['points'][number];

/** True where other numbers may be the least as well. */
function isOpen({ value, range }: Point): boolean {
  return range !== undefined && value !== null && (range.least !== value || range.most !== value);
}

function cellOf({ domain, verdict }: Swept, bits: number): string {
  const point = seriesIn(verdict)?.points[domain.bits.indexOf(bits)];
  if (point === undefined) return '';
  return point.value === null ? `none to ${mostSamples(bits)}` : `${isOpen(point) ? '~' : ''}${point.value}`;
}

/** ln n* over ln N, from 1 to the largest of the series. */
function growthLine({ verdict }: Swept): string {
  const logs = (seriesIn(verdict)?.points ?? []).map(({ value }) => (value === null ? null : Math.log(value)));
  return sparkline(logs, drawingStyle(process.stdout), { least: 0, most: Math.max(Math.log(2), ...logs.map((log) => log ?? 0)) });
}

/** What the page says beside what JSON has. */
function wordsOf(swept: readonly Swept[], learner: SweptLearner): SweepPageWords {
  return {
    generator: `ic-recall ${VERSION}`,
    subject: SUBJECT_OF[learner],
    outcomes: swept.map(({ verdict }) => outcomeOf(verdict)),
  };
}

/** What a series came to. */
function outcomeOf(verdict: Verdict): string {
  const found = seriesIn(verdict);
  if (found === null) return `${verdict.word}, ${'message' in verdict ? verdict.message : verdict.stopped}`;
  if (found.fit.kind === 'not identifiable') return `INCONCLUSIVE, ${found.fit.missing}`;
  const { lower, upper } = found.fit.exponent;
  return `${DECISION_IN_WORDS[found.decision ?? 'undecided']}; as N^e, e in ${figure(lower)} … ${figure(upper)}`;
}

/** How the rival laws do, and what follows. */
function fitLines(domain: ScalingSeriesDomain, verdict: Verdict): string[] {
  const found = seriesIn(verdict);
  const outcome = `${seriesName(domain)}: ${outcomeOf(verdict)}`;
  if (found === null || found.fit.kind === 'not identifiable') return [outcome];
  const { laws, heldOutFrom } = found.fit;
  const chosen = selectLaw(found.fit);
  return [
    outcome,
    ...columns(
      [
        ['  law', 'fit', `error from 2^${Math.log2(heldOutFrom)} on, held out`, ''],
        ...laws.map((law) => [`  ${law.law}`, formulaOf(law), law.heldOutError.toFixed(3), law === chosen ? 'chosen' : '']),
      ],
      [0, 1, 3],
    ),
  ];
}

const DECISION_IN_WORDS = {
  polylogarithmic: 'grows no faster than polylogarithmically',
  faster: 'grows faster than polylogarithmically',
  undecided: 'undecided, the laws predict too much alike',
} as const;

function formulaOf({ law, scale, exponent }: FittedLaw): string {
  const power = Number(exponent.toFixed(3));
  switch (law) {
    case 'constant':
      return `n* = ${figure(scale)}`;
    case 'polylogarithm':
      return `n* = ${figure(scale)} (ln N)^${power}`;
    case 'power':
      return `n* = ${figure(scale)} N^${power}`;
  }
}
