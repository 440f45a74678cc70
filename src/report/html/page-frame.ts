import { createHash } from 'node:crypto';
import { markup, trusted, type Child, type Markup } from './markup.js';
import { PAGE_SCRIPT } from './page-script.js';
import { pageStyle } from './page-style.js';

/** What differs from page to page. */
export interface PageParts {
  /** The program and its version. */
  readonly generator: string;
  readonly title: string;
  /** The text of the first link, which skips the masthead. */
  readonly skip: string;
  /** The symbols that drawings refer to by id. */
  readonly symbols: Child;
  readonly masthead: Markup;
  /** The items of the table of contents. */
  readonly contents: Child;
  readonly main: Child;
}

/**
 * Makes one HTML file of its parts, for light and dark themes. It uses no network and no third-party font or script, and has all its content
 * without JavaScript. The same parts give the same bytes.
 */
export function pageFrame({ generator, title, skip, symbols, masthead, contents, main }: PageParts): string {
  const style = pageStyle();
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${sha256(style)}'; script-src '${sha256(PAGE_SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="${generator}"><title>${title}</title><link rel="icon" href="data:,"><style>${trusted(style)}</style></head><body><svg width="0" height="0" aria-hidden="true" focusable="false" class="symbols">${symbols}</svg><a class="skip" href="#main">${skip}</a>${masthead}<div class="page"><nav class="contents" aria-label="Contents"><details><summary>Contents</summary><ul>${contents}</ul></details><button type="button" id="theme" hidden>Theme: <span>system</span></button></nav><main id="main" tabindex="-1">${main}</main></div><script>${trusted(PAGE_SCRIPT)}</script></body></html>
`;
  return page.text;
}

function sha256(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
