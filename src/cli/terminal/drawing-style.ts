/** What a drawing of characters may be made of. */
export interface DrawingStyle {
  /** Blocks and shades; ASCII alone where false. */
  readonly unicode: boolean;
  /** Escapes that colour; characters tell the same without them. */
  readonly colour: boolean;
}

/** What is asked of a stream that is drawn to. */
interface Screen {
  readonly isTTY?: boolean;
  readonly hasColors?: (count?: number, environment?: object) => boolean;
}

/**
 * What a stream can show, as its environment says: colours on a terminal alone, and not against NO_COLOR; blocks unless TERM is dumb or the
 * locale is not of UTF-8. No locale at all is C, as POSIX has it, but for Windows, which names none.
 */
export function drawingStyle(
  stream: Screen,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): DrawingStyle {
  const { LC_ALL, LC_CTYPE, LANG, TERM, NO_COLOR } = environment;
  const locale = [LC_ALL, LC_CTYPE, LANG].find((name) => name !== undefined && name !== '');
  const dumb = TERM === 'dumb';
  return {
    unicode: !dumb && (locale === undefined ? platform === 'win32' : /utf-?8/i.test(locale)),
    colour:
      stream.isTTY === true &&
      !dumb &&
      (NO_COLOR === undefined || NO_COLOR === '') &&
      (stream.hasColors?.(16, environment) ?? false),
  };
}
