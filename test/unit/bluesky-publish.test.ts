import { createHmac } from 'node:crypto';
import { RichText } from '@atproto/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import type { Credential, NetworkContext, OutgoingPost } from '../../lib/networks/network';
import { type LocalAccount, type LocalPds, startPds } from '../../scripts/pds';
import { createPng } from './create-png';

/** A real server: what it answers is what we believe of it, as of @atproto/pds 0.5.35. */
let pds: LocalPds;
let alice: LocalAccount;
let bob: LocalAccount;

beforeAll(async () => {
  pds = await startPds();
  alice = await pds.createAccount('alice.test');
  bob = await pds.createAccount('bob.test');
}, 60_000);

afterAll(() => pds.stop());

const createdAtMs = Date.UTC(2026, 10, 21, 12, 30, 15, 250);

function createContext(overrides: Partial<NetworkContext> = {}) {
  const saved: Credential[] = [];
  const requests: { url: string; authorization: string | null }[] = [];
  const context: NetworkContext = {
    fetch: (input, init) => {
      requests.push({ url: String(input), authorization: new Headers(init?.headers).get('authorization') });
      return fetch(input, init);
    },
    nowMs: () => createdAtMs,
    saveCredential: async (next) => {
      saved.push(next);
    },
    ...overrides,
  };
  return { context, saved, requests };
}

async function signInAs(account: LocalAccount) {
  const entry = { server: pds.origin, identifier: account.handle, password: account.appPassword };
  return bluesky.signIn(entry, createContext().context);
}

const createPost = (overrides: Partial<OutgoingPost>): OutgoingPost => ({
  key: bluesky.choosePostKey(createdAtMs, 0),
  createdAtMs,
  text: '',
  images: [],
  options: { languages: ['en'] },
  ...overrides,
});

async function readRecord(did: string, key: string): Promise<Readonly<Record<string, unknown>>> {
  return (await pds.getPost(`at://${did}/app.bsky.feed.post/${key}`)).value;
}

function putPost(did: string, key: string, record: object, credential: Credential): Promise<Response> {
  return fetch(`${pds.origin}/xrpc/com.atproto.repo.putRecord`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${credential.accessJwt}` },
    body: JSON.stringify({ repo: did, collection: 'app.bsky.feed.post', rkey: key, record }),
  });
}

/** Signs a token anew, with the key that @atproto/dev-env gives its servers, after its end. */
function expire(token: string): string {
  const [header = '', payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const expired = Buffer.from(JSON.stringify({ ...claims, iat: 1_700_000_000, exp: 1_700_000_001 })).toString(
    'base64url',
  );
  const signature = createHmac('sha256', 'jwt-secret').update(`${header}.${expired}`).digest('base64url');
  return `${header}.${expired}.${signature}`;
}

describe('signing in', () => {
  test('tells who signed in, and hands back a credential for the same server', async () => {
    const { profile, credential } = await signInAs(alice);
    expect(profile).toEqual({ id: alice.did, handle: 'alice.test', name: 'alice.test', server: pds.origin });
    expect(credential).toMatchObject({ server: pds.origin, did: alice.did, appPassword: alice.appPassword });
  });

  test('takes a handle with an @ and invisible characters around it, and white space around an app password', async () => {
    const entry = {
      server: ` ${pds.origin}/ `,
      identifier: '\u2068@alice.test\u2069 ',
      password: ` ${alice.appPassword}\n`,
    };
    const { profile } = await bluesky.signIn(entry, createContext().context);
    expect(profile.id).toBe(alice.did);
  });

  test('shows the name of the profile once there is one', async () => {
    const { credential } = await signInAs(bob);
    const record = { $type: 'app.bsky.actor.profile', displayName: ' Bob Hoskins ' };
    await fetch(`${pds.origin}/xrpc/com.atproto.repo.putRecord`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential.accessJwt}` },
      body: JSON.stringify({ repo: bob.did, collection: 'app.bsky.actor.profile', rkey: 'self', record }),
    });
    expect((await signInAs(bob)).profile.name).toBe('Bob Hoskins');
  });

  test('repeats the words of the server about a wrong password', async () => {
    const entry = { server: pds.origin, identifier: 'alice.test', password: 'wrong-password' };
    await expect(bluesky.signIn(entry, createContext().context)).rejects.toMatchObject({
      name: 'NetworkError',
      kind: 'signIn',
      status: 401,
      words: 'Invalid identifier or password',
    });
  });

  test('sends nothing when a field is empty or the address cannot be right', async () => {
    const { context, requests } = createContext();
    const entry = { server: pds.origin, identifier: 'alice.test', password: 'x' };
    for (const [field, value] of [
      ['server', 'http://example.com'],
      ['identifier', ' @ '],
      ['password', ''],
    ] as const) {
      await expect(bluesky.signIn({ ...entry, [field]: value }, context)).rejects.toMatchObject({
        kind: 'refused',
        field,
      });
    }
    expect(requests).toEqual([]);
  });
});

