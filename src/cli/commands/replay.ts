import { isDeepStrictEqual, styleText } from 'node:util';
import { Command } from 'commander';
import { openReplayable } from '../../../properties/catalogue/replayable.js';
import type { EngineName } from '../../engine/engine.js';
import { InputError } from '../../input-error.js';
import { figure } from '../../report/words/numbers.js';
import { toJson } from '../../report/write/write-report.js';
import { isViolation, type Conclusion } from '../../verify/conclusion.js';
import { readCounterexample, statementHash, type CounterexampleFile } from '../../verify/storage/counterexample-file.js';
import { EvaluationError } from '../../verify/evaluation-error.js';
import { evaluate } from '../../verify/decide/evaluator.js';
import type { UnmetAssumption, Json } from '../../verify/experiment.js';
import { engineName } from '../options/options.js';
import { columns, printable } from '../terminal/text.js';

interface ReplayOptions {
  readonly engine?: EngineName;
  readonly json?: true;
}

/** `ic-recall replay`. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('evaluate a stored counterexample once: exits 0 when it comes to what the file says, 1 when it does not')
    .argument('<file>', 'one of the files in counterexamples/ or in the corpus')
    .option('--engine <name>', 'another engine than that of the file', engineName)
    .option('--json', 'print JSON')
    .action(replay);
}

async function replay(path: string, options: ReplayOptions): Promise<void> {
  const file = await readCounterexample(path);
  let replayed: Replayed;
  try {
    replayed = await evaluateOnce(file, options.engine);
  } catch (error) {
    throw error instanceof InputError ? error.inFile(path) : error;
  }
  process.stdout.write(options.json === true ? `${toJson(replayed)}\n` : `${render(file, replayed).join('\n')}\n`);
  process.exitCode = replayed.reproduced ? 0 : 1;
}

interface Replayed {
  readonly claim: string;
  readonly role: CounterexampleFile['role'];
  /** The case that was evaluated, in a line. */
  readonly description: string;
  /** True when the outcome is what the file says, the margin to the last bit. */
  readonly reproduced: boolean;
  /** True when the claim says something else now than when the file was written. */
  readonly statementChanged: boolean;
  readonly margin: { readonly stored: number | null; readonly now: number | null };
  /** Fields of the file that this version, which makes them anew, makes otherwise: what it evaluated is not what the file says. */
  readonly differing: readonly string[];
  readonly outcome: Conclusion | { readonly error: string };
  /** Assumptions of the claim, as it is now, that the case breaks. */
  readonly unmet: readonly UnmetAssumption[];
}

async function evaluateOnce(file: CounterexampleFile, engine: EngineName | undefined): Promise<Replayed> {
  const { experiment, test, value } = await openReplayable(file, engine);
  const { outcome: stored } = file;
  const outcome = outcomeOf();
  const differing = [
    ...differencesIn(file.case, experiment.codec.encode(value), 'case'),
    ...differencesIn(file.setting, experiment.setting ?? null, 'setting'),
  ];
  const thresholds = test.claim.thresholds.map(({ quantity, bound, value: limit }) => ({ quantity, bound, value: limit }));
  return {
    claim: test.claim.id,
    role: file.role,
    description: experiment.presentation.describe(value),
    reproduced: differing.length === 0 && isSame(stored, outcome, engine),
    statementChanged: statementHash(test.claim) !== file.claim.hash || !isDeepStrictEqual(thresholds, file.claim.thresholds),
    margin: { stored: stored.kind === 'error' ? null : stored.margin, now: 'error' in outcome ? null : outcome.margin },
    differing,
    outcome,
    unmet: test.unmet(value),
  };

  function outcomeOf(): Replayed['outcome'] {
    try {
      return evaluate(experiment, test, value);
    } catch (error) {
      if (error instanceof EvaluationError) return { error: error.message };
      throw error;
    }
  }
}

/** Members that differ between what a file says and what this version makes of it. */
function differencesIn(stored: Json, made: Json, field: string): string[] {
  if (isDeepStrictEqual(stored, made)) return [];
  const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord(stored) || !isRecord(made)) return [field];
  const names = new Set([...Object.keys(stored), ...Object.keys(made)]);
  return [...names].filter((name) => !isDeepStrictEqual(stored[name], made[name])).map((name) => `${field}.${name}`);
}

/** The same to the last bit; by another engine than the file's, to that engine's rounding. */
function isSame(stored: CounterexampleFile['outcome'], outcome: Replayed['outcome'], engine: EngineName | undefined): boolean {
  if ('error' in outcome || stored.kind === 'error') {
    return 'error' in outcome && stored.kind === 'error' && stored.message === outcome.error;
  }
  if (engine === undefined) return isDeepStrictEqual(stored, { kind: 'conclusion', ...outcome });
  const near = (one: number, other: number) => Math.abs(one - other) <= ROUNDING_OF[engine] * Math.max(1, Math.abs(other));
  return stored.quantities.every(
    ({ value, margin }, i) => near(outcome.quantities[i].value, value) && near(outcome.quantities[i].margin, margin),
  );
}

/** By how much engines differ after 200 steps, relative: some hundred times what was met (agreement of the engines, test/engine). */
const ROUNDING_OF: Readonly<Record<EngineName, number>> = { sparse: 1e-9, reference: 1e-9, tensor: 1e-3 };

function render({ claim, role, description, outcome: stored }: CounterexampleFile, replayed: Replayed): string[] {
  const { outcome, reproduced, statementChanged, differing, unmet } = replayed;
  const lines = [
    `${claim.id} ${printable(claim.slug)}, ${role}: ${printable(description ?? 'a case that could not be evaluated')}`,
    `evaluated: ${printable(replayed.description)}`,
  ];
  for (const field of differing) {
    lines.push(`${printable(field)} is not what this version makes of the case: the file was edited, or the making has changed`);
  }
  if (statementChanged)
    lines.push(`the statement of ${claim.id} has changed since this was stored: it was "${printable(claim.statement)}"`);
  for (const { assumption, offenders } of unmet) {
    lines.push(
      `outside the claim as it is now: ${assumption} is broken${offenders.length === 0 ? '' : `, ${printable(offenders[0])}`}`,
    );
  }
  if ('error' in outcome) lines.push(`ERROR: ${printable(outcome.error)}`);
  else {
    const rows = outcome.quantities.map(({ name, value, margin }) => [`  ${name}`, figure(value), `margin ${figure(margin)}`]);
    lines.push(...columns(rows, [0, 2]));
    lines.push(`${isViolation(outcome) ? 'violated' : 'kept'}: the ${outcome.quantity} has the margin ${outcome.margin}`);
  }
  const before = stored.kind === 'error' ? `ERROR: ${printable(stored.message)}` : `margin ${stored.margin}, ${stored.quantity}`;
  const same =
    replayed.margin.stored === replayed.margin.now ? 'the same as stored' : 'the same as stored, to the rounding of the engine';
  const verdict = reproduced ? same : `not as stored (${before})`;
  lines.push(styleText(reproduced ? 'green' : 'red', verdict, { stream: process.stdout }));
  return lines;
}
