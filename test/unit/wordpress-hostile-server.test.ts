import { describe, expect, test } from 'vitest';
import type { Credential, NetworkContext, NetworkError, OutgoingPost } from '../../lib/networks/network';
import { readPlainText } from '../../lib/networks/plain-text';
import { wordpress } from '../../lib/networks/wordpress/wordpress';
import { answer, everythingIn, failureOf, type Handler, pourOut, startServer } from './hostile-server';

const nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
const canary = 'cana ryPa sswo rdSe en12';
const token = Buffer.from(`dana:${canary}`).toString('base64');
const secrets = [canary, canary.replaceAll(' ', ''), token];

const index = {
  name: 'News',
  home: 'https://news.example',
  url: 'https://news.example',
  namespaces: ['wp/v2'],
  authentication: { 'application-passwords': {} },
};
const stored = {
  id: 5,
  slug: 'x',
  status: 'publish',
  link: 'https://news.example/x',
  title: { raw: 'A post' },
};
const key = wordpress.choosePostKey(nowMs, 7);

/** An honest site; `instead` answers what matches in another way. */
function site(instead: readonly (readonly [RegExp, Handler])[] = []): Handler {
  return (request, response, body) => {
    const route = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
    const other = instead.find(([pattern]) => pattern.test(route))?.[1];
    if (other) return other(request, response, body);
    if (route.startsWith('HEAD')) return answer(200, '')(request, response, body);
    if (/users\/me/.test(route)) {
      const capabilities = { publish_posts: true, upload_files: true };
      return answer(200, { id: 1, capabilities })(request, response, body);
    }
    if (/^GET .*\/(posts|media)\?/.test(route)) return answer(200, [])(request, response, body);
    if (/^POST .*\/posts\?/.test(route)) {
      return answer(201, { ...stored, slug: key, status: 'draft' })(request, response, body);
    }
    if (/^POST .*\/posts\/5/.test(route))
      return answer(200, { ...stored, slug: key })(request, response, body);
    if (/^POST .*\/media/.test(route)) {
      const image = { id: 9, slug: 'i', source_url: 'https://news.example/i.png', alt_text: '' };
      return answer(201, image)(request, response, body);
    }
    return answer(200, index)(request, response, body);
  };
}

const context = (overrides: Partial<NetworkContext> = {}): NetworkContext => ({
  fetch,
  nowMs: () => nowMs,
  saveCredential: async () => {},
  ...overrides,
});

const credentialFor = (origin: string): Credential => ({
  site: origin,
  root: `${origin}/wp-json/`,
  administration: origin,
  userName: 'dana',
  password: canary,
});

const entryFor = (origin: string) => ({ server: origin, identifier: 'dana', password: canary });

const post: OutgoingPost = {
  key,
  createdAtMs: nowMs,
  text: 'A post',
  images: [{ blob: new Blob(['x'], { type: 'image/png' }), alt: '', widthPx: 1, heightPx: 1 }],
  options: {},
};

const page = '<!doctype html><title>Welcome to the hotel</title>';
const html = { 'content-type': 'text/html' };

