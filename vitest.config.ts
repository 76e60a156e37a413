import { configDefaults, defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** Everything that needs no browser. The journeys have a configuration of their own. */
export default defineConfig({
  plugins: [await WxtVitest()],
  test: {
    exclude: [...configDefaults.exclude, 'test/e2e/**', '.output/**', 'demo/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
