import fc from 'fast-check';
import { buildTransformer, type Transformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Prompt } from '../../src/task/prompt.js';
import { drawLatinTable } from '../../src/task/tables/latin.js';
import { drawBijectiveTable, drawFunctionalTable, drawPartialTable } from '../../src/task/tables/random-tables.js';

/** A model, a batch of prompts and attention logits, of every kind that an engine must take. */
export interface Instance {
  readonly model: Transformer;
  readonly pairs: number;
  readonly prompts: readonly Prompt[];
  readonly theta1: Float64Array;
  readonly theta2: Float64Array;
}

/** Which instances to draw. */
export interface InstanceLimits {
  readonly powers?: readonly number[];
  /** Whether b > 0 may be drawn at a power. */
  readonly biasAt?: (power: number) => boolean;
}

/**
 * Random instances: Latin, bijective, many-to-one and partial tables; prompts that a relation explains and prompts that none does,
 * with repeated answers, repeated subjects and arbitrary targets; any θ.
 */
export function instances({ powers = [1, 2, 3, 2.5], biasAt = () => true }: InstanceLimits = {}): fc.Arbitrary<Instance> {
  return fc
    .record({
      kind: fc.constantFrom('latin', 'bijective', 'functional', 'partial'),
      subjects: fc.integer({ min: 2, max: 9 }),
      relations: fc.integer({ min: 1, max: 5 }),
      answers: fc.integer({ min: 1, max: 9 }),
      pairs: fc.integer({ min: 1, max: 4 }),
      count: fc.integer({ min: 1, max: 5 }),
      power: fc.constantFrom(...powers),
      biased: fc.boolean(),
      beta: fc.constantFrom(1, 4, 12, 40),
      spread: fc.constantFrom(0, 1, 3),
      seed: fc.nat(),
    })
    .map(({ kind, subjects, relations, answers, pairs, count, power, biased, beta, spread, seed }) => {
      const random = RandomStream.of(seed, 'instance');
      const table = drawTable(kind, subjects, relations, answers, random);
      const bias = biased && biasAt(power) ? 0.3 * random.uniform() : 0;
      const theta = (length: number) => Float64Array.from({ length }, () => spread * (2 * random.uniform() - 1));
      return {
        model: buildTransformer(table, { power, bias, beta }),
        pairs,
        prompts: Array.from({ length: count }, () => anyPrompt(table, pairs, random)),
        theta1: theta(2 * pairs + 1),
        theta2: theta(2 * pairs + 2),
      };
    });
}

function drawTable(kind: string, subjects: number, relations: number, answers: number, random: RandomStream): KnowledgeBase {
  if (kind === 'latin')
    return drawLatinTable(random.choice(['cyclic', 'matchings']), subjects, Math.min(relations, subjects), random);
  if (kind === 'bijective') return drawBijectiveTable(subjects, relations, random);
  if (kind === 'functional') return drawFunctionalTable({ subjects, relations, answers }, random);
  return drawPartialTable({ subjects, relations, answers }, 0.6, random);
}

function anyPrompt(table: KnowledgeBase, pairs: number, random: RandomStream): Prompt {
  const relation = random.integer(table.relations);
  const truthful = random.integer(3) > 0; // two prompts in three tell the truth where there is one
  const answerOf = (subject: number) => {
    const stored = table.answerOf(subject, relation);
    return truthful && stored >= 0 ? stored : random.integer(table.answers);
  };
  const query = random.integer(table.subjects);
  return {
    context: Array.from({ length: pairs }, () => {
      const subject = random.integer(table.subjects);
      return [subject, answerOf(subject)] as const;
    }),
    query,
    relation,
    answer: answerOf(query),
  };
}
