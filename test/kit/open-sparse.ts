import type { OpenEngine } from '../../src/engine/engine.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';

/** The engine that tests take unless they are about engines. */
export const openSparse: OpenEngine = (model) => new SparseEngine(model);
