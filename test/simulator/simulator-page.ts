import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { ensureBrowser } from '../../scripts/browsers';
import { bundleForPage } from './bundle';
import type * as inPage from './in-page';

declare global {
  /** In the simulator's page alone. */
  var simulator: typeof inPage;
}

export interface SimulatorPage {
  readonly browser: Browser;
  /** Opens the simulator in a tab of its own: nothing is drawn yet. */
  open(head?: string): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts a browser without any extension, and a server on loopback that answers every address with an empty page in
 * which the simulator is loaded.
 *
 * @param browserName which browser
 * @param options the file that is loaded, the global that it becomes, and arguments for Chromium
 */
export async function launchSimulator(
  browserName: 'chromium' | 'firefox',
  options: { readonly entry?: string; readonly globalName?: string; readonly args?: readonly string[] } = {},
): Promise<SimulatorPage> {
  const {
    entry = path.join(import.meta.dirname, 'in-page.ts'),
    globalName = 'simulator',
    args = [],
  } = options;
  const script = await bundleForPage(entry, { globalName });
  let head = '';
  const server = createServer((request, response) => {
    if (request.url === '/simulator.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(script);
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><title>Simulated</title>${head}
      <script src="/simulator.js"></script></head><body></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await puppeteer.launch({
    browser: browserName === 'chromium' ? 'chrome' : 'firefox',
    executablePath: ensureBrowser(browserName),
    headless: true,
    ...(browserName === 'chromium' && { args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...args] }),
    defaultViewport: { width: 900, height: 800 },
  });
  return {
    browser,
    async open(moreHead = '') {
      head = moreHead;
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/home`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
