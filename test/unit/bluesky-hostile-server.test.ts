import { describe, expect, test } from 'vitest';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { callXrpc, type XrpcRequest } from '../../lib/networks/bluesky/xrpc';
import type { Credential, NetworkContext, NetworkError } from '../../lib/networks/network';
import { answer, everythingIn, failureOf, type Handler, pourOut, startServer } from './hostile-server';

const nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
const canary = 'canary-pass-word-seen';
const secrets = [canary, 'canary.access.token', 'canary.refresh.token'];

const context = (overrides: Partial<NetworkContext> = {}): NetworkContext => ({
  fetch,
  nowMs: () => nowMs,
  saveCredential: async () => {},
  ...overrides,
});

const credentialFor = (server: string): Credential => ({
  server,
  did: 'did:plc:canary',
  handle: 'alice.test',
  appPassword: canary,
  accessJwt: 'canary.access.token',
  refreshJwt: 'canary.refresh.token',
});

const key = bluesky.choosePostKey(nowMs, 7);
const expectedUri = `at://did:plc:canary/app.bsky.feed.post/${key}`;

const post = {
  key,
  createdAtMs: nowMs,
  text: 'A post for @bob.test',
  images: [{ blob: new Blob(['x'], { type: 'image/png' }), alt: '', widthPx: 1, heightPx: 1 }],
  options: {},
};

/** More than one record, and a quoted post: other requests than those of the post above. */
const gatedPost = {
  ...post,
  images: [],
  options: { replies: 'nobody', quote: 'https://bsky.app/profile/bob.test/post/3mabcdefgh22x' },
};

async function failureOfQuery(origin: string, more: Partial<XrpcRequest> = {}): Promise<NetworkError> {
  const request: XrpcRequest = {
    server: origin,
    method: 'com.atproto.repo.getRecord',
    kind: 'query',
    secrets,
    ...more,
  };
  const result = await callXrpc(request, context());
  if (result.ok) return expect.fail('it succeeded');
  return result.error;
}

const page = '<!doctype html><title>Welcome to the hotel</title>';
const html = { 'content-type': 'text/html' };

