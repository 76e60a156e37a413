import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page as PlaywrightPage,
  type Worker,
} from 'playwright-core';
import { ensureBrowser } from '../../scripts/browsers';
import { type GuardedProfile, guardProfile, killProcessesOf } from './browser-process';
import {
  type ContextMenuClick,
  type ExtensionBrowser,
  type LaunchOptions,
  opensFirstRun,
  type ToolbarPopup,
} from './extension-browser';
import { DrivenPage, eventually, type Modifier, type Page, type PageDriver, type PageOptions } from './page';
import { steadyPopup } from './toolbar-popup';

// As root, and on a machine without network, Chromium needs these (Debian 12, Chromium 156, 2026-11).
const MACHINE_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
];

interface CdpNode {
  backendNodeId: number;
  shadowRootType?: string;
  shadowRoots?: CdpNode[];
  children?: CdpNode[];
}

interface CdpEvaluation {
  result: { value?: unknown; objectId?: string };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

/** A tab of Chromium: Playwright for input and navigation, the DevTools protocol for what runs in the page. */
class ChromiumPageDriver implements PageDriver {
  private readonly heard: string[] = [];

  private constructor(
    readonly page: PlaywrightPage,
    private readonly session: CDPSession,
  ) {
    page.on('pageerror', (error) => this.heard.push(`${error.name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.heard.push(`console.error: ${message.text()}`);
    });
  }

  static async attach(page: PlaywrightPage): Promise<ChromiumPageDriver> {
    return new ChromiumPageDriver(page, await page.context().newCDPSession(page));
  }

  async navigate(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async url(): Promise<string> {
    return this.page.url();
  }

  async call(functionSource: string, world?: 'page' | 'beside'): Promise<string | undefined> {
    const { value } = await this.callFor(functionSource, true, world);
    return typeof value === 'string' ? value : undefined;
  }

  async clickAt(x: number, y: number): Promise<void> {
    try {
      await this.page.mouse.click(x, y);
    } catch (error) {
      // What was pressed closed its own window, before the browser had answered.
      if (!this.page.isClosed()) throw error;
    }
  }

  async moveTo(x: number, y: number): Promise<void> {
    await this.page.mouse.move(x, y);
  }

  async typeText(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async pressKey(key: string, modifiers: readonly Modifier[]): Promise<void> {
    await this.page.keyboard.press([...modifiers, key].join('+'));
  }

  async setFiles(functionSource: string, filePaths: readonly string[]): Promise<void> {
    const { objectId } = await this.callFor(functionSource, false);
    if (objectId === undefined) throw new Error('There is no file field to attach to');
    await this.session.send('DOM.setFileInputFiles', { objectId, files: [...filePaths] });
  }

  capture(fullPage: boolean): Promise<Buffer> {
    return this.page.screenshot({ fullPage });
  }

  async setViewport(widthPx: number, heightPx: number): Promise<void> {
    await this.page.setViewportSize({ width: widthPx, height: heightPx });
  }

  async bringToFront(): Promise<void> {
    await this.page.bringToFront();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  errors(): string[] {
    return [...this.heard];
  }

  private async callFor(
    functionSource: string,
    returnByValue: boolean,
    world: 'page' | 'beside' = 'page',
  ): Promise<CdpEvaluation['result']> {
    const contextId = world === 'beside' ? await this.worldBeside() : undefined;
    const closedRoots = await this.closedShadowRoots(contextId);
    const { result: page } = (await this.session.send('Runtime.evaluate', {
      expression: 'globalThis',
      ...(contextId !== undefined && { contextId }),
    })) as CdpEvaluation;
    const answer = (await this.session.send('Runtime.callFunctionOn', {
      functionDeclaration: functionSource,
      ...(page.objectId === undefined ? {} : { objectId: page.objectId }),
      arguments: closedRoots.map((objectId) => ({ objectId })),
      awaitPromise: true,
      returnByValue,
    })) as CdpEvaluation;
    if (answer.exceptionDetails) {
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    }
    return answer.result;
  }

  /** The harness' own world in the page that is there now; asked again for one that exists, it is the same. */
  private async worldBeside(): Promise<number> {
    const { frameTree } = await this.session.send('Page.getFrameTree');
    const { executionContextId } = await this.session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'harness',
    });
    return executionContextId;
  }

  /** Only the protocol sees closed roots. The extension's own pages have none and are spared the walk. */
  private async closedShadowRoots(executionContextId: number | undefined): Promise<string[]> {
    if (this.page.url().startsWith('chrome-extension:')) return [];
    const { root } = (await this.session.send('DOM.getDocument', { depth: -1, pierce: true })) as {
      root: CdpNode;
    };
    const found: string[] = [];
    const waiting: CdpNode[] = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      waiting.push(...(node.children ?? []), ...(node.shadowRoots ?? []));
      if (node.shadowRootType !== 'closed') continue;
      const { object } = await this.session.send('DOM.resolveNode', {
        backendNodeId: node.backendNodeId,
        ...(executionContextId !== undefined && { executionContextId }),
      });
      if (object.objectId !== undefined) found.push(object.objectId);
    }
    return found;
  }
}

/** What the extension API looks like where this file sends code to. */
interface ChromeApi {
  tabs: { get(id: number): Promise<unknown>; query(query: object): Promise<{ id?: number; url?: string }[]> };
  contextMenus: { onClicked: { dispatch(...args: unknown[]): void } };
  commands: { onCommand: { dispatch(...args: unknown[]): void } };
  action: { openPopup(): Promise<void> };
  extension: { getViews(filter: { type: string }): Window[] };
  runtime: { getContexts(filter: object): Promise<{ contextType: string }[]> };
}
declare const chrome: ChromeApi;

class ChromiumWithExtension implements ExtensionBrowser {
  readonly kind = 'chromium';
  extensionOrigin = '';
  private context: BrowserContext | undefined;
  private keeper: { page: PlaywrightPage; session: CDPSession; driven: DrivenPage } | undefined;
  private workerState = 'stopped';
  private workerEndings = 0;
  private readonly said: string[] = [];

  constructor(
    private readonly executablePath: string,
    private readonly profile: GuardedProfile,
    private readonly options: LaunchOptions,
  ) {}

  get profileDir(): string {
    return this.profile.dir;
  }

  async start(isFirst: boolean): Promise<void> {
    const { extensionDir, headless = true } = this.options;
    const context = await chromium.launchPersistentContext(this.profile.dir, {
      executablePath: this.executablePath,
      // Playwright's own headless mode is turned off in favour of the browser's, which has extensions.
      headless: false,
      args: [
        ...(headless ? ['--headless=new'] : []),
        ...MACHINE_ARGS,
        `--disable-extensions-except=${extensionDir}`,
        `--load-extension=${extensionDir}`,
      ],
      // The guard beside the browser sees to its end; Playwright's handlers would end the test run's process as well.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    this.context = context;
    // The service worker's too.
    context.on('console', (message) => this.said.push(message.text()));
    const worker = await this.findWorker(context);
    this.extensionOrigin = new URL(worker.url()).href.replace(/^(chrome-extension:\/\/[^/]+).*$/, '$1');
    if (isFirst && opensFirstRun(this.options)) {
      // It takes whatever blank tab is in front, so nothing else is opened before it is there.
      const isFirstRun = (page: PlaywrightPage) =>
        page.url().startsWith(`${this.extensionOrigin}/options.html`);
      await eventually(
        'the first run that the extension opens',
        async () => context.pages().some(isFirstRun) || undefined,
      );
    }
    // The manifest is a page of the extension's origin, with its rights, that runs none of its code.
    const page = await this.openManifest(context);
    const session = await context.newCDPSession(page);
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { scriptURL, runningStatus } of versions) {
        if (!scriptURL.startsWith(this.extensionOrigin)) continue;
        if (runningStatus === 'stopped' && this.workerState !== 'stopped') this.workerEndings += 1;
        this.workerState = runningStatus;
      }
    });
    await session.send('ServiceWorker.enable');
    this.keeper = { page, session, driven: new DrivenPage(await ChromiumPageDriver.attach(page)) };
  }

  /** After a restart without a workspace the first run may open too, and takes the new tab while it is blank. */
  private async openManifest(context: BrowserContext): Promise<PlaywrightPage> {
    const url = `${this.extensionOrigin}/manifest.json`;
    return eventually('a page of the extension that runs no code', async () => {
      const page = await context.newPage();
      try {
        await page.goto(url);
        return page;
      } catch (error) {
        if (error instanceof Error && error.message.includes('interrupted by another navigation'))
          return undefined;
        throw error;
      }
    });
  }

  consoleLines(): readonly string[] {
    return [...this.said];
  }

  async openExtensionPage(path: string, options: PageOptions = {}): Promise<Page> {
    return this.openPage(`${this.extensionOrigin}/${path}`, options);
  }

  async openPage(url: string, options: PageOptions = {}): Promise<Page> {
    const page = await this.running().newPage();
    const { widthPx, heightPx, colorScheme, isHostile } = options;
    const driven = new DrivenPage(await ChromiumPageDriver.attach(page), isHostile);
    if (widthPx !== undefined || heightPx !== undefined)
      await driven.setViewport(widthPx ?? 1280, heightPx ?? 800);
    if (colorScheme !== undefined) await page.emulateMedia({ colorScheme });
    await driven.goto(url);
    return driven;
  }

  async waitForPage(urlPart: string, timeoutMs?: number): Promise<Page> {
    const page = await eventually(
      `a tab whose address contains ${urlPart}`,
      () =>
        this.running()
          .pages()
          .find((each) => each !== this.keeper?.page && each.url().includes(urlPart)),
      timeoutMs,
    );
    await page.waitForLoadState();
    return new DrivenPage(await ChromiumPageDriver.attach(page));
  }

  evaluateInExtension<Result, Args extends readonly unknown[]>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    return this.held().driven.evaluate(run, ...args);
  }

  /** Found as the active tab, since without host permission a tab's address is not told. */
  async tabId(page: Page): Promise<number> {
    await page.bringToFront();
    const url = await page.url();
    return eventually(`the tab of ${url} to be the active one`, async () => {
      const tabs = await this.evaluateInExtension(() => chrome.tabs.query({ active: true }));
      return tabs.find((tab) => tab.url === undefined || tab.url === url)?.id;
    });
  }

  async dispatchContextMenu(click: ContextMenuClick, page: Page): Promise<void> {
    const tabId = await this.tabId(page);
    const info = { editable: false, pageUrl: await page.url(), ...click };
    const worker = await this.wokenWorker();
    await worker.evaluate(
      async (event) => chrome.contextMenus.onClicked.dispatch(event.info, await chrome.tabs.get(event.tabId)),
      { info, tabId },
    );
  }

  async dispatchCommand(name: string, page: Page): Promise<void> {
    const tabId = await this.tabId(page);
    const worker = await this.wokenWorker();
    await worker.evaluate(
      async (event) => chrome.commands.onCommand.dispatch(event.name, await chrome.tabs.get(event.tabId)),
      { name, tabId },
    );
  }

  async openToolbarPopup(page: Page): Promise<ToolbarPopup> {
    await page.bringToFront();
    await this.evaluateInExtension(() => chrome.action.openPopup());
    return steadyPopup(() => this.evaluateInExtension(popupView));
  }

  async isBackgroundRunning(): Promise<boolean> {
    const contexts = await this.evaluateInExtension(() =>
      chrome.runtime.getContexts({ contextTypes: ['BACKGROUND'] }),
    );
    return contexts.length > 0 && this.workerState === 'running';
  }

  async stopBackground(): Promise<void> {
    const endings = this.workerEndings;
    await this.held().session.send('ServiceWorker.stopAllWorkers');
    // What is open or due may have woken it again by now.
    await eventually(
      'the service worker to stop',
      () => this.workerState === 'stopped' || this.workerEndings > endings,
    );
  }

  async restart(): Promise<void> {
    await this.context?.close();
    this.forget();
    await this.start(false);
  }

  async kill(): Promise<void> {
    const closed =
      this.context && new Promise<void>((resolve) => this.context?.once('close', () => resolve()));
    await killProcessesOf(this.profile.dir);
    await closed;
    this.forget();
  }

  async close(): Promise<void> {
    await this.context?.close();
    this.forget();
    await this.profile.release();
  }

  private forget(): void {
    this.context = undefined;
    this.keeper = undefined;
    this.workerState = 'stopped';
  }

  private running(): BrowserContext {
    if (!this.context) throw new Error('Chromium is not running');
    return this.context;
  }

  private held(): { page: PlaywrightPage; session: CDPSession; driven: DrivenPage } {
    if (!this.keeper) throw new Error('Chromium is not running');
    return this.keeper;
  }

  private findWorker(context: BrowserContext): Promise<Worker> {
    return eventually(`the service worker of ${this.options.extensionDir} (does that build load?)`, () =>
      context.serviceWorkers().find((worker) => worker.url().startsWith('chrome-extension://')),
    );
  }

  private async wokenWorker(): Promise<Worker> {
    if (this.workerState !== 'running') {
      await this.held().session.send('ServiceWorker.startWorker', { scopeURL: `${this.extensionOrigin}/` });
      await eventually('the service worker to wake', () => this.workerState === 'running');
    }
    return this.findWorker(this.running());
  }
}

/** Runs in the extension: what its popup shows, once it shows something. */
function popupView(): ToolbarPopup | undefined {
  const view = chrome.extension.getViews({ type: 'popup' })[0];
  const text = view?.document.body?.innerText.trim();
  if (!view || !text || view.innerWidth === 0) return undefined;
  return { url: view.location.href, widthPx: view.innerWidth, heightPx: view.innerHeight, text };
}

/** Starts Debian's Chromium with an unpacked extension. */
export async function launchChromium(options: LaunchOptions): Promise<ExtensionBrowser> {
  const executablePath = ensureBrowser('chromium');
  const browser = new ChromiumWithExtension(
    executablePath,
    guardProfile('chromium', options.profileDir),
    options,
  );
  try {
    await browser.start(true);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return browser;
}
