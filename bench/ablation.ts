import { ablationExperiments } from '../properties/maps/ablation/experiments.js';
import { SparseEngine } from '../src/engine/sparse/sparse-engine.js';
import { BUDGET_NAMES } from '../src/verify/claim.js';
import { runSuite } from '../src/verify/decide/run-suite.js';

// Runs the ablation map. Prints the verdict of every cell, and the processor time of its experiment. `npx tsx bench/ablation.ts quick hubs,eta-2`

const [, , wanted = 'quick', ids] = process.argv;
const budget = BUDGET_NAMES.find((name) => name === wanted) ?? 'quick';
const experiments = ablationExperiments({ open: (model) => new SparseEngine(model) }, ids?.split(','));
const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
let since = processorTime();
const started = since;
runSuite(experiments, {
  seed: 1n,
  budget,
  only: null,
  onResult({ claim, origin, verdict }) {
    const now = processorTime();
    const estimate = 'estimate' in verdict ? verdict.estimate : null;
    const counts =
      estimate === null
        ? verdict.stopped
        : `${estimate.violations} of ${estimate.cases} (${estimate.rejected} rejected), ${estimate.interval.lower.toFixed(3)} … ${estimate.interval.upper.toFixed(3)}`;
    const example =
      verdict.word === 'REFUTED' && verdict.by === 'counterexample'
        ? verdict.counterexample
        : 'hunt' in verdict
          ? (verdict.hunt?.found ?? null)
          : null;
    const minimal =
      example === null
        ? ''
        : ` | ${example.description}: ${example.conclusion.quantity} ${example.conclusion.margin.toPrecision(3)}`;
    console.log(
      `${(now - since).toFixed(1).padStart(5)} s  ${origin.kind === 'variant' ? origin.variant.id : ''} ${claim.id} ${verdict.word} ${counts}${minimal}`,
    );
    since = now;
  },
});
console.log(`${(processorTime() - started).toFixed(0)} s of processor time for ${experiments.length} experiments`);
