import type { EngineName, OpenEngine } from './engine.js';
import { SparseEngine } from './sparse/sparse-engine.js';

/** An engine whose libraries are loaded, so that it can be opened on models. */
export interface LoadedEngine {
  readonly name: EngineName;
  /** The tensor engine's backend; null for the other engines. */
  readonly backend: string | null;
  /** Backends that could not run, each with the reason. */
  readonly passedOver: readonly string[];
  readonly open: OpenEngine;
}

/**
 * Loads an engine. mathjs and tfjs are loaded only when their engine is.
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

/** The name of an engine in reports, with its backend if it has one. */
export function engineLabel({ name, backend }: LoadedEngine): string {
  return backend === null ? name : `${name} (${backend})`;
}
