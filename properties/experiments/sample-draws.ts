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

/** What a kind of batch taught: a kind is all batches of equal coincidences. */
interface Learned {
  readonly answer: Answerer;
  /** Whether prompts are answered correctly, by their coincidences. */
  readonly correct: Map<string, boolean>;
}

/**
 * The draws of a search at one size. Each draws a table and n prompts, fine-tunes on them, and checks whether enough fresh prompts are answered
 * correctly. Only the sparse engine can read tables of 2³⁰ facts. If prompts of equal coincidences are alike, each kind of batch is trained on,
 * and each kind of prompt decoded, once per n. That saves most of the work: hardly any prompt of a large table has coincidences, and the smallest
 * tables have few kinds in all.
 */
export class SampleDraws {
  private n = 0;
  private readonly learned = new Map<string, Learned>();

  constructor(
    private readonly value: SizeCase,
    private readonly learner: SampleLearner,
    private readonly criterion: Pick<SampleCriterion, 'accuracy' | 'fresh'>,
  ) {}

  /** True if a draw reaches the accuracy. Draws of different n or index are independent. */
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
      if (!right && --misses < 0) return false; // the remaining prompts cannot change it
    }
    return true;
  }

  private learn(engine: SparseEngine, prompts: PromptBatch, kinds: Coincidences | null): Learned {
    const train = (): Learned => ({ answer: this.learner.train(engine, prompts), correct: new Map() });
    const n = prompts.prompts.length;
    if (n !== this.n || this.learned.size === MOST_LEARNED) this.learned.clear(); // batches of another n hardly recur
    this.n = n;
    if (kinds === null) return train();
    const key = JSON.stringify(prompts.prompts.map((prompt) => kinds.of(prompt)));
    const learned = this.learned.get(key) ?? train();
    this.learned.set(key, learned);
    return learned;
  }
}

/** The most kinds of batches to cache. More of them would hardly recur, and take up memory. */
const MOST_LEARNED = 16;

/** Makes 0.01 · 200 count as 2 whatever its last bit. */
const ROUNDING = 1e-9;
