import { beforeAll, describe, expect, it } from 'vitest';
import { ABLATIONS } from '../../properties/ablations/ablations.js';
import type { Ablation } from '../../properties/ablations/ablation.js';
import { LATIN_TABLES } from '../../properties/cases/table-kind.js';
import type { TrainingCase } from '../../properties/cases/training-case.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { PAIRWISE_SUFFICIENT } from '../../properties/claims/p1-pairwise-sufficient.js';
import { FIRST_STEP } from '../../properties/claims/t1-first-step.js';
import { LOSS_DESCENDS } from '../../properties/claims/t2-loss-descends.js';
import type { ClaimRecord } from '../../properties/claim-record.js';
import { claimExperiment } from '../../properties/experiments/claim-experiment.js';
import { ABLATION_MAP } from '../../properties/maps/ablation/ablation-map.js';
import { isNotTested } from '../../properties/experiments/design.js';
import { ablationExperiments, claimsOfAblation } from '../../properties/maps/ablation/experiments.js';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import { violationsOf } from '../../src/task/assumptions.js';
import { countIntercalates } from '../../src/task/tables/intercalates.js';
import { decide } from '../../src/verify/decide/decide.js';
import type { Estimate } from '../../src/verify/evidence.js';
import type { Experiment } from '../../src/verify/experiment.js';
import type { Verdict } from '../../src/verify/verdict.js';
import { assertExperimentLaws, drawCases } from '../kit/experiment-laws.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

const SOURCE = { open: openSparse };
const reference = experimentsOnRandomTables(SOURCE);
const columnOf = ({ origin }: Experiment) => (origin.kind === 'variant' ? origin.variant.id : null);

function cell(ablation: string, claim: string): Experiment {
  const found = ablationExperiments(SOURCE, [ablation]).find(({ tests }) => tests.some((test) => test.claim.id === claim));
  if (found === undefined) throw new Error(`${claim} has no cell in ${ablation}`);
  return { ...found, tests: found.tests.filter((test) => test.claim.id === claim) };
}

/** The cell of a claim for an ablation that is not in the map. */
function cellWithout(ablation: Ablation, record: ClaimRecord): Experiment {
  const design = isNotTested(record.ablation) ? null : record.ablation.without(ablation);
  if (design === null) throw new Error(`${record.claim.id} has no cell in ${ablation.id}`);
  return claimExperiment({
    origin: { kind: 'variant', variant: { map: 'ablation', id: ablation.id }, scope: design.scope(SOURCE) },
    source: SOURCE,
    open: (source) => design.open(source),
    claims: [{ claim: record.claim, record }],
    unmet: (assumptions, value) => design.unmet(assumptions, value),
  });
}

/** Decides a cell by a plan that a test has time for, at a tolerance that so few cases can decide. */
function decideCell(experiment: Experiment, cases = 60, tolerance = 0.1, least = 10): Verdict {
  const plan = { cases, least, hunted: 1, redraws: 0, severe: false, alpha: 0.05, tolerance } as const;
  return decide(experiment, [{ test: experiment.tests[0], plan }], BigInt(SEED))[0];
}

function estimateOf(verdict: Verdict): Estimate {
  if (!('estimate' in verdict) || verdict.estimate === null) throw new Error(`${verdict.word} has no estimate: ${verdict.stopped}`);
  return verdict.estimate;
}

function rateOf(verdict: Verdict): number {
  const { violations, cases } = estimateOf(verdict);
  return violations / cases;
}

/** The unmet assumptions of a case by the claim as it stands. */
function unmetOfClaim(claim: string, value: unknown): { assumption: string; offenders: readonly string[] }[] {
  const test = reference.flatMap(({ tests }) => tests).find((each) => each.claim.id === claim);
  if (test === undefined) throw new Error(`${claim} is gone`);
  return test.unmet(value).map(({ assumption, offenders }) => ({ assumption, offenders }));
}

