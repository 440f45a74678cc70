import type { OpenEngine } from '../../../src/engine/engine.js';
import { buildTransformer } from '../../../src/model/transformer.js';
import { RandomStream } from '../../../src/random/random-stream.js';
import { drawLatinTable } from '../../../src/task/tables/latin.js';
import { drawSharedAnswers, mostSharers } from '../../../src/task/tables/shared-answers.js';
import type { PhasePlan } from './phase-picture.js';
import { FRESH_PROMPTS, recalledShare, train } from './measures.js';

// S subjects, R relations, k pairs, n prompts, p the memory's power.

const RELATIONS = 4;
/** The least S at which a hub of c = 2⁶ subjects fits: R + c − 2 ≤ S/2. */
const SUBJECTS = 132;
const PAIRS = 4;
const PROMPTS = 32;
const POWERS = [1, 2, 3, 4, 5, 6];
/** Sizes of hubs on either side of 2^p − 1, where recall may first fail (spec/model.md §6). 1 is a Latin table. */
const HUBS = [1, 2, 3, 4, 6, 7, 8, 12, 15, 16, 24, 31, 32, 48, 63, 64];

/** Recall, accuracy and balances over the memory's power and the size of the hub that every relation has. */
export function powerAndHub(open: OpenEngine): PhasePlan {
  return {
    id: 'power-and-hub',
    title: 'Recall, accuracy and balance over the power of the memory and the size of hubs',
    drawn: `tables of S = ${SUBJECTS}, R = ${RELATIONS} in which every relation gives an answer of its own to a hub of c subjects and every other answer to one (c = 1: a Latin table), rows from random matchings, no pair ambiguous; k = ${PAIRS}, n = ${PROMPTS}, b = 0, β = 4 ln V, η = 0.3, 200 steps; recall is the share of facts that the memory returns from ½ + ½ both ways, accuracy is on ${FRESH_PROMPTS} fresh prompts`,
    x: { name: 'p', values: POWERS, scale: 'linear' },
    y: { name: 'subjects to a hub', values: HUBS, scale: 'log' },
    quantities: ['recall', 'accuracy', 'relation balance', 'answer mass', 'answer balance'],
    measure({ x: power, y: sharers }, seed) {
      if (sharers > mostSharers(SUBJECTS, RELATIONS)) return null;
      const random = RandomStream.of(seed, 'table');
      const table =
        sharers === 1
          ? drawLatinTable('matchings', SUBJECTS, RELATIONS, random)
          : drawSharedAnswers(SUBJECTS, RELATIONS, sharers, random);
      const recall = recalledShare(open(buildTransformer(table, { power })));
      const { accuracy, relationBalance, answerMass, answerBalance } = train(
        open,
        table,
        { power },
        { pairs: PAIRS, count: PROMPTS },
        seed,
      );
      return [recall, accuracy, relationBalance, answerMass, answerBalance];
    },
  };
}
