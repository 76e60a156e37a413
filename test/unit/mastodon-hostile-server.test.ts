import { describe, expect, test } from 'vitest';
import { mastodon } from '../../lib/networks/mastodon/mastodon';
import { mastodonRules } from '../../lib/networks/mastodon/rules';
import {
  type Credential,
  type NetworkContext,
  NetworkError,
  type OutgoingPost,
} from '../../lib/networks/network';
import { answer, everythingIn, failureOf, type Handler, pourOut, startServer } from './hostile-server';

const nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
const canary = 'canary-access-token-seen';
const clientSecret = 'canary-client-secret';
const verifier = 'canary-verifier';
const code = 'canary-code-of-the-page';
const secrets = [canary, clientSecret, verifier, code];

const context = (overrides: Partial<NetworkContext> = {}): NetworkContext => ({
  fetch,
  nowMs: () => nowMs,
  saveCredential: async () => {},
  ...overrides,
});

const pageContext = { ...context(), randomBytes: (count: number) => new Uint8Array(count) };

const credentialFor = (server: string): Credential => ({
  server,
  accountId: '7',
  userName: 'alice',
  token: canary,
});

const post: OutgoingPost = {
  key: mastodon.choosePostKey(nowMs, 7),
  createdAtMs: nowMs,
  text: 'A post',
  images: [{ blob: new Blob(['x'], { type: 'image/png' }), alt: 'x', widthPx: 1, heightPx: 1 }],
  options: {},
};

const status = {
  id: '1',
  created_at: new Date(nowMs).toISOString(),
  content: '<p>A post</p>',
  spoiler_text: '',
  media_attachments: [{ id: '2', description: 'x' }],
  reblog: null,
  url: 'https://example.com/@alice/1',
};

const find = (origin: string, overrides: Partial<NetworkContext> = {}) =>
  mastodon.find(post, credentialFor(origin), context(overrides));
const publish = (origin: string) => mastodon.publish(post, credentialFor(origin), context());
const signIn = (origin: string) =>
  mastodon.signIn({ server: origin, identifier: 'alice', password: canary }, context());

const page = '<!doctype html><title>Welcome to the hotel</title>';
const html = { 'content-type': 'text/html' };

