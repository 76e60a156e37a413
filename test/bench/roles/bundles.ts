import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, buildSync } from 'esbuild';
import type { EngineInput } from './contestant';

const OUTPUT = join(import.meta.dirname, '../../../.output/bench/roles');

/** Who is measured from outside: in a process of its own, in a service worker, by size. */
export const BUNDLED = ['ours', 'casl'] as const;
export type BundledName = (typeof BUNDLED)[number];

export interface Bundles {
  /** Asks one of the modules, in a Node of its own; `in-a-process.ts` says how. */
  readonly processFile: string;
  /** Each engine as one minified module. */
  readonly moduleFiles: Readonly<Record<BundledName, string>>;
  /** An extension for each engine, whose service worker asks it. */
  readonly extensionDirs: Readonly<Record<BundledName, string>>;
  /** What the engines are made from, and one question. */
  readonly inputFile: string;
  /** Each engine by itself, as `gzip -9` makes it, without what turns a workspace into CASL's rules. */
  readonly gzipBytes: Readonly<Record<BundledName, number>>;
  /** Of ours, what is data: the tables of both models, and the sentences. */
  readonly dataGzipBytes: number;
}

/** What an engine is made from, with the question that comes first. */
export interface ColdInput extends EngineInput {
  readonly question: {
    readonly actorId: string;
    readonly action: string;
    readonly resource: { readonly accountId: string };
  };
}

const SHARED: BuildOptions = { bundle: true, minify: true, target: 'es2024', write: true, logLevel: 'error' };

/** The public door of each engine: what its size is the size of. */
const DOORS: Readonly<Record<BundledName, string>> = {
  ours: `export { createRoleEngine } from '../../../lib/roles/engine';`,
  casl: `export { createMongoAbility } from '@casl/ability';`,
};

const DATA = `
  export { agencyRows } from '../../../lib/roles/agency-table';
  export { enterpriseRows } from '../../../lib/roles/enterprise-table';
  export { ENGLISH } from '../../../lib/roles/sentences';`;

/**
 * Bundles both engines with the same bundler and the same options.
 *
 * @param input what they are to be asked about
 * @returns where everything is
 */
export function buildBundles(input: ColdInput): Bundles {
  mkdirSync(OUTPUT, { recursive: true });
  const inputFile = join(OUTPUT, 'input.json');
  writeFileSync(inputFile, JSON.stringify(input));
  const each = <Value>(make: (name: BundledName) => Value) =>
    Object.fromEntries(BUNDLED.map((name) => [name, make(name)])) as Record<BundledName, Value>;
  return {
    processFile: bundle('in-a-process.ts', 'in-a-process.mjs', { platform: 'node', format: 'esm' }),
    moduleFiles: each((name) => bundle(`engine-${name}.ts`, `${name}.mjs`, { format: 'esm' })),
    extensionDirs: each((name) => buildExtension(name, inputFile)),
    inputFile,
    gzipBytes: each((name) => gzipBytesOf(DOORS[name])),
    dataGzipBytes: gzipBytesOf(DATA),
  };
}

function bundle(entry: string, name: string, options: BuildOptions): string {
  const outfile = join(OUTPUT, name);
  buildSync({ ...SHARED, ...options, entryPoints: [join(import.meta.dirname, entry)], outfile });
  return outfile;
}

function buildExtension(name: BundledName, inputFile: string): string {
  const folder = `extension-${name}`;
  bundle(`engine-${name}.ts`, `${folder}/engine.js`, { format: 'iife', globalName: 'benchEngine' });
  bundle('in-a-worker.ts', `${folder}/worker.js`, { format: 'iife' });
  const dir = join(OUTPUT, folder);
  writeFileSync(join(dir, 'input.js'), `self.benchInput = ${readFileSync(inputFile, 'utf8')};`);
  const manifest = {
    manifest_version: 3,
    name: `Bench of a role engine: ${name}`,
    version: '1',
    background: { service_worker: 'worker.js' },
    // Isolated, a worker's clock ticks every 5 microseconds instead of every 100.
    cross_origin_embedder_policy: { value: 'require-corp' },
    cross_origin_opener_policy: { value: 'same-origin' },
  };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}

function gzipBytesOf(door: string): number {
  const { outputFiles } = buildSync({
    ...SHARED,
    write: false,
    format: 'esm',
    stdin: { contents: door, resolveDir: import.meta.dirname },
  });
  return gzipSync(outputFiles?.[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength;
}
