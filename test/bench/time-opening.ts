/**
 * How long a page of the extension takes to open: the popup, unless another is named.
 *
 * From: the start of the navigation to it (`performance.timeOrigin` of the new document), in a tab of its size that
 * already shows a page of the extension without code, so that the extension's process is there,
 * as it is when a background is awake.
 *
 * To: usable. A script that is installed before the document begins watches every change of the document. Usable is
 * when an element that matches the sign (the first card's Approve button; the bare popup's line) is in the document,
 * neither hidden nor disabled, and the frame that shows it was painted: the first task after the next animation frame.
 */
import type { Page as PlaywrightPage } from 'playwright-core';
import type { ExtensionBrowser, Page } from '../e2e/browser';
import { DrivenPage } from '../e2e/page';

/** What is there when a page can be used. */
export interface UsableSign {
  readonly selector: string;
  /** All that the element says; absent where it is enough that it is there. */
  readonly text?: string;
}

interface OpenedPage {
  readonly path: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

const POPUP: OpenedPage = { path: 'popup.html', widthPx: 400, heightPx: 600 };

/** Milliseconds since the start of the navigation. */
export interface OpeningTimes {
  /** The document began; what came before is the browser's own and nearly the same for every popup. */
  readonly documentMs: number;
  /** The first thing that the popup's script drew was in the document. */
  readonly firstDrawnMs: number;
  /** The sign was in the document. */
  readonly inDocumentMs: number;
  /** The frame with the sign was painted: the popup is usable. */
  readonly paintedMs: number;
}

/** The first card of the list can be approved. */
export const APPROVE_BUTTON: UsableSign = { selector: '.approval-card-buttons button', text: 'Approve' };
/** The bare popup shows its line. */
export const BARE_LINE: UsableSign = { selector: '#root > p', text: 'One line' };

const TIME_LIMIT_MS = 30_000;

/** Opens a page once in a fresh tab, and closes it again. */
export async function timeOpening(
  browser: ExtensionBrowser,
  sign: UsableSign,
  { path, ...size }: OpenedPage = POPUP,
): Promise<OpeningTimes> {
  const page = await browser.openExtensionPage('manifest.json', size);
  try {
    // esbuild (under tsx) wraps named functions in __name(); in a page that name is unknown.
    const source = `{ const __name = (value) => value; (${watchForSign.toString()})(${JSON.stringify(sign)}, ${TIME_LIMIT_MS}); }`;
    await playwrightPageOf(page).addInitScript({ content: source });
    await page.goto(`${browser.extensionOrigin}/${path}`);
    return await page.evaluate(
      () => (globalThis as unknown as { benchTimes: Promise<OpeningTimes> }).benchTimes,
    );
  } finally {
    await page.close();
  }
}

function playwrightPageOf(page: Page): PlaywrightPage {
  if (!(page instanceof DrivenPage) || !('page' in page.driver)) throw new Error('Only Chromium is measured');
  return page.driver.page as PlaywrightPage;
}

/** Runs in the page, before anything else does. */
function watchForSign({ selector, text }: UsableSign, timeLimitMs: number): void {
  const times = new Promise<OpeningTimes>((resolve, reject) => {
    const documentMs = performance.now();
    let firstDrawnMs: number | undefined;
    const isUsable = (element: HTMLElement) =>
      (text === undefined || element.textContent?.trim() === text) &&
      !element.matches(':disabled, [aria-disabled="true"]') &&
      element.closest('[hidden]') === null;
    const observer = new MutationObserver(() => {
      const nowMs = performance.now();
      if (document.querySelector('body > div > *')) firstDrawnMs ??= nowMs;
      const found = [...document.querySelectorAll<HTMLElement>(selector)].find(isUsable);
      if (!found) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const afterPaint = new MessageChannel();
        afterPaint.port1.onmessage = () => {
          const paintedMs = performance.now();
          if (found.getClientRects().length === 0) reject(new Error('what should be usable is not visible'));
          resolve({
            documentMs,
            firstDrawnMs: firstDrawnMs ?? nowMs,
            inDocumentMs: nowMs,
            paintedMs,
          });
        };
        afterPaint.port2.postMessage(undefined);
      });
    });
    observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
    setTimeout(
      () =>
        reject(
          new Error(
            `no “${text ?? selector}” in ${timeLimitMs} ms; the page says: ${document.body?.innerText}`,
          ),
        ),
      timeLimitMs,
    );
  });
  // Whoever waits hears of it; nobody else has to.
  times.catch(() => {});
  (globalThis as unknown as { benchTimes: Promise<OpeningTimes> }).benchTimes = times;
}