describe('what a server answers', () => {
  test.each<[string, Handler, Partial<NetworkError>]>([
    ['a web page instead of an answer', answer(200, page, html), { kind: 'unreachable', status: 200 }],
    ['a web page that says it is JSON', answer(200, ` \n${page}`), { kind: 'unreachable', status: 200 }],
    ['a page that is not there', answer(404, page, html), { kind: 'unreachable', status: 404 }],
    ['a page that forbids', answer(403, page, html), { kind: 'unreachable', status: 403 }],
    ['a page of a proxy whose server is down', answer(502, page, html), { kind: 'unreachable', status: 502 }],
    ['a page about a fault', answer(500, page, html), { kind: 'serverFault', status: 500 }],
    ['no words about a fault', answer(500, ''), { kind: 'serverFault', status: 500 }],
    ['another protocol', answer(404, { detail: 'Not Found' }), { kind: 'unreachable', status: 404 }],
    ['broken JSON', answer(200, '[{"id": "1'), { kind: 'serverFault', status: 200 }],
    ['nothing at all with 200', answer(200, ''), { kind: 'serverFault', status: 200 }],
    ['JSON that is a word', answer(200, '"yes"'), { kind: 'serverFault', status: 200 }],
    ['an object where a list belongs', answer(200, {}), { kind: 'serverFault' }],
    ['a list of nothing', answer(200, [null]), { kind: 'serverFault' }],
    ['an upload limit', answer(413, page, html), { kind: 'refused', status: 413 }],
    [
      'a redirect',
      answer(302, '', { location: 'https://example.com/' }),
      { kind: 'unreachable', status: 302 },
    ],
    [
      'a fault in its own words',
      answer(503, { error: 'Remote data' }),
      { kind: 'serverFault', words: 'Remote data' },
    ],
    [
      'a refusal in its own words',
      answer(422, { error: 'Validation\n\u202efailed:\u0000 Text' }),
      { kind: 'refused', words: 'Validation failed: Text' },
    ],
    ['that the token is gone', answer(401, { error: 'The access token was revoked' }), { kind: 'signIn' }],
    ['that the account is closed', answer(403, { error: 'Your login is disabled' }), { kind: 'signIn' }],
  ])('%s', async (_, handler, expected) => {
    const { origin, requests } = await startServer(handler);
    const error = await failureOf(find(origin));
    expect(error).toMatchObject(expected);
    expect(error.words).not.toBe('');
    expect(requests).toHaveLength(1);
  });

  const date = 'Sat, 21 Nov 2026 12:00:00 GMT';
  test.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '30' }, 30_000],
    ['the moment of the reset', { 'x-ratelimit-reset': '2026-11-21T12:01:30.000000Z', date }, 90_000],
    ['a moment that has passed', { 'x-ratelimit-reset': '2026-11-21T11:00:00.000Z', date }, 0],
    ['a hundred years', { 'x-ratelimit-reset': '2126-11-21T11:00:00.000Z', date }, 86_400_000],
    ['nonsense', { 'x-ratelimit-reset': '2026-11-21Tsoon', date }, undefined],
    ['a number that may be anything', { 'x-ratelimit-reset': '1700000000', date }, undefined],
    ['nothing', {}, undefined],
  ])('that it is too much, to be tried again after %s', async (_, headers, retryAfterMs) => {
    const { origin } = await startServer(answer(429, { error: 'Too many requests' }, headers));
    expect(await failureOf(find(origin))).toMatchObject({ kind: 'rateLimited', status: 429, retryAfterMs });
  });

  test.each([200, 422])('20 MB with %i, of which little is read', async (code) => {
    const poured = pourOut(code);
    const { origin } = await startServer(poured.handler);
    expect(await failureOf(find(origin))).toMatchObject({
      kind: code === 200 ? 'serverFault' : 'unreachable',
    });
    expect(poured.sentBytes).toBeLessThan(15_000_000);
  });

  test('nothing, because the caller stopped it', async () => {
    const stop = new AbortController();
    const { origin } = await startServer(() => stop.abort());
    expect(await failureOf(find(origin, { signal: stop.signal }))).toMatchObject({
      kind: 'unreachable',
      words: expect.stringContaining('Stopped'),
    });
  });

  test('half an answer, and a broken connection', async () => {
    const { origin } = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('[{"id":', () => response.destroy());
    });
    expect(await failureOf(find(origin))).toMatchObject({ kind: 'unreachable' });
  });

  test('the same page of posts for ever, and is left alone', async () => {
    const busy = Array.from({ length: 40 }, () => ({ ...status, content: '<p>Other</p>' }));
    const { origin, requests } = await startServer(
      answer(200, busy, { date: new Date(nowMs).toUTCString() }),
    );
    expect(await find(origin)).toMatchObject({ state: 'unknown' });
    expect(requests).toHaveLength(5);
  });

  test('a boost that was not asked for, and is not taken for the post', async () => {
    const boost = { ...status, reblog: status };
    const date = new Date(nowMs).toUTCString();
    const lookFor = async (only: object) => {
      const { origin } = await startServer((request, response, body) =>
        answer(200, request.url?.includes('max_id') ? [] : [only], { date })(request, response, body),
      );
      return (await find(origin)).state;
    };
    expect(await lookFor(status)).toBe('published');
    expect(await lookFor(boost)).toBe('absent');
  });

  test.each(['<', '&', '<a "', '@a.', 'https://a.', '<!--'])('a post of %j alone', async (piece) => {
    const content = piece.repeat(Math.floor(400_000 / piece.length));
    const { origin } = await startServer((request, response, body) =>
      answer(200, request.url?.includes('max_id') ? [] : [{ ...status, content }])(request, response, body),
    );
    expect(await find(origin)).toEqual({ state: 'absent' });
  });
});

