import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from '../../scripts/browsers';
import { BidiConnection, type BidiNode, type BidiValue, type ScriptResult, webDriverKey } from './bidi';
import { type GuardedProfile, guardProfile, killProcessesOf } from './browser-process';
import { packExtension } from './extension-archive';
import {
  type ContextMenuClick,
  type ExtensionBrowser,
  type LaunchOptions,
  opensFirstRun,
  type ToolbarPopup,
} from './extension-browser';
import { DrivenPage, eventually, type Modifier, type Page, type PageDriver, type PageOptions } from './page';
import { steadyPopup } from './toolbar-popup';

/** Firefox gives every installation a random host name; a pinned one lets tests address the extension's pages. */
const EXTENSION_UUID = 'c0ffee00-5167-4e5e-8a11-0c0de51670e5';

const START_TIMEOUT_MS = 60_000;

function preferences(extensionId: string): Record<string, string | number | boolean> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    // Debian's ESR honours this; a release Firefox installs nothing unsigned for good (ESR 153, 2026-11).
    'xpinstall.signatures.required': false,
    'extensions.autoDisableScopes': 0,
    'extensions.update.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    // The manifest is opened as a page of the extension's origin; the JSON viewer would give it another one.
    'devtools.jsonview.enabled': false,
    // A tab in the background is as quick as one in front.
    'dom.min_background_timeout_value': 4,
    'dom.timeout.enable_budget_timer_throttling': false,
    'browser.startup.page': 0,
    'browser.startup.homepage': 'about:blank',
    'browser.newtabpage.enabled': false,
    'browser.aboutwelcome.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.sessionstore.resume_from_crash': false,
    'toolkit.startup.max_resumed_crashes': -1,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'app.normandy.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
  };
}

/** What is common to all tabs of one running Firefox. */
interface FirefoxSession {
  readonly connection: BidiConnection;
  /** Runs an expression with the rights of the browser itself; it must answer JSON text or nothing. */
  privileged(expression: string): Promise<unknown>;
  /** What went wrong so far, by the browser's id of the tab (`browserId`), which outlives every navigation. */
  readonly errorsOf: Map<number, string[]>;
  /** Every line that was written to a console. */
  readonly said: string[];
}

/**
 * Runs in every process of Firefox and reports what pages log as errors. WebDriver BiDi tells nothing of extension
 * pages (`log.entryAdded`, Firefox ESR 153, 2026-11), and nothing of content scripts.
 */
const ERROR_REPORTER = `(() => {
  const report = (windowId, text) => {
    const browserId = WindowGlobalChild.getByInnerWindowId(windowId)?.browsingContext?.top?.browserId;
    if (browserId) Services.cpmm.sendAsyncMessage('countersign:error', { browserId, text });
  };
  Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).addLogEventListener((event) => {
    const { level, innerID, arguments: said } = event.wrappedJSObject ?? event;
    Services.cpmm.sendAsyncMessage('countersign:said', Array.from(said, String).join(' '));
    if (level === 'error' || level === 'assert') report(innerID, 'console.error: ' + Array.from(said, String).join(' '));
  }, Services.scriptSecurityManager.getSystemPrincipal());
  Services.console.registerListener({
    observe(message) {
      const isError = message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag);
      if (isError && message.innerWindowID) report(message.innerWindowID, message.errorMessage);
    },
  });
})()`;

const NAVIGABLES = `ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs').NavigableManager`;

function nativeTabExpression(tab: string): string {
  // In any window: the extension opens its composer in one of its own.
  return `[...Services.wm.getEnumerator('navigator:browser')].flatMap((window) => window.gBrowser.tabs)
    .find((tab) => ${NAVIGABLES}.getIdForBrowser(tab.linkedBrowser) === ${JSON.stringify(tab)})`;
}

class FirefoxPageDriver implements PageDriver {
  private constructor(
    private readonly session: FirefoxSession,
    readonly tab: string,
    private readonly browserId: number,
    private readonly colorScheme: PageOptions['colorScheme'],
  ) {}

  static async attach(
    session: FirefoxSession,
    tab: string,
    colorScheme?: PageOptions['colorScheme'],
  ): Promise<FirefoxPageDriver> {
    const browserId = Number(
      await session.privileged(`(${nativeTabExpression(tab)}).linkedBrowser.browserId`),
    );
    return new FirefoxPageDriver(session, tab, browserId, colorScheme);
  }