describe('publishing', () => {
  test('marks up mentions, links and tags by their bytes, and leaves who is unknown as plain text', async () => {
    const { credential } = await signInAs(alice);
    const text =
      '  👨‍👩‍👧‍👦 @bob.test reads example.com/a #日本語 @nobody.test @no.one.example.com $AAPL\n\n\n\nבוקר\r\n';
    const key = bluesky.choosePostKey(createdAtMs, 1);
    const published = await bluesky.publish(createPost({ key, text }), credential, createContext().context);
    expect(published).toEqual({
      uri: `at://${alice.did}/app.bsky.feed.post/${key}`,
      url: `https://bsky.app/profile/${alice.did}/post/${key}`,
    });
    const record = await readRecord(alice.did, key);
    expect(record).toMatchObject({ text: bluesky.rules.normalizeText(text), langs: ['en'] });
    expect(record.createdAt).toBe('2026-11-21T12:30:15.250Z');
    const bytes = Buffer.from(String(record.text));
    const facets = record.facets as {
      readonly index: { readonly byteStart: number; readonly byteEnd: number };
      readonly features: readonly unknown[];
    }[];
    expect(
      facets.map(({ index, features }) => [
        bytes.subarray(index.byteStart, index.byteEnd).toString(),
        features,
      ]),
    ).toEqual([
      ['@bob.test', [{ $type: 'app.bsky.richtext.facet#mention', did: bob.did }]],
      ['example.com/a', [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.com/a' }]],
      ['#日本語', [{ $type: 'app.bsky.richtext.facet#tag', tag: '日本語' }]],
      ['$AAPL', [{ $type: 'app.bsky.richtext.facet#tag', tag: '$AAPL' }]],
    ]);
  });

  test('publishes the texts for which the markup of the library of Bluesky is refused', async () => {
    const { credential } = await signInAs(alice);
    const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
    for (const [position, text] of ['httpbin.org', 'http:///x', `#${england.repeat(23)}`].entries()) {
      const richText = new RichText({ text });
      richText.detectFacetsWithoutResolution();
      const key = bluesky.choosePostKey(createdAtMs, 50 + position);
      const record = { text, facets: richText.facets, createdAt: new Date(createdAtMs).toISOString() };
      expect((await putPost(alice.did, key, record, credential)).status).toBe(400);
      await bluesky.publish(createPost({ key, text }), credential, createContext().context);
      expect(await readRecord(alice.did, key)).toMatchObject({ text });
    }
  });

  test('sends at most three languages, and none that is no language', async () => {
    const { credential } = await signInAs(alice);
    const key = bluesky.choosePostKey(createdAtMs, 60);
    const post = createPost({
      key,
      text: 'x',
      options: { languages: ['not a language', 'de-AT', 'zh-Hant-TW', 'uk', 'en'] },
    });
    await bluesky.publish(post, credential, createContext().context);
    expect((await readRecord(alice.did, key)).langs).toEqual(['de-AT', 'zh-Hant-TW', 'uk']);
  });

  test('sends images with their descriptions and proportions', async () => {
    const { credential } = await signInAs(alice);
    const key = bluesky.choosePostKey(createdAtMs, 2);
    const images = [
      { blob: createPng(40, 30), alt: 'A grey field 🦋', widthPx: 40, heightPx: 30 },
      { blob: createPng(10, 20), alt: '', widthPx: 10, heightPx: 20 },
    ];
    await bluesky.publish(createPost({ key, images }), credential, createContext().context);
    const image = (size: number) => ({
      $type: 'blob',
      ref: { $link: expect.stringMatching(/^bafkrei/) },
      mimeType: 'image/png',
      size,
    });
    expect((await readRecord(alice.did, key)).embed).toEqual({
      $type: 'app.bsky.embed.images',
      images: [
        {
          image: image(createPng(40, 30).size),
          alt: 'A grey field 🦋',
          aspectRatio: { width: 40, height: 30 },
        },
        { image: image(createPng(10, 20).size), alt: '', aspectRatio: { width: 10, height: 20 } },
      ],
    });
  });

  test('the server takes an image of the size in the rules, and refuses one over its own limit in its own words', async () => {
    const { credential } = await signInAs(alice);
    const image = { alt: '', widthPx: 1, heightPx: 1 };
    const overhead = createPng(1, 1, 1).size - 1;
    const fitting = createPng(1, 1, bluesky.rules.maxImageBytes - overhead);
    expect(fitting.size).toBe(bluesky.rules.maxImageBytes);
    const key = bluesky.choosePostKey(createdAtMs, 3);
    await bluesky.publish(
      createPost({ key, images: [{ ...image, blob: fitting }] }),
      credential,
      createContext().context,
    );
    const larger = createPng(1, 1, 2_000_001 - overhead);
    const refused = createPost({
      key: bluesky.choosePostKey(createdAtMs, 4),
      images: [{ ...image, blob: larger }],
    });
    await expect(bluesky.publish(refused, credential, createContext().context)).rejects.toMatchObject({
      kind: 'refused',
      status: 400,
      words: expect.stringContaining('2000000'),
    });
  });

  test('sends a link card with its picture', async () => {
    const { credential } = await signInAs(alice);
    const key = bluesky.choosePostKey(createdAtMs, 5);
    const link = {
      url: 'https://example.com/article?id=1',
      title: 'An article',
      description: 'What it says',
      thumbnail: createPng(16, 9),
    };
    await bluesky.publish(createPost({ key, text: 'Read', link }), credential, createContext().context);
    expect((await readRecord(alice.did, key)).embed).toEqual({
      $type: 'app.bsky.embed.external',
      external: {
        uri: 'https://example.com/article?id=1',
        title: 'An article',
        description: 'What it says',
        thumb: {
          $type: 'blob',
          ref: { $link: expect.any(String) },
          mimeType: 'image/png',
          size: link.thumbnail.size,
        },
      },
    });
  });

  test('the server takes a text that is just as long as the rules allow, and we refuse a longer one', async () => {
    const { credential } = await signInAs(alice);
    const { context, requests } = createContext();
    const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
    const texts = ['a'.repeat(300), `${england.repeat(107)}aaaa`, 'é\u0301'.repeat(300)];
    for (const [position, text] of texts.entries()) {
      expect(bluesky.rules.measure(text).withinLimits).toBe(true);
      expect(bluesky.rules.measure(`${text}a`).withinLimits).toBe(false);
      const key = bluesky.choosePostKey(createdAtMs, 10 + position);
      await bluesky.publish(createPost({ key, text }), credential, context);
      expect(await readRecord(alice.did, key)).toMatchObject({ text });
      const sent = requests.length;
      await expect(
        bluesky.publish(createPost({ key, text: `${text}a` }), credential, context),
      ).rejects.toMatchObject({ kind: 'refused', words: expect.stringMatching(/^The text is too long/) });
      expect(requests).toHaveLength(sent);
    }
  });

  test('sends nothing of a post that cannot be one', async () => {
    const { credential } = await signInAs(alice);
    const { context, requests } = createContext();
    const image = { blob: createPng(1, 1), alt: '', widthPx: 1, heightPx: 1 };
    const link = { url: 'https://example.com', title: '', description: '' };
    const impossible: Partial<OutgoingPost>[] = [
      { text: ' \n ' },
      { images: Array.from({ length: 5 }, () => image) },
      { images: [image], link },
      { link: { ...link, url: 'javascript:alert(1)' } },
      { link: { ...link, url: 'https://' } },
      { link: { ...link, thumbnail: new Blob([new Uint8Array(1_000_001)], { type: 'image/png' }) } },
      { text: 'x', key: 'not-a-key' },
    ];
    for (const overrides of impossible) {
      await expect(bluesky.publish(createPost(overrides), credential, context)).rejects.toMatchObject({
        kind: 'refused',
      });
    }
    expect(requests).toEqual([]);
  });

  test('the same post sent twice is one post', async () => {
    const { credential } = await signInAs(bob);
    const post = createPost({ key: bluesky.choosePostKey(createdAtMs, 20), text: 'Once, @alice.test' });
    const first = await bluesky.publish(post, credential, createContext().context);
    const second = await bluesky.publish(post, credential, createContext().context);
    expect(second).toEqual(first);
    expect((await pds.listPosts(bob.did)).map((record) => record.uri)).toEqual([first.uri]);
  });

  test('is found by its key afterwards, and not before', async () => {
    const { credential } = await signInAs(alice);
    const post = createPost({ key: bluesky.choosePostKey(createdAtMs, 21), text: 'Here' });
    expect(await bluesky.find(post, credential, createContext().context)).toEqual({ state: 'absent' });
    const published = await bluesky.publish(post, credential, createContext().context);
    expect(await bluesky.find(post, credential, createContext().context)).toEqual({
      state: 'published',
      post: published,
    });
  });

  test('is found when the connection broke after the server had taken it', async () => {
    const { credential } = await signInAs(alice);
    const post = createPost({ key: bluesky.choosePostKey(createdAtMs, 22), text: 'Lost answer' });
    const { context } = createContext({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (String(input).endsWith('putRecord')) throw new TypeError('terminated');
        return response;
      },
    });
    await expect(bluesky.publish(post, credential, context)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await bluesky.find(post, credential, createContext().context)).toMatchObject({
      post: { uri: `at://${alice.did}/app.bsky.feed.post/${post.key}` },
    });
  });
});

describe('a credential that has aged', () => {
  const post = (randomBits: number) =>
    createPost({ key: bluesky.choosePostKey(createdAtMs, randomBits), text: 'Still here' });

  test.each([
    ['has run out', (token: string) => expire(token)],
    ['is broken', (token: string) => token.slice(0, -4)],
  ])('an access token that %s is replaced, once, and the new one is saved', async (_, spoil) => {
    const { credential } = await signInAs(alice);
    const aged = { ...credential, accessJwt: spoil(credential.accessJwt ?? '') };
    const { context, saved, requests } = createContext();
    const image = { blob: createPng(1, 1), alt: '', widthPx: 1, heightPx: 1 };
    await bluesky.publish({ ...post(30), images: [image] }, aged, context);
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({ did: alice.did, server: pds.origin, appPassword: alice.appPassword });
    expect(saved[0]?.accessJwt).not.toBe(aged.accessJwt);
    expect(requests.map(({ url }) => url.split('/xrpc/')[1])).toEqual([
      'com.atproto.repo.uploadBlob',
      'com.atproto.server.refreshSession',
      'com.atproto.repo.uploadBlob',
      'com.atproto.repo.putRecord',
    ]);
    expect(requests.at(-1)?.authorization).toBe(`Bearer ${saved[0]?.accessJwt}`);
  });

  test('a refresh token that is of no use either makes us sign in with the app password', async () => {
    const { credential } = await signInAs(alice);
    const aged = {
      ...credential,
      accessJwt: expire(credential.accessJwt ?? ''),
      refreshJwt: expire(credential.refreshJwt ?? ''),
    };
    const { context, saved, requests } = createContext();
    await bluesky.publish(post(31), aged, context);
    expect(saved).toHaveLength(1);
    expect(requests.map(({ url }) => url.split('/xrpc/')[1])).toContain('com.atproto.server.createSession');
    expect(await bluesky.find(post(31), saved[0] ?? {}, createContext().context)).toBeDefined();
  });

  test('an app password that was revoked is told in the words of the server, and nothing is saved', async () => {
    const { credential } = await signInAs(alice);
    const aged = {
      ...credential,
      accessJwt: 'x.y.z',
      refreshJwt: 'x.y.z',
      appPassword: 'aaaa-bbbb-cccc-dddd',
    };
    const { context, saved } = createContext();
    await expect(bluesky.publish(post(32), aged, context)).rejects.toMatchObject({
      kind: 'signIn',
      words: 'Invalid identifier or password',
    });
    expect(saved).toEqual([]);
  });

  test('the new credential is saved before it is used', async () => {
    const { credential } = await signInAs(alice);
    const aged = { ...credential, accessJwt: expire(credential.accessJwt ?? '') };
    const { context, requests } = createContext({
      saveCredential: () => Promise.reject(new Error('the disk is full')),
    });
    await expect(bluesky.publish(post(33), aged, context)).rejects.toThrow('the disk is full');
    expect(requests.map(({ url }) => url.split('/xrpc/')[1])).toEqual([
      'com.atproto.repo.putRecord',
      'com.atproto.server.refreshSession',
    ]);
  });

  test('a credential that lacks a part asks for a new sign-in and sends nothing', async () => {
    const { credential } = await signInAs(alice);
    const { context, requests } = createContext();
    for (const spoilt of [
      {},
      { ...credential, accessJwt: 'a\nb' },
      { ...credential, server: 'http://example.com' },
    ]) {
      await expect(bluesky.find(post(34), spoilt, context)).rejects.toMatchObject({ kind: 'signIn' });
    }
    expect(requests).toEqual([]);
  });
});