describe('what a server answers', () => {
  test.each<[string, Handler, Partial<NetworkError>]>([
    ['a web page instead of an answer', answer(200, page, html), { kind: 'unreachable', status: 200 }],
    ['a web page that says it is JSON', answer(200, ` \n${page}`), { kind: 'unreachable', status: 200 }],
    ['a page that is not there', answer(404, page, html), { kind: 'unreachable', status: 404 }],
    ['a page of a proxy whose server is down', answer(502, page, html), { kind: 'unreachable', status: 502 }],
    ['a page about a fault', answer(500, page, html), { kind: 'serverFault', status: 500 }],
    ['no words about a fault', answer(500, ''), { kind: 'serverFault', status: 500 }],
    ['another protocol', answer(404, { detail: 'Not Found' }), { kind: 'unreachable', status: 404 }],
    ['broken JSON', answer(200, '{"uri": "at://'), { kind: 'serverFault', status: 200 }],
    ['nothing at all with 200', answer(200, ''), { kind: 'serverFault', status: 200 }],
    ['JSON that is no object', answer(200, '[1]'), { kind: 'serverFault', status: 200 }],
    ['an upload limit', answer(413, page, html), { kind: 'refused', status: 413 }],
    [
      'a redirect',
      answer(302, '', { location: 'https://example.com/' }),
      { kind: 'unreachable', status: 302 },
    ],
    [
      'a fault in its own words',
      answer(500, { error: 'InternalServerError', message: 'Internal Server Error' }),
      { kind: 'serverFault', words: 'Internal Server Error' },
    ],
    [
      'a fault that only has a name',
      answer(502, { error: 'UpstreamFailure' }),
      { kind: 'serverFault', words: 'UpstreamFailure' },
    ],
    [
      'a refusal in its own words',
      answer(400, { error: 'InvalidRequest', message: 'Record/text\n\u202etoo\u0000 long' }),
      { kind: 'refused', words: 'Record/text too long' },
    ],
    [
      'that the account is gone',
      answer(403, { error: 'AccountNotFound', message: 'Account not found' }),
      { kind: 'signIn', words: 'Account not found' },
    ],
  ])('%s', async (_, handler, expected) => {
    const { origin, requests } = await startServer(handler);
    const error = await failureOfQuery(origin);
    expect(error).toMatchObject(expected);
    expect(error.words).not.toBe('');
    expect(requests).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '30' }, 30_000],
    [
      'a date by the clock of the server',
      { 'retry-after': 'Sat, 21 Nov 2026 12:10:00 GMT', date: 'Sat, 21 Nov 2026 12:09:00 GMT' },
      60_000,
    ],
    [
      'a date that has passed',
      { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT', date: 'Sat, 21 Nov 2026 12:00:00 GMT' },
      0,
    ],
    [
      'the second of the reset',
      { 'ratelimit-reset': String(nowMs / 1000 + 90), date: 'Sat, 21 Nov 2026 12:00:00 GMT' },
      90_000,
    ],
    ['a hundred years', { 'retry-after': '3155760000' }, 86_400_000],
    ['nonsense', { 'retry-after': 'soon', 'ratelimit-reset': 'NaN' }, undefined],
    ['nothing', {}, undefined],
  ])('that it is too much, to be tried again after %s', async (_, headers, retryAfterMs) => {
    const { origin } = await startServer(
      answer(429, { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, headers),
    );
    expect(await failureOfQuery(origin)).toMatchObject({
      kind: 'rateLimited',
      status: 429,
      words: 'Rate Limit Exceeded',
      retryAfterMs,
    });
  });

  test('that it is too much, by our own clock when it tells none', async () => {
    const tell = async () =>
      new Response('', { status: 429, headers: { 'ratelimit-reset': String(nowMs / 1000 + 5) } });
    const request: XrpcRequest = {
      server: 'https://example.com',
      method: 'a.b.c',
      kind: 'query',
      secrets: [],
    };
    const result = await callXrpc(request, context({ fetch: tell }));
    expect(result).toMatchObject({ ok: false, error: { kind: 'rateLimited', retryAfterMs: 5_000 } });
  });

  test('a redirect as a browser hides it', async () => {
    const redirect = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    const request: XrpcRequest = {
      server: 'https://example.com',
      method: 'a.b.c',
      kind: 'query',
      secrets: [],
    };
    const result = await callXrpc(request, context({ fetch: async () => redirect }));
    expect(result).toMatchObject({ ok: false, error: { kind: 'unreachable', status: undefined } });
  });

  test.each([200, 400])('20 MB with %i, of which little is read', async (status) => {
    const poured = pourOut(status);
    const { origin } = await startServer(poured.handler);
    expect(await failureOfQuery(origin)).toMatchObject({
      kind: status === 200 ? 'serverFault' : 'unreachable',
    });
    expect(poured.sentBytes).toBeLessThan(15_000_000);
  });

  test('nothing, until the time is up', async () => {
    const { origin } = await startServer(() => {});
    const error = await failureOfQuery(origin, { timeoutMs: 50 });
    expect(error).toMatchObject({
      kind: 'unreachable',
      words: expect.stringContaining('within 0.05 seconds'),
    });
  });

  test('the beginning of an answer, until the time is up', async () => {
    const { origin } = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"uri":');
    });
    expect(await failureOfQuery(origin, { timeoutMs: 200 })).toMatchObject({
      kind: 'unreachable',
      words: expect.stringContaining('within 0.2 seconds'),
    });
  });

  test('half an answer, and a broken connection', async () => {
    const { origin } = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"uri":', () => response.destroy());
    });
    expect(await failureOfQuery(origin)).toMatchObject({ kind: 'unreachable' });
  });

  test('nothing, because it is not there', async () => {
    const { origin, stop } = await startServer(() => {});
    await stop();
    expect(await failureOfQuery(origin)).toMatchObject({ kind: 'unreachable', status: undefined });
  });

  test('nothing, because the caller stopped it', async () => {
    const stop = new AbortController();
    const { origin } = await startServer(() => stop.abort());
    const attempt = bluesky.find(post, credentialFor(origin), context({ signal: stop.signal }));
    expect(await failureOf(attempt)).toMatchObject({
      kind: 'unreachable',
      words: expect.stringContaining('Stopped'),
    });
  });
});

