import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { violationsOf, LATIN_ASSUMPTIONS } from '../../src/task/assumptions.js';
import { KeyedPermutation } from '../../src/task/tables/keyed-permutation.js';
import { factsOf } from '../../src/task/knowledge-base.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { TableFormula, type FormulaKind } from '../../src/task/tables/table-formula.js';
import { countIntercalates } from '../../src/task/tables/intercalates.js';
import { SEED } from '../kit/seed.js';

describe('keyed permutations', () => {
  it.each([2, 3, 8, 11, 16])('of %d bits have every value as an image once', (bits) => {
    const permutation = new KeyedPermutation(bits, RandomStream.of(SEED, 'keyed', bits));
    const images = new Set(Array.from({ length: 2 ** bits }, (_, value) => permutation.at(value)));
    expect(images.size).toBe(2 ** bits);
    expect(Math.max(...images)).toBe(2 ** bits - 1);
  });

  it('of 30 bits stay in range, and have no image twice in 100,000', () => {
    const permutation = new KeyedPermutation(30, RandomStream.of(SEED, 'keyed', 30));
    const images = Array.from({ length: 100_000 }, (_, i) => permutation.at((i * 10_007) % 2 ** 30));
    expect(new Set(images).size).toBe(images.length);
    expect(images.every((image) => Number.isInteger(image) && image >= 0 && image < 2 ** 30)).toBe(true);
  });

  it('spread neighbours: the image of i + 1 is independent of that of i', () => {
    const permutation = new KeyedPermutation(20, RandomStream.of(SEED, 'spread'));
    const steps = Array.from({ length: 20_000 }, (_, i) => (permutation.at(i + 1) - permutation.at(i) + 2 ** 20) % 2 ** 20);
    const quarters = [0, 1, 2, 3].map((quarter) => steps.filter((step) => Math.floor(step / 2 ** 18) === quarter).length);
    // Four standard deviations of a binomial count of 20,000 at a quarter.
    for (const count of quarters) expect(Math.abs(count - 5000)).toBeLessThan(4 * Math.sqrt((20_000 * 3) / 16));
  });

  it('differ by key', () => {
    const image = (seed: number) => new KeyedPermutation(16, RandomStream.of(seed, 'key')).at(12_345);
    expect(new Set([1, 2, 3, 4].map(image)).size).toBeGreaterThan(2);
  });
});

describe('tables that are formulas', () => {
  const formula = (kind: FormulaKind, bits = 4, relations = 5) =>
    new TableFormula(kind, bits, relations, RandomStream.of(SEED, 'formula', kind, bits));
  const stored = (table: TableFormula) => new StoredTable(table, [...factsOf(table)]);

  it.each(['cyclic', 'elementary'] as const)('%s are Latin', (kind) => {
    const table = stored(formula(kind));
    for (const assumption of LATIN_ASSUMPTIONS) expect(violationsOf(assumption, table)).toEqual([]);
  });

  it('elementary ones have more intercalates than cyclic ones', () => {
    expect(countIntercalates(stored(formula('elementary', 4, 4)))).toBeGreaterThan(
      countIntercalates(stored(formula('cyclic', 4, 4))),
    );
  });

  it('of bijections are total, injective and onto', () => {
    const table = stored(formula('bijections', 6, 8));
    for (const id of ['total', 'injective', 'onto'] as const) expect(violationsOf({ id }, table)).toEqual([]);
  });

  it.each(['cyclic', 'elementary', 'bijections'] as const)('%s answer every question as a stored table does', (kind) => {
    const table = formula(kind);
    const copy = stored(table);
    expect([table.facts, table.subjects, table.answers]).toEqual([copy.facts, copy.subjects, copy.answers]);
    for (let r = 0; r < table.relations; r++) {
      expect([table.domainSize(), table.domainMember(r, 3), table.sharersHistogram()]).toEqual([
        copy.domainSize(r),
        copy.domainMember(r, 3),
        copy.sharersHistogram(r),
      ]);
    }
  });

  it('of 2³⁰ facts are as cheap as small ones, and differ by draw', () => {
    const [one, other] = [1, 2].map((seed) => new TableFormula('cyclic', 27, 8, RandomStream.of(seed, 'large')));
    expect(one.facts).toBe(2 ** 30);
    expect(one.answerOf(2 ** 27 - 1, 7)).not.toBe(other.answerOf(2 ** 27 - 1, 7));
    expect(() => new TableFormula('cyclic', 2, 5, RandomStream.of(1))).toThrow(/needs 1 ≤ R ≤ 4, not R = 5/);
  });
});
