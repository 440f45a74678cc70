import { describe, expect, it } from 'vitest';
import { fileNameOf, filesOf } from '../../src/verify/storage/counterexample-file.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { MAPS_ALPHA, planOf, planOfCell, SUITE_ALPHA } from '../../src/verify/decide/plan.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { countDecided, inspect } from '../../src/verify/decide/inspection.js';
import { toyClaim, toyExperiment } from './toy-claims.js';

const CONTROLS = { map: 'controls', id: 'x' } as const;
const selection = { seed: 1n, budget: 'quick', only: null } as const;
const sound = toyExperiment('sound', [{ claim: toyClaim({ id: 'A1' }), margin: () => 1 }]);

/** Toy claims, tested on something other than they state. */
function variantOf(id: string, margins: readonly ((value: number) => number)[], kind: 'rate' | 'universal' = 'rate'): Experiment {
  const rules = margins.map((margin, i) => ({ claim: toyClaim({ id: `A${i + 1}`, kind }), margin }));
  return { ...toyExperiment(`toys, ${id}`, rules), origin: { kind: 'variant', variant: { map: 'controls', id }, scope: null } };
}

describe('cells of maps', () => {
  it('of universal claims end at the first violation', () => {
    const [cell] = runSuite([variantOf('rare', [(value) => (value % 7 === 0 ? -1 : 1)], 'universal')], selection);
    if (cell.verdict.word !== 'REFUTED' || cell.verdict.by !== 'counterexample') throw new Error('unreachable');
    const { cases, violations } = cell.verdict.estimate ?? { cases: 0, violations: 0 };
    expect(violations).toBeGreaterThan(0);
    expect(cases).toBeLessThan(cell.plan?.cases ?? 0);
    expect(cases === 10 || violations === 1).toBe(true);
  });

  it('share their own α, and take none from the claims', () => {
    const experiments = [sound, variantOf('broken', [() => -1, () => 1])];
    const inspections = experiments.map((experiment) => inspect(experiment, 1n));
    expect(countDecided(inspections, selection)).toEqual({ claims: 1, cells: 2 });
    const [claim, ...cells] = runSuite(experiments, selection);
    expect([claim.origin, claim.plan?.alpha]).toEqual([{ kind: 'claims' }, SUITE_ALPHA]);
    expect(cells.map(({ origin, plan }) => [origin.kind === 'variant' && origin.variant.id, plan?.alpha])).toEqual([
      ['broken', MAPS_ALPHA / 2],
      ['broken', MAPS_ALPHA / 2],
    ]);
    expect(runSuite([sound], selection)[0]).toEqual(claim); // a map changes no verdict
  });

  it('are decided like claims, by a smaller plan: REFUTED, HOLDS, or INCONCLUSIVE', () => {
    const [refuted, holding, between] = runSuite(
      [variantOf('broken', [(value) => (value % 3 === 0 ? -1 : 1), () => 1, (value) => (value % 20 === 0 ? -1 : 1)])],
      selection,
    );
    expect([refuted.verdict.word, holding.verdict.word, between.verdict.word]).toEqual(['REFUTED', 'HOLDS', 'INCONCLUSIVE']);
    const [universal] = runSuite([variantOf('broken', [(value) => 4321 - value], 'universal')], selection);
    expect(universal.verdict).toMatchObject({ word: 'REFUTED', counterexample: { case: 4322 }, hunt: { severe: null } });
  });

  it('find that a claim violated at the tolerance holds in no more than their share of runs', () => {
    const false_ = Array.from({ length: 200 }, (_, seed) => {
      const [{ verdict }] = runSuite([variantOf('edge', [(value) => (value % 20 === 0 ? -1 : 1)])], {
        ...selection,
        seed: BigInt(seed),
      });
      return verdict.word === 'HOLDS' || verdict.word === 'REFUTED';
    });
    expect(false_.filter(Boolean).length).toBeLessThanOrEqual(20); // α = 0.05 of 200 is 10; P(more than 20) < 0.002
  });

  it('of a claim that throws or never answers decide nothing', () => {
    const [cell] = runSuite(
      [
        variantOf('throwing', [
          () => {
            throw new Error('broken');
          },
        ]),
      ],
      selection,
    );
    expect(cell.verdict.word).toBe('ERROR');
  });

  it('have plans that show that a claim without violations holds, except for heavy claims', () => {
    for (const kind of ['rate', 'universal'] as const) {
      const claim = toyClaim({ kind, tolerance: { quick: 0.001, standard: 0.001, thorough: 0.001 } });
      for (const budget of ['quick', 'standard', 'thorough'] as const) {
        const plan = planOfCell(claim, CONTROLS, budget, 400);
        const [{ verdict }] = runSuite(
          [{ ...toyExperiment('x', [{ claim, margin: () => 1 }]), origin: { kind: 'variant', variant: CONTROLS, scope: null } }],
          {
            ...selection,
            budget,
          },
        );
        expect([plan.tolerance, verdict.word]).toEqual([0.05, 'HOLDS']);
        expect(plan.cases).toBeLessThan(planOf({ ...claim, kind: 'universal' }, budget, 400).cases);
      }
    }
    expect(planOfCell(toyClaim({ tolerance: { quick: 0.1, standard: 0.1, thorough: 0.1 } }), CONTROLS, 'quick', 1).tolerance).toBe(
      0.1,
    );
    const strict = toyClaim({ kind: 'universal', tolerance: { quick: 0.001, standard: 0.001, thorough: 0.001 } });
    const planted = planOfCell(strict, { map: 'sensitivity', id: 'd=1' }, 'standard', 1);
    expect([planted.tolerance, planted.cases]).toEqual([0.001, planOf(strict, 'standard', 1).cases]); // the claim's own plan: how small a defect it finds
  });

  it('have counterexample files with names of their own, which say what was broken', () => {
    const [cell] = runSuite([variantOf('bias=0.1', [() => -1])], selection);
    const files = filesOf(cell, { tool: { name: 'toy', version: '1' }, setup: null });
    expect(files.map(fileNameOf)).toEqual(['A1-controls-bias-0.1-exception.json', 'A1-controls-bias-0.1-worst.json']);
    expect(files[0].variant).toEqual({ map: 'controls', id: 'bias=0.1' });
  });
});
