/**
 * The test command, `npm test`: types, lint, everything that needs no browser, then the journeys with the built
 * extension installed: all of them in Chromium, and in Firefox those of `FIREFOX_FIRST`. It ends with a line
 * `N passed, N failed`.
 *
 *   npm test [-- --journeys] [-- --unit]      all journeys in both browsers, or only what needs no browser
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './browsers';
import { ensureWordpress } from './wordpress';

const ROOT = join(import.meta.dirname, '..');
/**
 * What differs most between the browsers: publishing, what pages are told, the release, files that go from one browser
 * to the other. All journeys in both take seven minutes more (2026-11): `npm run test:journeys`, before a release.
 */
const FIREFOX_FIRST = [
  'browser',
  'hostile-site',
  'journeys',
  'publishing',
  'release',
  'room-setup',
  'room-transfer',
  'sites',
  'trust',
].map((name) => `test/e2e/${name}.test.ts`);
const reportDir = mkdtempSync(join(tmpdir(), 'countersign-test-'));
const total = { passed: 0, failed: 0 };

const { values } = parseArgs({ options: { journeys: { type: 'boolean' }, unit: { type: 'boolean' } } });
const runsAll = !values.journeys && !values.unit;

try {
  if (runsAll || values.unit) {
    check('generated types', 'wxt', ['prepare']);
    check('types', 'tsc', ['--noEmit']);
    check('format and lint', 'biome', ['ci', '.']);
    ensureWordpress();
    runTests('what needs no browser', []);
  }
  if (runsAll || values.journeys) {
    ensureBrowsers(['chromium', 'firefox']);
    for (const browser of ['chrome', 'firefox']) {
      check(`release for ${browser}`, 'wxt', ['build', '-b', browser]);
      check(`build of the journeys for ${browser}`, 'wxt', ['build', '--mode', 'e2e', '-b', browser]);
    }
    const journeys = ['--config', 'vitest.journeys.config.ts'];
    if (values.journeys) runTests('journeys in both browsers', journeys);
    else {
      // Also those that belong to no browser.
      runTests('journeys in Chromium', [...journeys, '-t', '^((?!firefox).)*$']);
      runTests('journeys in Firefox', [...journeys, ...FIREFOX_FIRST, '-t', 'firefox']);
    }
  }
} catch (error) {
  total.failed += 1;
  console.error(error instanceof Error ? error.message : error);
} finally {
  rmSync(reportDir, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** A command that passes or fails as a whole: it counts as one test. */
function check(name: string, command: string, args: readonly string[]): void {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (status === 0) total.passed += 1;
  else total.failed += 1;
}

/** Runs vitest and counts its tests; a run that ends without a report has failed. */
function runTests(name: string, args: readonly string[]): void {
  console.log(`\n— ${name}`);
  const reportFile = join(reportDir, `${name.replace(/\W+/g, '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { status } = spawnSync('vitest', ['run', ...args, ...reporters], { cwd: ROOT, stdio: 'inherit' });
  const report = readReport(reportFile);
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  if (status !== 0 && report.numFailedTests === 0) total.failed += 1;
}

function readReport(file: string): { numPassedTests: number; numFailedTests: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      string,
      number
    >;
    return { numPassedTests: numPassedTests ?? 0, numFailedTests: numFailedTests ?? 0 };
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}
