/** Colours and language, chosen on the options page and seen at once in every window, in both browsers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityViolations, type BrowserKind, byLabel, byRole, type Page } from './browser';
import { closePages } from './close-pages';
import { createStage, type Stage, setUpTeam } from './stage';

const SIZE = { widthPx: 1_100, heightPx: 860 };
/** As `theme.css` has them. */
const GROUNDS = { light: 'rgb(250, 249, 246)', dark: 'rgb(21, 23, 26)' };
const NARROW = { widthPx: 360, heightPx: 800 };

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    await setUpTeam(stage);
  });
  afterEach(async ({ task }) => {
    await stage.say('appearance.set', { theme: 'system' });
    await closePages(pages, kind, task);
  });
  afterAll(() => stage?.end());

  async function open(path: string, size = SIZE): Promise<Page> {
    const page = await stage.browser.openExtensionPage(path, size);
    pages.push(page);
    return page;
  }

  const rootOf = (page: Page) =>
    page.evaluate(() => {
      const { lang, dir } = document.documentElement;
      return { lang, dir, scheme: getComputedStyle(document.documentElement).colorScheme };
    });

  test('German is spoken at once, in this window and in another, and by what opens later', async () => {
    const popup = await open('popup.html', { widthPx: 400, heightPx: 600 });
    await popup.waitFor(byRole('tab', /Approve/));
    const options = await open('options.html#/appearance');
    await options.waitFor(byRole('heading', 'Appearance and language'));
    await options.click(byLabel('Deutsch'));
    await options.waitFor(byRole('heading', 'Darstellung und Sprache'));
    await popup.waitFor(byRole('tab', /Freigeben/));
    expect(await rootOf(options)).toMatchObject({ lang: 'de', dir: 'ltr' });
    expect(await options.evaluate(() => document.title)).toBe('Darstellung · Countersign');
    expect(await options.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('de');

    await stage.browser.stopBackground();
    expect(await stage.say('appearance.get', {})).toEqual({ theme: 'system', language: 'de' });
    await options.reload();
    await options.waitFor(byRole('heading', 'Darstellung und Sprache'));
    await options.click(byLabel('Wie der Browser'));
    await options.waitFor(byRole('heading', 'Appearance and language'));
    await popup.waitFor(byRole('tab', /Approve/));
    expect([...options.errors(), ...popup.errors()]).toEqual([]);
  });

  test('Arabic is written from right to left, and fits a narrow window', async () => {
    await stage.say('appearance.set', { theme: 'system' });
    const options = await open('options.html#/appearance', NARROW);
    await options.click(byLabel('العربية'));
    await options.waitFor(byRole('heading', 'المظهر واللغة'));
    expect(await rootOf(options)).toMatchObject({ lang: 'ar', dir: 'rtl' });
    const popup = await open('popup.html?compose=', NARROW);
    await popup.waitFor(byRole('tab', /كتابة/));
    expect(await rootOf(popup)).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(await accessibilityViolations(popup)).toEqual([]);
    // The popup's page is as large as a toolbar popup may be; what is drawn in it fills what there is.
    const overflowPx = await popup.evaluate(() => {
      const root = document.querySelector('#root');
      return root ? root.scrollWidth - root.clientWidth : undefined;
    });
    expect(overflowPx, 'the popup is no wider than its window').toBe(0);
    expect([...options.errors(), ...popup.errors()]).toEqual([]);
  });

  test('light and dark are chosen with the keyboard, whatever the system has', async () => {
    const popup = await open('popup.html', { widthPx: 400, heightPx: 600 });
    const options = await open('options.html#/appearance');
    await options.waitFor(byLabel('As the system'));
    expect((await rootOf(options)).scheme).toBe('light dark');
    await options.evaluate(() => document.querySelector<HTMLElement>('[value="system"]')?.focus());
    for (const scheme of ['light', 'dark'] as const) {
      await options.press('ArrowDown');
      for (const page of [options, popup])
        await page.waitUntil(
          `the page to be ${scheme}`,
          (ground) => getComputedStyle(document.documentElement).backgroundColor === ground,
          GROUNDS[scheme],
        );
    }
    expect(await options.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('dark');
    expect([...options.errors(), ...popup.errors()]).toEqual([]);
  });
});
