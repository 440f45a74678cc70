import { RandomStream } from '../../../src/random/random-stream.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../../src/task/knowledge-base.js';
import { StoredTable } from '../../../src/task/tables/stored-table.js';
import { tableHash } from '../../../src/task/table-hash.js';
import type { Defect } from './defect.js';

// N facts. Which of them are hit follows from the table alone, so that an encoded case needs nothing else.

/** Each fact, with probability `share`, swaps answers with another fact of the table. */
function swapFacts(share: number): (table: KnowledgeBase) => KnowledgeBase {
  return (table) => {
    const random = RandomStream.of(0, 'swapped facts', tableHash(table));
    const facts = [...factsOf(table)];
    for (let index = 0; index < facts.length; index++) {
      const isHit = random.uniform() < share;
      const other = random.integer(facts.length); // drawn for every fact, so that a larger share hits these facts and more
      if (!isHit) continue;
      const [s, r, a] = facts[index];
      const [otherS, otherR, otherA] = facts[other];
      facts[index] = [s, r, otherA];
      facts[other] = [otherS, otherR, a];
    }
    return new StoredTable(table, facts);
  };
}

/** Each fact, with probability `share`, is not stored. */
function forgetFacts(share: number): (table: KnowledgeBase) => KnowledgeBase {
  return (table) => {
    const random = RandomStream.of(0, 'forgotten facts', tableHash(table));
    return new StoredTable(table, [...factsOf(table)].filter((): boolean => random.uniform() >= share) satisfies Fact[]);
  };
}

export const MEMORY_DEFECTS: readonly Defect[] = [
  {
    id: 'swapped-facts',
    planted: 'in the memory, facts change answers with other facts of the table, which spoils two at a time',
    measure: 'chance that a fact is exchanged with another',
    sizes: [0.00001, 0.00005, 0.00025, 0.00125, 0.006, 0.03, 0.15],
    plant: (_, size) => ({ stored: swapFacts(size) }),
  },
  {
    id: 'forgotten-facts',
    planted: 'facts are not stored',
    measure: 'share of the facts',
    sizes: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3],
    plant: (_, size) => ({ stored: forgetFacts(size) }),
  },
];
