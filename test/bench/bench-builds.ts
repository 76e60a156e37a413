import { join } from 'node:path';
import { build } from 'wxt';

const ROOT = join(import.meta.dirname, '../..');
/** Apart from the builds that people load and that the journeys use, which may be in use meanwhile. */
const OUTPUT_DIR = join(ROOT, '.output/bench');

export interface BenchBuilds {
  /** The release build of Countersign, unpacked. */
  readonly countersignDir: string;
  /** The bare popup, unpacked. */
  readonly bareDir: string;
}

/** Builds both extensions for Chromium, for release, with the same bundler and the same options. */
export async function buildForBench(): Promise<BenchBuilds> {
  return {
    countersignDir: await buildRelease(ROOT, join(OUTPUT_DIR, 'countersign')),
    bareDir: await buildRelease(join(import.meta.dirname, 'bare'), join(OUTPUT_DIR, 'bare')),
  };
}

async function buildRelease(root: string, outDir: string): Promise<string> {
  const silent = () => {};
  await build({
    root,
    outDir,
    mode: 'production',
    browser: 'chrome',
    // Standard output belongs to the figures; what goes wrong is thrown.
    logger: {
      debug: silent,
      log: silent,
      info: silent,
      warn: console.warn,
      error: console.error,
      fatal: console.error,
      success: silent,
      level: 0,
    },
  });
  return join(outDir, 'chrome-mv3');
}
