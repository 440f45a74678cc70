import type { Engine } from '../../../src/engine/engine.js';
import type { Step } from '../../../src/model/step.js';
import type { System, SystemChanges } from '../system.js';
import type { Defect } from './defect.js';

// T positions of a step: 2k + 1 of the relation row, 2k + 2 of the answer row.

/** True for the positions of a row that are read with a bias. */
type Biased = (position: number, length: number, step: Step) => boolean;

const firstSubject: Biased = (position, _, step) => step === 'relation' && position === 0;
const subjects: Biased = (position, length, step) => step === 'relation' && position % 2 === 0 && position < length - 1;
const query: Biased = (position, length, step) => step === 'answer' && position === length - 2;

/** Lowers the attention logits of some positions, in training and wherever the model reads. */
function withLoweredLogits(system: System, biased: Biased, bias: number): SystemChanges {
  return { open: (model, seed) => withBias(system.open(model, seed), biased, bias) };
}

function withBias(engine: Engine, biased: Biased, bias: number): Engine {
  const lowered = (theta: Float64Array, step: Step) =>
    theta.map((logit, t) => (biased(t, theta.length, step) ? logit - bias : logit));
  return {
    name: engine.name,
    precision: engine.precision,
    model: engine.model,
    read({ tokens, weights }) {
      // A mixture that is read by itself is a relation row if its length is odd. If it is even, the mixture ends in r̂.
      const step = weights.length % 2 === 1 ? 'relation' : 'answer';
      const scaled = weights.map((weight, t) => (biased(t, weights.length, step) ? weight * Math.exp(-bias) : weight));
      const total = scaled.reduce((sum, weight) => sum + weight, 0);
      return engine.read({ tokens, weights: scaled.map((weight) => weight / total) });
    },
    logits: (prompt, theta, fed) => engine.logits(prompt, lowered(theta, fed === undefined ? 'relation' : 'answer'), fed),
    compile(batch) {
      const compiled = engine.compile(batch);
      return { size: compiled.size, gradient: (step, theta) => compiled.gradient(step, lowered(theta, step)) };
    },
  };
}

export const ATTENTION_DEFECTS: readonly Defect[] = [
  {
    id: 'first-subject-bias',
    planted: 'the attention logit of the first pair’s subject is taken for less than it is',
    measure: 'by how much',
    sizes: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3],
    plant: (system, size) => withLoweredLogits(system, firstSubject, size),
  },
  {
    id: 'subject-bias',
    planted: 'in the relation row, the attention logit of every pair’s subject is taken for less than it is',
    measure: 'by how much',
    sizes: [0.0625, 0.125, 0.25, 0.5, 1, 2],
    plant: (system, size) => withLoweredLogits(system, subjects, size),
  },
  {
    id: 'query-bias',
    planted: 'in the answer row, the attention logit of the query is taken for less than it is',
    measure: 'by how much',
    sizes: [0.0625, 0.125, 0.25, 0.5, 1, 2],
    plant: (system, size) => withLoweredLogits(system, query, size),
  },
];
