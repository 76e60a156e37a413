/**
 * A Mastodon server on loopback, made of the fixtures: the home page with its composer, a profile, a post. It stands on
 * two origins, because the build of the journeys may read `localhost` and `127.0.0.1` and nothing else.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSiteFixtures } from './site-fixture';

const FIXTURES = {
  home: 'home-4-5-2026-08',
  post: 'post-page-2026-08',
  profile: 'profile-new-design-2026-08',
} as const;

/** The account that the fixtures are signed in with. */
export const SOCIAL_HANDLE = 'acme';

export interface SocialServer {
  /** Two origins of one server: each is a server of its own to the extension. */
  readonly origin: string;
  readonly otherOrigin: string;
  /** Who is signed in from now on. */
  signIn(handle: string): void;
  /** Answers this address with that page from now on. */
  serve(path: string, html: string): void;
  /** The texts that were sent with the site's own Post button. */
  readonly posted: readonly string[];
  close(): Promise<void>;
}

/** What every page of the server does: its Post button sends what stands in the composer. */
const OWN_SCRIPT = `<script>
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    fetch('/posted', { method: 'POST', body: document.querySelector('textarea').value });
  });
</script>`;

export async function startSocialServer(): Promise<SocialServer> {
  const fixtures = readSiteFixtures(['mastodon']);
  const htmlOf = (name: string): string =>
    readFileSync(fixtures.find((fixture) => fixture.name === name)?.htmlFile ?? name, 'utf8')
      // Pictures of the live site; no live site is visited.
      .replaceAll('https://files.social.example', '') + OWN_SCRIPT;
  const posted: string[] = [];
  const served = new Map<string, string>();
  let signedIn = SOCIAL_HANDLE;

  const pageFor = ({ pathname, searchParams }: URL): string | undefined => {
    const own = served.get(pathname);
    if (own !== undefined) return own;
    if (pathname === '/home') return htmlOf(FIXTURES.home);
    if (pathname === '/@acme') return htmlOf(FIXTURES.profile);
    if (pathname === '/@acme/1200') return htmlOf(FIXTURES.post);
    // As the true one does: what its address says stands in the composer.
    if (pathname === '/share') {
      const text = [searchParams.get('text'), searchParams.get('url')].filter(Boolean).join(' ');
      return htmlOf(FIXTURES.home).replace('>Hello</textarea>', () => `>${escaped(text)}</textarea>`);
    }
    return undefined;
  };
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (part: string) => {
        body += part;
      });
      request.on('end', () => {
        posted.push(body);
        response.writeHead(204).end();
      });
      return;
    }
    const html = pageFor(new URL(request.url ?? '/', 'http://localhost'))?.replace(
      '"acct":"acme"',
      () => `"acct":"${signedIn}"`,
    );
    // Pictures and icons: nothing, and nothing to complain about.
    if (html === undefined) response.writeHead(204).end();
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
        .end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    otherOrigin: `http://127.0.0.1:${port}`,
    signIn: (handle) => {
      signedIn = handle;
    },
    serve: (path, html) => void served.set(path, html),
    posted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