describe('the ablation map finds', () => {
  it('that hubs break M1, and shrinks to the five facts of one', () => {
    const verdict = decideCell(cell('hubs', 'M1'));
    if (verdict.word !== 'REFUTED' || verdict.by !== 'counterexample') throw new Error(verdict.word);
    const { table, power } = verdict.counterexample.case as { table: { facts: unknown[] }; power: number };
    expect(power).toBe(2);
    expect(table.facts).toHaveLength(5); // four share an answer; or five hide a relation
  });

  it('that an ambiguous pair breaks M1, and shrinks to its two facts', () => {
    const verdict = decideCell(cell('ambiguous-pairs', 'M1'));
    expect(verdict).toMatchObject({
      word: 'REFUTED',
      counterexample: {
        case: {
          table: {
            subjects: 1,
            relations: 2,
            answers: 1,
            facts: [
              [0, 0, 0],
              [0, 1, 0],
            ],
          },
        },
        conclusion: { quantity: 'relation gap' },
      },
    });
    expect(rateOf(verdict)).toBe(1); // the pair says nothing about its relation, at any power
  });

  it('that hubs break the balance in T3', () => {
    const verdict = decideCell(cell('hubs', 'T3'), 20);
    expect(verdict.word).toBe('REFUTED');
    const spreads = Object.fromEntries(estimateOf(verdict).spreads.map((spread) => [spread.quantity, spread]));
    expect(Math.min(spreads['relation balance'].leastMargin, spreads['answer balance'].leastMargin)).toBeLessThan(-0.05);
    expect(spreads['query share'].median).toBeLessThan(0.6); // the relation row still leaves the query
  });

  it('that ambiguous pairs break S1, but hardly if another pair breaks the tie', () => {
    const one = decideCell(cell('ambiguous-one-pair', 'S1'), 10);
    const several = decideCell(cell('ambiguous-pairs-beside-others', 'S1'), 25, 0.1, 25);
    expect(one.word).toBe('REFUTED');
    expect(rateOf(one)).toBeGreaterThan(0.8);
    expect(estimateOf(several).interval.upper).toBeLessThan(estimateOf(one).interval.lower);
    expect(decideCell(cell('ambiguous-pairs', 'S1'), 100, 0.05).word).toBe('REFUTED');
  });

  it('that tables of Z₂^m break S1 at R = 2, k = 2', () => {
    const experiment = cell('swap-rich', 'S1');
    const verdict = decideCell(experiment, 60, 0.1, 60);
    expect(verdict.word).toBe('REFUTED');
    expect(estimateOf(verdict).interval.lower).toBeGreaterThan(0.15);
    for (const value of drawCases(experiment, 10)) {
      const { table, pairs } = value as TrainingCase;
      expect([table.relations, pairs]).toEqual([2, 2]);
      expect(countIntercalates(table)).toBe(table.subjects / 2);
    }
  });

  it('that R = 1 breaks T3 by a balance', () => {
    const verdict = decideCell(cell('one-relation', 'T3'), 20);
    expect(verdict.word).toBe('REFUTED');
    const balance = estimateOf(verdict).spreads.find(({ quantity }) => quantity === 'answer balance');
    expect(balance?.median).toBeLessThan(0.75);
  });

  it('that large S leaves the pattern incomplete', () => {
    const verdict = decideCell(cell('large-tables', 'T3'), 60, 0.05);
    expect(verdict.word).toBe('REFUTED');
    const mass = estimateOf(verdict).spreads.find(({ quantity }) => quantity === 'answer mass');
    expect(mass?.leastMargin).toBeLessThan(-0.01);
  });

  it('that η = 2 breaks T2 on Latin tables and η = 1 does not, but does on bijections', () => {
    const two = decideCell(cell('eta-2', 'T2'), 60, 0.1, 60);
    expect(two).toMatchObject({ word: 'REFUTED', by: 'counterexample' });
    expect(decideCell(cell('eta-1', 'T2'), 30, 0.15, 30).word).toBe('HOLDS');
    const bijections = decideCell(cell('bijections-eta-1', 'T2'), 30, 0.1, 30);
    expect(bijections.word).toBe('REFUTED');
    for (const { spreads } of [two, bijections].map(estimateOf)) {
      const rises = spreads.filter(({ quantity }) => quantity.endsWith('largest rise'));
      expect(Math.min(...rises.map(({ leastMargin }) => leastMargin))).toBeLessThan(-1e-3); // a real rise, not rounding
    }
  });
});

