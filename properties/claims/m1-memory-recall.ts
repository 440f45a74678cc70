import { M1 } from '../../spec/claims/m1-memory-recall.js';
import { DEFAULT_ACTIVATION, type Activation } from '../../src/model/memory.js';
import { hubThreshold } from '../../src/model/recall.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { violationsOf, type Assumption } from '../../src/task/assumptions.js';
import type { Fact } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import type { UnmetAssumption } from '../../src/verify/experiment.js';
import type { Ablation } from '../ablations/ablation.js';
import { memoryScope } from '../ablations/scope-without.js';
import { meetsDroppedAssumption } from '../ablations/unmet-without.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { encodeTable } from '../cases/encode-table.js';
import {
  decodeFunctionalCase,
  FUNCTIONAL_FACTORS,
  functionalCases,
  type FunctionalCase,
  type PlantedFlaw,
} from '../cases/functional-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { AblationDesign, ObservedCases, RandomDesign, TableDesign } from '../experiments/design.js';
import { concludeRecall, leastGaps, recallGaps, type RecallGaps } from '../experiments/recall.js';
import { FACTS_OF_TABLE, tableFacts } from '../experiments/table-facts.js';
import { unmetAssumptions } from '../preconditions/unmet-assumptions.js';
import { illustrateRecall } from '../previews/recall.js';
import type { SystemComponent } from '../systems/broken/broken-model.js';
import { NO_DRAW, openOn, storedBy, type System, tokenMarginOf } from '../systems/system.js';
import { systemsOf } from '../systems/system-source.js';

/** The components of a system that claims about recall read. */
export const READS_MEMORY: readonly SystemComponent[] = ['memory', 'decoding'];

/** Random tables and their memories. A case is a table with all its facts. */
function functionalTables(system: System, planted: PlantedFlaw = 'none'): ObservedCases<FunctionalCase, RecallGaps> {
  const { beta, ...activation } = system.transformer;
  const memoryOf = ({ power }: FunctionalCase) => ({ ...DEFAULT_ACTIVATION, power, ...activation });
  const memoryName = ({ power, bias }: Activation) => `power ${power}${bias === 0 ? '' : `, bias ${bias}`}`;
  const describe = (value: FunctionalCase) => `${value.describe()}, memory of ${memoryName(memoryOf(value))}`;
  const storedOf = ({ table }: FunctionalCase) => storedBy(system, table);
  const open = (value: FunctionalCase) =>
    system.open(buildTransformer(storedOf(value), { ...memoryOf(value), ...system.transformer }), NO_DRAW);
  return {
    id: `functional tables, ${system.id}`,
    cases: { arbitrary: new CaseArbitrary(functionalCases({ hubFree: true }, planted)), factors: FUNCTIONAL_FACTORS },
    codec: {
      encode: (value) => ({
        ...value.encode(),
        system: system.id,
        memory: memoryOf(value),
        ...(system.stored === undefined ? {} : { stored: encodeTable(storedOf(value)) }),
      }),
      decode: (value) => decodeFunctionalCase(value, system.id),
    },
    presentation: {
      describe,
      stratum: (value) => memoryName(memoryOf(value)),
      preview: (value) => illustrateRecall(describe(value), open(value), value.table, INDEX_NAMING),
    },
    setting: { beta: beta ?? '4 ln V' },
    observe: (value) => leastGaps(open(value), value.table, tokenMarginOf(system)),
    checked: ({ table, power }) => ({ table, power }),
  };
}

const sizeOf = ({ table }: FunctionalCase) => ({ table, readings: 2 * table.facts });

const RANDOM: RandomDesign<FunctionalCase, RecallGaps> = {
  reads: READS_MEMORY,
  open: (source) => functionalTables(systemsOf(source).constructed),
  sizeOf,
};

/** The memory of one table at the default power. A case is a stored fact. */
const ON_TABLE: TableDesign<Fact, RecallGaps> = {
  scope: FACTS_OF_TABLE,
  prompted: false,
  open(given, source) {
    const system = systemsOf(source).constructed;
    const engine = openOn(system, given);
    return {
      id: `given table, facts, ${system.id}`,
      ...tableFacts(given, engine),
      observe: (fact) => recallGaps(engine, fact, tokenMarginOf(system)),
      checked: () => ({ table: given.table, power: DEFAULT_ACTIVATION.power }),
    };
  },
};

/** Tables with a planted flaw that M1 excludes, or a memory with a bias. No power is dropped: M1 is claimed at every power that it draws. */
const WITHOUT: AblationDesign<FunctionalCase, RecallGaps> = {
  without(ablation) {
    const { planted = 'none', transformer = {} } = ablation;
    if (planted === 'none' && transformer.bias === undefined) return null;
    const domain = `${M1.domain}${transformer.bias === undefined ? '' : `, but b = ${transformer.bias}`}`;
    return {
      open: (source) => functionalTables({ ...systemsOf(source).constructed, transformer }, planted),
      scope: () => memoryScope(ablation, domain, `${PLANTED_IN_WORDS[planted]}${M1.distribution}`),
      unmet: (assumptions, value) => unmetPlanted(ablation, assumptions, value),
      sizeOf,
    };
  },
};

const PLANTED_IN_WORDS: Readonly<Record<PlantedFlaw, string>> = {
  none: '',
  hub: 'one uniform answer is first stored for 2^p − 1 … S uniform subjects under one relation (S ≥ 3, p as far as S has room for it), then: ',
  'ambiguous-pair': 'one uniform pair is first stored under two relations (R ≥ 2), then: ',
};

function unmetPlanted(
  { planted = 'none' }: Ablation,
  assumptions: readonly string[],
  { table, power }: FunctionalCase,
): UnmetAssumption[] {
  const dropped: Readonly<Record<PlantedFlaw, { readonly name: string; readonly flaw: Assumption } | null>> = {
    none: null,
    hub: { name: 'hub-free(2^p − 1)', flaw: { id: 'hub-free', threshold: hubThreshold(power) } },
    'ambiguous-pair': { name: 'unambiguous', flaw: { id: 'unambiguous' } },
  };
  const without = dropped[planted];
  const unmet = unmetAssumptions(
    assumptions.filter((name) => name !== without?.name),
    { table, power },
  );
  const stillMet = without !== null && violationsOf(without.flaw, table).length === 0;
  return stillMet ? [...unmet, meetsDroppedAssumption(without.name)] : unmet;
}

export const MEMORY_RECALL: ClaimRecord<FunctionalCase | Fact, RecallGaps> = {
  claim: M1,
  random: RANDOM,
  onTable: ON_TABLE,
  ablation: WITHOUT,
  defects: ['swapped-facts'],
  conclude: (claim, _, gaps) => concludeRecall(claim, gaps),
};
