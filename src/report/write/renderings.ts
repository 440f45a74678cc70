import { renderComparedMarkdown } from '../text/compared-markdown.js';
import { renderHtml } from '../html/render-html.js';
import { renderJunit } from '../text/junit.js';
import { renderMarkdown } from '../text/markdown.js';
import type { Report } from '../data/schema.js';

/** What a report is rendered as, each under the name of its format: a file, made from the report alone, and from an earlier one beside it. */
export const RENDERINGS: Readonly<Record<string, Rendering>> = {
  html: { file: 'report.html', render: renderHtml, compares: true },
  md: {
    file: 'report.md',
    render: (report, baseline) => (baseline === null ? renderMarkdown(report) : renderComparedMarkdown(report, baseline)),
    compares: true,
  },
  junit: { file: 'junit.xml', render: renderJunit, compares: false },
};

interface Rendering {
  readonly file: string;
  readonly render: (report: Report, baseline: Report | null) => string;
  /** Whether it says what has changed since the baseline. */
  readonly compares: boolean;
}
