import type { EngineName, OpenEngine, Precision } from '../../src/engine/engine.js';
import { loadEngine } from '../../src/engine/load-engine.js';
import { defaultBeta } from '../../src/model/transformer.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Conclusion } from '../../src/verify/conclusion.js';
import type { Rounding } from '../../src/verify/experiment.js';

// N facts, V tokens, n prompts, β the scale of the logits, u the unit roundoff.

/** Engines that a violation is evaluated by once more, where rounding may have made it. */
export interface Recheck {
  /** Of the engine at hand. */
  readonly precision: Precision;
  /** The dense reference, written apart from it. */
  readonly reference: OpenEngine;
  /** The exact engine over counts; null where that is the engine at hand. */
  readonly sparse: OpenEngine | null;
}

/** Loads the engines that a violation within the rounding of an engine is evaluated by; the reference needs none itself. */
export async function loadRecheck(name: EngineName): Promise<Recheck | undefined> {
  if (name === 'reference') return undefined;
  const { open: reference } = await loadEngine('reference');
  return name === 'tensor'
    ? { precision: 'float32', reference, sparse: (await loadEngine('sparse')).open }
    : { precision: 'float64', reference, sparse: null };
}

/** u: half the distance from 1 to the next number. */
const UNIT_ROUNDOFF: Readonly<Record<Precision, number>> = { float64: 2 ** -53, float32: 2 ** -24 };

/** 2N · V · n up to which the reference engine is asked: it takes some 15 s for 200 steps there, and 0.1 s for readings. */
const MOST_CELLS = 100_000;

/** Size of a case as its cost has it. */
export interface CaseSize {
  readonly table: KnowledgeBase;
  /** Readings that are made at once: the prompts of a batch. */
  readonly readings: number;
}

/**
 * By how much rounding may move a margin that is made of two logits, or of two losses, at most. A logit is a sum of at most 2N terms in
 * 0 … β (each unit sees at most all of the attention), a loss the logarithm of a sum of V exponentials of logits beside one of them; a sum
 * of m terms of one sign is off by at most (m − 1) u of itself (Higham, Accuracy and Stability of Numerical Algorithms, §4.2).
 */
export function roundingEnvelope(table: KnowledgeBase, precision: Precision): number {
  const terms = 2 * table.facts + vocabularySize(table);
  return 2 * terms * UNIT_ROUNDOFF[precision] * defaultBeta(table);
}

/**
 * How violations within rounding are told from real ones: each is evaluated once more, by the reference engine where the case is small
 * enough for it, or else by the sparse one where that is the more exact.
 *
 * @param conclude - the claim on a case, by an engine
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
