import type { SampleCriterion } from '../../spec/domains/scaling-domain.js';
import { isCorrect } from '../../src/engine/decode.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { Coincidences } from '../../src/task/coincidences.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import type { PromptBatch } from '../../src/task/prompt.js';
import type { SizeCase } from '../cases/size-case.js';
import type { Answerer, SampleLearner } from './sample-learner.js';

// N facts, k pairs, n prompts.

/** What is known of prompts like those that a draw was fine-tuned on. */
interface Learned {
  readonly answer: Answerer;
  /** By coincidences: whether prompts like them are answered correctly. */
  readonly correct: Map<string, boolean>;
}

/**
 * The draws of a search at one size: a table, n prompts, fine-tuning, and whether enough of the fresh prompts are answered. By the sparse
 * engine, since no other reads tables of 2³⁰ facts. Where prompts of equal coincidences are alike, each kind is trained on and decoded once for an
 * n: large tables have hardly any others than those without, and the smallest have few in all.
 */
export class SampleDraws {
  private n = 0;
  private readonly learned = new Map<string, Learned>();

  constructor(
    private readonly value: SizeCase,
    private readonly learner: SampleLearner,
    private readonly criterion: Pick<SampleCriterion, 'accuracy' | 'fresh'>,
  ) {}

  /** One draw. Those of different n, or of different indices, are independent. */
  reaches(n: number, index: number): boolean {
    const { value, learner, criterion } = this;
    const { series, bits, pairs, seed } = value;
    const random = RandomStream.of(seed, 'least samples', series, bits, n, index);
    const table = value.drawTable(random);
    const prompts = drawPrompts(table, pairs, n, random);
    const engine = new SparseEngine(buildTransformer(learner.stored(table, prompts)));
    const kinds = learner.alike ? new Coincidences(table, pairs) : null;
    const { answer, correct } = this.learn(engine, prompts, kinds);
    let misses = Math.floor((1 - criterion.accuracy) * criterion.fresh + ROUNDING);
    for (const prompt of drawPrompts(table, pairs, criterion.fresh, random).prompts) {
      const kind = kinds?.of(prompt) ?? null;
      let right = kind === null ? undefined : correct.get(kind);
      if (right === undefined) {
        right = isCorrect(engine, prompt, answer(engine, prompt));
        if (kind !== null) correct.set(kind, right);
      }
      if (!right && --misses < 0) return false; // the rest cannot change it
    }
    return true;
  }

  private learn(engine: SparseEngine, prompts: PromptBatch, kinds: Coincidences | null): Learned {
    const train = (): Learned => ({ answer: this.learner.train(engine, prompts), correct: new Map() });
    const n = prompts.prompts.length;
    if (n !== this.n || this.learned.size === MOST_LEARNED) this.learned.clear(); // those of another n hardly come again
    this.n = n;
    if (kinds === null) return train();
    const key = JSON.stringify(prompts.prompts.map((prompt) => kinds.of(prompt)));
    const known = this.learned.get(key) ?? train();
    this.learned.set(key, known);
    return known;
  }
}

/** Kinds of batches that are kept: where there are more, they hardly come again, and take up room. */
const MOST_LEARNED = 16;

/** 0.01 · 200 is 2, whatever its last bit. */
const ROUNDING = 1e-9;
