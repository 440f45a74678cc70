import type { OpenEngine } from '../../../src/engine/engine.js';
import { RandomStream } from '../../../src/random/random-stream.js';
import { drawLatinTable, familiesOfOrder } from '../../../src/task/tables/latin.js';
import type { PhasePlan } from './phase-picture.js';
import { FRESH_PROMPTS, train } from './measures.js';

// S subjects, R relations, k pairs, n prompts.

const SUBJECTS = 24;
const PROMPTS = 32;
const RELATIONS = [1, 2, 3, 4, 6, 8, 12, 18, 24];
const PAIRS = [1, 2, 3, 4, 6, 8, 12, 16, 23];

/** Accuracy and balances over R/S and k: D ends at R/S = 1/2 and k = 8. */
export function relationsAndPairs(open: OpenEngine): PhasePlan {
  return {
    id: 'relations-and-pairs',
    title: 'Accuracy and balance over the number of relations and the length of prompts',
    drawn: `Latin tables of S = ${SUBJECTS} subjects, families uniform; n = ${PROMPTS}, p = 2, b = 0, β = 4 ln V, η = 0.3, 200 steps; accuracy on ${FRESH_PROMPTS} fresh prompts`,
    x: { name: 'R / S', values: RELATIONS.map((relations) => relations / SUBJECTS), scale: 'linear' },
    y: { name: 'k', values: PAIRS, scale: 'log' },
    quantities: ['accuracy', 'relation balance', 'answer mass', 'answer balance'],
    measure({ x, y: pairs }, seed) {
      const random = RandomStream.of(seed, 'table');
      const table = drawLatinTable(random.choice(familiesOfOrder(SUBJECTS)), SUBJECTS, Math.round(x * SUBJECTS), random);
      const { accuracy, relationBalance, answerMass, answerBalance } = train(open, table, {}, { pairs, count: PROMPTS }, seed);
      return [accuracy, relationBalance, answerMass, answerBalance];
    },
  };
}