describe('where the password goes', () => {
  test('nowhere, before the interface has said that it takes such passwords', async () => {
    const { origin, requests } = await startServer((request, response, body) =>
      answer(200, { ...index, authentication: {} })(request, response, body),
    );
    expect(await failureOf(wordpress.signIn(entryFor(origin), context()))).toMatchObject({
      kind: 'refused',
      field: 'server',
      words: expect.stringContaining('takes no application passwords'),
    });
    expect(requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test('to the origin that was typed, whatever the pages of the site say', async () => {
    const thief = await startServer(site());
    const link = `<${thief.origin}/wp-json/>; rel="https://api.w.org/"`;
    const { origin } = await startServer(site([[/^HEAD/, answer(200, '', { link })]]));
    const { credential } = await wordpress.signIn(entryFor(origin), context());
    expect(credential.root).toBe(`${origin}/wp-json/`);
    await wordpress.publish(post, credential, context());
    expect(thief.requests).toEqual([]);
  });

  test.each([301, 302, 307, 308])('to no other server after a redirect with %i', async (status) => {
    const thief = await startServer(site());
    const { origin } = await startServer(answer(status, '', { location: `${thief.origin}/wp-json/` }));
    expect(await failureOf(wordpress.signIn(entryFor(origin), context()))).toMatchObject({
      kind: 'unreachable',
      field: 'server',
      words: expect.stringContaining('type the address that the browser shows'),
    });
    expect(await failureOf(wordpress.find(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'unreachable',
    });
    expect(thief.requests).toEqual([]);
  });

  test.each([
    [{ root: 'https://thief.example/wp-json/' }],
    [{ site: 'http://news.example', root: 'http://news.example/wp-json/' }],
    [{ password: '' }],
    [{ root: 'not an address' }],
  ])('nowhere with a stored sign-in that is not ours: %j', async (spoilt) => {
    const { origin, requests } = await startServer(site());
    const credential = { ...credentialFor(origin), ...spoilt };
    expect(await failureOf(wordpress.find(post, credential, context()))).toMatchObject({ kind: 'signIn' });
    expect(requests).toEqual([]);
  });

  test.each([
    ['server', 'http://news.example'],
    ['server', 'https://dana@news.example'],
    ['server', 'news example'],
    ['server', ''],
    ['identifier', ' \u2068 '],
    ['identifier', 'dana:x'],
    ['password', '  '],
  ])('nowhere when the %s is %j', async (field, value) => {
    const refuse: typeof fetch = () => expect.fail('something was sent');
    const entry = { ...entryFor('https://news.example'), [field]: value };
    expect(await failureOf(wordpress.signIn(entry, context({ fetch: refuse })))).toMatchObject({
      kind: 'refused',
      field,
    });
  });
});

describe('finding the interface', () => {
  test.each<[string, Record<string, string>, string]>([
    ['its link', { link: '<https://other.example/api/>; rel="https://api.w.org/", <x>; rel=y' }, '/api/'],
    [
      'its link among others',
      { link: '<x>; rel="y", </?rest_route=/>; rel="https://api.w.org/"' },
      '/?rest_route=/',
    ],
    ['its usual place', {}, '/wp-json/'],
  ])('by %s', async (_, headers, root) => {
    const { origin } = await startServer(site([[/^HEAD/, answer(200, '', headers)]]));
    const { credential } = await wordpress.signIn(entryFor(origin), context());
    expect(credential.root).toBe(origin + root);
  });

  test('by its plain address, where addresses are not pretty', async () => {
    const { origin } = await startServer(site([[/wp-json/, answer(404, page, html)]]));
    const { credential } = await wordpress.signIn(entryFor(origin), context());
    expect(credential.root).toBe(`${origin}/?rest_route=/`);
  });

  test.each<[string, Handler, Partial<NetworkError>]>([
    ['is none', answer(404, page, html), { kind: 'unreachable', status: 404 }],
    ['is another kind of server', answer(200, { namespaces: ['other/v1'] }), { kind: 'unreachable' }],
    ['is a page', answer(200, page, html), { kind: 'unreachable' }],
    [
      'is closed by a plugin',
      answer(401, {
        code: 'rest_disabled',
        message: '<strong>Error:</strong> The API is &#8220;off&#8221;.',
      }),
      { kind: 'signIn', words: 'Error: The API is “off”.' },
    ],
  ])('fails at the field when there %s', async (_, handler, expected) => {
    const { origin } = await startServer(handler);
    const error = await failureOf(wordpress.signIn(entryFor(origin), context()));
    expect(error).toMatchObject({ ...expected, field: 'server' });
    expect(error.words).not.toBe('');
  });
});

describe('what a server answers', () => {
  test.each<[string, Handler, Partial<NetworkError>]>([
    ['a web page instead of an answer', answer(200, page, html), { kind: 'unreachable', status: 200 }],
    ['a warning before the answer', answer(200, '<br /><b>Warning</b>: x[]'), { kind: 'unreachable' }],
    ['a page of a firewall', answer(403, page, html), { kind: 'unreachable', status: 403 }],
    ['a page of a proxy whose server is down', answer(502, page, html), { kind: 'unreachable' }],
    ['a page about a fault', answer(500, page, html), { kind: 'serverFault', status: 500 }],
    [
      'a fault of WordPress',
      answer(500, { code: 'x', message: 'Critical <a>error</a>' }),
      { kind: 'serverFault', words: 'Critical error' },
    ],
    ['broken JSON', answer(200, '[{"id":'), { kind: 'serverFault' }],
    ['nothing at all', answer(200, ''), { kind: 'serverFault' }],
    ['an object for a list', answer(200, {}), { kind: 'serverFault' }],
    ['a list of nonsense', answer(200, [{ id: '5' }]), { kind: 'serverFault' }],
    ['an upload limit', answer(413, page, html), { kind: 'refused' }],
    [
      'that it is too much',
      answer(429, page, { ...html, 'retry-after': '7' }),
      { kind: 'rateLimited', retryAfterMs: 7_000 },
    ],
    [
      'a refusal',
      answer(400, { code: 'y', message: 'No\u202e\u0000 way' }),
      { kind: 'refused', words: 'No way' },
    ],
    [
      'that the password is gone',
      answer(401, { code: 'incorrect_password', message: 'Gone.' }),
      { kind: 'signIn' },
    ],
  ])('%s, and the post is neither there nor missing', async (_, handler, expected) => {
    const { origin } = await startServer(site([[/\/posts\?/, handler]]));
    expect(await failureOf(wordpress.find(post, credentialFor(origin), context()))).toMatchObject(expected);
    expect(await failureOf(wordpress.publish(post, credentialFor(origin), context()))).toMatchObject(
      expected,
    );
  });

  test('20 MB, of which little is read', async () => {
    const poured = pourOut(200);
    const { origin } = await startServer(site([[/\/posts\?/, poured.handler]]));
    expect(await failureOf(wordpress.find(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'serverFault',
    });
    expect(poured.sentBytes).toBeLessThan(15_000_000);
  });

  test('nothing, because the caller stopped it', async () => {
    const stop = new AbortController();
    const { origin } = await startServer(() => stop.abort());
    const attempt = wordpress.find(post, credentialFor(origin), context({ signal: stop.signal }));
    expect(await failureOf(attempt)).toMatchObject({
      kind: 'unreachable',
      words: expect.stringContaining('Stopped'),
    });
  });

  test('an honest one is understood', async () => {
    const { origin } = await startServer(site());
    expect(await wordpress.find(post, credentialFor(origin), context())).toEqual({ state: 'absent' });
    expect(await wordpress.publish(post, credentialFor(origin), context())).toEqual({
      uri: `${origin}/?p=5`,
      url: 'https://news.example/x',
    });
  });

  test('an address of a post that no browser should open is not handed on', async () => {
    const { origin } = await startServer(
      site([[/^POST .*\/posts\/5/, answer(200, { ...stored, link: 'javascript:alert(1)' })]]),
    );
    expect((await wordpress.publish(post, credentialFor(origin), context())).url).toBe(`${origin}/?p=5`);
  });

  test('a post that a plugin holds back is not called published', async () => {
    const { origin } = await startServer(
      site([[/^POST .*\/posts\/5/, answer(200, { ...stored, status: 'pending' })]]),
    );
    expect(await failureOf(wordpress.publish(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('keeps it as “pending”'),
    });
  });

  test('a second draft of the same key is thrown away, and the first one is published', async () => {
    let looks = 0;
    const { origin, requests } = await startServer(
      site([
        [
          /^GET .*\/posts\?/,
          (request, response, body) =>
            answer(200, looks++ === 0 ? [] : [{ ...stored, slug: key, status: 'draft' }])(
              request,
              response,
              body,
            ),
        ],
        [/^POST .*\/posts\?/, answer(201, { ...stored, id: 6, slug: `${key}-2`, status: 'draft' })],
      ]),
    );
    expect((await wordpress.publish(post, credentialFor(origin), context())).uri).toBe(`${origin}/?p=5`);
    expect(requests.filter(({ method }) => method === 'DELETE').map(({ url }) => url)).toEqual([
      expect.stringContaining('/posts/6?force=true'),
    ]);
  });

  test('a user without the right is told so even by a site that only says it at the last step', async () => {
    const refusal = answer(403, { code: 'rest_cannot_publish', message: 'Sorry, you are not allowed.' });
    const { origin } = await startServer(site([[/^POST .*\/posts\/5/, refusal]]));
    expect(await failureOf(wordpress.publish(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('may not publish there'),
    });
  });
});

const listChoicesOf = (origin: string, field: string) =>
  wordpress.listChoices?.(field, credentialFor(origin), context()) ?? expect.fail('nothing is offered');

describe('what a server offers for a field', () => {
  const named = (id: number) => ({ id, slug: `s${id}`, name: `N${id}` });
  const many = Array.from({ length: 100 }, (_, position) => named(position + 1));

  test('is asked for by the hundred, and no further than two hundred', async () => {
    const { origin, requests } = await startServer(answer(200, many));
    expect(await listChoicesOf(origin, 'author')).toHaveLength(200);
    expect(requests.map(({ url }) => new URL(url, origin).searchParams.get('page'))).toEqual(['1', '2']);
  });

  test('is shown as text, without what hides or was to stay secret', async () => {
    const name = `<b>Tom</b> &amp; \u202eJerry ${canary}`;
    const { origin } = await startServer(answer(200, [{ ...named(1), name }]));
    expect(await listChoicesOf(origin, 'tags')).toEqual([
      { value: 'Tom & Jerry •••', words: 'Tom & Jerry •••' },
    ]);
  });

  test.each<[string, Handler, Partial<NetworkError>]>([
    ['a page', answer(200, page, html), { kind: 'unreachable' }],
    ['an object for a list', answer(200, {}), { kind: 'serverFault' }],
    ['a list of nonsense', answer(200, [null, { id: 1 }]), { kind: 'serverFault' }],
    ['a refusal', answer(403, { code: 'no', message: 'Closed.' }), { kind: 'refused', words: 'Closed.' }],
    ['that it is too much', answer(429, page, html), { kind: 'rateLimited' }],
  ])('is told as a failure when it is %s', async (_, handler, expected) => {
    const { origin } = await startServer(handler);
    for (const field of ['author', 'categories', 'tags'])
      expect(await failureOf(listChoicesOf(origin, field))).toMatchObject(expected);
  });

  test.each([
    [{ code: 'rest_cannot_create', message: 'Sorry.' }, 'may not make one: an editor of the site adds it'],
    [{ code: 'term_exists', message: 'It exists.', data: { term_id: '7' } }, 'It exists.'],
  ])('a tag that cannot be made leaves nothing on the site: %j', async (refusal, words) => {
    const { origin, requests } = await startServer(
      site([
        [/^GET .*\/tags/, answer(200, [])],
        [/^POST .*\/tags/, answer(403, refusal)],
      ]),
    );
    const tagged = { ...post, options: { tags: ['New'] } };
    expect(await failureOf(wordpress.publish(tagged, credentialFor(origin), context()))).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining(words),
    });
    expect(requests.filter(({ method, url }) => method === 'POST' && !url.includes('tags'))).toEqual([]);
  });
});

describe('the page of a site for signing in', () => {
  const pageContext = { fetch, nowMs: () => nowMs, randomBytes: (count: number) => new Uint8Array(count) };
  const redirectUrl = 'https://countersign.example/back';
  const signInByPage = wordpress.signInByPage ?? expect.fail('there is none');
  const begin = (origin: string) => signInByPage.begin({ server: origin, redirectUrl }, pageContext);
  const indexWith = (url: string, authorization: unknown) => ({
    ...index,
    url,
    home: url,
    authentication: { 'application-passwords': { endpoints: { authorization } } },
  });

  /** A site that takes part, at whatever origin the server gets. */
  async function startSite() {
    const started = await startServer((request, response, body) => {
      const origin = `http://${request.headers.host}`;
      const own = indexWith(origin, `${origin}/wp-admin/authorize-application.php`);
      const handler = /users\/me|^HEAD/.test(`${request.method} ${request.url}`) ? site() : answer(200, own);
      handler(request, response, body);
    });
    const { url, pending } = await begin(started.origin);
    return { ...started, url, pending };
  }

  function returnedTo(origin: string, state: string | undefined, changes: Record<string, string> = {}) {
    const back = new URL(redirectUrl);
    const claims = { state: state ?? '', site_url: origin, user_login: 'dana', password: canary, ...changes };
    for (const [name, value] of Object.entries(claims)) back.searchParams.set(name, value);
    return back.href;
  }

  test('is opened with a name, our id, and the way back, and its answer is taken once it was verified', async () => {
    const { origin, requests, url, pending } = await startSite();
    const { searchParams, pathname } = new URL(url);
    expect(pathname).toBe('/wp-admin/authorize-application.php');
    expect(searchParams.get('app_name')).toBe('Countersign, 2026-11-21 12:00:00 UTC');
    expect(searchParams.get('app_id')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(searchParams.get('success_url')).toBe(`${redirectUrl}?state=${pending.state}`);
    expect(requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    const back = returnedTo(origin, pending.state);
    const { credential } = await signInByPage.finish(back, pending, pageContext);
    expect(credential).toMatchObject({ site: origin, userName: 'dana', password: canary });
    expect(requests.some(({ headers }) => headers.authorization === `Basic ${token}`)).toBe(true);
  });

  test.each([
    ['of another sign-in', { state: '0'.repeat(31) }, 'not the sign-in that was begun'],
    ['of nobody’s', { state: '' }, 'not the sign-in that was begun'],
    ['of another site', { site_url: 'https://bank.example' }, 'The page of another site'],
    ['of a site in another folder', { site_url: 'ORIGIN/other' }, 'The page of another site'],
    ['of no site', { site_url: '' }, 'The page of another site'],
    [
      'of a site without passwords',
      { success: 'false', error: 'disabled' },
      'makes no application passwords',
    ],
    ['that says no', { success: 'false' }, 'was refused on the page'],
    ['without a name', { user_login: '' }, 'user name is empty'],
    ['without a password', { password: '' }, 'application password is empty'],
  ])('an answer %s sends the password nowhere, and says it nowhere', async (_, changes, words) => {
    const { origin, requests, pending } = await startSite();
    requests.splice(0);
    const back = returnedTo(origin, pending.state, changes).replace('ORIGIN', encodeURIComponent(origin));
    const error = await failureOf(signInByPage.finish(back, pending, pageContext));
    expect(error).toMatchObject({ kind: 'refused', words: expect.stringContaining(words) });
    for (const secret of secrets) expect(error.words).not.toContain(secret);
    expect(requests).toEqual([]);
  });

  test('an answer to nothing, and no answer, are refused', async () => {
    for (const back of [returnedTo('https://news.example', undefined), 'nonsense', redirectUrl])
      expect(await failureOf(signInByPage.finish(back, {}, pageContext))).toMatchObject({ kind: 'refused' });
  });

  test.each<[string, (origin: string) => object]>([
    ['is at another origin', (origin) => indexWith(origin, 'https://thief.example/wp-admin/x.php')],
    [
      'is of a site at another origin',
      (origin) => indexWith('https://bank.example', `${origin}/wp-admin/x.php`),
    ],
    ['is no page', (origin) => indexWith(origin, 'javascript:alert(1)')],
    ['is not told of', () => index],
    ['is not even an address', (origin) => indexWith(origin, { href: origin })],
  ])('one that %s is not opened', async (_, indexOf) => {
    const { origin } = await startServer((request, response, body) =>
      answer(200, indexOf(`http://${request.headers.host}`))(request, response, body),
    );
    expect(await failureOf(begin(origin))).toMatchObject({ kind: 'refused', field: 'server' });
  });
});

describe('secrets', () => {
  const wraps: [string, (echoed: string) => string][] = [
    ['as a message', (echoed) => JSON.stringify({ code: 'echo', message: echoed })],
    ['as a code', (echoed) => JSON.stringify({ code: echoed, message: '' })],
    ['in HTML', (echoed) => JSON.stringify({ code: 'echo', message: `<p title="x">${echoed}</p>` })],
    ['as a page', (echoed) => `<html>${echoed}`],
    ['as broken JSON', (echoed) => `{"message": ${echoed}`],
    ['as a post', (echoed) => JSON.stringify([{ id: 1, slug: key, status: echoed, link: echoed }])],
  ];
  const cases = [200, 302, 400, 401, 403, 413, 429, 500, 502].flatMap((status) =>
    wraps.map(([how, wrap]) => [status, how, wrap] as const),
  );

  test.each(cases)('are in no error when the server sends them back with %i %s', async (status, _, wrap) => {
    const echo: Handler = (request, response, body) => {
      const echoed = `${body} ${request.headers.authorization} ${secrets.join(' ')} ${encodeURIComponent(canary)}`;
      response.writeHead(status, { 'content-type': 'application/json', location: `/${token}` });
      response.end(wrap(echoed));
    };
    const closed = await startServer(echo);
    const open = await startServer(site([[/users\/me|\/tags/, echo]]));
    const errors = [
      await failureOf(wordpress.signIn(entryFor(closed.origin), context())),
      await failureOf(wordpress.signIn(entryFor(open.origin), context())),
      await failureOf(wordpress.publish(post, credentialFor(open.origin), context())),
      await failureOf(wordpress.find(post, credentialFor(open.origin), context())),
      await failureOf(
        wordpress.remove({ uri: `${open.origin}/?p=1`, url: '' }, credentialFor(open.origin), context()),
      ),
      await failureOf(listChoicesOf(open.origin, 'tags')),
    ];
    for (const secret of secrets) {
      for (const error of errors) expect(everythingIn(error)).not.toContain(secret);
      for (const { url } of [...closed.requests, ...open.requests]) expect(url).not.toContain(secret);
    }
    expect(open.requests.some(({ headers }) => headers.authorization === `Basic ${token}`)).toBe(true);
  });

  test('are in no error when the connection fails', async () => {
    const failing: typeof fetch = async (_, init) => {
      throw new TypeError(`${new Headers(init?.headers).get('authorization')} ${canary}`);
    };
    const attempt = wordpress.find(post, credentialFor('https://news.example'), context({ fetch: failing }));
    const error = await failureOf(attempt);
    for (const secret of secrets) expect(everythingIn(error)).not.toContain(secret);
  });
});

test.each([
  ['comments', '<!-- '],
  ['open elements', '<a '],
  ['quotes', '<a "'],
  ['references', '&#'],
  ['spaces', ' '],
])('a megabyte of %s is read in no time', (_, unit) => {
  const start = performance.now();
  readPlainText(unit.repeat(1_000_000 / unit.length));
  expect(performance.now() - start).toBeLessThan(2_000);
});
