import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { factsOf } from '../../src/task/knowledge-base.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { splitHalves } from '../../src/task/tables/split-halves.js';
import { SEED } from '../kit/seed.js';

describe(`halves of a table (seed ${SEED})`, () => {
  const table = plainLatinTable('cyclic', 9, 4);
  const { seen, heldOut } = splitHalves(table, RandomStream.of(SEED, 'halves'));

  it('split the facts of each relation evenly, and keep the sizes', () => {
    const all = [...factsOf(seen), ...factsOf(heldOut)].map((fact) => fact.join(' '));
    expect(all.toSorted()).toEqual([...factsOf(table)].map((fact) => fact.join(' ')).toSorted());
    for (let r = 0; r < 4; r++) expect([seen.domainSize(r), heldOut.domainSize(r)]).toEqual([5, 4]);
    expect([heldOut.subjects, heldOut.relations, heldOut.answers]).toEqual([9, 4, 9]);
  });

  it('hold out different subjects for each relation and for each seed', () => {
    const hidden = (r: number, half: typeof heldOut) =>
      Array.from({ length: half.domainSize(r) }, (_, i) => half.domainMember(r, i));
    expect(new Set([0, 1, 2, 3].map((r) => hidden(r, heldOut).join(' '))).size).toBeGreaterThan(1);
    const other = splitHalves(table, RandomStream.of(SEED + 1, 'halves')).heldOut;
    expect([0, 1, 2, 3].map((r) => hidden(r, other))).not.toEqual([0, 1, 2, 3].map((r) => hidden(r, heldOut)));
  });

  it('hold out each subject about as often: 4 of 9 times', () => {
    const counts = new Float64Array(9);
    const draws = 2000;
    for (let draw = 0; draw < draws; draw++) {
      for (const [s, r] of factsOf(splitHalves(table, RandomStream.of(SEED, 'law', draw)).heldOut)) if (r === 0) counts[s]++;
    }
    const deviation = Math.sqrt((draws * 4 * 5) / 81);
    for (const count of counts) expect(Math.abs(count - (draws * 4) / 9)).toBeLessThan(5 * deviation);
  });
});
