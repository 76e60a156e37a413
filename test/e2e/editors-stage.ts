/** A browser with a small extension around what fills composers, and the page of nine editors to fill. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { ComposerFill, FillOutcome } from '../../lib/page/fill-composer';
import type { FilesOutcome, HandedFile } from '../../lib/page/fill-files';
import type { FillRequest } from '../fixtures/editors/extension/background';
import { type BrowserKind, type ExtensionBrowser, launch, type Page } from './browser';
import type { ExtensionGlobal } from './extension-global';

const FIXTURES = join(import.meta.dirname, '../fixtures/editors');

export interface EditorsStage {
  readonly browser: ExtensionBrowser;
  /** Opens the page with the nine editors, or another one with the given markup. */
  openEditors(): Promise<Page>;
  openMarkup(body: string): Promise<Page>;
  /** Has the extension fill a composer on a page; `world` is the page's own where nothing is said. */
  fill(page: Page, fill: ComposerFill, world?: 'MAIN' | 'ISOLATED'): Promise<FillOutcome>;
  fillFiles(page: Page, fieldSelector: string, files: readonly HandedFile[]): Promise<FilesOutcome>;
  end(): Promise<void>;
}

/** Builds the extension and the page, minified as a release is, and starts the browser. */
export async function createEditorsStage(kind: BrowserKind): Promise<EditorsStage> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-editors-'));
  const extensionDir = join(folder, 'extension');
  mkdirSync(extensionDir);
  for (const name of ['background', 'content'])
    bundle(join(FIXTURES, 'extension', `${name}.ts`), join(extensionDir, `${name}.js`));
  writeFileSync(join(extensionDir, 'manifest.json'), JSON.stringify(manifestFor(kind)));
  const editorsFile = join(folder, 'editors.js');
  bundle(join(FIXTURES, 'editors.ts'), editorsFile);

  let markup = '';
  const server = createServer(({ url }, response) => {
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (url === '/editors.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(editorsFile));
    else if (url === '/editors')
      response.writeHead(200, html).end(readFileSync(join(FIXTURES, 'editors.html')));
    else if (url === '/markup')
      response.writeHead(200, html).end(`<!doctype html><html lang="en"><title>Composer</title>${markup}`);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stopServing = () => {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const browser = await launch(kind, { extensionDir });
    const ask = async (page: Page, request: DistributiveOmit<FillRequest, 'tabId'>): Promise<unknown> => {
      const tabId = await browser.tabId(page);
      await page.bringToFront();
      return browser.evaluateInExtension(
        (asked) => (globalThis as unknown as ExtensionGlobal).chrome.runtime.sendMessage(asked),
        { tabId, ...request },
      );
    };
    return {
      browser,
      openEditors: () => browser.openPage(`${origin}/editors`),
      openMarkup(body) {
        markup = body;
        return browser.openPage(`${origin}/markup`);
      },
      fill: (page, fill, world = 'MAIN') => ask(page, { fill, world }) as Promise<FillOutcome>,
      fillFiles: (page, fieldSelector, files) => ask(page, { fieldSelector, files }) as Promise<FilesOutcome>,
      async end() {
        await browser.close();
        stopServing();
      },
    };
  } catch (error) {
    stopServing();
    throw error;
  }
}

type DistributiveOmit<Value, Key extends PropertyKey> = Value extends unknown ? Omit<Value, Key> : never;

function bundle(entry: string, outfile: string): void {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2023',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  });
}

function manifestFor(kind: BrowserKind): object {
  return {
    manifest_version: 3,
    name: 'Fills composers',
    version: '1',
    permissions: ['scripting'],
    host_permissions: ['http://127.0.0.1/*'],
    ...(kind === 'chromium'
      ? { background: { service_worker: 'background.js' } }
      : {
          background: { scripts: ['background.js'] },
          browser_specific_settings: { gecko: { id: 'editors@countersign.invalid' } },
        }),
  };
}
