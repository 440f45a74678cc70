import type { Transformer } from '../model/transformer.js';
import type { Engine, EngineName } from './engine.js';
import { SparseEngine } from './sparse/sparse-engine.js';

/** Opens an engine of the given name on a model. */
export function openEngine(name: EngineName, model: Transformer): Engine {
  switch (name) {
    case 'sparse':
      return new SparseEngine(model);
  }
}
