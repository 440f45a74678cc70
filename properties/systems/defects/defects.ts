import { ATTENTION_DEFECTS } from './attention-defects.js';
import type { Defect } from './defect.js';
import { MEMORY_DEFECTS } from './memory-defects.js';
import { TRAINING_DEFECTS } from './training-defects.js';

/** The defects that claims are held to, each in several sizes. */
export const DEFECTS: readonly Defect[] = [...MEMORY_DEFECTS, ...ATTENTION_DEFECTS, ...TRAINING_DEFECTS];
