import { join } from 'node:path';
import { CATALOGUE } from '../../../properties/catalogue/catalogue.js';
import { toJson } from '../../report/write/to-json.js';
import type { Share } from '../../verify/decide/recorded-draws.js';
import { shardFile } from '../../verify/storage/shard-file.js';
import { superviseShare } from '../../verify/workers/supervisor.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { toEach } from '../listeners/run-listener.js';
import { TerminalListener } from '../listeners/terminal-listener.js';
import { Progress } from '../terminal/progress.js';
import { UNDECIDED } from './exit-codes.js';
import type { RunRequest } from './run-request.js';
import { TOOL } from './tool.js';
import { untilStopped } from './until-stopped.js';

/** Evaluates a share of the draws of a run, and writes their outcomes to a file for `merge`. */
export async function runShard(request: RunRequest, share: Share): Promise<void> {
  const { input, seed, budget, only, threads, outputs } = request;
  const progress = new Progress(process.stderr);
  const listener = toEach([new TerminalListener(progress, outputs)]);
  await prepareFolder(outputs.out);
  const { records, about } = await untilStopped(request, progress, async (signal) =>
    superviseShare({ module: CATALOGUE, input }, share, { seed, budget, only, ...threads, signal, ...listener }),
  );
  progress.clear();
  const place = `${share.index + 1}/${share.of}`;
  if (records === null) {
    progress.line(`shard ${place} was stopped before it was done; nothing was written`);
    process.exitCode = UNDECIDED;
    return;
  }
  const file = join(outputs.out, `shard-${share.index + 1}-of-${share.of}.json`);
  const selected = only === null ? null : [...only].toSorted();
  const content = shardFile({ tool: TOOL, setup: input, seed: String(seed), budget, only: selected, about }, share, records);
  await writeWhole(file, `${JSON.stringify(content)}\n`);
  const draws = records.reduce((sum, record) => sum + record.draws.length, 0);
  const facts = { shard: share.index + 1, of: share.of, outcomes: draws, claims: records.length, file };
  process.stdout.write(
    outputs.json
      ? `${toJson(facts)}\n`
      : `shard ${place}: ${draws} outcomes of ${records.length} claims in ${file}; join ${share.of === 1 ? 'it' : `all ${share.of}`} with \`ic-recall merge\`\n`,
  );
}
