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

/** A training run that recorded its way, with what it is shown on. */
export interface ShownRun {
  readonly description: string;
  readonly engine: Engine;
  /** The table that prompts are about; what the memory stores may differ. */
  readonly table: KnowledgeBase;
  readonly naming: Naming;
  readonly run: TrainingRun;
  /** Prompts of the same length, of which the first that is answered wrongly is shown, or else the first. */
  readonly prompts: readonly Prompt[];
  /** What the trained model says to a prompt. */
  readonly respond: (prompt: Prompt) => Decoding;
}

/** Prompts that are tried for one that is answered wrongly. */
const TRIED = 1000;

/** A training run as a reader is shown it. */
export function illustrateRun({ description, engine, table, naming, run, prompts, respond }: ShownRun): Illustration {
  const tried = prompts.slice(0, TRIED);
  const shown = tried.find((prompt) => !isCorrect(engine, prompt, respond(prompt))) ?? tried[0];
  const said = respond(shown);
  const pairs = shown.context.length;
  const last = run.snapshots[run.snapshots.length - 1];
  const row = (step: 'relation' | 'answer') => ({
    tokens: positionNames(step, pairs),
    shares: run.snapshots.map(({ attention }) => [...attention[step]]),
  });
  return {
    description,
    facts: factsInWords(table, naming, shown),
    prompt: answeredPrompt(engine, table, naming, shown, said),
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

/** The quantities of a run at the steps it recorded. */
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
 * The quantities of several runs of one length: least, median and greatest at each recorded step. Runs that diverged recorded other steps
 * and are left out; null where none is left.
 */
export function bandsOf(runs: readonly TrainingRun[]): Bands | null {
  const whole = runs.filter(({ end }) => end.kind !== 'diverged');
  const [first] = whole;
  if (first === undefined) return null;
  const steps = first.snapshots.map(({ step }) => step);
  const curves = whole.map(curvesOf);
  const series = curves[0].map(({ name }, i) => {
    const sorted = steps.map((_, at) => curves.map((each) => each[i].values[at]).toSorted((one, other) => one - other));
    return {
      name,
      least: sorted.map((values) => values[0]),
      median: sorted.map(medianOf),
      greatest: sorted.map((values) => values[values.length - 1]),
    };
  });
  return { cases: whole.length, steps, series };
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
}
