import { decode } from '../../src/engine/decode.js';
import type { Naming } from '../../src/task/naming.js';
import { resolveFineTuning, type FineTuningConfig } from '../../src/training/fine-tuning.js';
import { recordedSteps } from '../../src/training/recorded-steps.js';
import type { CasePresentation } from '../../src/verify/experiment.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { Trained } from '../experiments/trained.js';
import { presentedTo } from '../systems/system.js';
import { bandsOf, illustrateRun } from './training.js';

/** What previews of training cases are made with. */
export interface TrainingPreviewConfig {
  /** Trains on a case, with these changes to how the claims' own observations are trained. */
  readonly train: (value: TrainingCase, changes: Pick<FineTuningConfig, 'recordAt'>) => Trained;
  readonly config: FineTuningConfig;
  /** True where the claims judge fresh prompts: then one of them is shown. */
  readonly fresh: boolean;
  readonly naming: Naming;
}

/** The previews of training cases: of one, a run with its attention on the way; of several, bands over their runs. */
export function trainingPreview({
  train,
  config,
  fresh,
  naming,
}: TrainingPreviewConfig): Required<Pick<CasePresentation<TrainingCase>, 'preview' | 'overview' | 'isGoodExample'>> {
  const recording = { recordAt: recordedSteps(resolveFineTuning(config).steps) };
  return {
    preview(value) {
      const { system, engine, run } = train(value, recording);
      return illustrateRun({
        description: value.describe(),
        engine,
        table: value.table,
        naming,
        run,
        prompts: presentedTo(system, fresh ? value.fresh : value.prompts).prompts,
        respond: (prompt) => decode(engine, prompt, run.theta.relation, run.theta.answer),
      });
    },
    isGoodExample: ({ pairs }) => pairs > 2, // so that one of them can be seen to win
    overview: (values) => bandsOf(values.map((value) => train(value, recording).run)),
  };
}
