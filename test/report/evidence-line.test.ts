import { describe, expect, it } from 'vitest';
import { evidenceLine } from '../../src/report/words/evidence-line.js';
import type { ClaimReport } from '../../src/report/data/claim-schema.js';
import { decideScaling, fitScaling } from '../../src/verify/statistics/scaling-fit.js';
import { hostileReport } from '../kit/sample-report.js';

/** A scaling claim of series that grow as these functions of log₂ N do; null where there is no n*. */
function growing(laws: readonly ((bits: number) => number | null)[]): ClaimReport {
  const series = laws.map((law, i) => {
    const points = [4, 6, 8, 10, 12, 14, 16, 18].map((bits) => ({ size: 2 ** bits, value: law(bits) }));
    const fit = fitScaling(points, 0.05);
    return { name: `series ${i}`, points, fit, decision: fit.kind === 'fitted' ? decideScaling(fit) : null };
  });
  const scaling = JSON.parse(JSON.stringify({ series, alpha: 0.05 })) as { series: typeof series; alpha: number };
  const verdict = { word: 'HOLDS', by: 'fit', scaling, stopped: 'every size was measured' };
  return { ...hostileReport().claims[0], verdict } as ClaimReport;
}

const flat = () => 1;
const falling = (bits: number) => (bits < 8 ? 2 : 1);
const late = (bits: number) => (bits < 6 ? null : 1);
const root = (bits: number) => 2 ** (bits / 2);

describe('the evidence of a scaling claim in a line', () => {
  it('names each of a few series', () => {
    expect(evidenceLine(growing([flat, root]))).toBe(
      'series 0: as N^e with e in 0 … 0 over 8 sizes; series 1: as N^e with e in 0.5 … 0.5 over 8 sizes',
    );
  });

  it('sums up many polylogarithmic series by one interval for their exponents, and names the others', () => {
    const [, alone] = /with e in (-\S+) … \S+ over/.exec(evidenceLine(growing([falling]))) ?? [];
    const line = evidenceLine(growing([flat, falling, flat, late, root]));
    expect(line).toBe(
      `4 series grow as N^e with e in ${alone} … ${/… (\S+) from/.exec(line)?.[1]} from N = 16 to 262144, none at 1 of 32 sizes; series 4: as N^e with e in 0.5 … 0.5 over 8 sizes`,
    );
    const [, upper] = /… (\S+) over/.exec(evidenceLine(growing([falling]))) ?? [];
    expect(line).toContain(`… ${Number(upper) > 0 ? upper : '0'} from`);
  });
});
