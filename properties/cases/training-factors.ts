import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, promptOf, type PromptBatch } from '../../src/task/prompt.js';
import type { Factor } from '../../src/verify/experiment.js';
import { buildTable } from './table-spec.js';
import { TrainingCase, type TrainingCaseSpec } from './training-case.js';

/** What of a training case can be drawn anew: the facts under the same prompts, the prompts, and what else the claim reads. */
export function trainingFactors(withFresh: boolean, drawing: string | null): Factor<TrainingCase>[] {
  return [
    {
      name: 'table',
      redraw(value, random) {
        const { tableSpec } = value.spec;
        if (tableSpec === null) return null;
        const table = buildTable({ ...tableSpec, plain: false }, random);
        return changed(
          value,
          { table },
          { prompts: onTable(table, value.prompts), fresh: withFresh ? onTable(table, value.fresh) : null },
        );
      },
    },
    { name: 'prompts', redraw: (value, random) => changed(value, {}, { prompts: value.drawPrompts(random) }) },
    ...(withFresh
      ? [
          {
            name: 'fresh prompts',
            redraw: (value, random) => changed(value, {}, { fresh: value.drawFresh(random) }),
          } satisfies Factor<TrainingCase>,
        ]
      : []),
    ...(drawing === null
      ? []
      : [
          {
            name: drawing,
            redraw: (value, random) => changed(value, { seed: random.next() >>> 0 }, {}),
          } satisfies Factor<TrainingCase>,
        ]),
  ];
}

/** A case with some fields of its spec changed; its prompts stay where they are not among them. */
function changed(
  value: TrainingCase,
  spec: Partial<TrainingCaseSpec>,
  given: Partial<NonNullable<TrainingCaseSpec['given']>>,
): TrainingCase {
  const { prompts, spec: own } = value;
  // Fresh prompts that nobody has asked for are drawn by the seed, which may change.
  const fresh = given.fresh ?? own.given?.fresh ?? (spec.seed === undefined ? null : value.fresh);
  return new TrainingCase({ ...own, ...spec, given: { prompts, ...given, fresh } });
}

/** The same cells of another table. */
function onTable(table: KnowledgeBase, { prompts }: PromptBatch): PromptBatch {
  return batchOf(prompts.map(({ relation, context, query }) => promptOf(table, relation, [...context.map(([s]) => s), query])));
}
