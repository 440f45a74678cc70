// The public names of the verification core, which knows claims and nothing of transformers.
export { BUDGET_NAMES, isLeftOut, type BudgetName, type Claim, type ClaimKind, type Control, type Threshold } from './claim.js';
export { against, conclude, isViolation, type Conclusion, type Quantity } from './conclusion.js';
export type { Counterexample, Estimate, Hunt, Measurement, Spread, Stratum } from './evidence.js';
export type { Breach, ClaimTest, Experiment, Json, Scope } from './experiment.js';
export { planOf, POWER, reachOf, SUITE_ALPHA, type Plan, type Reach } from './plan.js';
export { countDecided, countOpen, runOnGiven, runSuite, type ClaimResult, type SuiteOptions } from './run-suite.js';
export { clopperPearson, type Interval } from './statistics/clopper-pearson.js';
export { confidenceSequence, logMixture, PRIOR, type Counts, type Prior } from './statistics/confidence-sequence.js';
export { SequentialTest, Watch, type Decision } from './statistics/sequential-test.js';
export { exitCodeOf, worstExitCode, VERDICT_WORDS, type ExitCode, type Verdict, type VerdictWord } from './verdict.js';
