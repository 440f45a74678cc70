import * as v from 'valibot';
import { factsOf, type Fact, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Engine } from '../../src/engine/engine.js';
import type { CaseCodec, CasePresentation, CaseSource, Json, Scope } from '../../src/verify/experiment.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { parseCase, wrongField } from '../cases/decode-case.js';
import { encodeTable } from '../cases/encode-table.js';
import { illustrateRecall } from '../previews/recall.js';
import type { GivenTable } from './design.js';

/** The scope of claims about the facts of a given table. */
export const FACTS_OF_TABLE: Scope = {
  domain: 'the facts of the given table; p = 2, b = 0',
  distribution: 'none: every stored fact once',
};

/** The facts of a given table as cases. They are a finite domain, which is enumerated. */
export function tableFacts(
  { table, naming }: GivenTable,
  engine: Engine,
): { readonly cases: CaseSource<Fact>; readonly codec: CaseCodec<Fact>; readonly presentation: CasePresentation<Fact> } {
  const describe = ([s, r, a]: Fact) => `${naming.subject(s)}, ${naming.relation(r)} → ${naming.answer(a)}`;
  return {
    cases: {
      arbitrary: new CaseArbitrary<Fact>({
        draw: (integer) => [...factsOf(table)][integer(0, table.facts - 1)],
        simpler: () => [],
        is: (value): value is Fact => Array.isArray(value) && value.length === 3,
      }),
      enumerate: () => factsOf(table),
    },
    codec: {
      encode: (fact) => ({ table: encodeTable(table), fact: [...fact] }),
      decode: (value) => decodeFact(value, table),
      key: String,
    },
    presentation: {
      describe,
      stratum: ([, relation]) => naming.relation(relation),
      preview: (fact) => illustrateRecall(describe(fact), engine, table, naming),
    },
  };
}

const FACT_SCHEMA = v.strictObject({ table: v.unknown(), fact: v.tuple([v.number(), v.number(), v.number()]) });

function decodeFact(value: Json, table: KnowledgeBase): Fact {
  const { fact } = parseCase(FACT_SCHEMA, value);
  const [subject, relation, answer] = fact;
  if (table.answerOf(subject, relation) !== answer) throw wrongField('fact', `(${fact.join(' ')}) is not in the table`);
  return fact;
}
