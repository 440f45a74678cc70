import { compareReports } from '../data/compare.js';
import { renderComparisonMarkdown } from './comparison-markdown.js';
import { COMMENT, type Limit } from './fit-sections.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from '../data/schema.js';

/** The share of the document's room that the comparison may use. */
const COMPARISON = 0.5;

/** Renders a report as Markdown, with the changes since an earlier one at its top. Together they fit the limit. */
export function renderComparedMarkdown(report: Report, baseline: Report, limit: Limit = COMMENT): string {
  const { most, measure } = limit;
  const changes = `${renderComparisonMarkdown(compareReports(baseline, report), { ...limit, most: most * COMPARISON })}\n`;
  return changes + renderMarkdown(report, { ...limit, most: most - measure(changes) });
}
