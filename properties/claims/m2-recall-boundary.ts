import { M2 } from '../../spec/claims/m2-recall-boundary.js';
import type { Engine } from '../../src/engine/engine.js';
import { tieTolerance } from '../../src/model/decoding.js';
import { activate, DEFAULT_ACTIVATION, type Activation } from '../../src/model/memory.js';
import { recallCountsOf, recallGap, type RecallCounts } from '../../src/model/recall.js';
import { buildTransformer, defaultBeta } from '../../src/model/transformer.js';
import { answerToken, relationToken, subjectToken } from '../../src/model/vocabulary.js';
import type { Fact, KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Naming } from '../../src/task/naming.js';
import { against, conclude, type Conclusion } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, Experiment } from '../../src/verify/experiment.js';
import { BOUNDARY_FACTORS, boundaryCases, decodeBoundaryCase, type BoundaryCase } from '../cases/boundary-case.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { memoryRecallOf, readHalves } from './m1-memory-recall.js';
import { tokenMarginOf, NO_DRAW, storedBy, type TokenMargin, type System } from '../systems/system.js';

/** What becomes of the answer: it is the top token, another one exceeds it, or neither. */
export type Outcome = 'recalls' | 'fails' | 'ties';

/** What the memory returned for one fact. */
interface Recalled {
  /** ℓ_a − the largest other logit. */
  readonly gap: number;
  /** The tie tolerance of spec/model.md §2. */
  readonly tolerance: number;
}

/** What spec/model.md §6 foretells of it, in logits, from counts alone. */
interface Foretold extends Recalled {
  readonly outcome: Outcome;
}

/** M2 on random tables, each case a table and one of its facts. */
export function recallBoundary(system: System): Experiment<BoundaryCase, Recalled> {
  return {
    id: `facts of functional tables, ${system.id}`,
    arbitrary: new CaseArbitrary(boundaryCases),
    observe({ table, functional: { power }, bias, asked }) {
      const model = buildTransformer(storedBy(system, table), { power, bias, ...system.transformer });
      return readFact(system.open(model, NO_DRAW), asked, tokenMarginOf(system));
    },
    encode: (value) => ({ ...value.encode(), system: system.id }),
    decode: (value) => decodeBoundaryCase(value, system.id),
    factors: BOUNDARY_FACTORS,
    describe: (value) => value.describe(),
    stratum: (value) => `foretold: ${foretellCase(value).outcome}`,
    tests: [
      {
        claim: M2,
        unmet: ({ bias }): UnmetAssumption[] => (bias < 1 ? [] : [{ assumption: 'b < 1', offenders: [`b = ${bias}`] }]),
        conclude: (value, recalled) => concludeBoundary(foretellCase(value), recalled),
      },
    ],
  };
}

/** M2 on one table at the default power, each case a stored fact: a finite domain, so it is enumerated. */
export function recallBoundaryOf(table: KnowledgeBase, naming: Naming, system: System): Experiment<Fact, Recalled> {
  const engine = system.open(buildTransformer(table, system.transformer), NO_DRAW);
  const countsOf = recallCountsOf(table);
  const foretellFact = ([s, r]: Fact) => foretell(countsOf(s, r), DEFAULT_ACTIVATION, defaultBeta(table));
  return {
    ...memoryRecallOf(table, naming, system),
    id: `given table, recall boundary, ${system.id}`,
    observe: (fact) => readFact(engine, fact, tokenMarginOf(system)),
    stratum: (fact) => `foretold: ${foretellFact(fact).outcome}`,
    tests: [{ claim: M2, unmet: () => [], conclude: (fact, recalled) => concludeBoundary(foretellFact(fact), recalled) }],
  };
}

function foretellCase({ table, functional: { power }, bias, asked: [s, r] }: BoundaryCase): Foretold {
  return foretell(recallCountsOf(table)(s, r), { power, bias }, defaultBeta(table));
}

/** The outcome by the inequality, ties by the tolerance of spec/model.md §2: the largest logit is the true answer's or its rival's. */
function foretell(counts: RecallCounts, activation: Activation, beta: number): Foretold {
  const gap = beta * recallGap(counts, activation);
  const rival = beta * counts.rival * activate(activation, 0.5);
  const tolerance = 1e-9 * Math.max(1, rival, rival + gap);
  return { gap, tolerance, outcome: outcomeOf({ gap, tolerance }) };
}

function readFact(engine: Engine, [s, r, a]: Fact, tokenMargin: TokenMargin): Recalled {
  const { knowledge } = engine.model;
  const logits = readHalves(engine, subjectToken(s), relationToken(knowledge, r));
  const tolerance = tieTolerance(logits);
  return { gap: tokenMargin(logits, answerToken(knowledge, a), 'answer') + tolerance, tolerance };
}

function outcomeOf({ gap, tolerance }: Recalled): Outcome {
  if (Math.abs(gap) <= tolerance) return 'ties';
  return gap > 0 ? 'recalls' : 'fails';
}

/** The gap, for the claim where the outcome is the foretold one and against it where not: then by at least what the two differ in. */
function concludeBoundary(foretold: Foretold, recalled: Recalled): Conclusion {
  const size = Math.abs(recalled.gap);
  const value = outcomeOf(recalled) === foretold.outcome ? size : -Math.max(size, Math.abs(foretold.gap), recalled.tolerance);
  return conclude([against(M2, 'gap as foretold', value)]);
}
