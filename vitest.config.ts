import { defineConfig } from 'vitest/config';
import { PROJECTS } from './test/kit/projects.js';

export default defineConfig({
  test: {
    globalSetup: 'test/kit/build-program.ts',
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/test-results.json' },
    maxWorkers: 2,
    projects: PROJECTS,
  },
});
