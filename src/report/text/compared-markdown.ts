import { compareReports } from '../data/compare.js';
import { renderComparisonMarkdown } from './comparison-markdown.js';
import { COMMENT, type Limit } from './fit-sections.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from '../data/schema.js';

/** The part of a document that a comparison may take. */
const COMPARISON = 0.5;

/** Renders a report as Markdown with what has changed since an earlier one at its top; both have room in one comment. */
export function renderComparedMarkdown(report: Report, baseline: Report, limit: Limit = COMMENT): string {
  const { most, measure } = limit;
  const changes = `${renderComparisonMarkdown(compareReports(baseline, report), { ...limit, most: most * COMPARISON })}\n`;
  return changes + renderMarkdown(report, { ...limit, most: most - measure(changes) });
}
