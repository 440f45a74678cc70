import { BROKEN_ATTENTION } from './broken-attention.js';
import { BROKEN_DECODERS } from './broken-decoders.js';
import { BROKEN_MEMORIES } from './broken-memories.js';
import type { BrokenModel } from './broken-model.js';
import { BROKEN_PROMPTS } from './broken-prompts.js';
import { BROKEN_TRAINERS } from './broken-trainers.js';

/** The columns of the kill matrix: the broken models of the controls, and other errors that an implementer makes. */
export const BROKEN_MODELS: readonly BrokenModel[] = [
  ...BROKEN_MEMORIES,
  ...BROKEN_ATTENTION,
  ...BROKEN_TRAINERS,
  ...BROKEN_PROMPTS,
  ...BROKEN_DECODERS,
].toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));

/** Sorts the controls first, by number. */
function orderOf({ control }: BrokenModel): string {
  return control ?? 'own';
}
