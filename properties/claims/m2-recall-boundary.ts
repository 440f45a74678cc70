import { M2 } from '../../spec/claims/m2-recall-boundary.js';
import { DRAWN_FOR_M2 } from '../../spec/domains/domain-m2.js';
import type { Engine } from '../../src/engine/engine.js';
import { tieTolerance } from '../../src/model/decoding.js';
import { activate, DEFAULT_ACTIVATION, type Activation } from '../../src/model/memory.js';
import { recallCountsOf, recallGap, type RecallCounts } from '../../src/model/recall.js';
import { buildTransformer, defaultBeta } from '../../src/model/transformer.js';
import { answerToken, relationToken, subjectToken } from '../../src/model/vocabulary.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import type { Fact } from '../../src/task/knowledge-base.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import { memoryScope } from '../ablations/scope-without.js';
import { meetsDroppedAssumption } from '../ablations/unmet-without.js';
import {
  BOUNDARY_FACTORS,
  boundaryCases,
  boundaryCasesOfBias,
  decodeBoundaryCase,
  type BoundaryCase,
} from '../cases/boundary-case.js';
import { CaseArbitrary, type CaseKind } from '../cases/case-arbitrary.js';
import type { ClaimRecord } from '../claim-record.js';
import type { AblationDesign, ObservedCases, RandomDesign, TableDesign } from '../experiments/design.js';
import { readHalves } from '../experiments/recall.js';
import { FACTS_OF_TABLE, tableFacts } from '../experiments/table-facts.js';
import { NO_DRAW, openOn, storedBy, type System, type TokenMargin, tokenMarginOf } from '../systems/system.js';
import { systemsOf } from '../systems/system-source.js';
import { READS_MEMORY } from './m1-memory-recall.js';

/** The answer is the top token, another token exceeds it, or neither. */
export type Outcome = 'recalls' | 'fails' | 'ties';

/** What the memory returned for one fact. */
interface Recalled {
  /** ℓ_a − the largest other logit. */
  readonly gap: number;
  /** The tie tolerance of spec/model.md §2. */
  readonly tolerance: number;
}

/** What spec/model.md §6 predicts for a fact from counts alone, in logits. */
interface Predicted extends Recalled {
  readonly outcome: Outcome;
}

/** How a fact was recalled, and how it should be. */
export interface BoundaryReading {
  readonly recalled: Recalled;
  readonly predicted: Predicted;
}

/** Facts of random tables. A case is a table and one of its facts. */
function factsOfFunctionalTables(
  system: System,
  kind: CaseKind<BoundaryCase> = boundaryCases,
): ObservedCases<BoundaryCase, BoundaryReading> {
  return {
    id: `facts of functional tables, ${system.id}`,
    cases: { arbitrary: new CaseArbitrary(kind), factors: BOUNDARY_FACTORS },
    codec: {
      encode: (value) => ({ ...value.encode(), system: system.id }),
      decode: (value) => decodeBoundaryCase(value, system.id),
    },
    presentation: {
      describe: (value) => value.describe(),
      stratum: (value) => stratumOf(predictCase(value)),
    },
    observe(value) {
      const { table, functional, bias, asked } = value;
      const config = { power: functional.power, bias, ...system.transformer };
      const engine = system.open(buildTransformer(storedBy(system, table), config), NO_DRAW);
      return { recalled: readFact(engine, asked, tokenMarginOf(system)), predicted: predictCase(value) };
    },
    checked: ({ table, bias }) => ({ table, bias }),
  };
}

const RANDOM: RandomDesign<BoundaryCase, BoundaryReading> = {
  reads: READS_MEMORY,
  open: (source) => factsOfFunctionalTables(systemsOf(source).constructed),
};

/** The facts of one table at the default power. */
const ON_TABLE: TableDesign<Fact, BoundaryReading> = {
  scope: FACTS_OF_TABLE,
  prompted: false,
  open(given, source) {
    const system = systemsOf(source).constructed;
    const engine = openOn(system, given);
    const countsOf = recallCountsOf(given.table);
    const predictFact = ([s, r]: Fact) => predict(countsOf(s, r), DEFAULT_ACTIVATION, defaultBeta(given.table));
    const { presentation, ...facts } = tableFacts(given, engine);
    return {
      id: `given table, recall boundary, ${system.id}`,
      ...facts,
      presentation: { ...presentation, stratum: (fact) => stratumOf(predictFact(fact)) },
      observe: (fact) => ({ recalled: readFact(engine, fact, tokenMarginOf(system)), predicted: predictFact(fact) }),
      checked: () => ({ table: given.table, bias: DEFAULT_ACTIVATION.bias }),
    };
  },
};

/** Biases of 1 and more. */
const WITHOUT: AblationDesign<BoundaryCase, BoundaryReading> = {
  without(ablation) {
    const { biases } = ablation;
    if (biases === undefined) return null;
    const { min, max } = biases;
    const drawBias = (random: RandomStream) => min + (max - min) * random.uniform();
    return {
      open: (source) => factsOfFunctionalTables(systemsOf(source).constructed, boundaryCasesOfBias(drawBias, min)),
      scope: () => memoryScope(ablation, M2.domain, `${DRAWN_FOR_M2}; but b uniform in ${min} … ${max}`),
      unmet: (_, { bias }) => (bias >= min && bias <= max ? [] : [meetsDroppedAssumption('b < 1')]),
    };
  },
};

export const RECALL_BOUNDARY: ClaimRecord<BoundaryCase | Fact, BoundaryReading> = {
  claim: M2,
  random: RANDOM,
  onTable: ON_TABLE,
  ablation: WITHOUT,
  defects: ['swapped-facts'],
  // The size of the gap if the outcome is as predicted. Otherwise negative, and at least as large as the predicted gap and the tolerance.
  conclude(claim, _, { predicted, recalled }) {
    const size = Math.abs(recalled.gap);
    const agrees = outcomeOf(recalled) === predicted.outcome;
    const value = agrees ? size : -Math.max(size, Math.abs(predicted.gap), recalled.tolerance);
    return conclude([against(claim, 'gap as foretold', value)]);
  },
};

function predictCase({ table, functional: { power }, bias, asked: [s, r] }: BoundaryCase): Predicted {
  return predict(recallCountsOf(table)(s, r), { power, bias }, defaultBeta(table));
}

/** Predicts by the inequality of spec/model.md §6. The tolerance is that of spec/model.md §2: the largest logit is the true answer's or its rival's. */
function predict(counts: RecallCounts, activation: Activation, beta: number): Predicted {
  const gap = beta * recallGap(counts, activation);
  const rival = beta * counts.rival * activate(activation, 0.5);
  const tolerance = 1e-9 * Math.max(1, rival, rival + gap);
  return { gap, tolerance, outcome: outcomeOf({ gap, tolerance }) };
}

function stratumOf({ outcome }: Predicted): string {
  return `foretold: ${outcome}`;
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
