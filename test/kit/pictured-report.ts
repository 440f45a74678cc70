import { CLAIMS } from '../../properties/catalogue/claims.js';
import type { MapReport } from '../../src/report/data/map-schema.js';
import type { PhaseReport } from '../../src/report/data/phase-schema.js';
import type { Bands, Illustration } from '../../src/report/data/preview-schema.js';
import { parseReport } from '../../src/report/data/read-report.js';
import type { ClaimReport } from '../../src/report/data/claim-schema.js';
import type { Report } from '../../src/report/data/schema.js';
import { summaryOf } from '../../src/report/data/summary.js';
import type { Claim } from '../../src/verify/claim.js';
import { decideScaling, fitScaling } from '../../src/verify/statistics/scaling-fit.js';
import { hostileReport } from './sample-report.js';

// A report with every verdict and every picture there is: what its renderings are tested on. Its evidence is made up.

/** The full sample: every claim of the specification beside the toys, growth and its control, previews, maps and phases. */
export function picturedReport(): Report {
  const base = hostileReport();
  const [held, refuted] = ['H', 'R'].map((id) => base.claims.find((claim) => claim.id === id)) as [ClaimReport, ClaimReport];
  const own = CLAIMS.filter(({ kind }) => kind !== 'scaling').map((claim) =>
    withPictures(asIf(claim, claim.expected === 'HOLDS' ? held : refuted)),
  );
  const growth = CLAIMS.filter(({ kind }) => kind === 'scaling').map(growthClaim);
  const table = base.table as NonNullable<Report['table']>;
  const interrupted: ClaimReport = {
    ...held,
    id: 'J',
    verdict: {
      word: 'INCONCLUSIVE',
      by: 'interruption',
      cases: 40,
      violations: 3,
      interval: { lower: 0.011, upper: 0.27 },
      stopped: 'the run was stopped',
    },
    asExpected: false,
  };
  const sample: Report = {
    ...base,
    claims: [
      ...own,
      ...growth,
      ...base.claims.map((claim) => (claim.id === 'U' ? { ...claim, previews: hostilePictures() } : claim)),
      interrupted,
    ],
    table: {
      ...table,
      claims: table.claims.map((claim) => ({
        ...claim,
        previews: { ...hostilePictures(), ...(worstOutside(claim) ? {} : { counterexample: null }) },
      })),
    },
    controls: sampleMap('controls'),
    sensitivity: sampleMap('sensitivity'),
    ablation: sampleMap('ablation'),
    phases: samplePhases(),
    regressions: [{ file: 'T3-exception-<b>.json', claim: 'T3', outcome: 'holds by now' }],
  };
  return recounted(JSON.parse(JSON.stringify(sample)) as Report);
}

/** A report with the summary that its claims make. */
export function recounted(report: Report): Report {
  return parseReport({ ...report, summary: summaryOf([...report.claims, ...(report.table?.claims ?? [])]) });
}

/** Whether a claim that does not apply was seen to fail all the same. */
function worstOutside({ verdict }: ClaimReport): boolean {
  return verdict.word === 'NOT APPLICABLE' && verdict.exploratory?.worst != null;
}

/** A claim of the specification with the evidence of a toy. */
function asIf(claim: Claim, toy: ClaimReport): ClaimReport {
  const { tolerance, leastBudget: _, heavy: __, measuredRate: ___, milliseconds: ____, ...stated } = claim;
  const { thresholds, expected } = stated;
  const { verdict } = toy;
  if (!('estimate' in verdict) || verdict.estimate === null) throw new RangeError('the toy has an estimate');
  const spreads = thresholds.map(({ quantity, bound, value }, i) => {
    const size = Math.abs(value) || 1;
    const sign = (bound === 'at least') === (expected === 'HOLDS') ? 1 : -1;
    const at = (times: number) => value + sign * size * times * (1 + i / 10);
    const [least, greatest] = sign > 0 ? [at(0.08), at(0.4)] : [at(0.4), at(0.08)];
    return { quantity, least, median: at(0.2), greatest, leastMargin: (expected === 'HOLDS' ? 0.08 : -0.4) * size };
  });
  return {
    ...toy,
    ...stated,
    assumptions: [...stated.assumptions],
    control: stated.control ?? null,
    tolerance: tolerance.quick,
    thresholds: thresholds.map((each) => ({ ...each })),
    verdict: { ...verdict, estimate: { ...verdict.estimate, spreads } },
    asExpected: true,
  };
}

