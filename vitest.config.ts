import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/kit/build-program.ts',
    reporters: ['default', ['json', { outputFile: 'reports/test-results.json' }]],
    // Generous on purpose: no test asserts a time, and a slow machine must not turn one red.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
