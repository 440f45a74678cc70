import { renderComparedMarkdown } from '../text/compared-markdown.js';
import { renderHtml } from '../html/render-html.js';
import { renderJunit } from '../text/junit.js';
import { renderMarkdown } from '../text/markdown.js';
import type { Report } from '../data/schema.js';

/**
 * The renderings of a report by the names of their formats. Each is made from the report, and some also show changes since a
 * baseline.
 */
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
  /** True if it shows what has changed since the baseline. */
  readonly compares: boolean;
}
