import { describe, expect, it } from 'vitest';
import { experimentsOnTable } from '../../properties/catalogue/given-table.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { ablationMap } from '../../properties/maps/ablation/ablation-map.js';
import { killMatrix } from '../../properties/maps/kill-matrix/kill-matrix.js';
import { sensitivityExperiments } from '../../properties/maps/sensitivity/experiments.js';
import { REGISTRY } from '../../properties/registry.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { runSuite, type SuiteOptions } from '../../src/verify/decide/run-suite.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';
import { ONE_STEP_HELPS } from '../kit/toy-claim/record.js';

// A claim is a statement in one file, a record in another, and a line in the registry. This is that line; everything else must follow from it.
const RECORDS = [...REGISTRY, ONE_STEP_HELPS];

const SOURCE = { open: openSparse };
const OPTIONS: SuiteOptions = { seed: BigInt(SEED), budget: 'quick', only: new Set(['X1']) };

/** The verdicts of all claims that are not skipped. */
function wordsOf(experiments: readonly Experiment[], options: SuiteOptions = OPTIONS) {
  return runSuite(experiments, options)
    .filter(({ verdict }) => verdict.word !== 'SKIPPED')
    .map(({ claim, verdict }) => [claim.id, verdict.word]);
}

describe('a claim added to the registry', () => {
  it('is decided on random tables', () => {
    expect(wordsOf(experimentsOnRandomTables(SOURCE, RECORDS))).toEqual([['X1', 'HOLDS']]);
  });

  it('is decided on a given table, or not applicable to it', () => {
    const on = (relations: number, subjects: number) => {
      const given = { table: plainLatinTable('cyclic', subjects, relations), naming: INDEX_NAMING };
      const { experiments, withoutCases } = experimentsOnTable(given, SOURCE, RECORDS);
      return wordsOf(experiments, { ...OPTIONS, withoutCases });
    };
    expect(on(4, 12)).toEqual([['X1', 'HOLDS']]);
    expect(on(4, 33)).toEqual([['X1', 'NOT APPLICABLE']]); // more subjects than its domain allows
  });

  it('is a row of the kill matrix: killed by ascent, and blank where it reads nothing that is broken', () => {
    expect(wordsOf(killMatrix(RECORDS).experiments(SOURCE, ['ascent']))).toEqual([['X1', 'REFUTED']]);
    expect(killMatrix(RECORDS).blank.filter(({ claim }) => claim === 'X1')).toContainEqual(
      expect.objectContaining({ column: 'ties-correct', kind: 'unaffected' }),
    );
  });

  it('is a row of the ablation map, with cells where it assumes what is dropped', () => {
    const { experiments, blank } = ablationMap(RECORDS);
    expect(wordsOf(experiments(SOURCE, ['ambiguous-pairs', 'bias-one']))).toEqual([['X1', 'HOLDS']]);
    expect(blank.filter(({ claim, column }) => claim === 'X1' && column === 'bias-one')).toHaveLength(1);
  });

  it('is a row of the sensitivity map, by the defects that its record names', () => {
    expect(wordsOf(sensitivityExperiments(SOURCE, ['gradient-noise=1', 'query-bias=2'], RECORDS))).toEqual([['X1', 'REFUTED']]);
  });
});