describe('the ablation map', () => {
  const nothing: Ablation = {
    id: 'nothing',
    drops: 'nothing',
    tables: { kind: LATIN_TABLES, broken: null, atLeast: null, drawn: 'a Latin table' },
  };

  it('has claims hold if a planted ablation drops nothing', () => {
    for (const experiment of [
      cellWithout(nothing, PAIRWISE_SUFFICIENT),
      cellWithout(nothing, FIRST_STEP),
      cellWithout(nothing, LOSS_DESCENDS),
    ]) {
      const verdict = decideCell(experiment, 60, 0.1, 60);
      expect([experiment.id, verdict.word]).toEqual([experiment.id, 'HOLDS']);
    }
  });

  it('has no case if a planted ablation draws tables that meet the assumption', () => {
    const wrong: Ablation = {
      ...nothing,
      id: 'wrong',
      tables: { kind: LATIN_TABLES, broken: 'injective', atLeast: { id: 'injective' }, drawn: 'a Latin table' },
    };
    expect(decideCell(cellWithout(wrong, FIRST_STEP)).word).toBe('VACUOUS');
  });

  it('has experiments with distinct names, each in its column', () => {
    const experiments = ablationExperiments(SOURCE);
    expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
    for (const experiment of experiments) {
      expect(experiment.id).toContain(`without ${columnOf(experiment)}:`);
      expect(experiment.origin).toMatchObject({
        kind: 'variant',
        variant: { map: 'ablation' },
        scope: { domain: expect.stringContaining('without that') },
      });
    }
  });

  it('re-runs every claim, or says why it does not', () => {
    const rerun = new Set(ABLATIONS.flatMap((ablation) => claimsOfAblation(ablation)));
    const reasons = ABLATION_MAP.explained.map(({ id }) => id);
    const claims = CLAIMS.filter(({ control }) => control === undefined).map(({ id }) => id);
    expect(claims.filter((id) => !rerun.has(id) && !reasons.includes(id))).toEqual([]);
    expect(reasons.filter((id) => rerun.has(id))).toEqual([]);
  });

  const claimsOf = (id: string) =>
    ABLATIONS.filter((ablation) => ablation.id === id).flatMap((ablation) => claimsOfAblation(ablation));

  it('has cells for the claims that have the assumption, and no others', () => {
    expect(claimsOf('hubs')).toEqual(['M1', 'P1', 'P2', 'T1', 'T2', 'T3', 'T4', 'T5', 'T5b', 'T6', 'S1', 'S3']);
    expect(claimsOf('one-relation')).toEqual(['T2', 'T3', 'T4', 'T5', 'T5b', 'T6', 'S1']); // T1 and P1 have R ≥ 1
    expect(claimsOf('few-prompts')).toEqual(['T2', 'T3', 'T4', 'T5', 'T5b', 'T6']); // T1 has n ≥ 1
    expect(claimsOf('more-than-8-pairs')).toEqual(['P1', 'P2', 'T1', 'S3']);
    expect(claimsOf('one-pair')).toEqual(['T4']);
    expect(claimsOf('eta-2')).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T5b', 'T6', 'S1', 'S3']);
    expect(claimsOf('bias-one')).toEqual(['M2']);
  });

  it('refuses an unknown ablation', () => {
    expect(() => ablationExperiments(SOURCE, ['hub'])).toThrow('there is no ablation "hub"');
  });
});

/** The assumption of a claim as it stands that the cases of an ablation do not meet. */
const DROPPED: Readonly<Record<string, RegExp>> = {
  hubs: /^(injective|hub-free\(2\^p − 1\))$/,
  'shared-answers': /^injective$/,
  'ambiguous-pairs': /^unambiguous$/,
  'ambiguous-one-pair': /^unambiguous$/,
  'ambiguous-pairs-beside-others': /^unambiguous$/,
  'missing-facts': /^total$/,
  'spare-answers': /^onto$/,
  'one-relation': /^sizes of /,
  'all-relations': /^sizes of /,
  'many-pairs': /^sizes of /,
  'all-relations-many-pairs': /^sizes of /,
  'more-than-8-pairs': /^sizes of /,
  'one-pair': /^k ≥ 2$/,
  'small-tables': /^sizes of /,
  'large-tables': /^sizes of /,
  'few-prompts': /^samples of /,
  'many-prompts': /^samples of /,
  'bijections-eta-1': /^unambiguous$/,
  'bias-one': /^b < 1$/,
};

