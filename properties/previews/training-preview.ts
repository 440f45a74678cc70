import { decode } from '../../src/engine/decode.js';
import type { Naming } from '../../src/task/naming.js';
import { resolveFineTuning, type FineTuningConfig } from '../../src/training/fine-tuning.js';
import { recordedSteps } from '../../src/training/recorded-steps.js';
import type { CasePresentation } from '../../src/verify/experiment.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { Trained } from '../experiments/trained.js';
import { presentedTo } from '../systems/system.js';
import { bandsOf, illustrateRun } from './training.js';

export interface TrainingPreviewConfig {
  /** Trains on a case as the claims do, but for these changes. */
  readonly train: (value: TrainingCase, changes: Pick<FineTuningConfig, 'recordAt'>) => Trained;
  readonly config: FineTuningConfig;
  /** True if the claims judge fresh prompts. Then the preview shows one of them. */
  readonly fresh: boolean;
  readonly naming: Naming;
}

/** Previews of training cases: of one case its run, with attention step by step; of several cases bands over their runs. */
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
    isGoodExample: ({ pairs }) => pairs > 2, // so that one pair can be seen to win
    overview: (values) => bandsOf(values.map((value) => train(value, recording).run)),
  };
}
