/**
 * Draws the buttons on every fixture of a social site and takes a picture of each, light and dark:
 *
 *   npm run screenshots:sites
 *
 * The pictures are for people to look at, in `.output/site-screenshots`. Every account that a fixture names is one of
 * the workspace's, so that both kinds of buttons are seen.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readSiteFixtures } from '../test/e2e/site-fixture';
import { startSiteFixtureServer } from '../test/e2e/site-fixture-server';
import { bundleForPage } from '../test/simulator/bundle';
import { ensureBrowser } from './browsers';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT = join(ROOT, '.output/site-screenshots');

const fixtures = readSiteFixtures();
const server = await startSiteFixtureServer(fixtures);
const script = await bundleForPage(join(ROOT, 'test/simulator/draw-on-fixture.ts'), {
  globalName: 'drawing',
});
const browser = await chromium.launch({ executablePath: ensureBrowser('chromium'), args: ['--no-sandbox'] });
mkdirSync(OUTPUT, { recursive: true });
for (const colorScheme of ['light', 'dark'] as const) {
  for (const fixture of fixtures) {
    const page = await browser.newPage({
      viewport: { width: 760, height: 640 },
      colorScheme,
      bypassCSP: true,
    });
    await page.goto(server.urlOf(fixture));
    const authors = fixture.expected.posts.flatMap(({ author }) => author ?? []);
    await page.addScriptTag({ content: script });
    const drawn = await page.evaluate(
      ([siteId, own]) =>
        (
          globalThis as unknown as { drawing: { drawOnFixture(id: string, own: string[]): Promise<number> } }
        ).drawing.drawOnFixture(siteId, own),
      [fixture.siteId, authors.slice(0, 1)] as const as [string, string[]],
    );
    await page.screenshot({ path: join(OUTPUT, `${fixture.siteId}-${fixture.name}-${colorScheme}.png`) });
    console.log(
      `${fixture.siteId} ${fixture.name} ${colorScheme}: ${drawn} of ${fixture.expected.posts.length}`,
    );
    await page.close();
  }
}
await browser.close();
await server.close();