describe('publishing to a server that cannot be trusted', () => {
  const takeEverything: Handler = (request, response) => {
    const method = request.url?.replace('/xrpc/', '').split('?')[0];
    const bodies: Record<string, object> = {
      'com.atproto.repo.uploadBlob': {
        blob: { $type: 'blob', ref: { $link: 'b' }, mimeType: 'image/png', size: 1, more: 1 },
      },
      'com.atproto.identity.resolveHandle': { did: 'did:plc:bob' },
      'com.atproto.repo.putRecord': { uri: expectedUri, cid: 'c' },
      'com.atproto.repo.getRecord': { uri: expectedUri, cid: 'c', value: {} },
    };
    answer(200, bodies[method ?? ''] ?? {})(request, response, '');
  };
  const instead =
    (method: string, handler: Handler): Handler =>
    (request, response, body) =>
      (request.url?.includes(method) ? handler : takeEverything)(request, response, body);

  test('goes well with an honest one', async () => {
    const { origin, requests } = await startServer(takeEverything);
    expect(await bluesky.publish(post, credentialFor(origin), context())).toMatchObject({ uri: expectedUri });
    expect(JSON.parse(requests.at(-1)?.body ?? '').record.embed.images[0].image).toEqual({
      $type: 'blob',
      ref: { $link: 'b' },
      mimeType: 'image/png',
      size: 1,
    });
  });

  test('an answer that was lost after the post was taken is told apart by looking it up', async () => {
    const stored = new Set<string>();
    const { origin } = await startServer((request, response, body) => {
      if (request.url?.includes('putRecord')) {
        stored.add(JSON.parse(body).rkey);
        request.socket.destroy();
      } else if (request.url?.includes('getRecord') && !stored.has(key)) {
        answer(400, { error: 'RecordNotFound', message: 'Could not locate record' })(request, response, body);
      } else takeEverything(request, response, body);
    });
    const credential = credentialFor(origin);
    expect(await bluesky.find(post, credential, context())).toEqual({ state: 'absent' });
    expect(await failureOf(bluesky.publish(post, credential, context()))).toMatchObject({
      kind: 'unreachable',
    });
    expect(await bluesky.find(post, credential, context())).toMatchObject({ post: { uri: expectedUri } });
  });

  test.each<[string, Handler]>([
    ['an upload', instead('uploadBlob', answer(200, { blob: { ref: 'b' } }))],
    ['an upload, with nothing in it', instead('uploadBlob', answer(200, {}))],
    ['the post, with the address of another', instead('putRecord', answer(200, { uri: `${expectedUri}x` }))],
    ['the post, with no address', instead('putRecord', answer(200, {}))],
  ])('an answer that makes no sense, about %s, is a fault of the server', async (_, handler) => {
    const { origin } = await startServer(handler);
    expect(await failureOf(bluesky.publish(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'serverFault',
    });
  });

  test.each<[string, Handler]>([
    ['refuses', answer(400, { error: 'InvalidRequest', message: 'Unable to resolve handle' })],
    ['fails', answer(502, { error: 'UpstreamFailure', message: 'Upstream Failure' })],
    ['answers something that is no DID', answer(200, { did: 'bob' })],
  ])('a mention stays plain text when the server %s to resolve it', async (_, handler) => {
    const { origin, requests } = await startServer(instead('resolveHandle', handler));
    await bluesky.publish(post, credentialFor(origin), context());
    expect(JSON.parse(requests.at(-1)?.body ?? '').record).not.toHaveProperty('facets');
  });

  test('nothing is published while the server wants us to wait before it resolves a mention', async () => {
    const { origin, requests } = await startServer(
      instead('resolveHandle', answer(429, {}, { 'retry-after': '1' })),
    );
    expect(await failureOf(bluesky.publish(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'rateLimited',
      retryAfterMs: 1000,
    });
    expect(requests.some(({ url }) => url.includes('putRecord'))).toBe(false);
  });

  test('only RecordNotFound means that there is no post', async () => {
    for (const [status, body] of [
      [404, page],
      [400, { error: 'InvalidRequest', message: 'Could not find repo' }],
      [500, { error: 'InternalServerError' }],
      [200, { cid: 'c' }],
    ] as const) {
      const { origin } = await startServer(instead('getRecord', answer(status, body)));
      await failureOf(bluesky.find(post, credentialFor(origin), context()));
    }
  });

  test('a server that never takes a token is asked once more and then left alone', async () => {
    const tokens = { did: 'did:plc:canary', handle: 'alice.test', accessJwt: 'n.e.w', refreshJwt: 'n.e.w' };
    const refuse = answer(400, { error: 'ExpiredToken', message: 'Token has expired' });
    const { origin, requests } = await startServer((request, response, body) =>
      (request.url?.includes('refreshSession') ? answer(200, tokens) : refuse)(request, response, body),
    );
    expect(await failureOf(bluesky.find(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'signIn',
    });
    expect(requests).toHaveLength(3);
  });

  test.each<[string, object, string]>([
    ['another account', { did: 'did:plc:mallory' }, 'signIn'],
    ['a token that no header takes', { accessJwt: `x\r\nx-injected: ${canary}` }, 'serverFault'],
    ['no tokens', { accessJwt: undefined }, 'serverFault'],
    ['a handle that is none', { handle: '<b>alice</b>' }, 'serverFault'],
  ])('a refresh that brings %s is not saved', async (_, spoilt, kind) => {
    const tokens = {
      did: 'did:plc:canary',
      handle: 'alice.test',
      accessJwt: 'n.e.w',
      refreshJwt: 'n.e.w',
      ...spoilt,
    };
    const refuse = answer(401, { error: 'AuthMissing' });
    const { origin } = await startServer((request, response, body) =>
      (request.url?.includes('refreshSession') ? answer(200, tokens) : refuse)(request, response, body),
    );
    const saved: Credential[] = [];
    const watching = context({
      saveCredential: async (next) => {
        saved.push(next);
      },
    });
    expect(await failureOf(bluesky.find(post, credentialFor(origin), watching))).toMatchObject({ kind });
    expect(saved).toEqual([]);
  });

  test('a refresh that fails for another reason does not spend a sign-in with the password', async () => {
    const { origin, requests } = await startServer((request, response, body) =>
      (request.url?.includes('refreshSession')
        ? answer(429, { error: 'RateLimitExceeded' })
        : answer(400, { error: 'ExpiredToken' }))(request, response, body),
    );
    expect(await failureOf(bluesky.find(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'rateLimited',
    });
    expect(requests.some(({ url }) => url.includes('createSession'))).toBe(false);
  });
});

describe('secrets', () => {
  /** Sends back all that it was sent, in every place that we read. */
  const echo =
    (status: number, wrap: (echoed: string) => string): Handler =>
    (request, response, body) => {
      const echoed = `${body} ${request.headers.authorization} ${canary} ${encodeURIComponent(`${canary}&`)}`;
      response.writeHead(status, {
        'content-type': 'application/json',
        location: `/${canary}`,
        'retry-after': canary,
      });
      response.end(wrap(echoed));
    };

  const wraps: [string, (echoed: string) => string][] = [
    ['as a message', (echoed) => JSON.stringify({ error: 'Echo', message: echoed })],
    ['as the name of an error', (echoed) => JSON.stringify({ error: echoed })],
    ['as a page', (echoed) => `<html>${echoed}`],
    ['as broken JSON', (echoed) => `{"message": ${echoed}`],
    [
      'as tokens',
      (echoed) => JSON.stringify({ did: echoed, handle: echoed, accessJwt: echoed, refreshJwt: echoed }),
    ],
    ['as an address', (echoed) => JSON.stringify({ uri: echoed, blob: echoed, did: echoed })],
  ];
  const cases = [200, 302, 400, 401, 413, 429, 500, 502].flatMap((status) =>
    wraps.map(([how, wrap]) => [status, how, wrap] as const),
  );

  test.each(cases)('are in no error when the server sends them back with %i %s', async (status, _, wrap) => {
    const { origin, requests } = await startServer(echo(status, wrap));
    const entry = { server: origin, identifier: 'alice.test', password: canary };
    const errors = [
      await failureOf(bluesky.signIn(entry, context())),
      await failureOf(bluesky.publish(post, credentialFor(origin), context())),
      await failureOf(bluesky.publish(gatedPost, credentialFor(origin), context())),
      await failureOf(bluesky.find(post, credentialFor(origin), context())),
      await failureOf(bluesky.remove({ uri: expectedUri, url: '' }, credentialFor(origin), context())),
    ];
    for (const secret of secrets) {
      for (const error of errors) expect(everythingIn(error)).not.toContain(secret);
      for (const { url } of requests) expect(url).not.toContain(secret);
    }
    expect(requests.some(({ body, headers }) => `${body}${headers.authorization}`.includes('canary'))).toBe(
      true,
    );
  });

  test('are in no error when the connection fails', async () => {
    const failing: typeof fetch = async (_, init) => {
      throw new TypeError(
        `${JSON.stringify(init)} ${new Headers(init?.headers).get('authorization')} ${canary}`,
      );
    };
    const attempt = bluesky.find(post, credentialFor('https://example.com'), context({ fetch: failing }));
    const error = await failureOf(attempt);
    for (const secret of secrets) expect(everythingIn(error)).not.toContain(secret);
  });

  test('go to no other server after a redirect', async () => {
    const other = await startServer(answer(200, {}));
    const { origin } = await startServer(answer(307, '', { location: `${other.origin}/xrpc/` }));
    await failureOf(bluesky.find(post, credentialFor(origin), context()));
    expect(other.requests).toEqual([]);
  });
});
