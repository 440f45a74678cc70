import { Command } from 'commander';
import { conformance } from '../../analysis/conformance.js';
import { readVectors } from '../../analysis/vectors-file.js';
import type { EngineName } from '../../engine/engine.js';
import { engineLabel } from '../../engine/load-engine.js';
import { readingFrom } from '../../input-error.js';
import { toJson } from '../../report/write/write-report.js';
import { engineName, openNamedEngine } from '../options/options.js';
import { Progress } from '../terminal/progress.js';
import { columns } from '../terminal/text.js';

interface ConformanceOptions {
  readonly engine: EngineName;
  readonly json?: true;
}

/** `ic-recall conformance`. */
export function conformanceCommand(): Command {
  return new Command('conformance')
    .description('hold an engine to a vectors file, number by number; exit code 1 when it is beyond a tolerance')
    .argument('<file>', 'vectors file (spec/model.md §8)')
    .option('--engine <name>', 'which engine', engineName, 'sparse')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(file: string, options: ConformanceOptions): Promise<void> {
  const cases = await readVectors(file);
  const engine = await openNamedEngine(options.engine, new Progress(process.stderr));
  const deviations = readingFrom(file, () => conformance(cases, engine.open));
  const conforms = deviations.every((deviation) => deviation.conforms);
  if (options.json === true) {
    process.stdout.write(`${toJson({ file, engine: engineLabel(engine), cases: cases.length, conforms, deviations })}\n`);
  } else {
    const rows = deviations
      .filter(({ compared }) => compared > 0)
      .map(({ quantity, compared, largest, tolerance, worstCase, conforms: ok }) =>
        quantity.startsWith('decoded')
          ? [quantity, `${largest} of ${compared} prompts differ`, 'none may', ok ? 'ok' : `FAILS in ${worstCase}`]
          : [
              quantity,
              `largest of ${compared}: ${largest.toExponential(1)}`,
              `≤ ${tolerance}`,
              ok ? 'ok' : `FAILS in ${worstCase}`,
            ],
      );
    const verdict = conforms ? 'conforms' : 'does not conform';
    process.stdout.write(
      `${columns(rows, [0, 1, 2, 3]).join('\n')}\nengine ${engineLabel(engine)} ${verdict} to ${cases.length} cases\n`,
    );
  }
  process.exitCode = conforms ? 0 : 1;
}
