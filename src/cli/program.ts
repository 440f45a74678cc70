import { Command, CommanderError } from 'commander';
import { InputError } from '../input-error.js';
import { VERSION } from '../package-root.js';
import { askCommand } from './commands/ask.js';
import { compareCommand } from './commands/compare.js';
import { conformanceCommand } from './commands/conformance.js';
import { factsCommand } from './commands/facts.js';
import { mergeCommand } from './commands/merge.js';
import { replayCommand } from './commands/replay.js';
import { reportCommand } from './commands/report.js';
import { sweepCommand } from './commands/sweep.js';
import { trainCommand } from './commands/train.js';
import { verifyCommand } from './commands/verify.js';

/** Exit code of a wrong call (EX_USAGE of sysexits.h). */
const WRONG_USAGE = 64;

/** Exit code of input that cannot be read or answered. */
const FAILED = 3;

function program(): Command {
  const root = new Command('ic-recall')
    .description('Holds claims about in-context factual recall to random and real fact tables, and says which of them hold.')
    .version(VERSION);
  const commands = [
    verifyCommand(),
    replayCommand(),
    mergeCommand(),
    compareCommand(),
    reportCommand(),
    askCommand(),
    factsCommand(),
    trainCommand(),
    sweepCommand(),
    conformanceCommand(),
  ];
  for (const command of commands) root.addCommand(command);
  for (const command of [root, ...root.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .showSuggestionAfterError();
  }
  return root;
}

/**
 * Runs a command line as its words say: results go to standard output, everything else to standard error, and the exit code to
 * `process.exitCode`.
 */
export async function runProgram(words: readonly string[]): Promise<void> {
  const root = program();
  try {
    await root.parseAsync([...words], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Says what went wrong in one line and gives the exit code; only a fault of this program shows a stack. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0; // --help, --version
    const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
    process.stderr.write(`ic-recall: ${message === '(outputHelp)' ? 'no command given; see ic-recall --help' : message}\n`);
    return WRONG_USAGE;
  }
  if (error instanceof InputError) {
    process.stderr.write(`ic-recall: ${error.message}\n`);
    return error.usage ? WRONG_USAGE : FAILED;
  }
  process.stderr.write(
    `ic-recall: a fault of ic-recall itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return FAILED;
}
