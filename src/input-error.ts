/** Where an input error is: a file, and a line in it counted from 1. */
export interface InputPlace {
  readonly file?: string;
  readonly line?: number;
}

/**
 * A mistake in the user's input: a file, a table, a question, an option.
 *
 * The command line prints `message` on one line, without a stack trace. `usage` marks a wrong call (exit code 64);
 * any other input that cannot be read or answered ends with exit code 3.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  /**
   * @param rule - the rule that was broken, including the offending value
   * @param hint - what to do about it
   * @param place - file and line, where they are known
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

  /** This error with a file added to its place, unless it names one already. */
  inFile(file: string): InputError {
    return this.place.file === undefined ? new InputError(this.rule, this.hint, { ...this.place, file }, this.usage) : this;
  }
}

/** Runs code that reads a file's content, and adds the file's name to any InputError it throws. */
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

/** The error for a wrong call of a command: exit code 64. */
export function usageError(rule: string, hint: string): InputError {
  return new InputError(rule, hint, {}, true);
}
