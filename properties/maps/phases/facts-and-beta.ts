import type { OpenEngine } from '../../../src/engine/engine.js';
import { defaultBeta } from '../../../src/model/transformer.js';
import { RandomStream } from '../../../src/random/random-stream.js';
import { drawScalingTable, FORMULA_FROM_BITS } from '../../cases/scaling-table.js';
import type { PhasePlan } from './phase-picture.js';
import { FRESH_PROMPTS, train } from './measures.js';

// N facts, S = 2^m subjects, R relations, k pairs, n prompts, β the scale of the logits.

const RELATIONS = 4;
const PAIRS = 4;
const PROMPTS = 32;
/** m, so that N = R 2^m is 64 to 2²⁰ > 10⁶. */
const BITS = [4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18];
const BETAS = [1 / 4, 1 / 2, 1, 2, 4, 8];

/** Masses and balances over the number of facts and the scale of the logits, from ¼ to 8 times the default. */
export function factsAndBeta(open: OpenEngine): PhasePlan {
  return {
    id: 'facts-and-beta',
    title: 'Mass and balance over the number of facts and the scale of the logits',
    drawn: `tables of S = 2^m subjects and R = ${RELATIONS} relations, isotopes of the cyclic group, from m = ${FORMULA_FROM_BITS} on by formula; k = ${PAIRS}, n = ${PROMPTS}, p = 2, b = 0, η = 0.3, 200 steps; accuracy on ${FRESH_PROMPTS} fresh prompts; uniform attention has a relation mass of ${2 * PAIRS}/${2 * PAIRS + 1} and an answer mass of 1/${PAIRS + 1}`,
    x: { name: 'N', values: BITS.map((bits) => RELATIONS * 2 ** bits), scale: 'log' },
    y: { name: 'β / (4 ln V)', values: BETAS, scale: 'log' },
    quantities: ['relation mass', 'relation balance', 'query share', 'answer mass', 'answer balance', 'accuracy'],
    measure({ x: facts, y: scale }, seed) {
      const table = drawScalingTable(
        'cyclic',
        { subjectBits: Math.log2(facts / RELATIONS), relations: RELATIONS },
        RandomStream.of(seed, 'table'),
      );
      const beta = scale * defaultBeta(table);
      const final = train(open, table, { beta }, { pairs: PAIRS, count: PROMPTS }, seed);
      return [final.relationMass, final.relationBalance, final.queryShare, final.answerMass, final.answerBalance, final.accuracy];
    },
  };
}
