import { positionNames } from '../../model/step.js';
import { VERSION } from '../../package-root.js';
import { renderTrainPage, type TrainedRuns } from '../../report/html/train-page.js';
import type { TrainingRun } from './training-run.js';
import type { TrainingTable } from './training-table.js';
import { endText, sizesText } from './training-words.js';

/** Renders runs as one HTML page, from the data of their JSON. */
export function trainingPage(
  trained: TrainedRuns & { readonly runs: readonly TrainingRun[] },
  { knowledge }: TrainingTable,
): string {
  const { k, runs } = trained;
  return renderTrainPage(trained, {
    generator: `ic-recall ${VERSION}`,
    sizes: sizesText(knowledge),
    tokens: { relation: positionNames('relation', k), answer: positionNames('answer', k) },
    ends: runs.map(endText),
  });
}
