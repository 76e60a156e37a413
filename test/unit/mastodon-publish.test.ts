/** Against the stand-in for Mastodon, which masto and toot find honest: test/unit/mastodon-server.test.ts. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mastodon } from '../../lib/networks/mastodon/mastodon';
import { mastodonRules } from '../../lib/networks/mastodon/rules';
import type { Credential, NetworkContext, OutgoingImage, OutgoingPost } from '../../lib/networks/network';
import { findOptionProblems } from '../../lib/networks/post-fields';
import {
  type MastodonServer,
  type MastodonServerOptions,
  startMastodonServer,
} from '../stand-ins/mastodon-server';
import { createPng } from './create-png';

const startMs = Date.UTC(2026, 10, 22, 12, 30, 15, 250);
const HOUR_MS = 60 * 60_000;

/** The time of both clocks. */
let nowMs = startMs;
let nextKey = 1;
const servers: MastodonServer[] = [];

afterEach(async () => {
  nowMs = startMs;
  vi.unstubAllGlobals();
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: MastodonServerOptions = {}) {
  const server = await startMastodonServer({ nowMs: () => nowMs, ...options });
  servers.push(server);
  const { credential } = await signInTo(server);
  server.requests.splice(0);
  return { server, credential };
}

function createContext(overrides: Partial<NetworkContext> = {}): NetworkContext {
  return { fetch, nowMs: () => nowMs, saveCredential: async () => {}, ...overrides };
}

function signInTo(server: MastodonServer, entry: { identifier?: string; password?: string } = {}) {
  return mastodon.signIn(
    { server: server.origin, identifier: '', password: server.createToken(), ...entry },
    createContext(),
  );
}

const createPost = (overrides: Partial<OutgoingPost> = {}): OutgoingPost => ({
  key: mastodon.choosePostKey(nowMs, nextKey++),
  createdAtMs: nowMs,
  text: 'A text.',
  images: [],
  options: {},
  ...overrides,
});

const imageOf = (sidePx: number, alt: string): OutgoingImage => ({
  blob: createPng(sidePx, sidePx),
  alt,
  widthPx: sidePx,
  heightPx: sidePx,
});

const publish = (post: OutgoingPost, credential: Credential, context = createContext()) =>
  mastodon.publish(post, credential, context);

const find = (post: OutgoingPost, credential: Credential, context = createContext()) =>
  mastodon.find(post, credential, context);

/** A connection on which the answer to one request is lost, after the server has acted. */
function losingAnswer(lost: number) {
  let sent = 0;
  const context = createContext({
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (sent++ !== lost) return response;
      await response.body?.cancel();
      throw new TypeError('Failed to fetch');
    },
  });
  return { context, sent: () => sent };
}

/** Between two looks at an upload we wait for seconds at most; no test has the time for all of them. */
function skipWaits(): readonly number[] {
  const waits: number[] = [];
  const { setTimeout: waitAsAsked } = globalThis;
  vi.stubGlobal('setTimeout', (callback: () => void, delayMs: number, ...rest: unknown[]) => {
    if (rest.length > 0 || delayMs > 5_000) return waitAsAsked(callback, delayMs, ...rest);
    waits.push(delayMs);
    return waitAsAsked(callback, 0);
  });
  return waits;
}

