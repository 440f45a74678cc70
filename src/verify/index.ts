// The public names of the verification core. It knows nothing about transformers and can serve the claims of any paper.
export {
  BUDGET_NAMES,
  isBelowLeastBudget,
  type BudgetName,
  type Claim,
  type ClaimKind,
  type Control,
  type Threshold,
} from './claim.js';
export { against, conclude, isViolation, type Conclusion, type Quantity } from './conclusion.js';
export { Corpus, corpusCases, type CorpusEntry } from './storage/corpus.js';
export {
  fileNameOf,
  filesOf,
  readCounterexample,
  statementHash,
  type CounterexampleFile,
  type FileOrigin,
} from './storage/counterexample-file.js';
export type {
  Counterexample,
  Estimate,
  Hunt,
  Measurement,
  FactorEffect,
  ScalingEvidence,
  ScalingSeries,
  Spread,
  Stratum,
} from './evidence.js';
export { EvaluationError } from './evaluation-error.js';
export type { CaseRole } from './found-cases.js';
export { evaluate } from './decide/evaluator.js';
export type {
  CaseCodec,
  CasePresentation,
  CaseSource,
  ClaimsWithoutCases,
  ClaimTest,
  Experiment,
  Factor,
  Json,
  Origin,
  Rounding,
  Scope,
  UnmetAssumption,
} from './experiment.js';
export { MAPS_ALPHA, planOf, planOfCell, POWER, reachOf, SUITE_ALPHA, type Plan, type Reach } from './decide/plan.js';
export type { ClaimResult } from './decide/schedule.js';
export { runSuite, type SuiteOptions } from './decide/run-suite.js';
export { joinShards, readShard, shardFile, type ShardedRun, type ShardFile } from './storage/shard-file.js';
export { clopperPearson, type Interval } from './statistics/intervals/clopper-pearson.js';
export { confidenceSequence, logMixture, PRIOR, type Counts, type Prior } from './statistics/intervals/confidence-sequence.js';
export {
  leastPassing,
  type LeastPassing,
  type LeastPassingConfig,
  type Look,
  type ValueRange,
} from './statistics/least-passing.js';
export {
  decideScaling,
  fitScaling,
  selectLaw,
  type FittedLaw,
  type Residual,
  type ScalingDecision,
  type ScalingFit,
  type ScalingPoint,
} from './statistics/scaling-fit.js';
export { SCALING_LAWS, type ScalingLaw } from './statistics/scaling-laws.js';
export { SequentialTest, Watch, type Decision } from './statistics/sequential-test.js';
export type { Catalogue, CatalogueModule, CatalogueSource } from './workers/catalogue.js';
export type { ShardRecord } from './decide/recorded-draws.js';
export type { CorpusCase } from './decide/regression-case.js';
export type { RunPlan } from './workers/run-plan.js';
export {
  planSuite,
  superviseShare,
  superviseSuite,
  type ShardRun,
  type SupervisedOptions,
  type SupervisedRun,
} from './workers/supervisor.js';
export type { Selection, Shares } from './decide/inspection.js';
export { exitCodeOf, worstExitCode, VERDICT_WORDS, type ExitCode, type Verdict, type VerdictWord } from './verdict.js';
export { MAP_NAMES, type MapName, type Variant } from './variant.js';
