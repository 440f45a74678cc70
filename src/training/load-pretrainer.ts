import type { Pretrainer } from './pretraining.js';

/**
 * Loads tfjs, only when asked to, and readies what pretrains memories with it.
 *
 * @throws InputError when a forced backend cannot run
 */
export async function loadPretrainer(): Promise<Pretrainer> {
  const { openPretrainer } = await import('./pretraining.js');
  return openPretrainer();
}
