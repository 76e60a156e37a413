import { configDefaults, defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** Everything that needs no browser. The journeys have a configuration of their own. */
export default defineConfig({
  plugins: [await WxtVitest()],
  test: {
    exclude: [...configDefaults.exclude, 'test/e2e/**', '.output/**', 'demo/**'],
    // One more than the cores of a small machine: servers and databases are waited for much of the time.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
