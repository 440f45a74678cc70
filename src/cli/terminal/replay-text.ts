import { styleText } from 'node:util';
import { figure } from '../../report/words/numbers.js';
import { isViolation } from '../../verify/conclusion.js';
import type { CounterexampleFile } from '../../verify/storage/counterexample-file.js';
import type { Replayed } from '../run/replay-case.js';
import { columns, printable } from './text.js';

/** A replay in the lines that a terminal shows: what was evaluated, what came of it, and what the file says. */
export function replayText({ claim, role, description, outcome: stored }: CounterexampleFile, replayed: Replayed): string[] {
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
