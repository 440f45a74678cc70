// The public names of the verification core, which knows claims and nothing of transformers.
export { BUDGET_NAMES, type BudgetName, type Claim, type ClaimKind, type Control, type Threshold } from './claim.js';
export { against, conclude, isViolation, type Conclusion, type Quantity } from './conclusion.js';
export type { Counterexample, Estimate, Hunt, Measurement, Spread, Stratum } from './evidence.js';
export type { Breach, ClaimTest, Experiment, Json, Scope } from './experiment.js';
export { planOf, SUITE_ALPHA, type Plan } from './plan.js';
export { countOpen, runOnGiven, runSuite, type ClaimResult, type SuiteOptions } from './run-suite.js';
export { clopperPearson, type Interval } from './statistics/clopper-pearson.js';
export { exitCodeOf, worstExitCode, VERDICT_WORDS, type ExitCode, type Verdict, type VerdictWord } from './verdict.js';
