import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { SEED } from '../kit/seed.js';

describe('RandomStream', () => {
  it('has families of numbered streams: all distinct, and the same in whatever order they are requested', () => {
    const state = (stream: RandomStream) => stream.getState().join(' ');
    const indices = [...Array.from({ length: 40 }, (_, i) => i), 123_456_789, 2 ** 40, 2 ** 53 - 1];
    const family = RandomStream.family(7n, 'a "quoted" name', 3);
    const states = indices.map((index) => state(family(index)));
    expect(new Set(states).size).toBe(indices.length);
    const again = RandomStream.family(7n, 'a "quoted" name', 3);
    expect(indices.toReversed().map((index) => state(again(index)))).toEqual(states.toReversed());
    const others = [RandomStream.family(8n, 'a "quoted" name', 3), RandomStream.family(7n, 'a "quoted" name', 30)];
    for (const other of others) expect(indices.map((index) => state(other(index)))).not.toContain(states[0]);
  });

  it('has families whose streams are independent, judged by correlations of their first outputs', () => {
    const family = RandomStream.family(SEED, 'independent');
    const first = Array.from({ length: 20_000 }, (_, index) => family(index).uniform() - 0.5);
    for (const lag of [1, 2, 3, 4, 5, 8]) {
      const products = first.slice(lag).map((value, i) => value * first[i]);
      const mean = products.reduce((sum, product) => sum + product, 0) / products.length;
      // A product of two independent uniforms on ±½ has the deviation 1/12: five standard errors.
      expect(Math.abs(mean)).toBeLessThan(5 / 12 / Math.sqrt(products.length));
    }
  });

  it('gives the published outputs of xoshiro128** for the state 1, 2, 3, 4', () => {
    const random = RandomStream.fromState([1, 2, 3, 4]);
    const outputs = Array.from({ length: 10 }, () => random.next() >>> 0);
    expect(outputs).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]);
  });

  it('depends on the seed and on every part of the path, and on nothing else', () => {
    const first = (...path: (string | number)[]) => RandomStream.of(SEED, ...path).next();
    expect(first('a', 1)).toBe(first('a', 1));
    const others = [
      first('a', 2),
      first('b', 1),
      first('a'),
      first('a', '1'),
      first('a1'),
      RandomStream.of(SEED + 1, 'a', 1).next(),
    ];
    expect(new Set([first('a', 1), ...others]).size).toBe(others.length + 1);
    expect(RandomStream.of(7n, 'x').next()).toBe(RandomStream.of(7, 'x').next());
  });

  it(`draws every integer below a bound about equally often (seed ${SEED})`, () => {
    const random = RandomStream.of(SEED, 'integers');
    const counts = Array.from({ length: 7 }, () => 0);
    for (let draw = 0; draw < 70_000; draw++) counts[random.integer(7)]++;
    // Six standard deviations of a binomial count with n = 70,000, p = 1/7.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(6 * Math.sqrt((70_000 * 6) / 49));
  });

  it(`draws permutations uniformly (seed ${SEED})`, () => {
    const random = RandomStream.of(SEED, 'permutations');
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 24_000; draw++) {
      const key = random.permutation(4).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(6 * Math.sqrt((24_000 * 23) / 576));
  });

  it('draws floats in [0, 1)', () => {
    const random = RandomStream.of(SEED, 'floats');
    const draws = Array.from({ length: 10_000 }, () => random.uniform());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
  });

  it('clones its state', () => {
    const random = RandomStream.of(SEED, 'clone');
    const copy = random.clone();
    expect(copy.getState()).toEqual(random.getState());
    expect(random.next()).toBe(copy.next());
  });

  it('refuses the all-zero state, and a choice from nothing', () => {
    expect(() => RandomStream.fromState([0, 0, 0, 0])).toThrow(/not all zero/);
    expect(() => RandomStream.of(SEED).choice([])).toThrow(/nothing to choose/);
  });
});