describe('publishing to a server that cannot be trusted', () => {
  const takeEverything: Handler = (request, response, body) =>
    answer(200, request.url?.includes('/media') ? { id: '2' } : status)(request, response, body);
  const instead =
    (path: string, handler: Handler): Handler =>
    (request, response, body) =>
      (request.url?.includes(path) ? handler : takeEverything)(request, response, body);

  test('goes well with an honest one', async () => {
    const { origin } = await startServer(takeEverything);
    expect(await publish(origin)).toEqual({
      uri: `${origin}/api/v1/statuses/1`,
      url: 'https://example.com/@alice/1',
    });
  });

  test.each<[string, Handler]>([
    ['an upload, with no id', instead('media', answer(200, {}))],
    ['an upload, with an id that leads elsewhere', instead('media', answer(202, { id: '../accounts/1' }))],
    ['an upload, as a list', instead('media', answer(200, []))],
    ['the post, with no id', instead('statuses', answer(200, { ...status, id: undefined }))],
    [
      'the post, with an id that leads elsewhere',
      instead('statuses', answer(200, { ...status, id: '../x' })),
    ],
    ['the post, at no time', instead('statuses', answer(200, { ...status, created_at: 'yesterday' }))],
  ])('an answer that makes no sense, about %s, is a fault of the server', async (_, handler) => {
    const { origin } = await startServer(handler);
    expect(await failureOf(publish(origin))).toMatchObject({ kind: 'serverFault' });
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 7, null])(
    'an address that no page may open is not kept: %s',
    async (url) => {
      const { origin } = await startServer(instead('statuses', answer(200, { ...status, url })));
      expect(await publish(origin)).toMatchObject({ url: `${origin}/@alice/1` });
    },
  );

  test('an image that is refused while it is worked on ends the try', async () => {
    const { origin, requests } = await startServer((request, response, body) =>
      (request.method === 'POST'
        ? answer(202, { id: '2' })
        : answer(422, { error: 'Error processing thumbnail' }))(request, response, body),
    );
    expect(await failureOf(publish(origin))).toMatchObject({
      kind: 'refused',
      words: 'Error processing thumbnail',
    });
    expect(requests.some(({ url }) => url.includes('statuses'))).toBe(false);
  });
});

describe('signing in to a server that cannot be trusted', () => {
  const account = { id: '7', username: 'alice', display_name: 'Alice' };
  const describeAs =
    (who: object, instance: object): Handler =>
    (request, response, body) =>
      answer(200, request.url?.includes('instance') ? instance : who)(request, response, body);

  test('takes only numbers that can be limits', async () => {
    const configuration = {
      statuses: { max_characters: -1, max_media_attachments: 1.5, characters_reserved_per_url: '23' },
      media_attachments: { image_size_limit: 1e300, description_limit: 5 },
      polls: [],
    };
    const { origin } = await startServer(describeAs(account, { configuration }));
    const { limits } = await signIn(origin);
    expect(limits).toEqual({ maxAltCharacters: 5 });
    const rules = mastodonRules.forServer?.({ ...limits, maxImages: Number.NaN, other: 1 });
    expect(rules).toMatchObject({ maxImages: 4, maxImageBytes: 16_777_216 });
  });

  test.each(['evil"><b>.example', canary, 'a b.example', `${'a.'.repeat(400)}example`, 7])(
    'shows no domain that is none: %s',
    async (domain) => {
      const { origin } = await startServer(describeAs(account, { domain }));
      expect((await signIn(origin)).profile.handle).toBe(`alice@${new URL(origin).host}`);
    },
  );

  test.each([
    ['a number that leads elsewhere', { ...account, id: '../../x' }],
    ['a name that is none', { ...account, username: '<b>' }],
    ['our token for a name', { ...account, username: canary.replaceAll('-', '_') }],
    ['nobody', {}],
  ])('%s is a fault of the server', async (_, who) => {
    const { origin } = await startServer(describeAs(who, {}));
    const password = canary.replaceAll('-', '_');
    const attempt = mastodon.signIn({ server: origin, identifier: 'x', password }, context());
    expect(await failureOf(attempt)).toMatchObject({ kind: 'serverFault' });
  });

  test('a name is one line of text', async () => {
    const who = { ...account, display_name: `\u202eAl\nice ${canary}` };
    const { origin } = await startServer(describeAs(who, {}));
    expect((await signIn(origin)).profile.name).toBe('Al ice •••');
  });

  test.each<[string, object]>([
    ['nothing', {}],
    ['too little', { client_id: 'short', client_secret: 'x' }],
    ['a second header', { client_id: 'an-app-id\r\nb: c', client_secret: 'a-secret' }],
  ])('an app with %s begins nothing', async (_, app) => {
    const { origin } = await startServer(answer(200, app));
    const entry = { server: origin, redirectUrl: 'https://x.chromiumapp.org/' };
    expect(await failureOf(mastodon.signInByPage?.begin(entry, pageContext))).toMatchObject({
      kind: 'serverFault',
    });
  });

  test('a token that may do less than was asked for is not kept', async () => {
    const token = { access_token: 'a-new-token', scope: 'read write:media' };
    const { origin, requests } = await startServer(answer(200, token));
    expect(await failureOf(finish(origin))).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('did not grant write:statuses'),
    });
    expect(requests).toHaveLength(1);
  });
});

