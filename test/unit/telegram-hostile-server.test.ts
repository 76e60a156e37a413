import { describe, expect, test } from 'vitest';
import type { Credential, NetworkContext, NetworkError, OutgoingPost } from '../../lib/networks/network';
import { telegram } from '../../lib/networks/telegram/telegram';
import { answer, everythingIn, failureOf, type Handler, startServer } from './hostile-server';

const nowMs = Date.UTC(2026, 10, 21, 12);
const secret = 'AAcanary_of-the-harbour_secret_12345';
const token = `123456789:${secret}`;
const CHANNEL = -1001234567890;

const ok = (result: unknown) => answer(200, { ok: true, result });
const no = (error_code: number, description?: unknown, parameters?: object) =>
  answer(error_code, { ok: false, error_code, description, parameters });
const chat = { id: CHANNEL, title: 'Harbour', username: 'harbour', type: 'channel' };

/** An honest server; `instead` answers what matches in another way. */
function honest(instead: readonly (readonly [RegExp, Handler])[] = []): Handler {
  return (request, response, body) => {
    const method = request.url?.split('/').at(-1) ?? '';
    const other = instead.find(([pattern]) => pattern.test(method))?.[1];
    if (other) return other(request, response, body);
    const results: Readonly<Record<string, unknown>> = {
      getMe: { id: 123456789, is_bot: true, username: 'harbour_bot' },
      getChat: chat,
      getChatMember: { status: 'administrator', can_post_messages: true },
      sendMessage: { message_id: 5, chat },
      sendMediaGroup: [
        { message_id: 5, chat },
        { message_id: 6, chat },
      ],
      deleteMessages: true,
    };
    return ok(results[method])(request, response, body);
  };
}

const context = (overrides: Partial<NetworkContext> = {}): NetworkContext => ({
  fetch,
  nowMs: () => nowMs,
  saveCredential: async () => {},
  ...overrides,
});
const entryFor = (server: string) => ({ server, identifier: '@harbour', password: token });
const credentialFor = (server: string): Credential => ({
  server,
  token,
  channelId: String(CHANNEL),
  channel: '@harbour',
});
const post: OutgoingPost = { key: 'k', createdAtMs: nowMs, text: 'A post', images: [], options: {} };
const photo = { blob: new Blob(['x'], { type: 'image/png' }), alt: '', widthPx: 1, heightPx: 1 };
const album: OutgoingPost = { ...post, images: [photo, photo] };

const page = '<!doctype html><title>Welcome to the hotel</title>';
const html = { 'content-type': 'text/html' };
const publish = (handler: Handler, sent = post) =>
  startServer(honest([[/^send/, handler]])).then(({ origin }) =>
    failureOf(telegram.publish(sent, credentialFor(origin), context())),
  );

