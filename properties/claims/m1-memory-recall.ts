import * as v from 'valibot';
import { M1 } from '../../spec/claims/m1-memory-recall.js';
import type { Engine } from '../../src/engine/engine.js';
import { DEFAULT_ACTIVATION, type Activation } from '../../src/model/memory.js';
import { marginOf } from '../../src/model/decoding.js';
import type { Logits } from '../../src/model/logits.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { answerToken, relationToken, subjectToken } from '../../src/model/vocabulary.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude, type Conclusion } from '../../src/verify/conclusion.js';
import type { Experiment, Json } from '../../src/verify/experiment.js';
import { unmetByTable } from '../preconditions/unmet-assumptions.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { decodeFunctionalCase, FUNCTIONAL_FACTORS, FunctionalCase, functionalCases, hubThreshold } from '../cases/functional-case.js';
import { parseCase, wrongField } from '../cases/decode-case.js';
import { encodeTable } from '../cases/encode-table.js';
import { illustrateRecall } from '../previews/recall.js';
import { tokenMarginOf, NO_DRAW, storedBy, type TokenMargin, type System } from '../systems/system.js';

/** The two logit gaps of a fact, read at ½ + ½, beyond the tie tolerance. */
export interface RecallGaps {
  readonly answer: number;
  readonly relation: number;
}

/** M1 on random tables, each case a table and all its facts. */
export function memoryRecall(system: System, claim: Claim = M1): Experiment<FunctionalCase, RecallGaps> {
  const { beta, ...activation } = system.transformer;
  const memoryOf = ({ power }: FunctionalCase) => ({ ...DEFAULT_ACTIVATION, power, ...activation });
  const storedOf = ({ table }: FunctionalCase) => storedBy(system, table);
  const describe = (value: FunctionalCase) => `${value.describe()}, memory of ${memoryName(memoryOf(value))}`;
  const memoryName = ({ power, bias }: Activation) => `power ${power}${bias === 0 ? '' : `, bias ${bias}`}`;
  const open = (value: FunctionalCase) =>
    system.open(buildTransformer(storedOf(value), { ...memoryOf(value), ...system.transformer }), NO_DRAW);
  return {
    id: `functional tables, ${system.id}`,
    arbitrary: new CaseArbitrary(functionalCases({ hubFree: true })),
    setting: { beta: beta ?? '4 ln V' },
    observe: (value) => leastGaps(open(value), value.table, tokenMarginOf(system)),
    encode: (value) => ({
      ...value.encode(),
      system: system.id,
      memory: memoryOf(value),
      ...(system.stored === undefined ? {} : { stored: encodeTable(storedOf(value)) }),
    }),
    decode: (value) => decodeFunctionalCase(value, system.id),
    factors: FUNCTIONAL_FACTORS,
    describe,
    illustrate: (value) => illustrateRecall(describe(value), open(value), value.table, INDEX_NAMING),
    stratum: (value) => memoryName(memoryOf(value)),
    tests: [{ claim, unmet: ({ table, power }) => unmetRecall(table, power), conclude: (_, gaps) => concludeRecall(gaps) }],
  };
}

/** M1 on one table at the default power, each case a stored fact: a finite domain, so it is enumerated. */
export function memoryRecallOf(table: KnowledgeBase, naming: Naming, system: System): Experiment<Fact, RecallGaps> {
  const engine = system.open(buildTransformer(table, system.transformer), NO_DRAW);
  const unmet = unmetRecall(table, DEFAULT_ACTIVATION.power, naming);
  return {
    id: `given table, facts, ${system.id}`,
    given: true,
    scope: { domain: 'the facts of the given table; p = 2, b = 0', distribution: 'none: every stored fact once' },
    arbitrary: new CaseArbitrary<Fact>({
      draw: (integer) => [...factsOf(table)][integer(0, table.facts - 1)],
      simpler: () => [],
      is: (value): value is Fact => Array.isArray(value) && value.length === 3,
    }),
    enumerate: () => factsOf(table),
    observe: (fact) => recallGaps(engine, fact),
    encode: (fact) => ({ table: encodeTable(table), fact: [...fact] }),
    decode: (value) => decodeFact(value, table),
    key: String,
    describe: ([s, r, a]) => `${naming.subject(s)}, ${naming.relation(r)} → ${naming.answer(a)}`,
    illustrate: ([s, r, a]) =>
      illustrateRecall(`${naming.subject(s)}, ${naming.relation(r)} → ${naming.answer(a)}`, engine, table, naming),
    stratum: ([, relation]) => naming.relation(relation),
    tests: [{ claim: M1, unmet: () => unmet, conclude: (_, gaps) => concludeRecall(gaps) }],
  };
}

const FACT_SCHEMA = v.strictObject({ table: v.unknown(), fact: v.tuple([v.number(), v.number(), v.number()]) });

function decodeFact(value: Json, table: KnowledgeBase): Fact {
  const { fact } = parseCase(FACT_SCHEMA, value);
  const [subject, relation, answer] = fact;
  if (table.answerOf(subject, relation) !== answer) throw wrongField('fact', `(${fact.join(' ')}) is not in the table`);
  return fact;
}

/** The least gaps over the facts of a table. */
export function leastGaps(engine: Engine, table: KnowledgeBase, tokenMargin: TokenMargin = marginOf): RecallGaps {
  const gaps = { answer: Infinity, relation: Infinity };
  for (const fact of factsOf(table)) {
    const { answer, relation } = recallGaps(engine, fact, tokenMargin);
    gaps.answer = Math.min(gaps.answer, answer);
    gaps.relation = Math.min(gaps.relation, relation);
  }
  return gaps;
}

function unmetRecall(table: KnowledgeBase, power: number, naming?: Naming) {
  return [
    ...unmetByTable({ id: 'unambiguous' }, 'unambiguous', table, naming),
    ...unmetByTable({ id: 'hub-free', threshold: hubThreshold(power) }, 'hub-free(2^p − 1)', table, naming),
  ];
}

/** The two gaps of one fact. */
export function recallGaps(engine: Engine, [s, r, a]: Fact, tokenMargin: TokenMargin = marginOf): RecallGaps {
  const { knowledge } = engine.model;
  const subject = subjectToken(s);
  const relation = relationToken(knowledge, r);
  const answer = answerToken(knowledge, a);
  return {
    answer: tokenMargin(readHalves(engine, subject, relation), answer, 'answer'),
    relation: tokenMargin(readHalves(engine, subject, answer), relation, 'relation'),
  };
}

/** Logits of the memory read at two tokens, ½ of each. */
export function readHalves(engine: Engine, one: number, other: number): Logits {
  return engine.read({ tokens: Int32Array.of(one, other), weights: Float64Array.of(0.5, 0.5) });
}

export function concludeRecall({ answer, relation }: RecallGaps): Conclusion {
  return conclude([against(M1, 'answer gap', answer), against(M1, 'relation gap', relation)]);
}
