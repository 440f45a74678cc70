import { decode } from '../../src/engine/decode.js';
import type { Naming } from '../../src/task/naming.js';
import { recordedSteps } from '../../src/training/recorded-steps.js';
import { resolveFineTuning, type FineTuningConfig } from '../../src/training/fine-tuning.js';
import type { Experiment } from '../../src/verify/experiment.js';
import type { TrainingCase } from '../cases/training-case.js';
import { presentedTo } from '../systems/system.js';
import type { Trained } from '../experiments/training-experiment.js';
import { bandsOf, illustrateRun } from './training.js';

/**
 * What is shown of training cases: a run with its attention on the way, and bands over several.
 *
 * @param train - trains on a case; with these changes to how the experiment's own observations are trained
 * @param withFresh - true where the claims judge fresh prompts: then one of them is shown
 */
export function trainingPreview(
  train: (value: TrainingCase, changes: Pick<FineTuningConfig, 'recordAt'>) => Trained,
  config: FineTuningConfig,
  withFresh: boolean,
  naming: Naming,
): Required<Pick<Experiment<TrainingCase>, 'illustrate' | 'overview' | 'isGoodExample'>> {
  const recording = { recordAt: recordedSteps(resolveFineTuning(config).steps) };
  return {
    illustrate(value) {
      const { system, engine, run } = train(value, recording);
      return illustrateRun({
        description: value.describe(),
        engine,
        table: value.table,
        naming,
        run,
        prompts: presentedTo(system, withFresh ? value.fresh : value.prompts).prompts,
        respond: (prompt) => decode(engine, prompt, run.theta.relation, run.theta.answer),
      });
    },
    isGoodExample: ({ pairs }) => pairs > 2, // so that one of them can be seen to win
    overview: (values) => bandsOf(values.map((value) => train(value, recording).run)),
  };
}