/** A claim about growth, with n* at sizes from 16 to 2³⁰: of a control N grows as n* does, until none is found. */
function growthClaim({ kind, ...claim }: Claim): ClaimReport {
  const alpha = 0.002;
  const [toy] = hostileReport().claims;
  const { id, slug, statement, reading, source, assumptions, domain, distribution, thresholds, expected, control } = claim;
  const law = (size: number) =>
    control === undefined ? 2 + Math.ceil(Math.log2(size) / 6) : size > 2 ** 13 ? null : Math.ceil((5 * size) / 3);
  const series = ['cyclic tables', 'random tables'].slice(0, control === undefined ? 2 : 1).map((name, i) => {
    const points = Array.from({ length: 14 }, (_, j) => {
      const size = 2 ** (4 + 2 * j);
      const value = law(size);
      const range = { least: value ?? size, most: value === null ? null : value + 2 };
      return { size, value: value === null ? null : value + ((i + j) % 2), range };
    });
    const fit = fitScaling(points, alpha);
    return { name, points, fit, decision: fit.kind === 'fitted' ? decideScaling(fit) : null };
  });
  const scaling = JSON.parse(JSON.stringify({ series, alpha })) as Extract<ClaimReport['verdict'], { by: 'fit' }>['scaling'];
  return {
    ...toy,
    id,
    slug,
    kind,
    statement,
    reading,
    source,
    assumptions: [...assumptions],
    domain,
    distribution,
    thresholds: thresholds.map((each) => ({ ...each })),
    control: control ?? null,
    planned: null,
    verdict: { word: expected, by: 'fit', scaling, stopped: 'every size was measured' },
    expected,
    asExpected: true,
    previews: { bands: null, example: null, counterexample: null },
  };
}

const STEPS = [0, 1, 2, 3, 5, 8, 13, 20, 30, 45, 65, 90, 120, 160, 200];

/** Every training claim has bands and an example, every refuted claim a counterexample. */
function withPictures(claim: ClaimReport): ClaimReport {
  const trains = /^[TSG]|^C[2-5]/.test(claim.id) && !/^G3[ac]/.test(claim.id);
  const seed = claim.id.charCodeAt(1) + claim.id.length;
  const previews: ClaimReport['previews'] = {
    bands: trains ? sampleBands() : null,
    example: trains ? illustration(2 + (seed % 4), seed, true) : null,
    counterexample: claim.verdict.word === 'REFUTED' ? illustration(2, seed + 1, false) : null,
  };
  return { ...claim, previews };
}

/** 0 → 1 as training goes on. */
function progress(step: number, half: number): number {
  return (step / half) ** 1.5 / (1 + (step / half) ** 1.5);
}

function sampleBands(): Bands {
  const series = (['loss', 'mass', 'balance', 'top share'] as const).map((name, i) => {
    const median = STEPS.map((step) =>
      name === 'loss' ? 6.5 * (1 - progress(step, 12)) + 0.02 : 0.25 + 0.7 * progress(step, 14 + 8 * i),
    );
    return {
      name,
      least: median.map((value) => value * 0.82),
      median,
      greatest: median.map((value) => (name === 'loss' ? value * 1.2 : Math.min(1, value * 1.09))),
    };
  });
  return { cases: 137, steps: STEPS, series };
}

const DIGITS = '₀₁₂₃₄₅₆₇₈₉';

