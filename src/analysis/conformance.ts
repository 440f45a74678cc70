import { decode } from '../engine/decode.js';
import type { Engine, OpenEngine, Precision } from '../engine/engine.js';
import { InputError } from '../input-error.js';
import { softmax } from '../model/attention.js';
import type { Emission } from '../model/decoding.js';
import { logitAt } from '../model/logits.js';
import { buildTransformer } from '../model/transformer.js';
import { relationToken, tokenAt } from '../model/vocabulary.js';
import { batchOf, type Prompt } from '../task/prompt.js';
import { StoredTable } from '../task/tables/stored-table.js';
import { fineTune, type PerStep } from '../training/fine-tuning.js';
import type { VectorsCase } from './vectors-file.js';

/**
 * The quantities of a vectors file, and how far an implementation may deviate from each (spec/model.md §8).
 *
 * In float32 a logit is a sum of some tens of terms, each off by some tens of roundings of 2⁻²⁴, times β ≈ 14 and counts up to ten:
 * 10⁻⁴ covers it. Quantities of training have the tolerance null in float32 and are not compared, since training amplifies
 * rounding.
 */
export const CONFORMANCE_TOLERANCES = {
  losses: { float64: 1e-9, float32: 1e-4 },
  gradients: { float64: 1e-9, float32: 1e-4 },
  logits: { float64: 1e-9, float32: 1e-4 },
  decoded: { float64: 0, float32: 0 },
  'losses in training': { float64: 1e-6, float32: null },
  'attention after training': { float64: 1e-6, float32: null },
  'decoded after training': { float64: 0, float32: null },
} as const satisfies Record<string, Record<Precision, number | null>>;

/** A quantity of a vectors file. */
export type ConformanceQuantity = keyof typeof CONFORMANCE_TOLERANCES;

/** Whether a quantity compares numbers, which may deviate, or prompts, which come out alike or do not. */
const COMPARED = {
  losses: 'numbers',
  gradients: 'numbers',
  logits: 'numbers',
  decoded: 'prompts',
  'losses in training': 'numbers',
  'attention after training': 'numbers',
  'decoded after training': 'prompts',
} as const satisfies Record<ConformanceQuantity, 'numbers' | 'prompts'>;

/** The deviation of one quantity over all cases. */
export interface Deviation {
  readonly quantity: ConformanceQuantity;
  /** What is compared: numbers by how far they deviate, prompts by whether the decoded tokens differ. */
  readonly of: 'numbers' | 'prompts';
  readonly tolerance: number;
  /** How many numbers were compared, or prompts for decoded tokens; 0 if no case of the file has the quantity. */
  readonly compared: number;
  /** The largest absolute deviation; for decoded tokens, the number of prompts that differ. */
  readonly largest: number;
  /** The name of the case with the largest deviation; for decoded tokens, of the first that differs. */
  readonly worstCase: string | null;
  readonly conforms: boolean;
}

/**
 * Compares an engine with a vectors file.
 *
 * @param open - opens the engine on a case's model
 * @throws InputError when a case does not describe a model: its facts are not a function, or p, b or β is out of range
 */
export function conformance(cases: readonly VectorsCase[], open: OpenEngine): Deviation[] {
  const engines = cases.map((vectors) => openCase(vectors, open));
  const table = new DeviationTable(engines.some(({ precision }) => precision === 'float32') ? 'float32' : 'float64');
  cases.forEach((vectors, i) => compareCase(vectors, engines[i], table));
  return table.deviations();
}

/** Collects the deviations of all cases by quantity. */
class DeviationTable {
  private readonly entries = new Map<ConformanceQuantity, { compared: number; largest: number; worstCase: string | null }>();

  constructor(readonly precision: Precision) {}

  add(quantity: ConformanceQuantity, name: string, deviation: number): void {
    const entry = this.entries.get(quantity) ?? { compared: 0, largest: 0, worstCase: null };
    entry.compared++;
    // NaN counts as the largest possible deviation.
    const size = Number.isNaN(deviation) ? Infinity : deviation;
    if (COMPARED[quantity] === 'prompts') {
      entry.largest += size;
      if (size > 0) entry.worstCase ??= name;
    } else if (size > entry.largest || entry.worstCase === null) {
      entry.largest = size;
      entry.worstCase = name;
    }
    this.entries.set(quantity, entry);
  }

