import { createRequire } from 'node:module';
import type { MathJsInstance } from 'mathjs';

// mathjs also ships as a single file, which loads in a tenth of the time of its module tree.
const require = createRequire(import.meta.url);

/** Loads mathjs. Only the reference engine needs it. */
export function loadMathjs(): MathJsInstance {
  const loaded: unknown = require('mathjs/lib/browser/math.js');
  if (!isMathjs(loaded)) throw new Error('mathjs/lib/browser/math.js does not export mathjs');
  return loaded;
}

function isMathjs(value: unknown): value is MathJsInstance {
  return typeof value === 'object' && value !== null && 'multiply' in value && 'matrix' in value;
}
