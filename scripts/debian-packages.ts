/** Debian's packages, installed by apt: where this is Debian and the process is root's. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const APT = '/usr/bin/apt-get';
const INSTALL = ['install', '-y', '--no-install-recommends'];

/** Says how a person installs packages, in a sentence with its full stop. */
export function howToInstallDebianPackages(packages: readonly string[]): string {
  return `On Debian run, as root: apt-get update && apt-get ${INSTALL.join(' ')} ${packages.join(' ')}.`;
}

/**
 * Installs packages without those that they only recommend.
 * @param whyNot the words to throw where nothing can be installed from here
 * @throws these words, or when apt fails
 */
export function installDebianPackages(packages: readonly string[], whyNot: string): void {
  if (!existsSync('/etc/debian_version') || !existsSync(APT) || process.getuid?.() !== 0)
    throw new Error(whyNot);
  console.log(`Installing ${packages.join(', ')} …`);
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  execFileSync(APT, ['update'], options);
  execFileSync(APT, [...INSTALL, ...packages], options);
}
