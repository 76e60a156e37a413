import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** Style sheets as text, as the product's own bundler takes them. */
const inlineStyles: Plugin = {
  name: 'inline-styles',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.css\?inline$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file.replace(/\?inline$/, '')),
      namespace: 'inline-style',
    }));
    onLoad({ filter: /./, namespace: 'inline-style' }, async ({ path: file }) => ({
      contents: await readFile(file, 'utf8'),
      loader: 'text',
    }));
  },
};

/**
 * Bundles a file for a page.
 *
 * @param entry the file
 * @param options what is to be otherwise than: one minified script
 * @returns the script
 */
export async function bundleForPage(entry: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
    plugins: [inlineStyles],
    ...options,
  });
  const [file] = outputFiles ?? [];
  if (file === undefined) throw new Error(`${entry} made no bundle`);
  return file.text;
}
