import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { howToInstallDebianPackages, installDebianPackages } from './debian-packages';

export type BrowserName = 'chromium' | 'firefox';

interface WhereToLook {
  readonly environmentVariable: string;
  readonly paths: readonly string[];
  readonly programs: readonly string[];
  readonly debianPackages: readonly string[];
}

// Chrome itself is not looked for: since 137 it ignores --load-extension (2025-05).
const PLACES: Readonly<Record<BrowserName, WhereToLook>> = {
  chromium: {
    environmentVariable: 'COUNTERSIGN_CHROMIUM',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
    programs: ['chromium', 'chromium-browser'],
    // Without its recommended packages Chromium comes without a font.
    debianPackages: ['chromium', 'fonts-liberation'],
  },
  firefox: {
    environmentVariable: 'COUNTERSIGN_FIREFOX',
    // A release Firefox comes last: it refuses to install an unsigned extension for good, the ESR does not.
    paths: ['/usr/bin/firefox-esr', '/usr/lib/firefox-esr/firefox-esr'],
    programs: ['firefox-esr', 'firefox-developer-edition', 'firefox-nightly', 'firefox'],
    debianPackages: ['firefox-esr', 'fonts-liberation'],
  },
};

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds a browser: the environment variable, then Debian's paths, then PATH.
 * @throws when the environment variable names a file that cannot be run.
 */
export function findBrowser(name: BrowserName): string | undefined {
  const { environmentVariable, paths, programs } = PLACES[name];
  const chosen = process.env[environmentVariable];
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`${environmentVariable} is ${chosen}, which cannot be run`);
  }
  const searched = (process.env.PATH ?? '').split(path.delimiter).filter((dir) => dir !== '');
  const candidates = [
    ...paths,
    ...programs.flatMap((program) => searched.map((dir) => path.join(dir, program))),
  ];
  return candidates.find(isExecutable);
}

/**
 * Finds a browser that must be there.
 * @throws with the command that installs it.
 */
export function ensureBrowser(name: BrowserName): string {
  const found = findBrowser(name);
  if (found !== undefined) return found;
  throw new Error(`${name} is not installed. ${howToInstall([name])}`);
}

function packagesOf(names: readonly BrowserName[]): string[] {
  return [...new Set(names.flatMap((name) => PLACES[name].debianPackages))];
}

function howToInstall(names: readonly BrowserName[]): string {
  const variables = names.map((name) => PLACES[name].environmentVariable).join(' or ');
  return `${howToInstallDebianPackages(packagesOf(names))} Elsewhere install it and set ${variables} to its path.`;
}

/**
 * Finds the browsers and installs the missing ones where that is possible: on Debian, as root.
 * @throws with the command to run where it is not.
 */
export function ensureBrowsers(names: readonly BrowserName[]): Record<string, string> {
  const missing = names.filter((name) => findBrowser(name) === undefined);
  if (missing.length > 0) {
    const whyNot = `Not installed: ${missing.join(', ')}. ${howToInstall(missing)}`;
    installDebianPackages(packagesOf(missing), whyNot);
  }
  return Object.fromEntries(names.map((name) => [name, ensureBrowser(name)]));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    for (const [name, file] of Object.entries(ensureBrowsers(['chromium', 'firefox'])))
      console.log(`${name}: ${file}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
