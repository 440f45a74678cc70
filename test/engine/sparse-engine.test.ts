import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as paper from '../../examples/paper.js';
import { conformance } from '../../src/analysis/conformance.js';
import { readVectors } from '../../src/analysis/vectors-file.js';
import { decode } from '../../src/engine/decode.js';
import type { Engine, StepGradient } from '../../src/engine/engine.js';
import { compileStep } from '../../src/engine/sparse/compile-step.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { emit } from '../../src/model/decoding.js';
import { DenseLogits, toDense } from '../../src/model/logits.js';
import type { Step } from '../../src/model/step.js';
import { buildTransformer, type Transformer } from '../../src/model/transformer.js';
import { relationToken } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import { LatinFormula } from '../../src/task/tables/latin-formula.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { batchOf, type Prompt } from '../../src/task/prompt.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { paperModel, paperPrompt } from '../kit/paper-model.js';
import { instances, type Instance } from '../kit/random-instance.js';
import { SEED } from '../kit/seed.js';

const VECTORS = fileURLToPath(new URL('../vectors/model-vectors.json', import.meta.url));
const STEPS: readonly Step[] = ['relation', 'answer'];

/** The logits of one step by examples/paper.ts, which works with V-vectors and two hidden units per triplet, without counts. */
function denseLogits(model: Transformer, prompt: Prompt, theta: Float64Array, fed?: number): number[] {
  const own = paperModel(model);
  const { z } = paperPrompt(model.knowledge, prompt);
  return paper.logits(own, paper.attend(own, fed === undefined ? z : [...z, fed], paper.softmax([...theta])));
}

/** The mean loss by examples/paper.ts. */
function denseLoss({ model, prompts }: Pick<Instance, 'model' | 'prompts'>, step: Step, theta: Float64Array): number {
  const own = prompts.map((prompt) => paperPrompt(model.knowledge, prompt));
  return paper.lossAndGradient(paperModel(model), own, step, [...theta]).loss;
}

function largest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i])));
}

describe('the sparse engine against independent numbers', () => {
  it('conforms to every case of the vectors file, decoded tokens included', async () => {
    const cases = await readVectors(VECTORS);
    const deviations = conformance(cases, (model) => new SparseEngine(model));
    expect(cases).toHaveLength(12);
    expect(deviations.filter(({ compared }) => compared === 0)).toEqual([]);
    expect(deviations.filter(({ conforms }) => !conforms)).toEqual([]);
  });

  it('fails the vectors file when a factor is dropped from its gradient', async () => {
    const cases = await readVectors(VECTORS);
    const broken = conformance(cases, (model) => {
      const engine = new SparseEngine(model);
      const halved = ({ loss, gradient }: StepGradient) => ({ loss, gradient: gradient.map((value) => value / 2) });
      return {
        name: engine.name,
        precision: engine.precision,
        model,
        read: engine.read.bind(engine),
        logits: engine.logits.bind(engine),
        compile: (batch) => {
          const compiled = engine.compile(batch);
          return { size: compiled.size, gradient: (step, theta) => halved(compiled.gradient(step, theta)) };
        },
      } satisfies Engine;
    });
    expect(broken.filter(({ conforms }) => !conforms).map(({ quantity }) => quantity)).toContain('gradients');
  });
});

