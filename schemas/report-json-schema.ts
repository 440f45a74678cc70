import { toJsonSchema } from '@valibot/to-json-schema';
import { REPORT_SCHEMA, REPORT_SCHEMA_PARTS } from '../src/report/data/schema.js';

/** The report's schema as JSON Schema 2020-12, for readers in other languages. */
export function reportJsonSchema(): object {
  return toJsonSchema(REPORT_SCHEMA, {
    target: 'draft-2020-12',
    definitions: REPORT_SCHEMA_PARTS,
    // That a number is finite is JSON's own rule: it can write no other.
    ignoreActions: ['finite'],
  });
}
