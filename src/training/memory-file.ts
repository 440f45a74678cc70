import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { findBackend } from '../engine/tensor/backend.js';
import { InputError } from '../input-error.js';
import { MLP_ACTIVATIONS, type MlpMemory } from '../model/mlp-memory.js';
import { vocabularySize } from '../model/vocabulary.js';
import { errorCode, readJson } from '../read-json.js';
import type { KnowledgeBase } from '../task/knowledge-base.js';
import { tableHash } from '../task/table-hash.js';
import { prepareFolder, writeWhole } from '../write-files.js';

// V tokens, m hidden units. A memory is saved as a folder: memory.json is the manifest, memory.weights.bin the weights in tfjs's
// format.

const MANIFEST = 'memory.json';
const WEIGHTS = 'memory.weights.bin';

const weightSchema = v.object({
  name: v.picklist(['input', 'inputBias', 'output', 'outputBias']),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(1))),
  dtype: v.literal('float32'),
});

const manifestSchema = v.object({
  format: v.literal('ic-recall-memory'),
  version: v.literal(1),
  /** The hash of the table that the memory was pretrained on. */
  table: v.string(),
  activation: v.picklist(MLP_ACTIVATIONS),
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  weightsManifest: v.tuple([v.object({ paths: v.tuple([v.literal(WEIGHTS)]), weights: v.array(weightSchema) })]),
});

/**
 * Saves a pretrained memory to a folder.
 *
 * @param knowledge - the table that it was pretrained on
 * @throws InputError when the folder cannot be written to
 */
export async function saveMemory(memory: MlpMemory, knowledge: KnowledgeBase, folder: string): Promise<void> {
  const size = vocabularySize(knowledge);
  const { width, activation } = memory;
  await findBackend(process.env['IC_RECALL_BACKEND']);
  const tensors = {
    input: tf.tensor(memory.input, [size, width]),
    inputBias: tf.tensor(memory.inputBias, [width]),
    output: tf.tensor(memory.output, [width, size]),
    outputBias: tf.tensor(memory.outputBias, [size]),
  };
  try {
    const { data, specs } = await tf.io.encodeWeights(tensors);
    const manifest = {
      format: 'ic-recall-memory',
      version: 1,
      table: tableHash(knowledge),
      activation,
      width,
      weightsManifest: [{ paths: [WEIGHTS], weights: specs }],
    };
    await prepareFolder(folder, '--save');
    await writeWhole(join(folder, WEIGHTS), new Uint8Array(data), '--save');
    await writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, '--save');
  } finally {
    tf.dispose(tensors);
  }
}

/**
 * Loads a memory that was pretrained on this table.
 *
 * @throws InputError when the folder holds no memory of this version, or the memory was pretrained on another table, is cut short,
 *   has a wrong shape, or has a weight that is not finite
 */
export async function loadMemory(folder: string, knowledge: KnowledgeBase): Promise<MlpMemory> {
  const file = join(folder, MANIFEST);
  const hint = 'give a folder that `train --memory pretrained --save` wrote';
  const result = v.safeParse(manifestSchema, await readJson(file, hint));
  if (!result.success) {
    const [issue] = result.issues;
    throw new InputError(`is not a memory of this version: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`, hint, { file });
  }
  const { table, activation, width, weightsManifest } = result.output;
  if (table !== tableHash(knowledge)) {
    throw new InputError('was pretrained on another table', 'give the table it was pretrained on, or pretrain anew', { file });
  }
  const size = vocabularySize(knowledge);
  const shapes = { input: [size, width], inputBias: [width], output: [width, size], outputBias: [size] };
  const [{ weights: specs }] = weightsManifest;
  for (const [name, shape] of Object.entries(shapes)) {
    const found = specs.find((spec) => spec.name === name)?.shape;
    if (found === undefined || String(found) !== String(shape)) {
      throw new InputError(`the weights "${name}" have the shape [${String(found ?? '')}] instead of [${String(shape)}]`, hint, {
        file,
      });
    }
  }
  const binary = join(folder, WEIGHTS);
  const bytes = await readFile(binary).catch((error: unknown) => {
    throw new InputError(`cannot be read (${errorCode(error)})`, hint, { file: binary });
  });
  const wanted = specs.reduce((sum, { shape }) => sum + 4 * shape.reduce((product, side) => product * side, 1), 0);
  if (bytes.length !== wanted) {
    throw new InputError(
      `has ${bytes.length} bytes where the manifest says ${wanted}`,
      'the file was cut short or changed: save the memory again',
      {
        file: binary,
      },
    );
  }
  await findBackend(process.env['IC_RECALL_BACKEND']);
  const tensors = tf.io.decodeWeights(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), specs);
  try {
    const weights = (name: keyof typeof shapes): Float32Array => {
      const values = Float32Array.from(tensors[name].dataSync());
      const bad = values.findIndex((value) => !Number.isFinite(value));
      if (bad !== -1)
        throw new InputError(`weight ${bad} of "${name}" is ${values[bad]}`, 'pretrain the memory anew', { file: binary });
      return values;
    };
    return {
      activation,
      width,
      input: weights('input'),
      inputBias: weights('inputBias'),
      output: weights('output'),
      outputBias: weights('outputBias'),
    };
  } finally {
    tf.dispose(tensors);
  }
}
