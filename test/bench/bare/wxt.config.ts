import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Built as Countersign itself is built, so that only what is in the popup differs. */
export default defineConfig({
  manifestVersion: 3,
  imports: false,
  outDir: '../../../.output/bench/bare',
  vite: () => ({
    plugins: [preact()],
    build: { target: 'es2023', modulePreload: false },
  }),
  manifest: {
    name: 'Bare popup',
    description: 'One line in Preact.',
    version: '0.1.0',
    minimum_chrome_version: '127',
  },
});
