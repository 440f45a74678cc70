import { createRequire } from 'node:module';
import type { MathJsInstance } from 'mathjs';

// mathjs ships one file with everything in it, which loads in a tenth of the time of its module tree.
const require = createRequire(import.meta.url);

/** mathjs, loaded when the reference engine first is. */
export function loadMathjs(): MathJsInstance {
  const loaded: unknown = require('mathjs/lib/browser/math.js');
  if (!isMathjs(loaded)) throw new Error('mathjs/lib/browser/math.js is not mathjs');
  return loaded;
}

function isMathjs(value: unknown): value is MathJsInstance {
  return typeof value === 'object' && value !== null && 'multiply' in value && 'matrix' in value;
}
