import { conformance } from '../../analysis/conformance.js';
import { readVectors } from '../../analysis/vectors-file.js';
import type { EngineName } from '../../engine/engine.js';
import { engineLabel, loadEngine } from '../../engine/load-engine.js';
import { readingFrom } from '../../input-error.js';
import { toJson } from '../../report/write/to-json.js';
import { conformanceText } from '../terminal/conformance-text.js';
import { Progress } from '../terminal/progress.js';

/** Options of `conformance`. */
export interface ConformanceOptions {
  readonly engine: EngineName;
  readonly json?: true;
}

/** Holds an engine to a vectors file. */
export async function conform(file: string, options: ConformanceOptions): Promise<void> {
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
