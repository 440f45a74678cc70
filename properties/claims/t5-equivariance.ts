import { T5, T5B } from '../../spec/claims/t5-equivariance.js';
import { DOMAIN_T6 } from '../../spec/domains/training-domains.js';
import { softmax } from '../../src/model/attention.js';
import { stepLength, type Step } from '../../src/model/step.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, type PromptBatch } from '../../src/task/prompt.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { fineTune, initialTheta, type PerStep } from '../../src/training/fine-tuning.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude, type Conclusion } from '../../src/verify/conclusion.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { ObservedCases } from '../experiments/design.js';
import { checkedTraining, codecAndFactors, type TrainingCasesConfig } from '../experiments/training-cases.js';
import { READS_TRAINING, trainingDesigns } from '../experiments/training-design.js';
import { openOn, shownTo, type System } from '../systems/system.js';
import { familyOf } from '../cases/table-spec.js';

// k pairs, T positions of a step, n prompts.

/** Names the permutations in an encoded case, and the stream of the case's seed that they are drawn from. */
const PERMUTATIONS = 'permutations';

/** A table and the prompts that a system is trained on. */
interface Lesson {
  readonly table: KnowledgeBase;
  readonly prompts: PromptBatch;
}

/** A model and its trainer, given a lesson. */
interface Learner {
  /** d loss / dθ (T) at a θ drawn for the case. */
  readonly gradient: PerStep<Float64Array>;
  /** Attention (T) after training from uniform attention. */
  train(): PerStep<Float64Array>;
}

/** The largest deviation of an entry from what each symmetry predicts. */
interface Deviations {
  readonly permuted: number;
  readonly relabelled: number;
}

/** How far a case deviates from the symmetries. */
export interface Symmetries {
  readonly gradient: Deviations;
  /** After training. The three runs are made on the first call. */
  attention(): Deviations;
}

/** Cases that are evaluated three times: as drawn, with the pairs of all prompts permuted alike, and with everything relabelled. */
function trainedThreeTimes({ id, kind, system }: TrainingCasesConfig): ObservedCases<TrainingCase, Symmetries> {
  const { codec, factors } = codecAndFactors({ id: PERMUTATIONS, draws: true, fresh: false });
  return {
    id: `${id}, ${system.id}`,
    cases: { arbitrary: new CaseArbitrary(kind), factors },
    codec,
    presentation: { describe: (value) => value.describe(), stratum: familyOf },
    observe: (value) => symmetriesOf(system, value),
    checked: checkedTraining,
  };
}

/** The designs that T5 and T5b share. */
const THREE_TRAININGS = trainingDesigns({
  name: 'training three times',
  reads: READS_TRAINING,
  domain: DOMAIN_T6,
  samples: 'range',
  fresh: false,
  cases: trainedThreeTimes,
  rounded: false,
});

export const EQUIVARIANCE: ClaimRecord<TrainingCase, Symmetries> = {
  claim: T5,
  ...THREE_TRAININGS,
  defects: ['favoured-pair'],
  conclude: (claim, _, { gradient }) => concludeOf(claim, 'gradient', gradient),
};

export const TRAINED_EQUIVARIANCE: ClaimRecord<TrainingCase, Symmetries> = {
  claim: T5B,
  ...THREE_TRAININGS,
  defects: ['favoured-pair-trained'],
  conclude: (claim, _, symmetries) => concludeOf(claim, 'attention', symmetries.attention()),
};

function concludeOf(claim: Claim, what: 'gradient' | 'attention', { permuted, relabelled }: Deviations): Conclusion {
  return conclude([against(claim, `${what}: pairs permuted`, permuted), against(claim, `${what}: relabelled`, relabelled)]);
}

function symmetriesOf(system: System, { table, prompts, pairs, spec: { seed } }: TrainingCase): Symmetries {
  const random = RandomStream.of(seed, PERMUTATIONS);
  const theta = { relation: drawTheta('relation', pairs, random), answer: drawTheta('answer', pairs, random) };
  const order = random.permutation(pairs);
  const learner = (lesson: Lesson, at: PerStep<Float64Array>) => learnerOf(system, lesson, at, seed);
  const moved = (rows: PerStep<Float64Array>) => ({
    relation: movePairs(rows.relation, order),
    answer: movePairs(rows.answer, order),
  });
  const own = learner({ table, prompts }, theta);
  const permuted = learner({ table, prompts: permutePairs(prompts, order) }, moved(theta));
  const relabelled = learner(relabel(table, prompts, random), theta);
  const compare = (rows: (learner: Learner) => PerStep<Float64Array>): Deviations => {
    const unchanged = rows(own);
    return { permuted: deviation(moved(unchanged), rows(permuted)), relabelled: deviation(unchanged, rows(relabelled)) };
  };
  let attention: Deviations | null = null;
  return {
    gradient: compare(({ gradient }) => gradient),
    attention: () => (attention ??= compare((each) => each.train())),
  };
}

function learnerOf(system: System, { table, prompts }: Lesson, theta: PerStep<Float64Array>, seed: number): Learner {
  const engine = openOn(system, { table, prompts, seed });
  const batch = engine.compile(shownTo(system, prompts));
  return {
    gradient: {
      relation: batch.gradient('relation', theta.relation).gradient,
      answer: batch.gradient('answer', theta.answer).gradient,
    },
    train() {
      const run = fineTune(batch, initialTheta(prompts.pairs), system.training);
      return { relation: softmax(run.theta.relation), answer: softmax(run.theta.answer) };
    },
  };
}

/** θ uniform in −1 … 1, so that no two positions are alike. */
function drawTheta(step: Step, pairs: number, random: RandomStream): Float64Array {
  return Float64Array.from({ length: stepLength(step, pairs) }, () => 2 * random.uniform() - 1); // (T)
}

/** Permutes the pairs of every prompt: the i-th pair is what was the order[i]-th. */
function permutePairs({ prompts }: PromptBatch, order: Int32Array): PromptBatch {
  return batchOf(prompts.map((prompt) => ({ ...prompt, context: Array.from(order, (from) => prompt.context[from]) })));
}

/** Permutes a row (T) like the prompts: both positions of a pair move with it, and the positions after the pairs stay. */
function movePairs(row: Float64Array, order: Int32Array): Float64Array {
  const moved = row.slice();
  order.forEach((from, i) => {
    moved[2 * i] = row[2 * from];
    moved[2 * i + 1] = row[2 * from + 1];
  });
  return moved;
}

/** Renames the subjects, relations and answers of a table and its prompts. */
function relabel(table: KnowledgeBase, { prompts }: PromptBatch, random: RandomStream): Lesson {
  const { subjects, relations, answers } = table;
  const [s, r, a] = [subjects, relations, answers].map((size) => random.permutation(size));
  const facts = [...factsOf(table)].map((fact): Fact => [s[fact[0]], r[fact[1]], a[fact[2]]]);
  return {
    table: new StoredTable({ subjects, relations, answers }, facts),
    prompts: batchOf(
      prompts.map(({ context, query, relation, answer }) => ({
        context: context.map(([subject, held]) => [s[subject], a[held]] as const),
        query: s[query],
        relation: r[relation],
        answer: a[answer],
      })),
    ),
  };
}

function deviation(one: PerStep<Float64Array>, other: PerStep<Float64Array>): number {
  const largest = (step: Step) => one[step].reduce((most, value, t) => Math.max(most, Math.abs(value - other[step][t])), 0);
  return Math.max(largest('relation'), largest('answer'));
}