  async navigate(url: string): Promise<void> {
    await this.session.connection.send('browsingContext.navigate', {
      context: this.tab,
      url,
      wait: 'complete',
    });
    await this.applyColorScheme();
  }

  async reload(): Promise<void> {
    await this.session.connection.send('browsingContext.reload', { context: this.tab, wait: 'complete' });
    await this.applyColorScheme();
  }

  /** Going to an extension's page replaces the browsing context, and with it what was overridden there. */
  async applyColorScheme(): Promise<void> {
    if (this.colorScheme === undefined) return;
    await this.session.privileged(
      `void ((${nativeTabExpression(this.tab)}).linkedBrowser.browsingContext.prefersColorSchemeOverride = '${this.colorScheme}')`,
    );
  }

  async url(): Promise<string> {
    const { contexts } = await this.session.connection.send<{ contexts: { url: string }[] }>(
      'browsingContext.getTree',
      {
        root: this.tab,
        maxDepth: 0,
      },
    );
    return contexts[0]?.url ?? '';
  }

  async call(functionSource: string, world?: 'page' | 'beside'): Promise<string | undefined> {
    const { value } = await this.callFor(functionSource, world);
    return typeof value === 'string' ? value : undefined;
  }

  async clickAt(x: number, y: number): Promise<void> {
    await this.pointer([
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  async moveTo(x: number, y: number): Promise<void> {
    await this.pointer([{ type: 'pointerMove', x, y }]);
  }

  async typeText(text: string): Promise<void> {
    const characters = [...new Intl.Segmenter().segment(text.replace(/\r\n?/g, '\n'))].map(
      ({ segment }) => segment,
    );
    await this.keys(
      characters.flatMap((character) => {
        const value =
          character === '\n' ? webDriverKey('Enter') : character === '\t' ? webDriverKey('Tab') : character;
        return [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ];
      }),
    );
  }

  async pressKey(key: string, modifiers: readonly Modifier[]): Promise<void> {
    const held = modifiers.map(webDriverKey);
    await this.keys([
      ...held.map((value) => ({ type: 'keyDown', value })),
      { type: 'keyDown', value: webDriverKey(key) },
      { type: 'keyUp', value: webDriverKey(key) },
      ...held.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]);
  }

  async setFiles(functionSource: string, filePaths: readonly string[]): Promise<void> {
    const { sharedId } = await this.callFor(functionSource);
    if (sharedId === undefined) throw new Error('There is no file field to attach to');
    await this.session.connection.send('input.setFiles', {
      context: this.tab,
      element: { sharedId },
      files: [...filePaths],
    });
  }

  async capture(fullPage: boolean): Promise<Buffer> {
    const { data } = await this.session.connection.send<{ data: string }>(
      'browsingContext.captureScreenshot',
      {
        context: this.tab,
        origin: fullPage ? 'document' : 'viewport',
      },
    );
    return Buffer.from(data, 'base64');
  }

  async setViewport(widthPx: number, heightPx: number): Promise<void> {
    await this.session.connection.send('browsingContext.setViewport', {
      context: this.tab,
      viewport: { width: widthPx, height: heightPx },
    });
  }

  async bringToFront(): Promise<void> {
    await this.session.connection.send('browsingContext.activate', { context: this.tab });
  }

  async close(): Promise<void> {
    await this.session.connection.send('browsingContext.close', { context: this.tab });
  }

  errors(): string[] {
    return [...(this.session.errorsOf.get(this.browserId) ?? [])];
  }

  private async keys(actions: object[]): Promise<void> {
    await this.session.connection.send('input.performActions', {
      context: this.tab,
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  private async pointer(actions: object[]): Promise<void> {
    await this.session.connection.send('input.performActions', {
      context: this.tab,
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  private async callFor(functionSource: string, world: 'page' | 'beside' = 'page'): Promise<BidiValue> {
    const closedRoots = await this.closedShadowRoots();
    const answer = await this.session.connection.send<ScriptResult>('script.callFunction', {
      functionDeclaration: functionSource,
      arguments: closedRoots.map((sharedId) => ({ sharedId })),
      target: { context: this.tab, ...(world === 'beside' && { sandbox: 'harness' }) },
      awaitPromise: true,
      userActivation: false,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'The page threw');
    return answer.result ?? { type: 'undefined' };
  }

  /** Only the protocol sees closed roots. The extension's own pages have none and are spared the walk. */
  private async closedShadowRoots(): Promise<string[]> {
    if ((await this.url()).startsWith('moz-extension:')) return [];
    const answer = await this.session.connection.send<ScriptResult>('script.evaluate', {
      expression: 'document.documentElement',
      target: { context: this.tab },
      awaitPromise: false,
      serializationOptions: { maxDomDepth: null, includeShadowTree: 'all' },
    });
    const found: string[] = [];
    const waiting: BidiNode[] = answer.result ? [answer.result as BidiNode] : [];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      waiting.push(...(node.value?.children ?? []));
      if (node.value?.shadowRoot) waiting.push(node.value.shadowRoot);
      if (node.value?.mode === 'closed' && node.sharedId !== undefined) found.push(node.sharedId);
    }
    return found;
  }
}

/** What the extension API looks like where this file sends code to. */
interface FirefoxApi {
  action: { openPopup(): Promise<void> };
  extension: { getViews(filter: { type: string }): Window[] };
}
declare const browser: FirefoxApi;

class FirefoxWithExtension implements ExtensionBrowser {
  readonly kind = 'firefox';
  readonly extensionOrigin = `moz-extension://${EXTENSION_UUID}`;
  private process: ChildProcess | undefined;
  private session: FirefoxSession | undefined;
  private keeper: DrivenPage | undefined;
  private keeperTab = '';

  constructor(
    private readonly executablePath: string,
    private readonly profile: GuardedProfile,
    private readonly options: LaunchOptions,
    private readonly extensionId: string,
  ) {}

  get profileDir(): string {
    return this.profile.dir;
  }

  /** Installs for good at the first start; a restart then finds the extension in the profile, as a person's would. */
  async install(): Promise<void> {
    const archive = path.join(this.profile.dir, 'countersign-under-test.xpi');
    writeFileSync(archive, packExtension(this.options.extensionDir));
    await this.running().connection.send('webExtension.install', {
      extensionData: { type: 'archivePath', path: archive },
      'moz:permanent': true,
    });
  }

  async start(installs: boolean): Promise<void> {
    const userPreferences = Object.entries(preferences(this.extensionId)).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    writeFileSync(path.join(this.profile.dir, 'user.js'), userPreferences.join('\n'));
    const connection = await BidiConnection.connect(await this.startProcess());
    const { contexts } = await eventually('the browser window', async () => {
      const tree = await connection.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
        'moz:scope': 'chrome',
        maxDepth: 0,
      });
      return tree.contexts.length > 0 ? tree : undefined;
    });
    const window = contexts[0]?.context;
    const errorsOf = new Map<number, string[]>();
    const said: string[] = [];
    this.session = {
      connection,
      errorsOf,
      said,
      async privileged(expression) {
        const answer = await connection.send<ScriptResult>('script.evaluate', {
          expression: `(async () => JSON.stringify(await (${expression})))()`,
          target: { context: window },
          awaitPromise: true,
        });
        if (answer.type === 'exception')
          throw new Error(`In Firefox itself: ${answer.exceptionDetails?.text}`);
        return typeof answer.result?.value === 'string' ? JSON.parse(answer.result.value) : undefined;
      },
    };
    await reportErrors(connection, window, errorsOf, said);
    if (installs) await this.install();
    await eventually('the extension to be enabled', () => this.privileged('Boolean(extension)'), 30_000);
    await this.privileged('extension.promiseBackgroundStarted?.()');
    if (installs && opensFirstRun(this.options)) await this.firstRunOpened(connection);
    const { context } = await connection.send<{ context: string }>('browsingContext.create', { type: 'tab' });
    this.keeperTab = context;
    // The manifest is a page of the extension's origin, with its rights, that runs none of its code.
    this.keeper = new DrivenPage(await FirefoxPageDriver.attach(this.session, this.keeperTab));
    await this.keeper.goto(`${this.extensionOrigin}/manifest.json`);
  }

  /**
   * At its installation the extension opens its first run, and Firefox takes whatever blank tab is in front for it
   * (ESR 153, 2026-11): nothing else is opened before that.
   */
  private async firstRunOpened(connection: BidiConnection): Promise<void> {
    await eventually('the first run that the extension opens at its installation', async () => {
      const { contexts } = await connection.send<{ contexts: { url: string }[] }>('browsingContext.getTree', {
        maxDepth: 0,
      });
      return contexts.some(({ url }) => url.startsWith(`${this.extensionOrigin}/options.html`)) || undefined;
    });
  }

  consoleLines(): readonly string[] {
    return [...this.running().said];
  }

  openExtensionPage(path: string, options: PageOptions = {}): Promise<Page> {
    return this.openPage(`${this.extensionOrigin}/${path}`, options);
  }

  async openPage(url: string, options: PageOptions = {}): Promise<Page> {
    const session = this.running();
    const { context } = await session.connection.send<{ context: string }>('browsingContext.create', {
      type: 'tab',
    });
    const driver = await FirefoxPageDriver.attach(session, context, options.colorScheme);
    const { widthPx, heightPx } = options;
    await driver.applyColorScheme();
    await driver.setViewport(widthPx ?? 1280, heightPx ?? 800);
    await driver.navigate(url);
    return new DrivenPage(driver, options.isHostile);
  }

  async waitForPage(urlPart: string, timeoutMs?: number): Promise<Page> {
    const session = this.running();
    const tab = await eventually(
      `a tab whose address contains ${urlPart}`,
      async () => {
        const { contexts } = await session.connection.send<{ contexts: { context: string; url: string }[] }>(
          'browsingContext.getTree',
          { maxDepth: 0 },
        );
        return contexts.find(({ context, url }) => context !== this.keeperTab && url.includes(urlPart))
          ?.context;
      },
      timeoutMs,
    );
    const page = new DrivenPage(await FirefoxPageDriver.attach(session, tab));
    await page.waitUntil('the page to be loaded', () => document.readyState === 'complete');
    return page;
  }

  evaluateInExtension<Result, Args extends readonly unknown[]>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    if (!this.keeper) throw new Error('Firefox is not running');
    return this.keeper.evaluate(run, ...args);
  }

  async tabId(page: Page): Promise<number> {
    return Number(
      await this.privileged(`extension.tabManager.getWrapper(${nativeTabExpression(tabOf(page))}).id`),
    );
  }

  /** Does what the menu's own listener does in the browser (ext-menus.js, ESR 153), the activeTab grant included. */
  async dispatchContextMenu(click: ContextMenuClick, page: Page): Promise<void> {
    const info = { editable: false, modifiers: [], button: 0, pageUrl: await page.url(), ...click };
    await page.bringToFront();
    await this.privileged(`(() => {
      const tab = ${nativeTabExpression(tabOf(page))};
      extension.tabManager.addActiveTabPermission(tab);
      extension.emit('webext-menu-menuitem-click', ${JSON.stringify(info)}, tab);
    })()`);
  }

  async dispatchCommand(name: string, page: Page): Promise<void> {
    await page.bringToFront();
    await this.privileged(`void extension.shortcuts.onCommand(${JSON.stringify(name)})`);
  }

  async openToolbarPopup(page: Page): Promise<ToolbarPopup> {
    await page.bringToFront();
    await this.evaluateInExtension(() => browser.action.openPopup());
    return steadyPopup(() => this.evaluateInExtension(popupView));
  }

  async isBackgroundRunning(): Promise<boolean> {
    return (await this.privileged('extension.backgroundState')) === 'running';
  }

  async stopBackground(): Promise<void> {
    await this.privileged('extension.terminateBackground()');
    await eventually('the event page to stop', async () => !(await this.isBackgroundRunning()));
  }

  async restart(): Promise<void> {
    await this.end();
    await this.start(false);
  }

  async kill(): Promise<void> {
    await this.installationOnDisk();
    const exited = this.exit();
    await killProcessesOf(this.profile.dir);
    await exited;
    this.forget();
  }

  /**
   * Firefox writes down with a delay what is installed (ESR 153, 2026-11). Killed before that it starts again without
   * the extension; a person's crash comes later than that.
   */
  private async installationOnDisk(): Promise<void> {
    const [name = this.extensionId] = this.extensionId.split('@');
    for (const file of ['extensions.json', 'addonStartup.json.lz4']) {
      const place = path.join(this.profile.dir, file);
      await eventually(`the installation to stand in ${file}`, async () =>
        existsSync(place) && readFileSync(place, 'latin1').includes(name) ? true : undefined,
      );
    }
  }

  async close(): Promise<void> {
    await this.end();
    await this.profile.release();
  }

  private async end(): Promise<void> {
    const exited = this.exit();
    try {
      await this.running().connection.send('browser.close', {});
    } catch {
      // It never came to listen, it ended before it could answer, or it was killed.
      await killProcessesOf(this.profile.dir);
    }
    await exited;
    this.forget();
  }

  private exit(): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => running.once('exit', () => resolve()));
  }

  private forget(): void {
    this.session?.connection.close();
    this.session = undefined;
    this.keeper = undefined;
    this.process = undefined;
  }

  private running(): FirefoxSession {
    if (!this.session) throw new Error('Firefox is not running');
    return this.session;
  }

  /** Runs an expression in the browser itself; `extension` there is the parent's side of this extension. */
  private privileged(expression: string): Promise<unknown> {
    return this.running().privileged(
      `((extension) => (${expression}))(WebExtensionPolicy.getByID(${JSON.stringify(this.extensionId)})?.extension)`,
    );
  }

  /** Answers the address on which Firefox listens for WebDriver BiDi. */
  private startProcess(): Promise<string> {
    const { headless = true } = this.options;
    const child = spawn(
      this.executablePath,
      [
        ...(headless ? ['--headless'] : []),
        '--remote-debugging-port=0',
        // Without it navigating to moz-extension: pages is refused, and so is scripting the browser itself.
        '--remote-allow-system-access',
        '--no-remote',
        '--profile',
        this.profile.dir,
      ],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', LANG: 'C.UTF-8' },
      },
    );
    this.process = child;
    return new Promise((resolve, reject) => {
      let said = '';
      const timer = setTimeout(
        () => reject(new Error(`Firefox does not listen:\n${said}`)),
        START_TIMEOUT_MS,
      );
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`Firefox ended with ${code}:\n${said}`));
      });
      child.once('error', reject);
      child.stderr.setEncoding('utf8');
      child.stderr.on('data', (chunk: string) => {
        said = (said + chunk).slice(-8000);
        const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
        if (!found?.[1]) return;
        clearTimeout(timer);
        resolve(found[1]);
      });
    });
  }
}

