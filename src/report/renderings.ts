import { renderHtml } from './html/render-html.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from './schema.js';

/** What a report is rendered as, each under the name of its format: a file, made from the report alone. */
export const RENDERINGS: Readonly<Record<string, { readonly file: string; readonly render: (report: Report) => string }>> = {
  html: { file: 'report.html', render: renderHtml },
  md: { file: 'report.md', render: renderMarkdown },
  junit: { file: 'junit.xml', render: renderJunit },
};
