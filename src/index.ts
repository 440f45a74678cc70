// The public names of ic-recall: the only export list.
export { experimentsOnTable, type ExperimentsOnTable } from '../properties/catalogue/given-table.js';
export { experimentsOnRandomTables } from '../properties/catalogue/random-tables.js';
export type { GivenTable } from '../properties/experiments/design.js';
export type { ExperimentSource } from '../properties/experiments/experiment-source.js';
export { CLAIMS } from '../properties/catalogue/claims.js';
export { PAPER } from '../spec/paper.js';
export { accuracyOf, ACCURACY_PROMPTS, fullAttentionAccuracy, type Accuracy, type CorrectCount } from './analysis/accuracy.js';
export {
  attentionPattern,
  meanAttentionPattern,
  type AttentionPattern,
  type PatternMeasures,
  type RelationPattern,
  type RowPattern,
} from './analysis/attention-pattern.js';
export { conformance, CONFORMANCE_TOLERANCES, type ConformanceQuantity, type Deviation } from './analysis/conformance.js';
export { expectedFailures, predictedDimension, type EmbeddedTable } from './analysis/embedding-dimension.js';
export { readVectors, type VectorsCase } from './analysis/vectors-file.js';
export { EmbeddedEngine } from './engine/embedded/embedded-engine.js';
export { decode, isCorrect, type Decoding } from './engine/decode.js';
export {
  ENGINE_NAMES,
  type CompiledBatch,
  type Engine,
  type EngineName,
  type Mixture,
  type OpenEngine,
  type StepGradient,
} from './engine/engine.js';
export { engineLabel, loadEngine, type LoadedEngine } from './engine/load-engine.js';
export { MlpEngine } from './engine/mlp/mlp-engine.js';
export { SparseEngine } from './engine/sparse/sparse-engine.js';
export { InputError } from './input-error.js';
export { emit, marginOf, tieTolerance, type Emission } from './model/decoding.js';
export { drawEmbeddings, type Embeddings } from './model/embeddings.js';
export { DenseLogits, logitAt, toDense, type Logits } from './model/logits.js';
export { MLP_ACTIVATIONS, type MlpActivation, type MlpMemory } from './model/mlp-memory.js';
export { leastRecallingPower } from './model/recall.js';
export { stepLength, type Step } from './model/step.js';
export { buildTransformer, defaultBeta, type Transformer, type TransformerConfig } from './model/transformer.js';
export { answerToken, relationToken, subjectToken, tokenAt, vocabularySize, type Token } from './model/vocabulary.js';
export { BUNDLED_FACTS, VERSION } from './package-root.js';
export { RandomStream } from './random/random-stream.js';
export { readReport } from './report/data/read-report.js';
export type { ClaimReport } from './report/data/claim-schema.js';
export type { Report, TableReport } from './report/data/schema.js';
export { LATIN_ASSUMPTIONS, violationsOf, type Assumption, type TableViolation } from './task/assumptions.js';
export { drawPrompts } from './task/draw-prompts.js';
export type { FactTable } from './task/fact-table.js';
export { countIntercalates, intercalatesOf, nonCyclicWitness, type Intercalate } from './task/tables/intercalates.js';
export { factsOf, NO_ANSWER, type Fact, type KnowledgeBase } from './task/knowledge-base.js';
export { LatinFormula } from './task/tables/latin-formula.js';
export { drawLatinTable, familiesOfOrder, LATIN_FAMILIES, plainLatinTable, type LatinFamily } from './task/tables/latin.js';
export { readingsOf, type Reading } from './task/oracle.js';
export { batchOf, promptOf, type Pair, type Prompt, type PromptBatch, type Question } from './task/prompt.js';
export { drawBijectiveTable, drawFunctionalTable, drawPartialTable } from './task/tables/random-tables.js';
export { parseFactTable, readFactTable } from './task/input/read-fact-table.js';
export { splitHalves, type Halves } from './task/tables/split-halves.js';
export { StoredTable, type TableSizes } from './task/tables/stored-table.js';
export { TableFormula, type FormulaKind } from './task/tables/table-formula.js';
export {
  fineTune,
  initialTheta,
  type FineTuningConfig,
  type PerStep,
  type RunEnd,
  type Snapshot,
  type TrainingRun,
} from './training/fine-tuning.js';
export {
  ATTENTION_BLOCKS,
  CONTENT_BLOCKS,
  trainFullAttention,
  type AttentionBlock,
  type FullAttentionConfig,
  type FullAttentionRow,
  type FullAttentionRun,
} from './training/full-attention.js';
export { loadPretrainer } from './training/load-pretrainer.js';
export type { Pretrainer, Pretraining, PretrainingConfig } from './training/pretraining.js';