describe(`the sparse engine against a dense evaluation (seed ${SEED})`, () => {
  it('gives the same logits over the whole vocabulary at both steps, for any fed token', () => {
    fc.assert(
      fc.property(instances(), fc.nat(), (instance, pick) => {
        const engine = new SparseEngine(instance.model);
        for (const prompt of instance.prompts) {
          const scale = instance.model.beta;
          const fed = pick % engine.logits(prompt, instance.theta1).size;
          const relationStep = toDense(engine.logits(prompt, instance.theta1));
          const answerStep = toDense(engine.logits(prompt, instance.theta2, fed));
          expect(largest(relationStep, denseLogits(instance.model, prompt, instance.theta1)) / scale).toBeLessThan(1e-12);
          expect(largest(answerStep, denseLogits(instance.model, prompt, instance.theta2, fed)) / scale).toBeLessThan(1e-12);
        }
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('counts every token once: runs add up to V, and runOf and first agree', () => {
    fc.assert(
      fc.property(instances(), ({ model, prompts, theta2 }) => {
        const engine = new SparseEngine(model);
        const logits = engine.logits(prompts[0], theta2, relationToken(model.knowledge, prompts[0].relation));
        expect(logits.counts.reduce((sum, count) => sum + count, 0)).toBe(logits.size);
        const members = new Float64Array(logits.values.length);
        const firsts = new Map<number, number>();
        for (let token = 0; token < logits.size; token++) {
          members[logits.runOf(token)]++;
          if (!firsts.has(logits.runOf(token))) firsts.set(logits.runOf(token), token);
        }
        expect(members).toEqual(logits.counts);
        for (const [run, first] of firsts) expect(logits.first(run)).toBe(first);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('emits the same tokens and ties', () => {
    fc.assert(
      fc.property(instances(), (instance) => {
        const engine = new SparseEngine(instance.model);
        for (const prompt of instance.prompts) {
          const said = decode(engine, prompt, instance.theta1, instance.theta2);
          const relation = emit(new DenseLogits(Float64Array.from(denseLogits(instance.model, prompt, instance.theta1))));
          const answer = emit(
            new DenseLogits(Float64Array.from(denseLogits(instance.model, prompt, instance.theta2, relation.token))),
          );
          expect(said).toEqual({ relation, answer });
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('gives the same mean losses', () => {
    fc.assert(
      fc.property(instances(), (instance) => {
        const batch = new SparseEngine(instance.model).compile(batchOf(instance.prompts));
        const wanted = [denseLoss(instance, 'relation', instance.theta1), denseLoss(instance, 'answer', instance.theta2)];
        const losses = [batch.gradient('relation', instance.theta1).loss, batch.gradient('answer', instance.theta2).loss];
        expect(largest(losses, wanted)).toBeLessThan(1e-11 * Math.max(1, ...wanted));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('has the gradients of central differences', () => {
    // Away from the kink of p = 1, b > 0. The error of a difference quotient with h = 10⁻⁵ is about h² f''' + 10⁻¹⁶ f / h ≈ 10⁻⁸ of
    // the scale.
    const smooth = instances({ biasAt: (power) => power > 1 });
    fc.assert(
      fc.property(smooth, fc.constantFrom(...STEPS), (instance, step) => {
        const batch = new SparseEngine(instance.model).compile(batchOf(instance.prompts));
        const theta = step === 'relation' ? instance.theta1 : instance.theta2;
        const { gradient } = batch.gradient(step, theta);
        const h = 1e-5;
        const differences = theta.map((_, t) => {
          const at = (shift: number) => batch.gradient(step, theta.with(t, theta[t] + shift)).loss;
          return (at(h) - at(-h)) / (2 * h);
        });
        expect(largest(gradient, differences)).toBeLessThan(2e-7 * Math.max(1, instance.model.beta));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe(`equivariance of the gradients (seed ${SEED})`, () => {
  const gradients = (model: Instance['model'], prompts: readonly Prompt[], theta: Record<Step, Float64Array>) => {
    const batch = new SparseEngine(model).compile(batchOf(prompts));
    return {
      relation: batch.gradient('relation', theta.relation).gradient,
      answer: batch.gradient('answer', theta.answer).gradient,
    };
  };

  it('permuting the pairs of every prompt in one way permutes the gradients in that way, to 10⁻¹²', () => {
    fc.assert(
      fc.property(instances(), fc.nat(), ({ model, pairs, prompts, theta1, theta2 }, seed) => {
        const order = [...RandomStream.of(seed, 'order').permutation(pairs)];
        const moved = prompts.map((prompt) => ({ ...prompt, context: order.map((i) => prompt.context[i]) }));
        const places = order.flatMap((i) => [2 * i, 2 * i + 1]);
        const move = (row: Float64Array) => Float64Array.of(...places.map((t) => row[t]), ...row.slice(2 * pairs));
        const plain = gradients(model, prompts, { relation: theta1, answer: theta2 });
        const permuted = gradients(model, moved, { relation: move(theta1), answer: move(theta2) });
        for (const step of STEPS) expect(largest(permuted[step], move(plain[step])) / model.beta).toBeLessThan(1e-12);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('relabelling subjects, relations and answers, or reordering the prompts, changes nothing, to 10⁻¹²', () => {
    fc.assert(
      fc.property(instances(), fc.nat(), ({ model, prompts, theta1, theta2 }, seed) => {
        const { knowledge } = model;
        const random = RandomStream.of(seed, 'relabel');
        const subject = random.permutation(knowledge.subjects);
        const relation = random.permutation(knowledge.relations);
        const answer = random.permutation(knowledge.answers);
        const facts = [...factsOf(knowledge)].map(([s, r, a]): Fact => [subject[s], relation[r], answer[a]]);
        const relabelled = buildTransformer(new StoredTable(knowledge, facts), { ...model.activation, beta: model.beta });
        const renamed = prompts.toReversed().map((prompt) => ({
          context: prompt.context.map(([s, a]) => [subject[s], answer[a]] as const),
          query: subject[prompt.query],
          relation: relation[prompt.relation],
          answer: answer[prompt.answer],
        }));
        const theta = { relation: theta1, answer: theta2 };
        const plain = gradients(model, prompts, theta);
        const changed = gradients(relabelled, renamed, theta);
        for (const step of STEPS) expect(largest(changed[step], plain[step]) / model.beta).toBeLessThan(1e-12);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('the compiled step', () => {
  it('has V logits for every class of prompts', () => {
    fc.assert(
      fc.property(instances(), fc.constantFrom(...STEPS), ({ model, prompts }, step) => {
        const compiled = compileStep(model.knowledge, batchOf(prompts), step);
        const { subjects, relations, answers } = model.knowledge;
        for (let group = 0; group < compiled.classPrompts.length; group++) {
          const tokens = compiled.classTokens.slice(compiled.classStarts[group], compiled.classStarts[group + 1]);
          expect(tokens.reduce((sum, count) => sum + count, 0)).toBe(subjects + relations + answers);
        }
        expect(compiled.classPrompts.reduce((sum, count) => sum + count, 0)).toBe(prompts.length);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('puts prompts with the same logits in one class', () => {
    const table = plainLatinTable('cyclic', 11, 2);
    const { prompts } = drawPrompts(table, 1, 200, RandomStream.of(SEED, 'classes'));
    const compiled = compileStep(table, batchOf(prompts), 'relation');
    expect(compiled.classPrompts.length).toBeLessThan(20);
  });

  it('is no larger for a table of 10⁸ facts than for one of 10³', () => {
    const sizeAt = (subjects: number) => {
      const table: KnowledgeBase = new LatinFormula(subjects, 8);
      const compiled = compileStep(table, drawPrompts(table, 3, 64, RandomStream.of(SEED, 'size')), 'answer');
      return compiled.termUnits.length + compiled.classRows.length + compiled.unitPositions.length;
    };
    expect(sizeAt(12_500_000)).toBeLessThanOrEqual(sizeAt(125));
  });
});

describe('losses far below rounding', () => {
  it('keep their digits, and so do their gradients', () => {
    // All attention is on the pair (s_q, r): any other mass is at most e^{−β/2}.
    const model = buildTransformer(plainLatinTable('cyclic', 4, 2), { beta: 200 });
    const prompt = drawPrompts(model.knowledge, 1, 1, RandomStream.of(SEED, 'tiny'));
    const theta = Float64Array.of(-60, -60, 0, 0);
    const { loss, gradient } = new SparseEngine(model).compile(prompt).gradient('answer', theta);
    expect(loss).toBeGreaterThan(1e-45);
    expect(loss).toBeLessThan(1e-40);
    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0);
  });

  it('are right when the logits of a batch lie further apart than exponentials can represent', () => {
    const model = buildTransformer(plainLatinTable('cyclic', 4, 2), { beta: 1e5 });
    const { prompts } = drawPrompts(model.knowledge, 1, 8, RandomStream.of(SEED, 'wide'));
    // A prompt whose pair is in no relation has no large logit. The others of the batch have one.
    const [s, a] = prompts[0].context[0];
    const lie: Prompt = { ...prompts[0], context: [[s, (a + 2) % 4]] };
    const theta = Float64Array.of(1, 0.5, -9);
    const { loss } = new SparseEngine(model).compile(batchOf([...prompts, lie])).gradient('relation', theta);
    const wanted = denseLoss({ model, prompts: [...prompts, lie] }, 'relation', theta);
    expect(Math.abs(loss - wanted) / Math.max(1, wanted)).toBeLessThan(1e-10);
  });
});

describe('wrong calls of the engine', () => {
  const model = buildTransformer(plainLatinTable('cyclic', 4, 2));
  const prompts = drawPrompts(model.knowledge, 1, 1, RandomStream.of(1));

  it('are refused: θ of the wrong length, two relation tokens', () => {
    const engine = new SparseEngine(model);
    expect(() => engine.logits(prompts.prompts[0], new Float64Array(4))).toThrow(
      /θ has 4 attention logits where the relation step has T = 3/,
    );
    expect(() => engine.compile(prompts).gradient('answer', new Float64Array(3))).toThrow(/T = 4/);
    const tokens = Int32Array.of(relationToken(model.knowledge, 0), relationToken(model.knowledge, 1));
    expect(() => engine.read({ tokens, weights: Float64Array.of(0.5, 0.5) })).toThrow(/only one relation token/);
  });
});