/** The size whose limit is dropped. No other size may be out of range. */
const SIZE: Readonly<Record<string, RegExp>> = {
  'one-relation': /^R = 1 is outside/,
  'all-relations': /^R = \d+ is outside/,
  'many-pairs': /^k = \d+ is outside/,
  'all-relations-many-pairs': /^[Rk] = \d+ is outside/,
  'more-than-8-pairs': /^k = \d+ is outside/,
  'small-tables': /^S = [4-7] is outside/,
  'large-tables': /^S = \d{3,4} is outside/,
};

describe(`every case of an ablation breaks what is dropped, and nothing else (seed ${SEED})`, () => {
  const CASES = 4;

  it.each(ABLATIONS.map(({ id }) => id))('%s', (id) => {
    for (const experiment of ablationExperiments(SOURCE, [id])) {
      for (const value of drawCases(experiment, CASES)) {
        const accepting = experiment.tests.filter((test) => test.unmet(value).length === 0);
        expect(accepting.length).toBeGreaterThan(0);
        for (const { claim } of accepting) {
          const broken = unmetOfClaim(claim.id, value);
          const names = broken.map(({ assumption }) => assumption);
          if (DROPPED[id] === undefined) expect([claim.id, names]).toEqual([claim.id, []]);
          else {
            expect([claim.id, names]).toEqual([claim.id, [expect.stringMatching(DROPPED[id])]]);
            if (SIZE[id] !== undefined) for (const line of broken[0].offenders) expect(line).toMatch(SIZE[id]);
          }
        }
      }
    }
  });

  it('hubs have three subjects or more, shared answers exactly two', () => {
    const sharers = (id: string) =>
      drawCases(cell(id, 'T3'), 20).map((value) => {
        const [most] = violationsOf({ id: 'injective' }, (value as TrainingCase).table);
        return 'subjects' in most ? most.subjects.length : 0;
      });
    expect(Math.min(...sharers('hubs'))).toBe(3);
    expect(new Set(sharers('shared-answers'))).toEqual(new Set([2]));
  });

  it('copied prompts are all equal, and independent prompts are rejected', () => {
    const experiment = cell('copied-prompt', 'T3');
    const copies = ({ prompts }: TrainingCase) => new Set(prompts.prompts.map((prompt) => JSON.stringify(prompt))).size;
    for (const value of drawCases(experiment, 5)) expect(copies(value as TrainingCase)).toBe(1);
    const [independent] = drawCases(cell('eta-1', 'T3'), 1);
    expect(experiment.tests[0].unmet(independent).map(({ assumption }) => assumption)).toEqual(['without: independent prompts']);
  });
});

describe(`cells keep the laws of experiments (seed ${SEED})`, () => {
  let experiments: Experiment[] = [];
  beforeAll(() => {
    experiments = ablationExperiments(SOURCE);
  });

  it.each([
    ['hubs', 'M1'],
    ['ambiguous-pairs', 'M1'],
    ['bias', 'M1'],
    ['bias-one', 'M2'],
    ['hubs', 'P1'],
    ['missing-facts', 'P1'],
    ['spare-answers', 'P1'],
    ['hubs', 'T1'],
    ['ambiguous-pairs', 'T1'],
    ['missing-facts', 'T1'],
    ['spare-answers', 'T3'],
    ['copied-prompt', 'T3'],
    ['all-relations', 'T3'],
    ['swap-rich', 'T3'],
    ['missing-facts', 'S3'],
  ])('without %s: %s', (id, claim) => {
    const experiment = experiments.find((each) => columnOf(each) === id && each.tests.some((test) => test.claim.id === claim));
    if (experiment === undefined) throw new Error('the cell is gone');
    assertExperimentLaws(experiment, 2);
  });
});
