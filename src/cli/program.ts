import { Command, CommanderError } from 'commander';
import { InputError } from '../input-error.js';
import { VERSION } from '../package-root.js';
import { LateCommand } from './options/late-command.js';

/** Exit code of a wrong call (EX_USAGE of sysexits.h). */
const WRONG_USAGE = 64;

/** Exit code of input that cannot be read or answered. */
const FAILED = 3;

/** The commands in the order of --help; the files in commands/ add their options and say what they do. */
function commands(): LateCommand[] {
  return [
    new LateCommand('verify', async () => (await import('./commands/verify.js')).declareVerify).description(
      'run the claims and their controls on random tables, and on a fact table of yours; write a report and the counterexamples',
    ),
    new LateCommand('replay', async () => (await import('./commands/replay.js')).declareReplay)
      .description('evaluate a stored counterexample once: exits 0 when it comes to what the file says, 1 when it does not')
      .argument('<file>', 'one of the files in counterexamples/ or in the corpus'),
    new LateCommand('merge', async () => (await import('./commands/merge.js')).declareMerge)
      .description('join the shards of a run: the report is that of a run that evaluated everything itself')
      .argument('<files...>', 'what `ic-recall verify --shard` wrote, all of them'),
    new LateCommand('compare', async () => (await import('./commands/compare.js')).declareCompare)
      .description('say which verdicts and violation rates have changed from one report to another')
      .argument('<baseline>', 'the report.json to compare with')
      .argument('<report>', 'the report.json of the run in question'),
    new LateCommand('report', async () => (await import('./commands/report.js')).declareReport)
      .description('render a stored report again, from report.json alone: nothing is evaluated')
      .argument('<file>', 'a report.json that `ic-recall verify` wrote'),
    new LateCommand('ask', async () => (await import('./commands/ask.js')).declareAsk)
      .description('fine-tune on a fact table and answer a question such as "France → Paris; Japan → Tokyo; Italy → ?"')
      .argument('<question>', 'pairs "subject → answer" (or ->), separated by ;, the last one "subject → ?"'),
    new LateCommand('facts', async () => (await import('./commands/facts.js')).declareFacts)
      .description('read a fact table and say which assumptions it meets, with the facts that break the others')
      .argument('[file]', 'CSV with the header subject,relation,answer', 'countries'),
    new LateCommand('train', async () => (await import('./commands/train.js')).declareTrain).description(
      'fine-tune once and show the trajectory: losses, attention, the pairwise pattern, accuracy by relation',
    ),
    new LateCommand('sweep', async () => (await import('./commands/sweep.js')).declareSweep).description(
      'sample complexity: search n*(N), the least number of prompts with accuracy 0.99 in 95 % of draws, over sizes N = 2^b, and fit rival laws of its growth',
    ),
    new LateCommand('conformance', async () => (await import('./commands/conformance.js')).declareConformance)
      .description('compare an engine with a vectors file, number by number; exit code 1 when a number is beyond its tolerance')
      .argument('<file>', 'vectors file (spec/model.md §8)'),
  ];
}

function program(): Command {
  const root = new Command('ic-recall')
    .description('Tests claims about in-context factual recall on random and real fact tables, and says which of them hold.')
    .version(VERSION)
    .configureHelp({ subcommandTerm })
    .hook('preSubcommand', async (_, command) => {
      if (command instanceof LateCommand) await command.complete();
    });
  for (const command of commands()) root.addCommand(command);
  root.helpCommand(false).addCommand(helpCommand(root)); // commander's own is not preceded by the hook
  for (const command of [root, ...root.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .showSuggestionAfterError();
  }
  return root;
}

/** A command and its arguments, as --help lists it: commands that are not loaded yet have options too. */
function subcommandTerm(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...(command instanceof LateCommand ? ['[options]'] : []), ...words].join(' ');
}

/** `ic-recall help COMMAND` shows what `ic-recall COMMAND --help` does. */
function helpCommand(root: Command): Command {
  return new Command('help')
    .description('display help for command')
    .argument('[command]')
    .helpOption(false)
    .allowUnknownOption() // --help and -h are passed on below, as the name of a command is
    .allowExcessArguments()
    .action(async (name?: string) => {
      const known = root.commands.some((command) => command.name() === name);
      await root.parseAsync(name === undefined ? ['--help'] : known ? [name, '--help'] : [name], { from: 'user' });
    });
}

/**
 * Runs a command line. Results go to standard output, everything else to standard error, the exit code to `process.exitCode`.
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
    process.stderr.write(`ic-recall: ${error.code === 'commander.help' ? 'no command given; see ic-recall --help' : message}\n`);
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
