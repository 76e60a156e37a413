/**
 * What is known of each site, against its fixtures, in both browsers and without the extension.
 * One site alone: FIXTURE_SITE=x npx vitest run --config vitest.journeys.config.ts test/e2e/site-fixtures.test.ts
 */
import path from 'node:path';
import { build } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBrowser } from '../../scripts/browsers';
import { type GuardedProfile, guardProfile } from './browser-process';
import type { BrowserKind } from './extension-browser';
import type * as inPage from './read-site-fixture';
import { readSiteFixtures, type SiteFixture } from './site-fixture';
import { type SiteFixtureServer, startSiteFixtureServer } from './site-fixture-server';

const onlySite = process.env.FIXTURE_SITE;
const onlyBrowser = process.env.FIXTURE_BROWSER;
const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox'];
const fixtures = readSiteFixtures(onlySite === undefined ? undefined : [onlySite]);

async function bundleReader(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'read-site-fixture.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'reader',
    target: 'es2024',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** Calls one of the bundle's functions in a page; the bundle is a script of the protocol, so that no policy stops it. */
async function ask<Name extends keyof typeof inPage>(
  page: Page,
  bundle: string,
  name: Name,
  ...args: Parameters<(typeof inPage)[Name]>
): Promise<ReturnType<(typeof inPage)[Name]>> {
  return JSON.parse(
    String(
      await page.evaluate(
        `(() => { ${bundle}; return JSON.stringify(reader.${name}(...${JSON.stringify(args)})); })()`,
      ),
    ),
  );
}

for (const kind of BROWSERS.filter((each) => onlyBrowser === undefined || each === onlyBrowser)) {
  describe(`the sites in ${kind}`, () => {
    let bundle: string;
    let server: SiteFixtureServer;
    let profile: GuardedProfile;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      bundle = await bundleReader();
      server = await startSiteFixtureServer(fixtures);
      profile = guardProfile(kind, undefined);
      browser = await puppeteer.launch({
        browser: kind === 'chromium' ? 'chrome' : 'firefox',
        executablePath: ensureBrowser(kind),
        userDataDir: profile.dir,
        headless: true,
        args: kind === 'chromium' ? ['--no-sandbox', '--disable-gpu'] : [],
        defaultViewport: { width: 1280, height: 1600 },
      });
      page = (await browser.pages())[0] ?? (await browser.newPage());
    });

    afterAll(async () => {
      await browser?.close();
      await profile?.release();
      await server?.close();
    });

    it('all have a fixture for two layouts at least, and selectors that parse and are dated', async () => {
      await page.goto('about:blank');
      const siteIds = await ask(page, bundle, 'siteIds');
      const faults: string[] = [];
      for (const siteId of siteIds.filter((id) => onlySite === undefined || id === onlySite)) {
        const count = fixtures.filter((fixture) => fixture.siteId === siteId).length;
        if (count < 2) faults.push(`${siteId} has ${count} fixtures`);
        faults.push(...(await ask(page, bundle, 'findSelectorFaults', siteId)));
      }
      for (const { siteId } of fixtures)
        if (!siteIds.includes(siteId)) faults.push(`lib/sites/sites.ts does not list ${siteId}`);
      expect([...new Set(faults)]).toEqual([]);
    });

    it.each(fixtures.map((fixture) => [`${fixture.siteId}/${fixture.name}`, fixture] as const))(
      '%s is read as its fixture says',
      async (name, fixture) => {
        await page.goto(server.urlOf(fixture), { waitUntil: 'load' });
        const read = await ask(page, bundle, 'readSiteFixture', fixture.siteId);
        expect(differences(name, read, wanted(fixture))).toEqual([]);
      },
    );
  });
}

/** What the reader must answer; anchors are left out, as how many of them a page has is nobody's promise. */
function wanted({ expected }: SiteFixture): object {
  const { signedIn, profile, posts, composer, looksLikeFeed } = expected;
  return {
    signedIn,
    profile,
    posts,
    composer,
    health: {
      looksLikeFeed,
      posts: posts.length,
      postsWithAuthor: posts.filter(({ author }) => author !== null).length,
      postsWithPlace: posts.length,
    },
  };
}

/** One line for each field that differs, with the fixture's file and the field's name. */
function differences(file: string, actual: unknown, expected: unknown, field = ''): string[] {
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
    return is === should ? [] : [`${file}: ${field} is ${is}, expected ${should}`];
  }
  const keys = new Set([...Object.keys(expected), ...(Array.isArray(expected) ? Object.keys(actual) : [])]);
  return [...keys].flatMap((key) =>
    differences(
      file,
      Reflect.get(actual, key),
      Reflect.get(expected, key),
      field === '' ? key : `${field}.${key}`,
    ),
  );
}
