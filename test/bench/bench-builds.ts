import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface BenchBuilds {
  /** The release build of Countersign, unpacked. */
  readonly countersignDir: string;
  /** The bare popup, unpacked. */
  readonly bareDir: string;
}

/**
 * Builds both extensions for Chromium, for release, with the same bundler and the same options.
 * @throws with what the build said.
 */
export function buildForBench(): BenchBuilds {
  buildRelease(['--config', 'test/bench/countersign.config.ts']);
  buildRelease(['test/bench/bare']);
  return {
    countersignDir: join(ROOT, '.output/bench/countersign/chrome-mv3'),
    bareDir: join(ROOT, '.output/bench/bare/chrome-mv3'),
  };
}

/** In a process of its own: what a build prints must not come between the figures. */
function buildRelease(args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync('wxt', ['build', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`wxt build ${args.join(' ')} failed:\n${stdout}${stderr}${error?.message ?? ''}`);
}