describe('signing in with an access token', () => {
  test('tells whose it is, and what the server takes', async () => {
    const { server } = await start({
      limits: { maxCharacters: 5_000, maxMedia: 6, descriptionLimit: 10_000 },
    });
    const { host } = new URL(server.origin);
    const { profile, credential, limits } = await signInTo(server, { identifier: ` @Dana@${host}\u2069` });
    expect(profile).toEqual({
      id: `${server.origin}/api/v1/accounts/1`,
      handle: `dana@${host}`,
      name: 'Dana',
      server: server.origin,
    });
    expect(credential).toMatchObject({ server: server.origin, accountId: '1', userName: 'dana' });
    expect(limits).toEqual({
      maxCharacters: 5_000,
      charactersPerLink: 23,
      maxVideoBytes: 103_809_024,
      maxImages: 6,
      maxImageBytes: 16_777_216,
      maxAltCharacters: 10_000,
      maxPollOptions: 4,
      maxPollOptionCharacters: 50,
      minPollDuration: 300,
      maxPollDuration: 2_629_746,
    });
  });

  test('reads what an older server takes too', async () => {
    const { server } = await start({ hasInstanceV2: false, limits: { maxCharacters: 777 } });
    expect((await signInTo(server)).limits).toMatchObject({ maxCharacters: 777, maxImages: 4 });
  });

  test.each([
    ['a token of somebody else', { identifier: '@robin' }, { kind: 'refused', field: 'identifier' }],
    ['a wrong token', { password: 'nonsense' }, { kind: 'signIn', status: 401 }],
    ['a token that no header takes', { password: 'two\nlines' }, { kind: 'refused', field: 'password' }],
    ['no token', { password: ' ' }, { kind: 'refused', field: 'password' }],
  ])('refuses %s', async (_, entry, refusal) => {
    const { server } = await start();
    await expect(signInTo(server, entry)).rejects.toMatchObject(refusal);
  });

  test('refuses a token with too narrow scopes in the server’s words', async () => {
    const { server } = await start();
    const password = server.createToken('dana', 'write');
    await expect(signInTo(server, { password })).rejects.toMatchObject({
      kind: 'signIn',
      status: 403,
      words: 'This action is outside the authorized scopes',
    });
  });
});

