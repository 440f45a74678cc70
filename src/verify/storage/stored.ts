import type * as v from 'valibot';
import type { DeepReadonly } from '../deep-readonly.js';

/** What a schema reads from a file, readonly. */
export type Stored<Schema extends v.GenericSchema> = DeepReadonly<v.InferOutput<Schema>>;
