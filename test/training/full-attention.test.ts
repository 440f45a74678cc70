import { describe, expect, it } from 'vitest';
import { fullAttentionAccuracy } from '../../src/analysis/accuracy.js';
import { meanAttentionPattern } from '../../src/analysis/attention-pattern.js';
import { softmax } from '../../src/model/attention.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import { drawLatinTable } from '../../src/task/tables/latin.js';
import { batchOf } from '../../src/task/prompt.js';
import { fineTune, initialTheta } from '../../src/training/fine-tuning.js';
import {
  ATTENTION_BLOCKS,
  CONTENT_BLOCKS,
  FullAttentionRow,
  teacherForced,
  trainFullAttention,
} from '../../src/training/full-attention.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

const random = RandomStream.of(SEED, 'full attention');
const table = drawLatinTable('cyclic', 12, 4, random);
const engine = openSparse(buildTransformer(table));
const prompts = drawPrompts(table, 2, 16, random);
const fresh = drawPrompts(table, 2, 500, random);

describe('full attention', () => {
  it('restricted to its position–position block is positional attention', () => {
    const full = trainFullAttention(engine, prompts, { blocks: ['position–position'], steps: 50 });
    const positional = fineTune(engine.compile(prompts), initialTheta(2), { steps: 50 });
    for (const step of ['relation', 'answer'] as const) {
      const own = full.rows[step].attend(teacherForced(engine, fresh.prompts[0], step));
      const wanted = softmax(positional.theta[step]);
      own.forEach((share, t) => expect(share).toBeCloseTo(wanted[t], 9));
      full.losses[step].forEach((loss, taken) => expect(loss).toBeCloseTo(positional.losses[step][taken], 9));
    }
  });

  it.each(ATTENTION_BLOCKS)('has the slopes of central differences in the block %s', (block) => {
    // One step at η moves each weight by −η times its slope; a loss between two such steps differs by the slopes squared.
    const eta = 1e-4;
    const at = (learningRate: number) => trainFullAttention(engine, prompts, { blocks: [block], steps: 1, learningRate }).losses;
    for (const step of ['relation', 'answer'] as const) {
      const [first, after] = at(eta)[step];
      const [, doubled] = at(2 * eta)[step];
      const slope = (4 * (after - first) - (doubled - first)) / (2 * eta); // − Σ slopes², to second order
      const row = new FullAttentionRow([block], 28, 6);
      const squares = new Map<number, number>();
      prompts.prompts.forEach((prompt) => {
        const tokens = teacherForced(engine, prompt, step);
        const { gradient } = engine.compile(batchOf([prompt])).gradient(step, new Float64Array(tokens.length));
        tokens.forEach((_, t) => {
          const [place] = row.placesOf(tokens, t);
          squares.set(place, (squares.get(place) ?? 0) + gradient[t] / prompts.prompts.length);
        });
      });
      const wanted = -[...squares.values()].reduce((sum, value) => sum + value ** 2, 0);
      expect(Math.abs(slope - wanted)).toBeLessThan(1e-4 * Math.abs(wanted) + 1e-9);
    }
  });

  it('starts uniform, and learns the task and the pairwise pattern', () => {
    const untrained = trainFullAttention(engine, prompts, { steps: 0 });
    expect([...untrained.rows.relation.attend(teacherForced(engine, fresh.prompts[0], 'relation'))]).toEqual(
      Array.from({ length: 5 }, () => 1 / 5),
    );
    const { rows, losses } = trainFullAttention(engine, prompts);
    expect(fullAttentionAccuracy(engine, rows, fresh).rate).toBe(1);
    const pattern = meanAttentionPattern(engine, rows, fresh.prompts.slice(0, 50));
    expect(pattern.queryShare).toBeLessThan(0.6);
    expect(Math.min(pattern.relationBalance, pattern.answerBalance)).toBeGreaterThan(0.75);
    expect(pattern.answerMass).toBeGreaterThan(0.8);
    expect(losses.relation[200]).toBeLessThan(losses.relation[0] / 10);
  });

  it('with content blocks only cannot distinguish the query from the other subjects', () => {
    const { rows } = trainFullAttention(engine, prompts, { blocks: CONTENT_BLOCKS });
    expect(fullAttentionAccuracy(engine, rows, fresh).rate).toBeLessThanOrEqual(1 / 3 + 0.1);
  });

  it('shares no weight between the steps: each row is trained by its own loss', () => {
    const { rows } = trainFullAttention(engine, prompts, { steps: 3 });
    const moved = rows.answer.attend(teacherForced(engine, fresh.prompts[0], 'relation'));
    expect(rows.relation.attend(teacherForced(engine, fresh.prompts[0], 'relation'))).not.toEqual(moved);
  });
});
