/** What a terminal drawing may use. */
export interface DrawingStyle {
  /** True for block characters and shades, false for ASCII only. */
  readonly unicode: boolean;
  /** True for colour escapes; the drawing reads the same without them. */
  readonly colour: boolean;
}

/** What has to be known of the output stream. */
interface Screen {
  readonly isTTY?: boolean;
  readonly hasColors?: (count?: number, environment?: object) => boolean;
}

/**
 * What a stream can show, judged by its environment: colours only on a terminal and without NO_COLOR; block characters unless TERM is dumb or
 * the locale is not UTF-8. Without a locale, POSIX means C; Windows never names one, so it counts as UTF-8.
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
