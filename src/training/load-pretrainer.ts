import type { Pretrainer } from './pretraining.js';

/**
 * Loads tfjs and opens a pretrainer. tfjs is imported here and not statically, since most runs do not need it.
 *
 * @throws InputError when a forced backend cannot run, or none can
 */
export async function loadPretrainer(): Promise<Pretrainer> {
  const { openPretrainer } = await import('./pretraining.js');
  return openPretrainer();
}
