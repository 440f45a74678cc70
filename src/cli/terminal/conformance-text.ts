import type { Deviation } from '../../analysis/conformance.js';
import { columns } from './text.js';

interface Conformance {
  readonly engine: string;
  readonly cases: number;
  readonly conforms: boolean;
  readonly deviations: readonly Deviation[];
}

/** How far an engine deviates from a vectors file: a line for each quantity in the file. */
export function conformanceText({ engine, cases, conforms, deviations }: Conformance): string[] {
  const rows = deviations.filter(({ compared }) => compared > 0).map(deviationRow);
  return [...columns(rows, [0, 1, 2, 3]), `engine ${engine} ${conforms ? 'conforms' : 'does not conform'} to ${cases} cases`];
}

function deviationRow({ quantity, of, compared, largest, tolerance, worstCase, conforms }: Deviation): string[] {
  const verdict = conforms ? 'ok' : `FAILS in ${worstCase}`;
  switch (of) {
    case 'prompts':
      return [quantity, `${largest} of ${compared} prompts differ`, 'none may', verdict];
    case 'numbers':
      return [quantity, `largest of ${compared}: ${largest.toExponential(1)}`, `≤ ${tolerance}`, verdict];
  }
}
