import type { EngineName, OpenEngine } from './engine.js';
import { SparseEngine } from './sparse/sparse-engine.js';

/** An engine that is ready to be opened on models. */
export interface LoadedEngine {
  readonly name: EngineName;
  /** What runs it, where there is a choice: the tensor engine's backend. */
  readonly backend: string | null;
  /** Backends that were passed over, each with why. */
  readonly passedOver: readonly string[];
  readonly open: OpenEngine;
}

/**
 * Loads an engine. The sparse one is always at hand; mathjs and tfjs are loaded only when they are asked for.
 *
 * @throws InputError when the tensor engine's backend is forced and cannot run
 */
export async function loadEngine(name: EngineName): Promise<LoadedEngine> {
  switch (name) {
    case 'sparse':
      return { name, backend: null, passedOver: [], open: (model) => new SparseEngine(model) };
    case 'reference': {
      const { ReferenceEngine } = await import('./reference/reference-engine.js');
      return { name, backend: null, passedOver: [], open: (model) => new ReferenceEngine(model) };
    }
    case 'tensor': {
      const { TensorEngine } = await import('./tensor/tensor-engine.js');
      const { findBackend } = await import('./tensor/backend.js');
      const backend = await findBackend(process.env['IC_RECALL_BACKEND']);
      return { name, backend: backend.name, passedOver: backend.passedOver, open: (model) => new TensorEngine(model) };
    }
  }
}

/** How reports name an engine: with its backend, where there is a choice. */
export function engineLabel({ name, backend }: LoadedEngine): string {
  return backend === null ? name : `${name} (${backend})`;
}
