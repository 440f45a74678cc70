import { basename } from 'node:path';
import { Option } from 'commander';
import { ENGINE_NAMES, type EngineName } from '../../engine/engine.js';
import { loadEngine, type LoadedEngine } from '../../engine/load-engine.js';
import { usageError } from '../../input-error.js';
import { BUNDLED_FACTS } from '../../package-root.js';
import type { FactTable } from '../../task/fact-table.js';
import { readFactTable } from '../../task/input/read-fact-table.js';
import type { Progress } from '../terminal/progress.js';

/** The word that stands for the fact table that ships with the package. */
const BUNDLED_NAME = 'countries';

/** Reads the fact table of --facts: a file, or the bundled one by its name. */
export async function openFacts(value: string): Promise<FactTable> {
  // A report says which table it was held to, not where that stood on some machine.
  if (value !== BUNDLED_NAME) return { ...(await readFactTable(value)), source: basename(value) };
  return { ...(await readFactTable(BUNDLED_FACTS)), source: BUNDLED_NAME };
}

/** Parses a whole number within limits; for commander's option parsers. */
export function wholeNumber(flag: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw usageError(`${flag} must be a whole number in ${min} … ${max}, not "${text}"`, 'see --help');
    }
    return value;
  };
}

/** Parses a finite number within limits, the lower one excluded when `above` is set. */
export function realNumber(flag: string, min: number, above = false, max = Infinity): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(Number.isFinite(value) && (above ? value > min : value >= min) && value <= max)) {
      const most = max === Infinity ? '' : ` and at most ${max}`;
      throw usageError(`${flag} must be a number ${above ? 'above' : 'of at least'} ${min}${most}, not "${text}"`, 'see --help');
    }
    return value;
  };
}

/** Parses a comma-separated list, every item by the same rule. */
export function listOf<Item>(parse: (text: string) => Item): (text: string) => Item[] {
  return (text) => text.split(',').map((item) => parse(item.trim()));
}

/** Parses a seed: any whole number of at most 64 bits, kept exact. */
function parseSeed(text: string): bigint {
  if (!/^\d+$/.test(text) || BigInt(text) >= 2n ** 64n) {
    throw usageError(`--seed must be a whole number in 0 … 2^64 − 1, not "${text}"`, 'leave it out for the default');
  }
  return BigInt(text);
}

/** Loads the engine of --engine. */
export async function openNamedEngine(name: EngineName, progress: Progress): Promise<LoadedEngine> {
  const engine = await loadEngine(name);
  notePassedOver(engine, progress);
  return engine;
}

/** One quiet line where a tensor backend was passed over. */
function notePassedOver(
  { backend, passedOver }: { readonly backend: string | null; readonly passedOver: readonly string[] },
  progress: Progress,
): void {
  if (passedOver.length > 0) progress.line(`tensor backend ${backend}; passed over ${passedOver.join('; ')}`);
}

/** Parses an engine's name. */
export function engineName(text: string): EngineName {
  const name = ENGINE_NAMES.find((known) => known === text);
  if (name === undefined) throw usageError(`--engine "${text}" does not exist`, `choose one of ${ENGINE_NAMES.join(', ')}`);
  return name;
}

/** The option --seed; a run that names none has the seed of everybody else, so that reports agree. */
export function seedOption(description: string): Option {
  return new Option('--seed <number>', description).argParser(parseSeed).default(1n, '1');
}
