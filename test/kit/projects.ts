import type { TestProjectConfiguration } from 'vitest/config';
import { builtProgram } from './built-program.js';

/** The files of each project; those of `unit` are what is left. */
const FILES = {
  /** Slow simulations and whole runs of the program: a fault that they find is found by a cheaper test too, as each says. */
  long: ['test/**/*.long.test.ts'],
  /** Experiments of claims, and defects that are planted for them to catch. */
  claims: ['test/properties/**/*.test.ts', 'test/counterexamples.test.ts'],
  /** What needs the command line, threads, a browser, or the package. */
  system: [
    'test/cli/**/*.test.ts',
    'test/browser/**/*.test.ts',
    'test/examples/**/*.test.ts',
    'test/{readme,package,examples,projects}.test.ts',
    'test/verify/supervise.test.ts',
    'test/engine/tensor-traps.test.ts',
    'test/training/pretraining.test.ts',
  ],
} as const;

const ALL = 'test/**/*.test.ts';

/** No test asserts a time, and a slow machine must not turn one red. */
const GENEROUS = 240_000;

interface ProjectOptions {
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Whether its tests run the program as it is built. */
  readonly built?: boolean;
  /** Whether its files share processes, and load the program once in each: they leave nothing behind in it. */
  readonly shared?: boolean;
  /** Whether its tests open pages in a browser. */
  readonly browser?: boolean;
}

function project(name: string, options: ProjectOptions): TestProjectConfiguration {
  const { include, exclude = [], built = false, shared = false, browser = false } = options;
  return {
    plugins: built ? [builtProgram()] : [],
    test: {
      name,
      include: [...include],
      exclude: [...exclude],
      isolate: !shared,
      globalSetup: browser ? ['test/kit/browser-server.ts'] : [],
      testTimeout: GENEROUS,
      hookTimeout: GENEROUS,
    },
  };
}

/** Each test file belongs to one project, which `projects.test.ts` holds. */
export const PROJECTS: TestProjectConfiguration[] = [
  project('unit', { include: [ALL], exclude: Object.values(FILES).flat(), shared: true }),
  project('claims', { include: FILES.claims, exclude: FILES.long, built: true, shared: true }),
  project('system', { include: FILES.system, exclude: FILES.long, built: true, browser: true }),
  project('long', { include: FILES.long, built: true, browser: true }),
];
