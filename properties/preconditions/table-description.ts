import { LATIN, STATED_ASSUMPTIONS } from '../../spec/stated-assumptions.js';
import { DEFAULT_ACTIVATION } from '../../src/model/memory.js';
import { hubThreshold, leastRecallingPower } from '../../src/model/recall.js';
import { violationsOf, type Assumption } from '../../src/task/assumptions.js';
import { describeViolations } from '../../src/task/input/describe-violations.js';
import { exclusiveAnswers } from '../../src/task/exclusive-answers.js';
import type { FactTable } from '../../src/task/fact-table.js';
import { tableHash } from '../../src/task/table-hash.js';
import { namesOf } from '../../src/task/naming.js';

/** Whether a table meets an assumption. */
export interface AssumptionCheck {
  readonly name: string;
  readonly meaning: string;
  /** The facts that break it, a line each; empty if it is met. */
  readonly offenders: readonly string[];
}

/** What matters to claims about a fact table. */
export interface TableDescription {
  readonly source: string;
  readonly subjects: number;
  readonly relations: number;
  readonly answers: number;
  readonly facts: number;
  /** SHA-256 of the facts' indices, without their names. */
  readonly hash: string;
  /** The number of repeated lines that were merged. */
  readonly merged: number;
  /** The four Latin assumptions, and hub-free at the default power. */
  readonly assumptions: readonly AssumptionCheck[];
  /** The number of answers that only one relation uses: each gives its relation away. */
  readonly exclusiveAnswers: number;
  /** The least whole power ≥ 2 at which the memory recalls every (s, r) → a at ½ + ½. */
  readonly leastRecallingPower: number;
}

export function describeFacts(table: FactTable): TableDescription {
  const { subjects, relations, answers, facts } = table.knowledge;
  const { power } = DEFAULT_ACTIVATION;
  const hubs = hubThreshold(power);
  const check = (name: string, meaning: string, assumption: Assumption): AssumptionCheck => ({
    name,
    meaning,
    offenders: describeViolations(violationsOf(assumption, table.knowledge), namesOf(table)),
  });
  return {
    source: table.source,
    subjects,
    relations,
    answers,
    facts,
    hash: tableHash(table.knowledge),
    merged: table.merged,
    assumptions: [
      ...LATIN.map((id) => check(id, STATED_ASSUMPTIONS[id], { id })),
      check(
        `hub-free(${hubs})`,
        `no relation maps ${hubs} or more subjects to one answer, which the memory at power ${power} needs`,
        { id: 'hub-free', threshold: hubs },
      ),
    ],
    exclusiveAnswers: exclusiveAnswers(table.knowledge),
    leastRecallingPower: leastRecallingPower(table.knowledge),
  };
}