describe('where the token goes', () => {
  test.each([301, 302, 307, 308])('to no other server after a redirect with %i', async (status) => {
    const thief = await startServer(honest());
    const { origin } = await startServer((request, response, body) =>
      answer(status, '', { location: `${thief.origin}${request.url}` })(request, response, body),
    );
    expect(await failureOf(telegram.signIn(entryFor(origin), context()))).toMatchObject({
      kind: 'unreachable',
      field: 'server',
    });
    expect(await failureOf(telegram.publish(post, credentialFor(origin), context()))).toMatchObject({
      kind: 'unreachable',
      isUnsent: true,
    });
    expect(thief.requests).toEqual([]);
  });

  test.each([
    ['server', 'http://telegram.example'],
    ['server', `https://api.telegram.org/bot${token}/`],
    ['server', 'https://dana@api.telegram.org'],
    ['server', 'api telegram org'],
    ['server', ''],
    ['identifier', ''],
    ['identifier', '@a'],
    ['identifier', 'https://example.com/harbour'],
    ['identifier', '@harbour/../x'],
    ['password', ''],
    ['password', secret],
    ['password', `${token}/../x`],
    ['password', `${token}?x`],
    ['password', `1:${secret}`],
  ])('nowhere when the %s is %j, which is not repeated', async (field, value) => {
    const refuse: typeof fetch = () => expect.fail('something was sent');
    const entry = { ...entryFor('https://api.telegram.org'), [field]: value };
    const error = await failureOf(telegram.signIn(entry, context({ fetch: refuse })));
    expect(error).toMatchObject({ kind: 'refused', field });
    expect(everythingIn(error)).not.toContain(secret);
  });

  test.each([
    [{ server: 'http://telegram.example' }],
    [{ token: '' }],
    [{ token: `${token}/x` }],
    [{ channelId: '@harbour' }],
    [{ channelId: '-100/../x' }],
    [{ channel: '' }],
  ])('nowhere with a stored sign-in that is not ours: %j', async (spoilt) => {
    const { origin, requests } = await startServer(honest());
    const credential = { ...credentialFor(origin), ...spoilt };
    expect(await failureOf(telegram.publish(post, credential, context()))).toMatchObject({ kind: 'signIn' });
    expect(await failureOf(telegram.find(post, credential, context()))).toMatchObject({ kind: 'signIn' });
    expect(requests).toEqual([]);
  });

  test.each<[string, Handler]>([
    [
      'says it back',
      (request, response, body) => no(400, `No: ${request.url} ${secret}`)(request, response, body),
    ],
    [
      'says it back in a refusal of the sign-in',
      (request, response, body) => no(401, `${token} ${encodeURIComponent(token)}`)(request, response, body),
    ],
    [
      'says it back in a page',
      (request, response, body) => answer(502, `<p>${request.url}</p>`, html)(request, response, body),
    ],
    ['breaks the connection', (request) => void request.socket.destroy()],
    ['speaks no HTTP', (request) => void request.socket.end(`bot${token}\r\n\r\n`)],
  ])('into no error when a server %s', async (_, handler) => {
    const { origin } = await startServer(handler);
    const atTheEnd = await startServer(honest([[/^(?:send|getChatMember)/, handler]]));
    const attempts: (() => Promise<unknown>)[] = [origin, atTheEnd.origin].flatMap((server) => [
      () => telegram.signIn(entryFor(server), context()),
      () => telegram.publish(post, credentialFor(server), context()),
      () => telegram.publish(album, credentialFor(server), context()),
    ]);
    const uri = `tg:${CHANNEL}/5`;
    attempts.push(() => telegram.remove({ uri, url: '' }, credentialFor(origin), context()));
    for (const attempt of attempts) {
      const error = await failureOf(attempt());
      expect(everythingIn(error)).not.toContain(secret);
      expect(error.cause).toBeUndefined();
    }
  });

  test('into no error of the fetch either, whose words hold the address', async () => {
    const quoting: typeof fetch = async (address) => {
      throw new TypeError(`Failed to fetch ${String(address)}`);
    };
    const error = await failureOf(
      telegram.publish(post, credentialFor('https://api.telegram.org'), context({ fetch: quoting })),
    );
    expect(everythingIn(error)).not.toContain(secret);
    expect(error.words).toContain('api.telegram.org');
  });
});

