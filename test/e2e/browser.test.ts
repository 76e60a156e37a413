import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARTICLE, type ArticleServer, startArticleServer } from '../../scripts/article-server';
import { type BrowserKind, byRole, type ExtensionBrowser, launch, saveEvidence } from './browser';
import { processesOf } from './browser-process';

// What `wxt build --mode e2e` and `wxt build --mode e2e -b firefox` write; a build elsewhere is named by the variable.
const OUTPUT_DIR = process.env.COUNTERSIGN_E2E_OUTPUT ?? path.resolve(import.meta.dirname, '../../.output');
const EXTENSION_DIRS: Readonly<Record<BrowserKind, string>> = {
  chromium: path.join(OUTPUT_DIR, 'chrome-mv3-e2e'),
  firefox: path.join(OUTPUT_DIR, 'firefox-mv3-e2e'),
};
const EVIDENCE_DIR = path.join(OUTPUT_DIR, 'evidence');
const START_TIMEOUT_MS = 60_000;

const DATABASE = 'end-to-end-harness';

/** Runs in the extension: puts a word into a database of the extension's origin, or reads it back. */
function keepWord(database: string, word: string | null): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('words');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const store = opening.result
        .transaction('words', word === null ? 'readonly' : 'readwrite')
        .objectStore('words');
      const request = word === null ? store.get('word') : store.put(word, 'word');
      store.transaction.onerror = () => reject(store.transaction.error);
      store.transaction.oncomplete = () => {
        opening.result.close();
        resolve(word ?? (request.result as string | undefined));
      };
    };
  });
}

describe.each(['chromium', 'firefox'] as const)(
  'the installed extension in %s',
  { timeout: START_TIMEOUT_MS },
  (kind) => {
    let browser: ExtensionBrowser;
    let articles: ArticleServer;

    beforeAll(async () => {
      if (!existsSync(EXTENSION_DIRS[kind]))
        throw new Error(`${EXTENSION_DIRS[kind]} is missing; build with --mode e2e`);
      articles = await startArticleServer();
      browser = await launch(kind, { extensionDir: EXTENSION_DIRS[kind] });
    }, START_TIMEOUT_MS);

    afterAll(async () => {
      await browser?.close();
      await articles?.stop();
    }, START_TIMEOUT_MS);

    test('opens the popup and the options page without an error', async () => {
      for (const path of ['popup.html', 'options.html']) {
        const page = await browser.openExtensionPage(path, { widthPx: 400, heightPx: 600 });
        await page.waitFor('body');
        const errors = page.errors();
        if (errors.length > 0) await saveEvidence(page, EVIDENCE_DIR, `${kind} ${path}`);
        expect(errors).toEqual([]);
        await page.close();
      }
    });

    test('shows a page the colour scheme that was asked for', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.openExtensionPage('popup.html', { colorScheme });
        expect(
          await page.evaluate(
            (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
            colorScheme,
          ),
        ).toBe(true);
        await page.close();
      }
    });

    test('finds things on a web page by role and name, and marks text there', async () => {
      const page = await browser.openPage(articles.articleUrl);
      await page.waitFor(byRole('heading', ARTICLE.title));
      await page.waitFor(byRole('img', ARTICLE.imageAlt));
      expect(await page.count(byRole('link', 'revised timetable'))).toBe(1);
      expect(await page.selectText('blockquote', ARTICLE.quotation)).toBe(ARTICLE.quotation);
      expect(await browser.tabId(page)).toBeGreaterThan(0);
      await page.close();
    });

    test('stops the background and lets the next event wake it', async () => {
      await browser.stopBackground();
      expect(await browser.isBackgroundRunning()).toBe(false);
      const page = await browser.openPage(articles.origin);
      await browser.dispatchCommand('no-such-command', page);
      await expect.poll(() => browser.isBackgroundRunning(), { timeout: 10_000 }).toBe(true);
      await page.close();
    });

    test('keeps the extension, its address and its database over a restart and over a crash', async () => {
      const origin = browser.extensionOrigin;
      await browser.evaluateInExtension(keepWord, DATABASE, 'before the restart');
      await browser.restart();
      expect(browser.extensionOrigin).toBe(origin);
      expect(await browser.evaluateInExtension(keepWord, DATABASE, null)).toBe('before the restart');

      await browser.evaluateInExtension(keepWord, DATABASE, 'before the crash');
      await browser.kill();
      expect(processesOf(browser.profileDir)).toEqual([]);
      await browser.restart();
      expect(await browser.evaluateInExtension(keepWord, DATABASE, null)).toBe('before the crash');
    });
  },
);

test(
  'leaves neither a process nor a temporary profile behind',
  async () => {
    const profileDir = mkdtempSync(path.join(tmpdir(), 'countersign-given-'));
    try {
      for (const [given, expected] of [
        [undefined, false],
        [profileDir, true],
      ] as const) {
        const browser = await launch('chromium', {
          extensionDir: EXTENSION_DIRS.chromium,
          ...(given === undefined ? {} : { profileDir: given }),
        });
        await browser.close();
        expect(processesOf(browser.profileDir)).toEqual([]);
        expect(existsSync(browser.profileDir)).toBe(expected);
      }
    } finally {
      rmSync(profileDir, { recursive: true });
    }
  },
  START_TIMEOUT_MS,
);
