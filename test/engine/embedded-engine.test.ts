import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EmbeddedEngine } from '../../src/engine/embedded/embedded-engine.js';
import { drawEmbeddings, type Embeddings } from '../../src/model/embeddings.js';
import { toDense } from '../../src/model/logits.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { factsOf } from '../../src/task/knowledge-base.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { batchOf } from '../../src/task/prompt.js';
import { openSparse } from '../kit/open-sparse.js';
import { instances } from '../kit/random-instance.js';
import { SEED } from '../kit/seed.js';

/** One-hot embeddings. */
function orthonormal(size: number): Embeddings {
  return { dimension: size, rows: Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0)) };
}

function largest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i])));
}

describe(`the embedded engine (seed ${SEED})`, () => {
  it('agrees with the sparse engine on orthonormal embeddings', () => {
    fc.assert(
      fc.property(instances(), ({ model, prompts, theta1, theta2 }) => {
        const embedded = new EmbeddedEngine(model, orthonormal(vocabularySize(model.knowledge)));
        const sparse = openSparse(model);
        const batch = batchOf(prompts);
        expect(
          largest(toDense(embedded.logits(prompts[0], theta1)), toDense(sparse.logits(prompts[0], theta1))) / model.beta,
        ).toBeLessThan(1e-12);
        for (const [step, theta] of [
          ['relation', theta1],
          ['answer', theta2],
        ] as const) {
          const [own, wanted] = [embedded, sparse].map((engine) => engine.compile(batch).gradient(step, theta));
          expect(Math.abs(own.loss - wanted.loss)).toBeLessThan(1e-10 * model.beta);
          expect(largest(own.gradient, wanted.gradient)).toBeLessThan(1e-10 * model.beta);
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('has the logits of the definition and the gradients of central differences on other embeddings', () => {
    fc.assert(
      fc.property(
        instances({ powers: [2, 3] }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        ({ model, prompts, theta1 }, dimension, seed) => {
          const { knowledge, activation, beta } = model;
          const size = vocabularySize(knowledge);
          const embeddings = drawEmbeddings(size, dimension, RandomStream.of(seed, 'embeddings'));
          const engine = new EmbeddedEngine(model, embeddings);
          const u = (v: number) => [...embeddings.rows.subarray(v * dimension, (v + 1) * dimension)];
          const dot = (one: number[], other: number[]) => one.reduce((sum, value, i) => sum + value * other[i], 0);
          const plus = (one: number[], other: number[], by = 1) => one.map((value, i) => value + by * other[i]);
          const token = Math.floor(size / 2);
          const x = plus(
            u(0).map((value) => value * 0.5),
            u(token),
            0.5,
          );
          const fire = (h: number) => Math.max(h - activation.bias, 0) ** activation.power;
          let f = Array.from({ length: dimension }, () => 0);
          const past = knowledge.subjects + knowledge.relations;
          for (const [s, r, a] of factsOf(knowledge)) {
            f = plus(f, u(knowledge.subjects + r), fire(dot(plus(u(s), u(past + a)), x)));
            f = plus(f, u(past + a), fire(dot(plus(u(s), u(knowledge.subjects + r)), x)));
          }
          const logits = toDense(engine.read({ tokens: Int32Array.of(0, token), weights: Float64Array.of(0.5, 0.5) }));
          const scale = Math.max(1, ...logits.map(Math.abs));
          expect(
            largest(
              logits,
              Array.from({ length: size }, (_, v) => beta * dot(u(v), f)),
            ) / scale,
          ).toBeLessThan(1e-12);

          const batch = engine.compile(batchOf(prompts));
          const { loss, gradient } = batch.gradient('relation', theta1);
          theta1.forEach((logit, t) => {
            const at = (shift: number) => batch.gradient('relation', theta1.with(t, logit + shift)).loss;
            const difference = (at(1e-6) - at(-1e-6)) / 2e-6;
            expect(Math.abs(gradient[t] - difference) / Math.max(1, loss, Math.abs(difference))).toBeLessThan(1e-5);
          });
        },
      ),
      { seed: SEED, numRuns: 100 },
    );
  });

  it('draws unit vectors whose inner products have mean 0 and variance 1/d', () => {
    const { rows } = drawEmbeddings(200, 50, RandomStream.of(SEED, 'unit'));
    const product = (v: number, w: number) =>
      Array.from({ length: 50 }, (_, i) => rows[v * 50 + i] * rows[w * 50 + i]).reduce((sum, value) => sum + value, 0);
    const products: number[] = [];
    for (let v = 0; v < 200; v++) {
      expect(product(v, v)).toBeCloseTo(1, 12);
      for (let w = 0; w < v; w++) products.push(product(v, w));
    }
    const mean = products.reduce((sum, value) => sum + value, 0) / products.length;
    const variance = products.reduce((sum, value) => sum + value * value, 0) / products.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(variance * 50).toBeCloseTo(1, 1);
  });

  it('refuses embeddings that are not one per token, or of no dimension', () => {
    const model = buildTransformer(plainLatinTable('cyclic', 4, 2));
    expect(() => new EmbeddedEngine(model, orthonormal(9))).toThrow(/10 embeddings of 9 dimensions need 90 numbers, not 81/);
    expect(() => drawEmbeddings(10, 0, RandomStream.of(1))).toThrow('embeddings need a whole number of dimensions ≥ 1, not 0');
  });
});
