import { NO_ANSWER, type KnowledgeBase } from '../knowledge-base.js';

/**
 * An intercalate: two subjects and two relations that swap two answers. Attention spread equally over the two pairs cannot
 * distinguish the relations.
 */
export interface Intercalate {
  readonly subjects: readonly [number, number];
  readonly relations: readonly [number, number];
  readonly answers: readonly [number, number];
}

/**
 * The intercalates of a table: a*(s, r) = a*(s′, r′) = a and a*(s, r′) = a*(s′, r) = a′ with s < s′, r < r′, a ≠ a′.
 * A Cayley table of Z_S has S²/4 of them for even S and none for odd S; one of Z₂^m has S²(S − 1)/4, the most possible.
 */
export function* intercalatesOf(knowledge: KnowledgeBase): Generator<Intercalate> {
  const { subjects, relations } = knowledge;
  for (let r = 0; r < relations; r++) {
    for (let r2 = r + 1; r2 < relations; r2++) {
      for (let s = 0; s < subjects; s++) {
        const a = knowledge.answerOf(s, r);
        const b = knowledge.answerOf(s, r2);
        if (a === NO_ANSWER || b === NO_ANSWER || a === b) continue;
        for (let s2 = s + 1; s2 < subjects; s2++) {
          if (knowledge.answerOf(s2, r) === b && knowledge.answerOf(s2, r2) === a) {
            yield { subjects: [s, s2], relations: [r, r2], answers: [a, b] };
          }
        }
      }
    }
  }
}

export function countIntercalates(knowledge: KnowledgeBase): number {
  let count = 0;
  for (const _ of intercalatesOf(knowledge)) count++;
  return count;
}

/**
 * A pair of relations that proves that a Latin table is not an isotope of (rows of) a cyclic group, or null if no pair proves it.
 *
 * Proof: in an isotope, γ⁻¹ a*(·, r) α⁻¹ is the shift by ρ(r), so the permutation that takes each subject's answer under r to its
 * answer under r′ is conjugate to the shift by ρ(r′) − ρ(r), whose cycles all have length S / gcd(S, ρ(r′) − ρ(r)).
 * Cycles of two different lengths therefore rule out an isotope.
 */
export function nonCyclicWitness(knowledge: KnowledgeBase): readonly [number, number] | null {
  for (let r = 0; r < knowledge.relations; r++) {
    for (let r2 = r + 1; r2 < knowledge.relations; r2++) {
      if (new Set(cycleLengths(knowledge, r, r2)).size > 1) return [r, r2];
    }
  }
  return null;
}

function cycleLengths(knowledge: KnowledgeBase, relation: number, other: number): number[] {
  const next = new Map<number, number>(); // answer under r → answer under r′
  for (let s = 0; s < knowledge.subjects; s++) {
    next.set(knowledge.answerOf(s, relation), knowledge.answerOf(s, other));
  }
  const lengths: number[] = [];
  for (const start of Array.from(next.keys())) {
    let length = 0;
    for (let at: number | undefined = start; at !== undefined && next.has(at); length++) {
      const following: number | undefined = next.get(at);
      next.delete(at);
      at = following;
    }
    if (length > 0) lengths.push(length);
  }
  return lengths;
}
