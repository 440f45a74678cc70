import { toJsonSchema } from '@valibot/to-json-schema';
import { CLAIM_SCHEMA } from '../src/report/data/claim-schema.js';
import { MAP_SCHEMA } from '../src/report/data/map-schema.js';
import { PHASE_SCHEMA } from '../src/report/data/phase-schema.js';
import { PREVIEWS_SCHEMA } from '../src/report/data/preview-schema.js';
import { REPORT_SCHEMA } from '../src/report/data/schema.js';
import {
  CONCLUSION_SCHEMA,
  COUNTEREXAMPLE_SCHEMA,
  ESTIMATE_SCHEMA,
  HUNT_SCHEMA,
  MEASUREMENT_SCHEMA,
} from '../src/verify/storage/evidence-schema.js';
import { JSON_SCHEMA } from '../src/verify/storage/json-schema.js';
import { VERDICT_SCHEMA } from '../src/verify/storage/verdict-schema.js';

/** The parts that the schema defines once, by name. */
const DEFINITIONS = {
  Json: JSON_SCHEMA,
  Conclusion: CONCLUSION_SCHEMA,
  Counterexample: COUNTEREXAMPLE_SCHEMA,
  Hunt: HUNT_SCHEMA,
  Measurement: MEASUREMENT_SCHEMA,
  Estimate: ESTIMATE_SCHEMA,
  Verdict: VERDICT_SCHEMA,
  Claim: CLAIM_SCHEMA,
  Map: MAP_SCHEMA,
  Phase: PHASE_SCHEMA,
  Previews: PREVIEWS_SCHEMA,
};

/** The report's schema as JSON Schema 2020-12, for readers in other languages. */
export function reportJsonSchema(): object {
  return toJsonSchema(REPORT_SCHEMA, {
    target: 'draft-2020-12',
    definitions: DEFINITIONS,
    // JSON has no other numbers than finite ones, and JSON Schema cannot express how members relate.
    ignoreActions: ['finite', 'check', 'raw_check'],
  });
}
