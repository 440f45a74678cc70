import { describe, expect, it } from 'vitest';
import type { PhasePlan } from '../../properties/maps/phases/phase-picture.js';
import { phasePictures, phasePlans, type PhaseProgress } from '../../properties/maps/phases/draw-phases.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

const plans = phasePlans(openSparse);

function planOf(id: string): PhasePlan {
  const found = plans.find((plan) => plan.id === id);
  if (found === undefined) throw new Error(`the picture ${id} is gone`);
  return found;
}

/** The quantities of one draw at a place of a picture, by name. */
function at(id: string, x: number, y: number): Readonly<Record<string, number>> {
  const plan = planOf(id);
  expect([plan.x.values.includes(x), plan.y.values.includes(y)]).toEqual([true, true]);
  const values = plan.measure({ x, y }, SEED);
  if (values === null) throw new Error(`${id} has nothing at ${x}, ${y}`);
  return Object.fromEntries(plan.quantities.map((name, i) => [name, values[i]]));
}

function drawn(plan: PhasePlan, seed: bigint) {
  const steps: PhaseProgress[] = [];
  const pictures = phasePictures(openSparse, seed, 'quick', [plan]);
  for (let step = pictures.next(); ; step = pictures.next()) {
    if (step.done === true) return { picture: step.value[0], steps };
    steps.push(step.value);
  }
}

describe(`accuracy and balance over R/S and k (seed ${SEED})`, () => {
  it('R = 1 leaves the answer row out of balance, R = S/2 does not', () => {
    expect(at('relations-and-pairs', 1 / 24, 8)['answer balance']).toBeLessThan(0.75); // T3's threshold
    const middle = at('relations-and-pairs', 1 / 2, 4);
    expect(middle['accuracy']).toBe(1);
    expect(middle['answer balance']).toBeGreaterThan(0.95);
    expect(middle['relation balance']).toBeGreaterThan(0.9);
  });
});

describe(`recall, accuracy and balance over power and hubs (seed ${SEED})`, () => {
  it('a linear memory recalls and answers nothing, a quadratic one everything', () => {
    const linear = at('power-and-hub', 1, 1);
    expect([linear['recall'], linear['accuracy']]).toEqual([0, 0]);
    expect(at('power-and-hub', 2, 1)).toMatchObject({ recall: 1, accuracy: 1 });
  });

  it.each([2, 3, 4])('at power %i recall breaks at hubs of 2^p − 1 subjects, and nearly vanishes at 2^p', (power) => {
    const recall = (hub: number) => at('power-and-hub', power, hub)['recall'];
    expect(recall(2 ** (power - 1))).toBe(1);
    expect(recall(2 ** power - 1)).toBeLessThan(1);
    expect(recall(2 ** power - 1)).toBeGreaterThan(0.9);
    expect(recall(2 ** power)).toBeLessThan(0.2);
  });

  it('where hubs break recall at ½ + ½, unbalanced attention keeps the accuracy, up to a size of the hubs', () => {
    const hub = at('power-and-hub', 2, 8);
    expect(hub['recall']).toBeLessThan(0.1);
    expect(hub['accuracy']).toBeGreaterThan(0.9);
    expect(hub['answer balance']).toBeLessThan(0.6);
    expect(at('power-and-hub', 2, 48)['accuracy']).toBeLessThan(0.1);
  });
});

describe(`mass and balance over N and β (seed ${SEED})`, () => {
  const [small, large] = [64, 2 ** 20];

  it('at 10⁶ facts the default β leaves the answer row short of the pattern', () => {
    expect(large).toBeGreaterThan(1e6);
    expect(at('facts-and-beta', small, 1)['answer mass']).toBeGreaterThan(0.9);
    const end = at('facts-and-beta', large, 1);
    expect(end['answer mass']).toBeLessThan(0.75);
    expect(end['answer balance']).toBeLessThan(0.75);
    expect(end['accuracy']).toBe(1); // accuracy does not need the complete pattern
  });

  it('at 10⁶ facts a larger β keeps the relation row on the query, and a smaller one completes the masses', () => {
    expect(at('facts-and-beta', large, 8)['query share']).toBeGreaterThan(0.99);
    expect(at('facts-and-beta', large, 8)['relation mass']).toBeCloseTo(8 / 9, 2); // that of uniform attention
    expect(at('facts-and-beta', large, 1 / 4)['relation mass']).toBeGreaterThan(0.99);
    expect(at('facts-and-beta', large, 1 / 4)['answer mass']).toBeGreaterThan(0.99);
  });
});

describe('phase pictures', () => {
  it('have ten sizes up to 10⁶ and β from the default to eight times it', () => {
    const { x, y } = planOf('facts-and-beta');
    expect(x.values.filter((facts) => Number.isInteger(Math.log2(facts)))).toEqual(x.values);
    expect(x.values.length).toBeGreaterThanOrEqual(10);
    expect(Math.max(...x.values)).toBeGreaterThan(1e6);
    expect(y.values).toEqual(expect.arrayContaining([1, 2, 4, 8]));
  });

  /** A picture of the seeds of its draws. */
  const planted: PhasePlan = {
    id: 'planted',
    title: 'planted',
    drawn: 'nothing',
    x: { name: 'x', values: [1, 2], scale: 'linear' },
    y: { name: 'y', values: [1, 2, 3], scale: 'linear' },
    quantities: ['sum', 'seed'],
    measure: ({ x, y }, seed) => (x === 2 && y === 3 ? null : [x + y, seed]),
  };

  it('have means with their extremes, and leave out places without a table', () => {
    const { picture, steps } = drawn(planted, 1n);
    const [sum, seeds] = picture.quantities;
    expect(sum.cells.map(({ x, y, mean, least, greatest, draws }) => [x, y, mean, least, greatest, draws])).toEqual([
      [1, 1, 2, 2, 2, 3],
      [1, 2, 3, 3, 3, 3],
      [1, 3, 4, 4, 4, 3],
      [2, 1, 3, 3, 3, 3],
      [2, 2, 4, 4, 4, 3],
    ]);
    for (const { mean, least, greatest } of seeds.cells) {
      expect(least).toBeLessThan(mean);
      expect(mean).toBeLessThan(greatest);
    }
    expect(steps.map(({ id, done, places }) => [id, done, places])).toEqual([0, 1, 2, 3, 4, 5].map((done) => ['planted', done, 6]));
  });

  it('depend on the seed, the picture and the place only', () => {
    expect(drawn(planted, 1n)).toEqual(drawn(planted, 1n));
    const means = (plan: PhasePlan, seed: bigint) => drawn(plan, seed).picture.quantities[1].cells.map(({ mean }) => mean);
    const all = [...means(planted, 1n), ...means(planted, 2n), ...means({ ...planted, id: 'other' }, 1n)];
    expect(new Set(all).size).toBe(all.length);
    const moved: PhasePlan = { ...planted, x: { ...planted.x, values: [2] } };
    expect(means(moved, 1n)).toEqual(means(planted, 1n).slice(3));
  });

  it('can be stopped between two places', () => {
    const pictures = phasePictures(openSparse, 1n, 'quick', [planted]);
    pictures.next();
    pictures.return([]);
    expect(pictures.next().done).toBe(true);
  });
});
