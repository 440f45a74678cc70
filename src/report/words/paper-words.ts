import type { Report } from '../data/schema.js';

/** Which paper the claims were read from, beside its title. */
export function readFromLine({ authors, arxiv, date }: Report['paper']): string {
  return `Claims read from ${authors.join(', ')}, arXiv ${arxiv}, ${date}`;
}
