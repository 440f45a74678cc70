import { fileURLToPath } from 'node:url';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { ACCURACY_PROMPTS, accuracyOf } from '../../src/analysis/accuracy.js';
import { attentionPattern } from '../../src/analysis/attention-pattern.js';
import { readVectors } from '../../src/analysis/vectors-file.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import { drawLatinTable } from '../../src/task/tables/latin.js';
import { fineTune, initialTheta } from '../../src/training/fine-tuning.js';
import { SEED } from '../kit/seed.js';

describe('the attention pattern', () => {
  it('measures mass, balance, top share and query share as worked out by hand', () => {
    const pattern = attentionPattern({
      relation: Float64Array.of(0.1, 0.1, 0.3, 0.4, 0.1),
      answer: Float64Array.of(0.05, 0.05, 0.05, 0.05, 0.5, 0.3),
    });
    expect(pattern.relation.mass).toBeCloseTo(0.9, 15);
    expect(pattern.relation.balance).toBeCloseTo(1 - 0.1 / 0.9, 15);
    expect(pattern.relation.topShare).toBeCloseTo(0.7 / 0.9, 15);
    expect(pattern.relation.topPair).toBe(1);
    expect(pattern.relation.queryShare).toBeCloseTo(0.5, 15);
    expect(pattern.answer.mass).toBeCloseTo(0.8, 15);
    expect(pattern.answer.balance).toBeCloseTo(1 - 0.2 / 0.8, 15);
  });

  it('has query share 1 and balance 1 for uniform attention', () => {
    const { relation, answer } = attentionPattern({
      relation: new Float64Array(3).fill(1 / 3),
      answer: new Float64Array(4).fill(1 / 4),
    });
    expect([relation.queryShare, relation.balance, relation.topShare, answer.mass, answer.balance]).toEqual([1, 1, 1, 0.5, 1]);
  });

  it('is not fooled by equal weights across neighbouring pairs', () => {
    // Weights are equal between a_1 and s_2, not within pairs: a measure that is off by one position would call this balanced.
    const { relation } = attentionPattern({
      relation: Float64Array.of(0, 0.5, 0.5, 0, 0),
      answer: Float64Array.of(0, 0, 0, 0, 0.5, 0.5),
    });
    expect(relation.balance).toBe(0);
  });
});

describe('accuracy', () => {
  const random = RandomStream.of(SEED, 'accuracy');
  const table = drawLatinTable('cyclic', 16, 4, random);
  const engine = new SparseEngine(buildTransformer(table));
  const fresh = drawPrompts(table, 2, ACCURACY_PROMPTS, random);

  it('is 1 after training and 0 before, when the answer step ties', () => {
    const run = fineTune(engine.compile(drawPrompts(table, 2, 32, random)), initialTheta(2));
    expect(accuracyOf(engine, run.theta, fresh).rate).toBe(1);
    expect(accuracyOf(engine, initialTheta(2), fresh).rate).toBe(0);
  });

  it('is measured free-running: it is low when the relation row cannot infer, whatever the answer row does', () => {
    const run = fineTune(engine.compile(drawPrompts(table, 2, 32, random)), initialTheta(2));
    const subjectsOnly = Float64Array.of(0, -99, 0, -99, -99); // subjects alone do not identify a relation (P2)
    expect(accuracyOf(engine, { relation: subjectsOnly, answer: run.theta.answer }, fresh).rate).toBe(0);
  });

  it('adds up over relations', () => {
    const { byRelation, correct, total } = accuracyOf(engine, initialTheta(2), fresh);
    expect(byRelation.reduce((sum, tally) => sum + tally.total, 0)).toBe(total);
    expect([correct, total]).toEqual([0, 1000]);
  });
});

describe('a vectors file', () => {
  const source = fileURLToPath(new URL('../vectors/model-vectors.json', import.meta.url));

  async function altered(change: (text: string) => string): Promise<string> {
    const file = join(temporaryFolder(), 'v.json');
    await writeFile(file, change(await readFile(source, 'utf8')));
    return file;
  }

  it.each([
    ['cut short', (text: string) => text.slice(0, 5000), /is not JSON/],
    [
      'of another format',
      (text: string) => text.replace('"format": 1', '"format": 2').replace('"format":1', '"format":2'),
      /format/,
    ],
    ['with a name for a number', (text: string) => text.replace(/"beta": ?[\d.]+/, '"beta": "big"'), /cases\.0\.beta/],
    [
      'with θ of another k',
      (text: string) => text.replace(/"theta1": ?\[0\.0, /, '"theta1": ['),
      /case "visible-latin-init": theta1 has 6 entries instead of 7/,
    ],
    [
      'with a subject that does not exist',
      (text: string) => text.replace(/"query": ?1\b/, '"query": 99'),
      /query 99 is outside 0 … 7/,
    ],
  ])('%s is refused with file, case and field', async (_, change, message) => {
    const file = await altered(change);
    await expect(readVectors(file)).rejects.toThrow(message);
    await expect(readVectors(file)).rejects.toThrow(file);
  });
});