describe('signing in on a page of the server', () => {
  const redirectUrl = 'https://abcdefgh.chromiumapp.org/mastodon';
  const { signInByPage } = mastodon;
  if (!signInByPage) throw new Error('Mastodon has no sign-in by a page.');
  let filler = 0;
  const context = {
    ...createContext(),
    randomBytes: (count: number) => new Uint8Array(count).fill(++filler),
  };

  async function begin(server: MastodonServer) {
    const page = await signInByPage?.begin({ server: server.origin, redirectUrl }, context);
    if (!page) throw new Error('There is no page.');
    return page;
  }

  /** Presses a button of the page, as a browser sends it. */
  async function press(url: string, button: 'Authorize' | 'Deny'): Promise<string> {
    const page = await (await fetch(url)).text();
    const form = page.split('<form').find((part) => part.includes(`>${button}<`)) ?? '';
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      (value ?? '').replaceAll('&amp;', '&'),
    ]);
    const { origin } = new URL(url);
    const answer = await fetch(`${origin}/oauth/authorize`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    return answer.headers.get('location') ?? '';
  }

  test('registers an app, proves that it began, and may then post', async () => {
    const { server } = await start();
    const { url, pending } = await begin(server);
    expect(server.apps).toMatchObject([
      {
        name: 'Countersign',
        redirectUris: [redirectUrl],
        scopes: ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'],
      },
    ]);
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
    const returnedTo = await press(url, 'Authorize');
    const { profile, credential, limits } = await signInByPage.finish(returnedTo, pending, context);
    expect(profile.handle).toBe(`dana@${new URL(server.origin).host}`);
    expect(limits?.maxCharacters).toBe(500);
    await publish(createPost({ images: [imageOf(3, 'three')] }), credential);
    expect(server.statuses).toMatchObject([{ appName: 'Countersign' }]);
  });

  test('says so when the person said no', async () => {
    const { server } = await start();
    const { url, pending } = await begin(server);
    const returnedTo = await press(url, 'Deny');
    await expect(signInByPage.finish(returnedTo, pending, context)).rejects.toMatchObject({
      kind: 'refused',
      words: 'The sign-in was not allowed on the page of the server.',
    });
  });

  test.each<[string, (returnedTo: string) => string]>([
    ['another state', (url) => url.replace(/state=[^&]+/, 'state=forged')],
    ['no state', (url) => url.replace(/&state=[^&]+/, '')],
    ['another host', (url) => url.replace('abcdefgh', 'evil')],
    ['another path', (url) => url.replace('/mastodon', '/mastodon/x')],
    ['another scheme', (url) => url.replace('https:', 'http:')],
    ['no address', () => 'nonsense'],
  ])('takes nothing that comes back with %s', async (_, forge) => {
    const { server } = await start();
    const { url, pending } = await begin(server);
    const returnedTo = forge(await press(url, 'Authorize'));
    server.requests.splice(0);
    await expect(signInByPage.finish(returnedTo, pending, context)).rejects.toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('not the answer to this sign-in'),
    });
    expect(server.requests).toEqual([]);
  });

  test('a code is worth nothing without the verifier, and nothing twice', async () => {
    const { server } = await start();
    const { url, pending } = await begin(server);
    const stolen = await press(url, 'Authorize');
    const without = { ...pending, verifier: 'guessed-verifier' };
    const refusal = { kind: 'refused', words: expect.stringContaining('authorization grant is invalid') };
    await expect(signInByPage.finish(stolen, without, context)).rejects.toMatchObject(refusal);
    await expect(signInByPage.finish(stolen, pending, context)).rejects.toMatchObject(refusal);
  });

  test('two sign-ins have states and verifiers of their own', async () => {
    const { server } = await start();
    const [one, other] = [await begin(server), await begin(server)];
    expect(one.pending.state).not.toBe(other.pending.state);
    expect(one.pending.verifier).not.toBe(other.pending.verifier);
    expect(one.pending.state).not.toBe(one.pending.verifier);
    await expect(
      signInByPage.finish(await press(one.url, 'Authorize'), other.pending, context),
    ).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('publishing', () => {
  test('a text with all that a post has there', async () => {
    const { server, credential } = await start();
    const options = {
      contentWarning: 'Ships\nand men',
      visibility: 'unlisted',
      language: 'de',
      pollOptions: ['This', ' That ', ''],
      pollDuration: '3600',
      pollMultiple: true,
    };
    expect(findOptionProblems(mastodonRules.fields, options)).toEqual([]);
    const published = await publish(createPost({ text: ' One\r\n\r\n\r\n\r\ntwo \n', options }), credential);
    const [status] = server.statuses;
    expect(server.statuses).toMatchObject([
      {
        text: 'One\n\ntwo',
        spoilerText: 'Ships and men',
        visibility: 'unlisted',
        language: 'de',
        poll: { options: ['This', 'That'], expiresIn: 3_600, multiple: true },
      },
    ]);
    expect(published).toEqual({
      uri: `${server.origin}/api/v1/statuses/${status?.id}`,
      url: `${server.origin}/@dana/${status?.id}`,
    });
    expect((await fetch(published.url)).status).toBe(200);
  });

  test('is public when nothing is said, whatever the account has as its default', async () => {
    const { server, credential } = await start();
    await publish(createPost(), credential);
    const sent: unknown = JSON.parse(server.requests.at(-1)?.body ?? '');
    expect(sent).toEqual({ status: 'A text.', visibility: 'public' });
  });

  test('images with alt texts and what must stay in sight, hidden until they are clicked', async () => {
    const { server, credential } = await start({ unfinishedLooks: 2 });
    const images = [{ ...imageOf(4, 'A “quay”'), focus: { x: -0.25, y: 1 } }, imageOf(5, '')];
    await publish(createPost({ text: '', images, options: { sensitive: true } }), credential);
    expect(server.statuses).toMatchObject([
      {
        sensitive: true,
        media: [
          { description: 'A “quay”', focus: { x: -0.25, y: 1 }, fileName: 'image.png' },
          { description: null, focus: undefined },
        ],
      },
    ]);
    expect(server.statuses[0]?.media[1]?.bytes).toEqual(Buffer.from(await createPng(5, 5).arrayBuffer()));
  });

  test('a GIF goes out as it is, so that it moves', async () => {
    const { server, credential } = await start();
    const bytes = Buffer.from('R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    const image = { ...imageOf(1, 'A dot'), blob: new Blob([bytes], { type: 'image/gif' }) };
    await publish(createPost({ images: [image] }), credential);
    expect(server.statuses[0]?.media).toMatchObject([{ type: 'gifv', fileName: 'image.gif', bytes }]);
  });

  test('gives up on an image that the server never finishes, and posts nothing', async () => {
    const waits = skipWaits();
    const { server, credential } = await start({ unfinishedLooks: 1_000 });
    const attempt = publish(createPost({ images: [imageOf(4, '')] }), credential);
    await expect(attempt).rejects.toMatchObject({
      kind: 'serverFault',
      words: expect.stringContaining('still working on an image'),
    });
    const looks = server.requests.filter(({ path }) => path.startsWith('/api/v1/media/'));
    expect(looks).toHaveLength(10);
    expect(waits.reduce((sum, delayMs) => sum + delayMs, 0)).toBeLessThan(25_000);
    expect(server.statuses).toEqual([]);
  });

  test('a link card becomes a link below the text, unless it stands there already', async () => {
    const { server, credential } = await start();
    const link = { url: 'https://example.com/x?a=1&b=2', title: 'X', description: '' };
    await publish(createPost({ link }), credential);
    await publish(createPost({ text: '', link }), credential);
    await publish(createPost({ text: `See ${link.url}!`, link }), credential);
    expect(server.statuses.map(({ text }) => text)).toEqual([
      `A text.\n\n${link.url}`,
      link.url,
      `See ${link.url}!`,
    ]);
  });

  test.each([
    ['a text that is too long', { text: 'x'.repeat(501) }, 'Validation failed: Text character limit of 500'],
    ['a poll and an image', { images: [imageOf(3, '')], options: { pollOptions: ['a', 'b'] } }, 'attach'],
    ['an alt text that is too long', { images: [imageOf(3, 'x'.repeat(1_501))] }, 'Description is too long'],
    ['a file that is no image', { images: [{ ...imageOf(1, ''), blob: new Blob(['x']) }] }, 'File has'],
  ])('%s is refused in the server’s words', async (_, overrides, words) => {
    const { server, credential } = await start();
    await expect(publish(createPost(overrides), credential)).rejects.toMatchObject({
      kind: 'refused',
      status: 422,
      words: expect.stringContaining(words),
    });
    expect(server.statuses).toEqual([]);
  });

  test('an empty post, and a key of another network, are refused before anything is sent', async () => {
    const { server, credential } = await start();
    await expect(publish(createPost({ text: ' ' }), credential)).rejects.toMatchObject({ kind: 'refused' });
    await expect(publish(createPost({ key: '../x' }), credential)).rejects.toMatchObject({ kind: 'refused' });
    expect(server.requests).toEqual([]);
  });

  test('what the rules count is what the server counts', async () => {
    const { server, credential } = await start();
    const end = ' https://example.com/a/(b)?c=ä&d#e @bob@remote.example, #Harbour 👩‍👩‍👧 e\u0301';
    const options = { contentWarning: 'Ships' };
    for (let length = 400; length < 460; length++) {
      const text = 'x'.repeat(length) + end;
      const { withinLimits } = mastodonRules.measure(mastodonRules.normalizeText(text), options);
      const attempt = publish(createPost({ text, options }), credential);
      if (withinLimits) await attempt;
      else await expect(attempt).rejects.toMatchObject({ status: 422 });
    }
    expect(server.statuses.length).toBeGreaterThan(10);
    expect(server.statuses.length).toBeLessThan(60);
  });

  test('a server that has had enough says when to come back', async () => {
    nowMs = Date.UTC(2026, 10, 22, 12, 1);
    const { credential } = await start({ limits: { requestsPerPeriod: 3 } });
    await publish(createPost(), credential);
    await expect(publish(createPost(), credential)).rejects.toMatchObject({
      kind: 'rateLimited',
      status: 429,
      words: 'Too many requests',
      retryAfterMs: 4 * 60_000,
    });
  });

  test('a token that was revoked asks for a new sign-in', async () => {
    const { server, credential } = await start();
    server.revokeToken(credential.token ?? '');
    const refusal = { kind: 'signIn', status: 401, words: 'The access token was revoked' };
    await expect(publish(createPost(), credential)).rejects.toMatchObject(refusal);
    await expect(find(createPost(), credential)).rejects.toMatchObject(refusal);
  });
});

describe('exactly once', () => {
  test('the same post sent twice is one post', async () => {
    const { server, credential } = await start();
    const post = createPost({ images: [imageOf(7, 'seven')] });
    expect(await find(post, credential)).toEqual({ state: 'absent' });
    const first = await publish(post, credential);
    expect(await publish(post, credential)).toEqual(first);
    expect(await find(post, credential)).toEqual({ state: 'published', post: first });
    expect(server.statuses).toHaveLength(1);
  });

  test.each([
    ['soon', 15_000],
    ['when the server has forgotten the key', HOUR_MS + 1],
  ])('whichever answer is lost, another try %s leaves one post with its images', async (_, laterMs) => {
    skipWaits();
    const { server, credential } = await start({
      unfinishedLooks: 1,
      knownAccounts: ['bob@remote.example'],
      limits: { requestsPerPeriod: 10_000 },
    });
    let requests = Number.POSITIVE_INFINITY;
    for (let lost = 0; lost < requests; lost++) {
      const post = createPost({
        text: `Lost *${lost}* — @bob@remote.example’s “quay” & <b>\n\nhttps://www.example.com/${'long/'.repeat(9)}?a=1&b=${lost} #Harbour 👩‍👩‍👧`,
        images: [imageOf(8, 'eight'), imageOf(9, '')],
        options: { contentWarning: 'Ships & men' },
      });
      const { context, sent } = losingAnswer(lost);
      const first: unknown = await publish(post, credential, context).catch((error: unknown) => error);
      // The run in which nothing was lost says how many requests there are.
      if (sent() <= lost) requests = sent();
      else expect(first, `request ${lost}`).toMatchObject({ kind: 'unreachable' });
      nowMs += laterMs;
      const found = await find(post, credential);
      const published = found.state === 'published' ? found.post : await publish(post, credential);
      const stored = server.statuses.filter(({ idempotencyKey }) => idempotencyKey === post.key);
      expect(
        stored.map(({ media }) => media.length),
        `request ${lost}`,
      ).toEqual([2]);
      expect(published.uri).toMatch(new RegExp(`/${stored[0]?.id}$`));
    }
    expect(requests).toBe(7);
    expect(server.statuses).toHaveLength(8);
  });

  test('a try whose answer was lost is repeated without looking, within the hour, and is one post', async () => {
    const { server, credential } = await start();
    const post = createPost();
    await expect(publish(post, credential, losingAnswer(0).context)).rejects.toMatchObject({
      kind: 'unreachable',
    });
    nowMs += HOUR_MS - 1;
    await publish(post, credential);
    expect(server.statuses).toHaveLength(1);
  });

  test('a post that was changed after a lost answer is not told as published', async () => {
    const { server, credential } = await start();
    const post = createPost({ text: 'Before' });
    await expect(publish(post, credential, losingAnswer(0).context)).rejects.toMatchObject({
      kind: 'unreachable',
    });
    nowMs += 5 * 60_000;
    await expect(publish({ ...post, text: 'After' }, credential)).rejects.toMatchObject({
      kind: 'refused',
      words: `The post went out already as it was before it was changed: look at ${server.origin}/@dana.`,
    });
    expect(server.statuses.map(({ text }) => text)).toEqual(['Before']);
  });
});

describe('looking a post up', () => {
  test('takes the first of two that say the same, and none from before', async () => {
    const { server, credential } = await start();
    server.addStatus({ text: 'A text.', createdAtMs: nowMs - HOUR_MS });
    const post = createPost();
    expect(await find(post, credential)).toEqual({ state: 'absent' });
    nowMs += 1_000;
    const { id } = server.addStatus({ text: 'A text.' });
    nowMs += 1_000;
    server.addStatus({ text: 'A text.' });
    expect(await find(post, credential)).toMatchObject({
      state: 'published',
      post: { uri: expect.stringMatching(new RegExp(`/${id}$`)) },
    });
  });

  test.each<[string, Partial<OutgoingPost>]>([
    ['text', { text: 'A text' }],
    ['content warning', { text: 'A text 2' }],
    ['link', { text: 'A text 1 https://example.com/2' }],
    ['number of images', { text: 'A text 1 https://example.com/1', images: [imageOf(3, '')] }],
  ])('tells posts apart by their %s', async (_, overrides) => {
    const { server, credential } = await start();
    server.addStatus({ text: 'A text 1 https://example.com/1' });
    server.addStatus({ text: 'A text', spoilerText: '2 3' });
    expect(await find(createPost(overrides), credential)).toEqual({ state: 'absent' });
  });

  test('sees posts for followers only, and no boosts', async () => {
    const { server, credential } = await start();
    const post = createPost({ options: { visibility: 'private' } });
    const other = server.addStatus({ userName: 'robin', text: 'A text.' });
    server.addStatus({ reblogOf: other.id });
    expect(await find(post, credential)).toEqual({ state: 'absent' });
    const published = await publish(post, credential);
    expect(await find(post, credential)).toEqual({ state: 'published', post: published });
  });

  test('goes back page after page to the time of the post', async () => {
    const { server, credential } = await start();
    server.addStatus({ text: 'Of before', createdAtMs: nowMs - HOUR_MS });
    const post = createPost();
    const published = await publish(post, credential);
    for (let number = 0; number < 150; number++) server.addStatus({ text: `Since ${number}` });
    expect(await find(post, credential)).toEqual({ state: 'published', post: published });
    expect(await find(createPost({ text: 'Never' }), credential)).toEqual({ state: 'absent' });
  });

  test('does not know when there is too much to go through', async () => {
    const { server, credential } = await start();
    const post = createPost();
    for (let number = 0; number < 201; number++) server.addStatus({ text: `Since ${number}` });
    expect(await find(post, credential)).toEqual({
      state: 'unknown',
      words: `The account has posted more than 200 times since: look for the post at ${server.origin}/@dana.`,
    });
  });

  test.each([
    ['fast', 3 * HOUR_MS],
    ['slow', -3 * HOUR_MS],
  ])('finds it though our clock is %s by hours', async (_, wrongMs) => {
    const { credential } = await start();
    const context = createContext({ nowMs: () => nowMs + wrongMs });
    const post = createPost({ createdAtMs: nowMs + wrongMs });
    const published = await publish(post, credential, context);
    nowMs += HOUR_MS;
    expect(await find(post, credential, context)).toEqual({ state: 'published', post: published });
  });
});

describe('removing', () => {
  test('takes a post off, and one that is gone is no error', async () => {
    const { server, credential } = await start();
    const published = await publish(createPost(), credential);
    await mastodon.remove(published, credential, createContext());
    expect(server.statuses).toEqual([]);
    await mastodon.remove(published, credential, createContext());
  });

  test.each(['https://other.example/api/v1/statuses/1', '/../../api/v1/accounts/1', ''])(
    'asks for nothing else: %s',
    async (uri) => {
      const { server, credential } = await start();
      const foreign = uri.startsWith('/') ? `${server.origin}${uri}` : uri;
      const attempt = mastodon.remove({ uri: foreign, url: '' }, credential, createContext());
      await expect(attempt).rejects.toMatchObject({ kind: 'refused' });
      expect(server.requests).toEqual([]);
    },
  );
});
