import type { TestProjectConfiguration } from 'vitest/config';
import { builtProgram } from './built-program.js';

/** The files of each project; those of `unit` are what is left. */
export const FILES = {
  /** Slow simulations and whole runs of the program: a fault that they find is found by a cheaper test too, as each says. */
  long: ['test/**/*.long.test.ts'],
  /** Experiments of claims, and defects that are planted for them to catch. */
  claims: ['test/properties/**/*.test.ts', 'test/counterexamples.test.ts'],
  /** What needs the command line, threads, a browser, or the package. */
  system: [
    'test/cli/**/*.test.ts',
    'test/browser/**/*.test.ts',
    'test/examples/**/*.test.ts',
    'test/{readme,package,examples}.test.ts',
    'test/verify/supervise.test.ts',
    'test/engine/tensor-traps.test.ts',
    'test/training/pretraining.test.ts',
  ],
} as const;

const ALL = 'test/**/*.test.ts';

/** No test asserts a time, and a slow machine must not turn one red. */
const GENEROUS = 240_000;

function project(name: string, include: readonly string[], exclude: readonly string[], built: boolean): TestProjectConfiguration {
  return {
    plugins: built ? [builtProgram()] : [],
    test: {
      name,
      include: [...include],
      exclude: [...exclude],
      testTimeout: GENEROUS,
      hookTimeout: GENEROUS,
    },
  };
}

/** Each test file belongs to one project, which `projects.test.ts` holds. */
export const PROJECTS: TestProjectConfiguration[] = [
  project('unit', [ALL], Object.values(FILES).flat(), false),
  project('claims', FILES.claims, FILES.long, true),
  project('system', FILES.system, FILES.long, true),
  project('long', FILES.long, [], true),
];
