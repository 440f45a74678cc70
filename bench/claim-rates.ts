import { needsPretrainer } from '../properties/catalogue/needs-pretrainer.js';
import { experimentsOnRandomTables } from '../properties/catalogue/random-tables.js';
import { ablationExperiments } from '../properties/maps/ablation/experiments.js';
import type { ExperimentSource } from '../properties/experiments/experiment-source.js';
import { SparseEngine } from '../src/engine/sparse/sparse-engine.js';
import { loadPretrainer } from '../src/training/load-pretrainer.js';
import { decide } from '../src/verify/decide/decide.js';
import { SUITE_ALPHA } from '../src/verify/decide/plan.js';

// The violation rate of a claim over independent cases, by stratum, and the spread of its quantities. Measured rates and the bases of thresholds
// come from here. `npx tsx bench/claim-rates.ts G2a 2000 7` evaluates 2,000 cases from the stream of seed 7. An ablation may follow the seed:
// `npx tsx bench/claim-rates.ts T2 300 1 eta-2` evaluates the claim without the assumption that the ablation drops.

const [id = 'T3', cases = '200', seed = '1', ablation] = process.argv.slice(2);
const source: ExperimentSource = {
  open: (model) => new SparseEngine(model),
  ...(needsPretrainer(id) ? { pretrain: (await loadPretrainer()).pretrain } : {}),
};
const experiments = ablation === undefined ? experimentsOnRandomTables(source) : ablationExperiments(source, [ablation]);
const experiment = experiments.find(({ tests }) => tests.some(({ claim }) => claim.id === id));
const test = experiment?.tests.find(({ claim }) => claim.id === id);
if (experiment === undefined || test === undefined) throw new RangeError(`no claim is called "${id}"`);

const plan = {
  cases: Number(cases),
  least: Number(cases),
  hunted: 0,
  redraws: 0,
  alpha: SUITE_ALPHA,
  tolerance: test.claim.tolerance.standard,
};
const [verdict] = decide(experiment, [{ test, plan }], BigInt(seed));
if (!('estimate' in verdict) || verdict.estimate === null) throw new Error(`${id} has no estimate: ${verdict.stopped}`);
const { violations, strata, spreads, interval } = verdict.estimate;
process.stdout.write(
  `${id}${ablation === undefined ? '' : `, ${ablation}`}, seed ${seed}: ${violations} of ${verdict.estimate.cases} cases violate it, ${(100 * interval.lower).toFixed(2)} … ${(100 * interval.upper).toFixed(2)} %\n` +
    strata.map((stratum) => `  ${stratum.name}: ${stratum.violations} of ${stratum.cases}\n`).join('') +
    spreads.map(({ quantity, least, median, greatest }) => `  ${quantity}: ${least} … ${median} … ${greatest}\n`).join(''),
);
