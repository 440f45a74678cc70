/** Where an input error stands: a file, and a line of it counted from 1. */
export interface InputPlace {
  readonly file?: string;
  readonly line?: number;
}

/**
 * A mistake in what the user gave: a file, a table, a question, an option.
 *
 * The command line prints `message` on one line and no stack trace. `usage` marks a wrong call (exit code 64);
 * everything else that could not be read or answered is exit code 3.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  /**
   * @param rule - the rule that was broken, with the offending value in it
   * @param hint - what to do about it
   * @param place - file and line, where there are any
   * @param usage - true when the call itself was wrong
   */
  constructor(
    readonly rule: string,
    readonly hint: string,
    readonly place: InputPlace = {},
    readonly usage = false,
  ) {
    super(`${location(place)}${rule}; ${hint}`.replaceAll(/\s*[\r\n]+\s*/g, ' ').replaceAll(/\p{Cc}/gu, '\uFFFD'));
  }

  /** The same mistake, said to be in a file, where it does not name one already. */
  inFile(file: string): InputError {
    return this.place.file === undefined ? new InputError(this.rule, this.hint, { ...this.place, file }, this.usage) : this;
  }
}

/** Runs something that reads a file's content, so that what is wrong with it is said to be in the file. */
export function readingFrom<Result>(file: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof InputError ? error.inFile(file) : error;
  }
}

function location({ file, line }: InputPlace): string {
  if (file === undefined) return '';
  return line === undefined ? `${file}: ` : `${file}:${line}: `;
}

/** A wrong call of a command: exit code 64. */
export function usageError(rule: string, hint: string): InputError {
  return new InputError(rule, hint, {}, true);
}
