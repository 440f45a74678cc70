import { readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const SCHEMA = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

/**
 * Reads JUnit XML by a parser that knows nothing of how it was written, and holds it to the schema.
 *
 * @throws where it is not well-formed, or the schema refuses it
 */
export function readJunit(xml: string): XmlDocument {
  const document = XmlDocument.fromString(xml);
  const schema = XmlDocument.fromString(SCHEMA);
  const validator = XsdValidator.fromDoc(schema);
  try {
    validator.validate(document);
  } finally {
    validator.dispose();
    schema.dispose();
  }
  return document;
}