  deviations(): Deviation[] {
    return QUANTITIES.map((quantity) => {
      const tolerance = CONFORMANCE_TOLERANCES[quantity][this.precision] ?? 0;
      const { compared, largest, worstCase } = this.entries.get(quantity) ?? { compared: 0, largest: 0, worstCase: null };
      return { quantity, of: COMPARED[quantity], tolerance, compared, largest, worstCase, conforms: largest <= tolerance };
    });
  }
}

const QUANTITIES: readonly ConformanceQuantity[] = [
  'losses',
  'gradients',
  'logits',
  'decoded',
  'losses in training',
  'attention after training',
  'decoded after training',
];

function openCase(vectors: VectorsCase, open: OpenEngine): Engine {
  const { power, bias, beta } = vectors;
  try {
    return open(buildTransformer(new StoredTable(vectors, vectors.facts), { power, bias, beta }));
  } catch (error) {
    if (error instanceof RangeError || error instanceof InputError) {
      throw new InputError(`case "${vectors.name}": ${error.message}`, 'see spec/model.md §8');
    }
    throw error;
  }
}

function compareCase(vectors: VectorsCase, engine: Engine, table: DeviationTable): void {
  const { name, prompts, expected } = vectors;
  const theta = { relation: Float64Array.from(vectors.theta1), answer: Float64Array.from(vectors.theta2) };
  const batch = engine.compile(batchOf(prompts));
  const compareList = (quantity: ConformanceQuantity, actual: ArrayLike<number>, wanted: readonly number[]) =>
    wanted.forEach((value, i) => table.add(quantity, name, Math.abs(actual[i] - value)));

  const relation = batch.gradient('relation', theta.relation);
  const answer = batch.gradient('answer', theta.answer);
  compareList('losses', [relation.loss, answer.loss], [expected.relationLoss, expected.answerLoss]);
  compareList('gradients', relation.gradient, expected.relationGradient);
  compareList('gradients', answer.gradient, expected.answerGradient);

  const fed = relationToken(engine.model.knowledge, prompts[0].relation);
  const atRelation = engine.logits(prompts[0], theta.relation);
  const atAnswer = engine.logits(prompts[0], theta.answer, fed);
  const { relationStep, answerStep } = expected.logitsOfFirstPrompt;
  compareList(
    'logits',
    relationStep.map((_, token) => logitAt(atRelation, token)),
    relationStep,
  );
  compareList(
    'logits',
    answerStep.map((_, token) => logitAt(atAnswer, token)),
    answerStep,
  );
  compareDecoded('decoded', expected.decoded, theta);

  if (vectors.training === undefined || expected.afterTraining === undefined || table.precision === 'float32') return;
  const { afterTraining } = expected;
  const run = fineTune(batch, theta, vectors.training);
  afterTraining.lossSteps.forEach((step, i) => {
    compareList('losses in training', [run.losses.relation[step], run.losses.answer[step]], afterTraining.losses[i]);
  });
  compareList('attention after training', softmax(run.theta.relation), afterTraining.attention1);
  compareList('attention after training', softmax(run.theta.answer), afterTraining.attention2);
  compareDecoded('decoded after training', afterTraining.decoded, run.theta);

  function compareDecoded(
    quantity: ConformanceQuantity,
    wanted: readonly (readonly [number | null, number | null])[],
    at: PerStep<Float64Array>,
  ): void {
    prompts.forEach((prompt: Prompt, i) => {
      const decoding = decode(engine, prompt, at.relation, at.answer);
      const same =
        topIndex(engine, decoding.relation, 'relation') === wanted[i][0] &&
        topIndex(engine, decoding.answer, 'answer') === wanted[i][1];
      table.add(quantity, name, same ? 0 : 1);
    });
  }
}

/** The index of the top token within its set; null if there is no top token, or it is of another kind. */
function topIndex(engine: Engine, emission: Emission, kind: 'relation' | 'answer'): number | null {
  if (emission.kind === 'tie') return null;
  const token = tokenAt(engine.model.knowledge, emission.token);
  return token.kind === kind ? token.index : null;
}
