import { Option } from 'commander';
import { ENGINE_NAMES, type EngineName } from '../../engine/engine.js';
import { usageError } from '../../input-error.js';

/** The caller says what the engine is for, and sets a default if there is one. */
export function engineOption(description: string): Option {
  return new Option('--engine <name>', description).argParser(parseEngine);
}

function parseEngine(text: string): EngineName {
  const name = ENGINE_NAMES.find((known) => known === text);
  if (name === undefined) throw usageError(`--engine "${text}" does not exist`, `choose one of ${ENGINE_NAMES.join(', ')}`);
  return name;
}
