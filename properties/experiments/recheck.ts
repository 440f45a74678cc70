import type { EngineName, OpenEngine, Precision } from '../../src/engine/engine.js';
import { loadEngine } from '../../src/engine/load-engine.js';
import { defaultBeta } from '../../src/model/transformer.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Conclusion } from '../../src/verify/conclusion.js';
import type { Rounding } from '../../src/verify/experiment.js';

// N facts, V tokens, n prompts, β the scale of the logits, u the unit roundoff.

/** Engines that evaluate a violation once more if rounding may have caused it. */
export interface Recheck {
  /** The precision of the engine that found the violation. */
  readonly precision: Precision;
  /** The dense reference engine, which shares no code with the other. */
  readonly reference: OpenEngine;
  /** The exact engine over counts; null if that engine found the violation. */
  readonly sparse: OpenEngine | null;
}

/** Loads the engines that check violations of an engine. The reference itself is not checked. */
export async function loadRecheck(name: EngineName): Promise<Recheck | undefined> {
  if (name === 'reference') return undefined;
  const { open: reference } = await loadEngine('reference');
  return name === 'tensor'
    ? { precision: 'float32', reference, sparse: (await loadEngine('sparse')).open }
    : { precision: 'float64', reference, sparse: null };
}

/** u: half the distance from 1 to the next number. */
const UNIT_ROUNDOFF: Readonly<Record<Precision, number>> = { float64: 2 ** -53, float32: 2 ** -24 };

/** The largest 2N · V · n for the reference engine. There it takes some 15 s for 200 steps, and 0.1 s for readings. */
const MOST_CELLS = 100_000;

/** What the cost of evaluating a case depends on. */
export interface CaseSize {
  readonly table: KnowledgeBase;
  /** The number of readings that are made together: the prompts of a batch. */
  readonly readings: number;
}

/**
 * The most that rounding can move a margin made of two logits or two losses. A logit is a sum of at most 2N terms in 0 … β, since each unit
 * sees at most all of the attention. A loss is the logarithm of a sum of V exponentials of logits, less one of the logits. A sum of m terms
 * of one sign is off by at most (m − 1) u times itself (Higham, Accuracy and Stability of Numerical Algorithms, §4.2).
 */
export function roundingEnvelope(table: KnowledgeBase, precision: Precision): number {
  const terms = 2 * table.facts + vocabularySize(table);
  return 2 * terms * UNIT_ROUNDOFF[precision] * defaultBeta(table);
}

/**
 * Tells violations within rounding from real ones. Each is evaluated once more: by the reference engine if the case is small enough, or else
 * by the sparse engine if that is more exact than the one that found the violation.
 *
 * @param conclude - judges a case by an engine
 */
export function roundingOf<Case, Observation>(
  { precision, reference, sparse }: Recheck,
  sizeOf: (value: Case) => CaseSize,
  conclude: (value: Case, open: OpenEngine) => Conclusion,
): Rounding<Case, Observation> {
  return {
    envelope: (value) => roundingEnvelope(sizeOf(value).table, precision),
    again(value) {
      const { table, readings } = sizeOf(value);
      const exact = 2 * table.facts * vocabularySize(table) * readings <= MOST_CELLS ? reference : sparse;
      return exact === null ? null : conclude(value, exact);
    },
  };
}