/** A case with k pairs whose attention goes to one of them. */
function illustration(
  pairs: number,
  seed: number,
  correct: boolean,
  nameOf = (kind: string, i: number) => `${kind}_${i}`,
): Illustration {
  const winner = seed % pairs;
  const tokens = Array.from({ length: pairs }, (_, i) => [`s${DIGITS[i + 1]}`, `a${DIGITS[i + 1]}`]).flat();
  const relationTokens = [...tokens, 's_q'];
  const answerTokens = [...relationTokens, 'r̂'];
  const rows = (names: string[], wins: (i: number) => boolean) =>
    STEPS.map((step) => {
      const weights = names.map((_, i) =>
        Math.exp((wins(i) ? 4.5 + (i % 2) * 0.08 : names[i] === 's_q' ? -1 : 0) * progress(step, 40)),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / total);
    });
  const context = Array.from({ length: pairs }, (_, i) => ({ subject: nameOf('s', i + 1), answer: nameOf('a', i + 3) }));
  const relation = nameOf('r', 1);
  return {
    description: `S = 8, R = 2, k = ${pairs}, cyclic table, n = 16 prompts`,
    facts: {
      shown: context.map(({ subject, answer }) => ({ subject, relation, answer })),
      total: 16,
    },
    prompt: {
      context,
      query: nameOf('s', 8),
      relation,
      right: nameOf('a', 4),
      inferred: correct ? relation : nameOf('r', 2),
      answered: correct ? nameOf('a', 4) : null,
      correct,
    },
    attention: {
      steps: STEPS,
      relation: { tokens: relationTokens, shares: rows(relationTokens, (i) => Math.floor(i / 2) === winner && i < 2 * pairs) },
      answer: { tokens: answerTokens, shares: rows(answerTokens, (i) => i >= 2 * pairs) },
      winner,
    },
    curves: [
      { name: 'loss', values: STEPS.map((step) => 6.1 * (1 - progress(step, 10)) + 0.03) },
      { name: 'mass', values: STEPS.map((step) => 0.3 + 0.66 * progress(step, 17)) },
    ],
    failures: correct ? [] : [`${nameOf('s', 8)}, ${relation}: ${nameOf('a', 4)} ties with ${nameOf('a', 5)}`],
  };
}

/** Names that try to be markup, and other things. */
const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  'a|b',
  '`code`',
  '\u202Ereversed',
  '"><img src=x onerror=alert(1)>',
  'long'.repeat(2500),
  "it's & <b>",
];

function hostilePictures(): ClaimReport['previews'] {
  const hostile = illustration(3, 2, false, (kind, i) => HOSTILE_NAMES[(i + kind.charCodeAt(0)) % HOSTILE_NAMES.length]);
  return { bands: null, example: hostile, counterexample: hostile };
}

const COLUMNS = {
  controls: [
    'answer-row-frozen',
    'relation-row-frozen',
    'ascent',
    'linear-memory',
    'permuted-answers',
    'permuted-labels',
    'content-only',
  ],
  sensitivity: ['permuted-answers 1', 'permuted-answers 2', 'permuted-answers 8', 'noise 0.01', 'noise 0.1', 'noise 1'],
  ablation: [
    'without total',
    'without injective',
    'without unambiguous',
    'without onto',
    'hub-free(2^p − 1)',
    'k ≥ 2',
    'sizes of D',
    'b < 1',
  ],
} as const;

const OUTCOMES = {
  controls: ['killed', 'survived', 'undecided'],
  sensitivity: ['detected', 'undetected', 'undecided'],
  ablation: ['load-bearing', 'redundant', 'undecided'],
} as const;

