import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, promptOf, type PromptBatch } from '../../src/task/prompt.js';
import type { Factor } from '../../src/verify/experiment.js';
import { buildTable } from './table-spec.js';
import { TrainingCase, type TrainingCaseSpec, type TrainingReads } from './training-case.js';
import { drawSeed } from './case-arbitrary.js';

/**
 * The factors of a training case: the table (prompts keep their subjects and relations), the prompts, and what else the claim reads.
 */
export function trainingFactors({ fresh: withFresh, drawing }: TrainingReads): Factor<TrainingCase>[] {
  return [
    {
      name: 'table',
      redraw(value, random) {
        const { tableSpec } = value.spec;
        if (tableSpec === null) return null;
        const table = buildTable({ ...tableSpec, plain: false }, random);
        return withChanges(
          value,
          { table },
          { prompts: movedTo(table, value.prompts), fresh: withFresh ? movedTo(table, value.fresh) : null },
        );
      },
    },
    { name: 'prompts', redraw: (value, random) => withChanges(value, {}, { prompts: value.drawPrompts(random) }) },
    ...(withFresh
      ? [
          {
            name: 'fresh prompts',
            redraw: (value, random) => withChanges(value, {}, { fresh: value.drawFresh(random) }),
          } satisfies Factor<TrainingCase>,
        ]
      : []),
    ...(drawing === null
      ? []
      : [
          {
            name: drawing,
            redraw: (value, random) => withChanges(value, { seed: drawSeed(random) }, {}),
          } satisfies Factor<TrainingCase>,
        ]),
  ];
}

/** A copy of a case with some changes. Prompts that are not changed stay as they are. */
function withChanges(
  value: TrainingCase,
  spec: Partial<TrainingCaseSpec>,
  given: Partial<NonNullable<TrainingCaseSpec['given']>>,
): TrainingCase {
  const { prompts, spec: own } = value;
  // Fresh prompts not drawn yet depend on the seed. They must be drawn before it changes.
  const fresh = given.fresh ?? own.given?.fresh ?? (spec.seed === undefined ? null : value.fresh);
  return new TrainingCase({ ...own, ...spec, given: { prompts, ...given, fresh } });
}

/** Prompts about the same subjects and relations of another table. */
function movedTo(table: KnowledgeBase, { prompts }: PromptBatch): PromptBatch {
  return batchOf(prompts.map(({ relation, context, query }) => promptOf(table, relation, [...context.map(([s]) => s), query])));
}
