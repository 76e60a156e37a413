import { defineConfig } from 'vitest/config';

/** Journeys through the installed extension in real browsers: three files at once, because they wait more than they work. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    maxWorkers: 3,
    // Each file leaves nothing behind in its process; Bluesky's server takes seconds to load, and is loaded once.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
