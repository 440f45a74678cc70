import { VERSION } from '../../package-root.js';

/** The program that wrote a report, a shard or a counterexample. `merge` refuses shards of another version. */
export const TOOL = { name: 'ic-recall', version: VERSION } as const;
