import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SiteFixture } from './site-fixture';

/** Serves fixtures on loopback, each on an origin of its own. */
export interface SiteFixtureServer {
  /** Where a fixture is: its own origin, and the path, search and fragment that its page claims. */
  urlOf(fixture: SiteFixture): string;
  close(): Promise<void>;
}

// A fixture names pictures of the live site; no live site is visited.
const POLICY = "default-src 'self' data: 'unsafe-inline'";

/** Starts the server; browsers resolve every name under `localhost` to this machine. */
export async function startSiteFixtureServer(fixtures: readonly SiteFixture[]): Promise<SiteFixtureServer> {
  const byHost = new Map(fixtures.map((fixture) => [hostOf(fixture), fixture]));
  const server = createServer((request, response) => {
    const fixture = byHost.get(request.headers.host?.replace(/:\d+$/, '') ?? '');
    const { pathname, search } = new URL(fixture?.expected.url ?? 'https://localhost/');
    if (fixture === undefined || request.url !== pathname + search) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
    });
    response.end(readFileSync(fixture.htmlFile));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf(fixture) {
      const { pathname, search, hash } = new URL(fixture.expected.url);
      return `http://${hostOf(fixture)}:${port}${pathname}${search}${hash}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function hostOf({ siteId, name }: SiteFixture): string {
  return `${name}.${siteId}.localhost`.toLowerCase();
}