function sampleMap(name: keyof typeof COLUMNS): MapReport {
  const rows = CLAIMS.slice(0, 14).map(({ id }) => id);
  const pairs = rows.flatMap((claim, i) =>
    COLUMNS[name].map((column, j) => ({ claim, column, kind: (i * 5 + j * 3 + i * j) % 7 })),
  );
  const evaluated = pairs.filter(({ kind }) => kind < 5);
  return {
    alpha: { family: 0.05, cells: evaluated.length, each: 0.05 / evaluated.length },
    columns: COLUMNS[name].map((id) => ({
      id,
      meaning: `what ${id} says: p = 2 and ½u_s + ½u_r`,
      defect: name === 'sensitivity' ? { name: id.split(' ')[0], size: Number(id.split(' ')[1]) } : null,
    })),
    rows,
    cells: evaluated.map(({ claim, column, kind }) => {
      const outcome = OUTCOMES[name][kind % 3];
      const verdict = (['REFUTED', 'HOLDS', 'INCONCLUSIVE'] as const)[kind % 3];
      const cases = 20 + kind * 31;
      const violations = [cases, 0, 2][kind % 3];
      return {
        claim,
        column,
        outcome,
        verdict,
        stopped: 'the plan was carried out',
        distribution: 'as the claim says',
        tolerance: 0.05,
        cases,
        violations,
        interval: { lower: Math.max(0, violations / cases - 0.04), upper: Math.min(1, violations / cases + 0.04) },
        found:
          outcome === OUTCOMES[name][0]
            ? {
                kind: 'counterexample' as const,
                description: 'S = 4, R = 2: s_1, r_1 → a_2',
                conclusion: {
                  margin: -0.25,
                  quantity: 'answer gap',
                  quantities: [{ name: 'answer gap', value: -0.25, margin: -0.25 }],
                },
              }
            : null,
      };
    }),
    smallest:
      name === 'sensitivity'
        ? rows.slice(0, 4).map((claim, i) => ({ claim, defect: 'noise', size: i % 2 === 0 ? 0.1 : null }))
        : [],
    blank: pairs
      .filter(({ kind }) => kind === 5)
      .map(({ claim, column }, i) => ({
        claim,
        column,
        kind: i % 2 === 0 ? ('unaffected' as const) : ('left out' as const),
        why: 'it reads nothing that is other',
      })),
    explained: [{ id: COLUMNS[name][2], why: 'nothing can be decided: k ≥ 2 is all there is' }],
  };
}

function samplePhases(): PhaseReport[] {
  const grid = (xs: readonly number[], ys: readonly number[], value: (x: number, y: number) => number) =>
    xs
      .flatMap((x) =>
        ys.map((y) => ({ x, y, mean: value(x, y), least: value(x, y) * 0.9, greatest: value(x, y) * 1.05, draws: 12 })),
      )
      .filter(({ x, y }) => y <= x);
  const sizes = [8, 16, 32, 64, 128];
  const many = Array.from({ length: 16 }, (_, i) => 2 ** (i + 1));
  return [
    {
      id: 'sizes',
      title: 'Accuracy by subjects and relations',
      drawn: 'Latin tables, k = 2, n = ⌈log₂ N⌉, 12 draws a cell',
      x: { name: 'subjects S', values: sizes, scale: 'log' },
      y: { name: 'R', values: [2, 4, 8, 16, 32], scale: 'log' },
      quantities: [
        { name: 'accuracy', cells: grid(sizes, [2, 4, 8, 16, 32], (x, y) => 0.95 * (1 - y / (2 * x))) },
        { name: 'final loss', cells: grid(sizes, [2, 4, 8, 16, 32], (x, y) => 0.3 + (6 * y) / x) },
      ],
    },
    {
      id: 'prompts',
      title: 'Balance by prompts',
      drawn: 'random bijections',
      x: { name: 'prompts n', values: many, scale: 'log' },
      y: { name: 'k', values: [1, 2, 4], scale: 'linear' },
      quantities: [{ name: 'balance', cells: grid(many, [1, 2, 4], (x, y) => 1 - 1 / (1 + x / y)) }],
    },
  ];
}
