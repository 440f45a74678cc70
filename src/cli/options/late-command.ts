import { Command } from 'commander';

/** Declares the options of a command, and what it does. */
type Declaration = (command: Command) => unknown;

/** A command whose options and action are loaded when it is called: the other commands do not wait for what it needs. */
export class LateCommand extends Command {
  /** @param load - called before the command's words are parsed */
  constructor(
    name: string,
    private readonly load: () => Promise<Declaration>,
  ) {
    super(name);
  }

  /** Completes the command. */
  async complete(): Promise<void> {
    const declare = await this.load();
    declare(this);
  }
}