/** Sets the reporter to work in every process, present and future, and collects what it reports. */
async function reportErrors(
  connection: BidiConnection,
  window: string | undefined,
  errorsOf: Map<number, string[]>,
  said: string[],
): Promise<void> {
  connection.on('script.message', (params) => {
    const { channel, data } = params as { channel: string; data: BidiValue };
    if (channel !== 'errors' || typeof data.value !== 'string') return;
    const { browserId, text } = JSON.parse(data.value) as { browserId?: number; text: string };
    if (browserId === undefined) {
      said.push(text);
      return;
    }
    errorsOf.set(browserId, [...(errorsOf.get(browserId) ?? []), text]);
  });
  await connection.send('session.subscribe', { events: ['script.message'] });
  const reporterUrl = `data:,${encodeURIComponent(ERROR_REPORTER)}`;
  const answer = await connection.send<ScriptResult>('script.callFunction', {
    functionDeclaration: `(tell) => {
      Services.ppmm.addMessageListener('countersign:error', ({ data }) => tell(JSON.stringify(data)));
      Services.ppmm.addMessageListener('countersign:said', ({ data }) => tell(JSON.stringify({ text: data })));
      Services.ppmm.loadProcessScript(${JSON.stringify(reporterUrl)}, true);
    }`,
    arguments: [{ type: 'channel', value: { channel: 'errors' } }],
    target: { context: window },
    awaitPromise: false,
  });
  if (answer.type === 'exception') throw new Error(`In Firefox itself: ${answer.exceptionDetails?.text}`);
}

function tabOf(page: Page): string {
  if (page instanceof DrivenPage && page.driver instanceof FirefoxPageDriver) return page.driver.tab;
  throw new TypeError('Not a page of this Firefox');
}

/** Runs in the extension: what its popup shows, once it shows something. */
function popupView(): ToolbarPopup | undefined {
  const view = browser.extension.getViews({ type: 'popup' })[0];
  const text = view?.document.body?.innerText.trim();
  if (!view || !text || view.innerWidth === 0) return undefined;
  return { url: view.location.href, widthPx: view.innerWidth, heightPx: view.innerHeight, text };
}

function geckoIdOf(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(path.join(extensionDir, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined)
    throw new Error(`${extensionDir} has no gecko id in its manifest; is it a build for Firefox?`);
  return id;
}

/** Starts Debian's Firefox ESR with the extension installed for good in its profile. */
export async function launchFirefox(options: LaunchOptions): Promise<ExtensionBrowser> {
  const executablePath = ensureBrowser('firefox');
  const extensionId = geckoIdOf(options.extensionDir);
  const profile = guardProfile('firefox', options.profileDir);
  const browser = new FirefoxWithExtension(executablePath, profile, options, extensionId);
  try {
    await browser.start(true);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return browser;
}
