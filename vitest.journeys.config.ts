import { defineConfig } from 'vitest/config';

/** Journeys through the installed extension in real browsers: one file after the other, two cores are few. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
