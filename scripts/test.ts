/**
 * The test command, `npm test`: types, lint, everything that needs no browser, then the journeys in Chromium and
 * Firefox with the built extension installed. It ends with a line `N passed, N failed`.
 *
 *   npm test [-- --journeys] [-- --unit]      only the journeys, or only what needs no browser
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './browsers';
import { ensureWordpress } from './wordpress';

const ROOT = join(import.meta.dirname, '..');
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
    runTests('journeys in both browsers', ['--config', 'vitest.journeys.config.ts']);
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