describe('whether a post may have gone out', () => {
  test.each<[string, Handler, Partial<NetworkError>]>([
    [
      'a refusal',
      no(400, 'Bad Request: message is too long'),
      { kind: 'refused', words: 'Bad Request: message is too long.' },
    ],
    [
      'a refusal without words',
      no(400),
      { kind: 'refused', words: expect.stringMatching(/refused \(400\)\.$/) as never },
    ],
    ['words that are no text', no(400, { a: 1 }), { kind: 'refused' }],
    ['words that play tricks', no(400, `No\u202e\u0000 way ${'x'.repeat(20_000)}`), { kind: 'refused' }],
    ['that the token is gone', no(401, 'Unauthorized'), { kind: 'signIn' }],
    ['that there never was such a token', no(404, 'Not Found'), { kind: 'signIn' }],
    [
      'that the bot is not in the channel',
      no(403, 'Forbidden: bot is not a member of the channel chat'),
      { kind: 'signIn' },
    ],
    [
      'that rights are missing',
      no(400, 'Bad Request: not enough rights to send text messages to the chat'),
      { kind: 'signIn' },
    ],
    [
      'that it is too much',
      no(429, 'Too Many Requests', { retry_after: 9 }),
      { kind: 'rateLimited', retryAfterMs: 9_000 },
    ],
    [
      'that it is too much for a year',
      no(429, 'Wait', { retry_after: 31_536_000 }),
      { kind: 'rateLimited', retryAfterMs: 86_400_000 },
    ],
    ['that it is too much, in nonsense', no(429, 'Wait', { retry_after: '9; x' }), { kind: 'rateLimited' }],
    ['an upload limit of a proxy', answer(413, page, html), { kind: 'refused' }],
  ])('%s: it has not', async (_, handler, expected) => {
    const error = await publish(handler);
    expect(error).toMatchObject({ ...expected, isUnsent: true });
    expect(error.words.length).toBeLessThanOrEqual(500);
  });

  test.each<[string, Handler, string]>([
    [
      'a fault of the server',
      no(500, 'Internal Server Error: sent message was immediately deleted'),
      'serverFault',
    ],
    ['that the server behind is gone', no(502, 'Bad Gateway'), 'serverFault'],
    ['a fault page', answer(500, page, html), 'serverFault'],
    ['a page of a proxy', answer(502, page, html), 'unreachable'],
    ['a page of a hotel', answer(200, page, html), 'unreachable'],
    ['a wait of a proxy', answer(429, page, html), 'rateLimited'],
    ['half an answer', answer(200, '{"ok":true,"result":{"message_id":5'), 'serverFault'],
    ['nothing', answer(200, ''), 'serverFault'],
    ['yes without a message', answer(200, { ok: true }), 'serverFault'],
    ['a message without a number', ok({ chat }), 'serverFault'],
    ['a message with a number that is none', ok({ message_id: '5/../x', chat }), 'serverFault'],
    ['a message of another channel', ok({ message_id: 5, chat: { ...chat, id: -1007 } }), 'serverFault'],
    [
      'two messages for one',
      ok([
        { message_id: 5, chat },
        { message_id: 6, chat },
      ]),
      'serverFault',
    ],
    ['no without a code', answer(400, { ok: false, description: 'No' }), 'serverFault'],
    ['another kind of JSON', answer(404, { error: 'not found' }), 'serverFault'],
    ['a broken connection', (request) => void request.socket.destroy(), 'unreachable'],
  ])('%s: it may', async (_, handler, kind) => {
    expect(await publish(handler)).toMatchObject({ kind, isUnsent: false });
  });

  test('one image of an album was not taken: the others may be out', async () => {
    const words = 'Bad Request: Failed to send message #2 with the error message "PHOTO_INVALID_DIMENSIONS"';
    expect(await publish(no(400, words), album)).toMatchObject({ kind: 'serverFault', isUnsent: false });
  });

  test('fewer messages than images came back: it may', async () => {
    expect(await publish(ok([{ message_id: 5, chat }]), album)).toMatchObject({ isUnsent: false });
  });

  test('an honest one is understood', async () => {
    const { origin } = await startServer(honest());
    expect(await telegram.publish(album, credentialFor(origin), context())).toEqual({
      uri: `tg:${CHANNEL}/5,6`,
      url: 'https://t.me/harbour/5',
    });
  });

  test('a name that would lead elsewhere is not put into the address', async () => {
    const { origin } = await startServer(
      honest([[/^send/, ok({ message_id: 5, chat: { ...chat, username: '../evil' } })]]),
    );
    expect((await telegram.publish(post, credentialFor(origin), context())).url).toBe(
      'https://t.me/c/1234567890/5',
    );
  });

  test('nothing, because the caller stopped it: it may', async () => {
    const stop = new AbortController();
    const { origin } = await startServer(honest([[/^send/, () => stop.abort()]]));
    const attempt = telegram.publish(post, credentialFor(origin), context({ signal: stop.signal }));
    expect(await failureOf(attempt)).toMatchObject({
      kind: 'unreachable',
      isUnsent: false,
      words: expect.stringContaining('Stopped'),
    });
  });
});

describe('signing in to a server that', () => {
  test.each<[string, RegExp, Handler, Partial<NetworkError>]>([
    ['is another kind', /./, answer(200, page, html), { kind: 'unreachable', field: 'server' }],
    ['knows no bot', /getMe/, ok({ id: 'x' }), { kind: 'serverFault' }],
    ['answers with a list', /getMe/, ok([]), { kind: 'serverFault' }],
    ['gives a channel no number', /^getChat$/, ok({ ...chat, id: '-100/../x' }), { kind: 'serverFault' }],
    ['gives a channel no title', /^getChat$/, ok({ ...chat, title: { a: 1 } }), { kind: 'serverFault' }],
    [
      'has a person there',
      /^getChat$/,
      ok({ id: 7, type: 'private' }),
      { kind: 'refused', field: 'identifier' },
    ],
    [
      'says nothing of rights',
      /Member/,
      ok({ status: 'administrator' }),
      { kind: 'refused', field: 'identifier' },
    ],
    ['fails', /Member/, no(500, 'Internal Server Error'), { kind: 'serverFault' }],
  ])('%s fails at the right place', async (_, pattern, handler, expected) => {
    const { origin } = await startServer(honest([[pattern, handler]]));
    expect(await failureOf(telegram.signIn(entryFor(origin), context()))).toMatchObject(expected);
  });

  test('gives a channel a title that plays tricks: it is one plain line', async () => {
    const title = `Har\u202ebour\n${token} ${'x'.repeat(9_000)}`;
    const { origin } = await startServer(honest([[/^getChat$/, ok({ ...chat, title })]]));
    const { profile } = await telegram.signIn(entryFor(origin), context());
    expect(profile.name).toMatch(/^Har bour ••• x+$/);
    expect(profile.name.length).toBeLessThanOrEqual(200);
  });
});