function finish(origin: string) {
  const redirectUrl = 'https://x.chromiumapp.org/';
  const pending = {
    server: origin,
    redirectUrl,
    clientId: 'an-app-id',
    clientSecret,
    state: 'a-state',
    verifier,
  };
  return mastodon.signInByPage?.finish(`${redirectUrl}?code=${code}&state=a-state`, pending, pageContext);
}

describe('secrets', () => {
  /** Sends back all that it was sent, in every place that we read. */
  const echo =
    (status: number, wrap: (echoed: string) => string): Handler =>
    (request, response, body) => {
      const told = `${body} ${request.headers.authorization?.replace('Bearer ', '')}`;
      const echoed = `${told} ${encodeURIComponent(told)}`;
      response.writeHead(status, {
        'content-type': 'application/json',
        location: `/${canary}`,
        'x-ratelimit-reset': canary,
      });
      response.end(wrap(echoed));
    };

  const wraps: [string, (echoed: string) => string][] = [
    ['as an error', (echoed) => JSON.stringify({ error: echoed })],
    ['as the words of an error', (echoed) => JSON.stringify({ error: 'x', error_description: echoed })],
    ['as a page', (echoed) => `<html>${echoed}`],
    ['as broken JSON', (echoed) => `{"error": ${echoed}`],
    ['as an account', () => JSON.stringify({ id: canary, username: canary, display_name: canary })],
    ['as a post', () => JSON.stringify({ ...status, id: canary, url: `https://x.example/${canary}` })],
    ['as posts', () => JSON.stringify([{ ...status, id: canary, content: canary }])],
    ['as an app', () => JSON.stringify({ access_token: clientSecret, scope: canary })],
  ];
  const cases = [200, 302, 401, 413, 422, 429, 500, 502].flatMap((code) =>
    wraps.map(([how, wrap]) => [code, how, wrap] as const),
  );

  test.each(cases)('are in no error when the server sends them back with %i %s', async (code, _, wrap) => {
    const { origin, requests } = await startServer(echo(code, wrap));
    const attempts = [
      signIn(origin),
      publish(origin),
      find(origin),
      mastodon.remove({ uri: `${origin}/api/v1/statuses/1`, url: '' }, credentialFor(origin), context()),
      finish(origin),
    ];
    for (const result of await Promise.allSettled(attempts)) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toBeInstanceOf(NetworkError);
      for (const secret of secrets) expect(everythingIn(result.reason)).not.toContain(secret);
    }
    for (const { url } of requests) for (const secret of secrets.slice(1)) expect(url).not.toContain(secret);
    expect(requests.some(({ headers }) => headers.authorization?.includes(canary))).toBe(true);
    expect(requests.some(({ body }) => body.includes(verifier))).toBe(true);
  });

  test('are in no error when the connection fails', async () => {
    const failing: typeof fetch = async (_, init) => {
      throw new TypeError(`${JSON.stringify(init)} ${new Headers(init?.headers).get('authorization')}`);
    };
    const error = await failureOf(find('https://example.com', { fetch: failing }));
    expect(everythingIn(error)).not.toContain(canary);
  });

  test('go to no other server after a redirect', async () => {
    const other = await startServer(answer(200, {}));
    const { origin } = await startServer(answer(307, '', { location: `${other.origin}/` }));
    await Promise.allSettled([signIn(origin), publish(origin), find(origin), finish(origin)]);
    expect(other.requests).toEqual([]);
  });

  test.each([
    ['http://example.com', 'must begin with https://'],
    ['https://alice:secret@example.com', 'without a name'],
    ['@alice@example.com', 'without a name'],
    ['two words', 'without spaces'],
    ['', 'is empty'],
  ])('go nowhere when the address is %j', async (server, words) => {
    const offline: typeof fetch = () => expect.fail('it was asked');
    const entry = { server, identifier: '', password: canary };
    const error = await failureOf(mastodon.signIn(entry, context({ fetch: offline })));
    expect(error).toMatchObject({ kind: 'refused', field: 'server', words: expect.stringContaining(words) });
  });

  test('that are stored in part ask for a new sign-in', async () => {
    const { origin, requests } = await startServer(answer(200, []));
    for (const missing of ['server', 'accountId', 'userName', 'token']) {
      const credential = { ...credentialFor(origin), [missing]: '' };
      expect(await failureOf(mastodon.find(post, credential, context()))).toMatchObject({ kind: 'signIn' });
    }
    expect(requests).toEqual([]);
  });
});
