import { styleText } from 'node:util';
import { Command } from 'commander';
import { openReplayable } from '../../properties/replayable.js';
import type { EngineName } from '../engine/engine.js';
import { InputError } from '../input-error.js';
import { figure } from '../report/numbers.js';
import { toJson } from '../report/write-report.js';
import { isViolation, type Conclusion } from '../verify/conclusion.js';
import { readCounterexample, statementHash, type CounterexampleFile } from '../verify/counterexample-file.js';
import { EvaluationError } from '../verify/evaluation-error.js';
import { evaluate } from '../verify/examiner.js';
import type { Breach } from '../verify/experiment.js';
import { engineName } from './options.js';
import { columns, printable } from './text.js';

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
  /** True when the outcome is what the file says, the margin to the last bit. */
  readonly reproduced: boolean;
  /** True when the claim says something else now than when the file was written. */
  readonly statementChanged: boolean;
  readonly margin: { readonly stored: number | null; readonly now: number | null };
  readonly outcome: Conclusion | { readonly error: string };
  /** Assumptions of the claim, as it is now, that the case breaks. */
  readonly breaches: readonly Breach[];
}

async function evaluateOnce(file: CounterexampleFile, engine: EngineName | undefined): Promise<Replayed> {
  const { experiment, test, value } = await openReplayable(file, engine);
  const { outcome: stored } = file;
  const outcome = outcomeOf();
  return {
    claim: test.claim.id,
    role: file.role,
    reproduced:
      'error' in outcome
        ? stored.kind === 'error' && stored.message === outcome.error
        : stored.kind === 'conclusion' && stored.margin === outcome.margin && stored.quantity === outcome.quantity,
    statementChanged: statementHash(test.claim) !== file.claim.hash,
    margin: { stored: stored.kind === 'error' ? null : stored.margin, now: 'error' in outcome ? null : outcome.margin },
    outcome,
    breaches: test.breaches(value),
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

function render({ claim, role, description, outcome: stored }: CounterexampleFile, replayed: Replayed): string[] {
  const { outcome, reproduced, statementChanged, breaches } = replayed;
  const lines = [
    `${claim.id} ${printable(claim.slug)}, ${role}: ${printable(description ?? 'a case that could not be evaluated')}`,
  ];
  if (statementChanged)
    lines.push(`the statement of ${claim.id} has changed since this was stored: it was "${printable(claim.statement)}"`);
  for (const { assumption, offenders } of breaches) {
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
  const verdict = reproduced ? 'the same as stored' : `not as stored (${before})`;
  lines.push(styleText(reproduced ? 'green' : 'red', verdict, { stream: process.stdout }));
  return lines;
}
