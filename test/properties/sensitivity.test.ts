import { describe, expect, it } from 'vitest';
import { REGISTRY } from '../../properties/registry.js';
import { variantOf, type Defect } from '../../properties/systems/defects/defect.js';
import { sensitivityExperiments } from '../../properties/maps/sensitivity/experiments.js';
import { DEFECTS } from '../../properties/systems/defects/defects.js';
import { SENSITIVITY } from '../../properties/maps/sensitivity/sensitivity-map.js';
import { smallestDetected } from '../../src/report/data/smallest-detected.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { isViolation } from '../../src/verify/conclusion.js';
import { drawCases } from '../kit/experiment-laws.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

const IDS = SENSITIVITY.columns.map(({ id }) => id);
/** Claims whose cases take about a millisecond. */
const CHEAP: ReadonlySet<string> = new Set(['M1', 'M2', 'P1', 'P2', 'T1']);
const experiments = sensitivityExperiments({ open: openSparse }, IDS);

/** The ids of the claims whose records name a defect. */
const claimsWith = ({ id }: Defect) => REGISTRY.flatMap(({ claim, defects }) => (defects?.includes(id) === true ? [claim.id] : []));

const columnOf = ({ origin }: Experiment) => (origin.kind === 'variant' ? origin.variant.id : null);

describe('planted defects', () => {
  it('exist for every claim that sets a threshold but the variants, which repeat the thresholds of T3, S1 and M1', () => {
    expect(REGISTRY.flatMap(({ claim, defects }) => (defects === undefined ? [] : [claim.id])).toSorted()).toEqual(
      ['M1', 'M2', 'P1', 'P2', 'T1', 'T2', 'T3', 'T4', 'T5', 'T5b', 'T6', 'S1', 'S3'].toSorted(),
    );
  });

  it('grow in about equal ratios', () => {
    for (const { sizes } of DEFECTS) {
      const ratios = sizes.slice(1).map((size, i) => size / sizes[i]);
      expect(sizes.length).toBeGreaterThanOrEqual(6);
      expect(Math.min(...ratios)).toBeGreaterThan(1.3);
      expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(1.2);
    }
  });

  it('meet each of their claims once in every size, in experiments with distinct names', () => {
    const cells = experiments.flatMap((experiment) => experiment.tests.map(({ claim }) => `${claim.id} ${columnOf(experiment)}`));
    const pairs = DEFECTS.flatMap((defect) =>
      defect.sizes.flatMap((size) => claimsWith(defect).map((claim) => `${claim} ${variantOf(defect, size)}`)),
    );
    expect(cells.toSorted()).toEqual(pairs.toSorted());
    expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
    expect(new Set(IDS).size).toBe(IDS.length);
  });

  it.each(DEFECTS.flatMap((defect) => claimsWith(defect).map((claim) => [defect.id, claim, defect] as const)))(
    `break more the larger they are: %s, claim %s (seed ${SEED})`,
    (_, claim, defect) => {
      const [smallest, largest] = [defect.sizes[0], defect.sizes[defect.sizes.length - 1]].map((size) =>
        violations(claim, variantOf(defect, size)),
      );
      expect(smallest).toBeLessThanOrEqual(1);
      expect(largest).toBeGreaterThan(smallest);
    },
  );

  function violations(claim: string, id: string): number {
    const experiment = experiments.find((each) => columnOf(each) === id && each.tests.some((test) => test.claim.id === claim));
    const test = experiment?.tests.find((each) => each.claim.id === claim);
    if (experiment === undefined || test === undefined) throw new Error(`there is no cell of ${claim} and ${id}`);
    const count = CHEAP.has(claim) ? 40 : 8;
    const accepted = drawCases(experiment, count).filter((value) => test.unmet(value).length === 0);
    return accepted.filter((value) => isViolation(test.conclude(value, experiment.observe(value)))).length;
  }
});

describe('the smallest detected size', () => {
  const detected = (...sizes: number[]) => smallestDetected([1, 2, 4, 8], (size) => sizes.includes(size));

  it('is the least size from which every larger one is detected: a detection below a gap is luck', () => {
    expect(detected(1, 2, 4, 8)).toBe(1);
    expect(detected(4, 8)).toBe(4);
    expect(detected(1, 4, 8)).toBe(4);
    expect(detected(1, 2, 4)).toBe(null);
    expect(detected()).toBe(null);
  });
});
