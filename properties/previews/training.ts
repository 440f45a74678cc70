import { attentionPattern } from '../../src/analysis/attention-pattern.js';
import type { Decoding } from '../../src/engine/decode.js';
import { isCorrect } from '../../src/engine/decode.js';
import type { Engine } from '../../src/engine/engine.js';
import { positionNames } from '../../src/model/step.js';
import type { Bands, Illustration } from '../../src/analysis/illustration.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Naming } from '../../src/task/naming.js';
import type { Prompt } from '../../src/task/prompt.js';
import type { TrainingRun } from '../../src/training/fine-tuning.js';
import { winnerOf } from './winner.js';
import { answeredPrompt, factsInWords } from './words.js';

// k pairs; the relation row has 2k + 1 tokens, the answer row 2k + 2.

/** A training run with recorded steps, and what is needed to show it. */
export interface ShownRun {
  readonly description: string;
  readonly engine: Engine;
  /** The table that the prompts are about; the memory may store another. */
  readonly table: KnowledgeBase;
  readonly naming: Naming;
  readonly run: TrainingRun;
  /** Prompts of one length. The first that is answered wrongly is shown, or else the first. */
  readonly prompts: readonly Prompt[];
  /** The trained model's two tokens for a prompt. */
  readonly respond: (prompt: Prompt) => Decoding;
}

/** The most prompts that are searched for a wrong answer. */
const MOST_SEARCHED = 1000;

/** Illustrates a training run. */
export function illustrateRun({ description, engine, table, naming, run, prompts, respond }: ShownRun): Illustration {
  const searched = prompts.slice(0, MOST_SEARCHED);
  const shown = searched.find((prompt) => !isCorrect(engine, prompt, respond(prompt))) ?? searched[0];
  const decoded = respond(shown);
  const pairs = shown.context.length;
  const last = run.snapshots[run.snapshots.length - 1];
  const row = (step: 'relation' | 'answer') => ({
    tokens: positionNames(step, pairs),
    shares: run.snapshots.map(({ attention }) => [...attention[step]]),
  });
  return {
    description,
    facts: factsInWords(table, naming, shown),
    prompt: answeredPrompt(engine, table, naming, shown, decoded),
    attention: {
      steps: run.snapshots.map(({ step }) => step),
      relation: row('relation'),
      answer: row('answer'),
      winner: winnerOf(last.attention.relation),
    },
    curves: curvesOf(run),
    failures: [],
  };
}

/** The quantities of a run at its recorded steps. */
function curvesOf({ snapshots, losses }: TrainingRun): Illustration['curves'] {
  const patterns = snapshots.map(({ attention }) => attentionPattern(attention));
  return [
    { name: 'relation loss', values: snapshots.map(({ step }) => losses.relation[step]) },
    { name: 'answer loss', values: snapshots.map(({ step }) => losses.answer[step]) },
    { name: 'relation balance', values: patterns.map(({ relation }) => relation.balance) },
    { name: 'answer balance', values: patterns.map(({ answer }) => answer.balance) },
    { name: 'answer mass', values: patterns.map(({ answer }) => answer.mass) },
    { name: 'top share', values: patterns.map(({ relation }) => relation.topShare) },
    { name: 'query share', values: patterns.map(({ relation }) => relation.queryShare) },
  ];
}

/**
 * The least, median and greatest value of each quantity at each recorded step, over runs of one length. Diverged runs recorded other steps and
 * are left out.
 *
 * @returns null if every run diverged
 */
export function bandsOf(runs: readonly TrainingRun[]): Bands | null {
  const complete = runs.filter(({ end }) => end.kind !== 'diverged');
  const [first] = complete;
  if (first === undefined) return null;
  const steps = first.snapshots.map(({ step }) => step);
  const curves = complete.map(curvesOf);
  const series = curves[0].map(({ name }, i) => {
    const sorted = steps.map((_, at) => curves.map((each) => each[i].values[at]).toSorted((one, other) => one - other));
    return {
      name,
      least: sorted.map((values) => values[0]),
      median: sorted.map(medianOf),
      greatest: sorted.map((values) => values[values.length - 1]),
    };
  });
  return { cases: complete.length, steps, series };
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
}
