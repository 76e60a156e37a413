import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page, PageOptions } from './page';

export type BrowserKind = 'chromium' | 'firefox';

export interface LaunchOptions {
  /** The built extension, unpacked. */
  readonly extensionDir: string;
  /** Kept after `close`; without it a temporary profile is made, and deleted at the end. */
  readonly profileDir?: string;
  /** Defaults to true. */
  readonly headless?: boolean;
}

/** What the extension is told about a click on its entry in the context menu. */
export interface ContextMenuClick {
  readonly menuItemId: string;
  readonly selectionText?: string;
  readonly linkUrl?: string;
  readonly srcUrl?: string;
  readonly mediaType?: 'image' | 'video' | 'audio';
  readonly editable?: boolean;
}

/** The popup that hangs from the toolbar button, as the browser sized it. */
export interface ToolbarPopup {
  readonly url: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly text: string;
}

/** A running browser with the extension installed. */
export interface ExtensionBrowser {
  readonly kind: BrowserKind;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end; the same after a restart. */
  readonly extensionOrigin: string;
  readonly profileDir: string;
  /** Opens a page of the extension in a tab: 'popup.html', 'options.html#/…'. */
  openExtensionPage(path: string, options?: PageOptions): Promise<Page>;
  openPage(url: string, options?: PageOptions): Promise<Page>;
  /** Waits for a tab that something else opened, the extension say, and takes hold of it. */
  waitForPage(urlPart: string, timeoutMs?: number): Promise<Page>;
  /**
   * Runs a function with the extension's rights (its IndexedDB, its `chrome`/`browser`) in a page that loads none of
   * its code. It travels as text and may close over nothing; close every database connection that it opens.
   */
  evaluateInExtension<Result, Args extends readonly unknown[]>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** The extension API's id of a page's tab. */
  tabId(page: Page): Promise<number>;
  /** Delivers a click on the context menu to the background, waking it; `page` is where the click was. */
  dispatchContextMenu(click: ContextMenuClick, page: Page): Promise<void>;
  /** Delivers a keyboard command of the manifest to the background, waking it, with `page` as the active tab. */
  dispatchCommand(name: string, page: Page): Promise<void>;
  /** Opens the true toolbar popup over `page` and says how it looks; to act in it, open it as a page. */
  openToolbarPopup(page: Page): Promise<ToolbarPopup>;
  /** What every page, the background and our scripts in pages have written to the console, whatever its level. */
  consoleLines(): readonly string[];
  isBackgroundRunning(): Promise<boolean>;
  /** Ends the service worker or event page as the browser does when it is idle; the next event wakes it. */
  stopBackground(): Promise<void>;
  /** Closes the browser and starts it again with the same profile. Pages held before are gone. */
  restart(): Promise<void>;
  /** Ends every process of the browser with SIGKILL, as a crash would; `restart` starts it again. */
  kill(): Promise<void>;
  /** Ends the browser and deletes a temporary profile. */
  close(): Promise<void>;
}

/** Whether the extension opens a page by itself when it is installed into this profile, as the product does. */
export function opensFirstRun({ extensionDir, profileDir }: LaunchOptions): boolean {
  const manifest = JSON.parse(readFileSync(path.join(extensionDir, 'manifest.json'), 'utf8')) as object;
  return profileDir === undefined && 'options_ui' in manifest;
}
