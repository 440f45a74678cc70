import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { ABLATION_IDS } from '../../properties/ablations/ablations.js';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import { declareFacts } from '../../src/cli/commands/facts.js';
import { declareSweep } from '../../src/cli/commands/sweep.js';
import { declareTrain } from '../../src/cli/commands/train.js';
import { declareVerify } from '../../src/cli/commands/verify.js';
import { entriesOf, sectionsOf, wrongCitations, type Citable } from '../kit/citations.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const SECTIONS = sectionsOf(textOf('spec/model.md'));
const ENTRIES = entriesOf(textOf('spec/measurements.md'));
const CITABLE: Citable = { sections: SECTIONS, entries: new Set(ENTRIES.map(({ anchor }) => anchor)) };

/** Folders whose files are not ours, or that commands write to. */
const NOT_OURS = new Set(['node_modules', 'dist', 'reports', '.git']);

const TEXTS = readdirSync(ROOT, { withFileTypes: true })
  .filter(({ name }) => !NOT_OURS.has(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(ROOT, entry.name), { recursive: true, encoding: 'utf8' }).map((name) => join(entry.name, name))
      : [entry.name],
  )
  .filter((name) => /\.(?:ts|md)$/.test(name));

/** Written as escapes, so that the planted citations below are not taken for citations of this file. */
const SECTION = '\u00a7';
const ENTRY = 'measurements.md\u0023';

const COMMANDS: Readonly<Record<string, (command: Command) => void>> = {
  facts: declareFacts,
  sweep: declareSweep,
  train: declareTrain,
  verify: declareVerify,
};

/** What is wrong with a command of the measurements; null if nothing is. */
function faultOf(line: string): string | null {
  const [program, ...words] = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
  if (program === 'ic-recall') return faultOfOurs(words);
  const [tool, ...rest] = program === 'npx' ? words : [program];
  if (tool === 'tsx') return faultOfBench(rest);
  if (tool === 'vitest') return faultOfTest(rest);
  return `"${program}" is no program that measures`;
}

function faultOfOurs([name, ...words]: readonly string[]): string | null {
  if (!Object.hasOwn(COMMANDS, name)) return `ic-recall has no command "${name}" that measures`;
  try {
    const command = new Command(name).exitOverride().configureOutput({ writeErr: () => {} });
    COMMANDS[name](command);
    const { unknown } = command.parseOptions(words);
    return unknown.length === 0 ? null : `"${unknown[0]}" is unknown to ${name}`;
  } catch (error) {
    return String(error);
  }
}

/** A bench must exist and have the options, claims and ablations that are named. */
function faultOfBench([file, ...words]: readonly string[]): string | null {
  if (!file.startsWith('bench/') || !existsSync(join(ROOT, file))) return `${file} is no bench`;
  const text = textOf(file);
  const strange = words.find((word) => word.startsWith('--') && !new RegExp(`\\b${word.slice(2)}\\b`).test(text));
  if (strange !== undefined) return `${file} has no option ${strange}`;
  return file === 'bench/claim-rates.ts' ? faultOfRates(words) : null;
}

function faultOfRates([claim, , , ablation]: readonly string[]): string | null {
  if (!CLAIMS.some(({ id }) => id === claim)) return `no claim is called "${claim}"`;
  return ablation === undefined || ABLATION_IDS.includes(ablation) ? null : `no ablation is called "${ablation}"`;
}

/** A test file must exist, and contain the title after `-t`. */
function faultOfTest([run, file, ...words]: readonly string[]): string | null {
  if (run !== 'run' || !file.startsWith('test/') || !existsSync(join(ROOT, file))) return `${file} is no test`;
  const [flag, title] = words;
  if (flag !== undefined && (flag !== '-t' || !textOf(file).includes(title))) return `${file} has no test "${title}"`;
  return null;
}

describe('citations', () => {
  it('rely on section numbers that have not moved', () => {
    expect([...SECTIONS]).toEqual([
      [1, 'Knowledge'],
      [2, 'Prompt'],
      [3, 'Transformer'],
      [4, 'Fine-tuning'],
      [5, 'What is measured on an attention row'],
      [6, 'Closed forms worth testing against'],
      [7, 'Domain D, predicted dimensions, and where measurements are'],
      [8, 'Vectors'],
    ]);
  });

  it('name sections and entries that exist, in every file', () => {
    expect(TEXTS.length).toBeGreaterThan(300);
    expect(TEXTS.flatMap((file) => wrongCitations(textOf(file), CITABLE).map((wrong) => `${file}: ${wrong}`))).toEqual([]);
  });

  it.each([
    [`spec/model.md ${SECTION}9`, 1],
    [`spec/model.md ${SECTION}2 to ${SECTION}12`, 1],
    [`[the model](spec/model.md) ${SECTION}0`, 1],
    [`in 9 of 10 draws (spec/${ENTRY}no-such-entry)`, 1],
    [`spec/${ENTRY}`, 1],
    [`spec/model.md ${SECTION}1, ${SECTION}7 and spec/${ENTRY}first-step`, 0],
    [`Higham, ${SECTION}4.2`, 0],
    [`spec/measurements.md as a whole`, 0],
  ])('are checked: %s', (text, wrong) => {
    expect(wrongCitations(text, CITABLE)).toHaveLength(wrong);
  });
});

describe('measurements', () => {
  it('have an anchor each', () => {
    expect(new Set(ENTRIES.map(({ anchor }) => anchor)).size).toBe(ENTRIES.length);
  });

  it.each(ENTRIES)('name valid commands: $anchor', ({ commands }) => {
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.flatMap((command) => faultOf(command) ?? [])).toEqual([]);
  });

  it.each([
    ['ic-recall sweeep --k 2', /no command "sweeep"/],
    ['ic-recall sweep --tables cyclic,cubic', /cubic/],
    ['ic-recall train --eta', /argument missing/],
    ['ic-recall verify --nothing', /"--nothing" is unknown/],
    ['npx tsx bench/no-such-bench.ts', /is no bench/],
    ['npx tsx bench/trained-runs.ts --no-such-option 3', /no option --no-such-option/],
    ['npx tsx bench/claim-rates.ts X9 100', /no claim is called "X9"/],
    ['npx tsx bench/claim-rates.ts T2 300 1 eta-9', /no ablation is called "eta-9"/],
    ['npx vitest run test/no-such.test.ts', /is no test/],
    ['npx vitest run test/spec/formalization.test.ts -t "there is no such title"', /has no test/],
    ['python measure.py', /is no program/],
  ])('are refused: %s', (command, fault) => {
    expect(faultOf(command)).toMatch(fault);
  });
});
