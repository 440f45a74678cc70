import type { Command } from 'commander';
import { conformance } from '../../analysis/conformance.js';
import { readVectors } from '../../analysis/vectors-file.js';
import type { EngineName } from '../../engine/engine.js';
import { engineLabel, loadEngine } from '../../engine/load-engine.js';
import { readingFrom } from '../../input-error.js';
import { toJson } from '../../report/write/to-json.js';
import { engineOption } from '../options/engine-option.js';
import { conformanceText } from '../terminal/conformance-text.js';
import { Progress } from '../terminal/progress.js';

interface ConformanceOptions {
  readonly engine: EngineName;
  readonly json?: true;
}

/** Declares the options of `ic-recall conformance`, and what it does. */
export function declareConformance(command: Command): void {
  command.addOption(engineOption('which engine').default('sparse')).option('--json', 'print JSON').action(conform);
}

/** Compares an engine with a vectors file. */
async function conform(file: string, options: ConformanceOptions): Promise<void> {
  const cases = await readVectors(file);
  const engine = await loadEngine(options.engine);
  if (engine.passedOver.length > 0) {
    new Progress(process.stderr).line(`tensor backend ${engine.backend}; passed over ${engine.passedOver.join('; ')}`);
  }
  const deviations = readingFrom(file, () => conformance(cases, engine.open));
  const conforms = deviations.every((deviation) => deviation.conforms);
  const result = { file, engine: engineLabel(engine), cases: cases.length, conforms, deviations };
  process.stdout.write(options.json === true ? `${toJson(result)}\n` : `${conformanceText(result).join('\n')}\n`);
  process.exitCode = conforms ? 0 : 1;
}
