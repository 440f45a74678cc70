import { VERSION } from '../../package-root.js';

/** What wrote a file. */
export const TOOL = { name: 'ic-recall', version: VERSION } as const;
