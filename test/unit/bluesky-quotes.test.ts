import { AppBskyFeedPost, jsonToLex } from '@atproto/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import type { Credential, NetworkContext, OutgoingPost } from '../../lib/networks/network';
import { type LocalAccount, type LocalPds, startPds } from '../../scripts/pds';
import { createPng } from './create-png';

/**
 * Two real servers that know nothing of each other: the post to quote is on this one or on that one. The
 * directory of identities, and the name by which the other server is known, are stood in for.
 */
let pds: LocalPds;
let other: LocalPds;
let alice: LocalAccount;
let bob: LocalAccount;
let carol: LocalAccount;
let credential: Credential;

const createdAtMs = Date.UTC(2026, 10, 21, 12, 30, 15, 250);
const OTHER_ORIGIN = 'https://pds.example.com';

beforeAll(async () => {
  [pds, other] = [await startPds(), await startPds()];
  alice = await pds.createAccount('alice.test');
  bob = await pds.createAccount('bob.test');
  carol = await other.createAccount('carol.test');
  credential = await signIn(pds, alice);
}, 60_000);

afterAll(async () => {
  await pds.stop();
  await other.stop();
});

async function signIn({ origin }: LocalPds, { handle, appPassword }: LocalAccount): Promise<Credential> {
  const entry = { server: origin, identifier: handle, password: appPassword };
  return (await bluesky.signIn(entry, createContext().context)).credential;
}

interface Answers {
  /** What the directory says of Carol. */
  readonly document?: object | undefined;
  readonly directoryStatus?: number;
  /** What the other server says instead of what it knows. */
  readonly otherAnswer?: () => Response;
}

function createContext(answers: Answers = {}) {
  const strangers: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  const context: NetworkContext = {
    fetch: async (input, init) => {
      const url = String(input);
      if (url.startsWith('http://localhost')) return fetch(url, init);
      strangers.push({ url, init });
      if (url === `https://plc.directory/${carol.did}`) {
        return Response.json(answers.document ?? documentWith(OTHER_ORIGIN), {
          status: answers.directoryStatus ?? 200,
        });
      }
      if (url.startsWith(`${OTHER_ORIGIN}/`)) {
        return answers.otherAnswer?.() ?? fetch(url.replace(OTHER_ORIGIN, other.origin), init);
      }
      if (url.startsWith('https://plc.directory/'))
        return Response.json({ message: 'not here' }, { status: 404 });
      throw new TypeError(`nothing is at ${url}`);
    },
    nowMs: () => createdAtMs,
    saveCredential: async () => {},
  };
  return { context, strangers };
}

const documentWith = (serviceEndpoint: unknown, id = carol.did) => ({
  id,
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint }],
});

let keysGiven = 0;
const createPost = (overrides: Partial<OutgoingPost>): OutgoingPost => ({
  key: bluesky.choosePostKey(createdAtMs + 1000 * keysGiven++, 0),
  createdAtMs,
  text: 'What she said',
  images: [],
  options: {},
  ...overrides,
});

async function publishAt(server: LocalPds, account: LocalAccount) {
  const post = createPost({ text: 'Quote me' });
  const { uri } = await bluesky.publish(post, await signIn(server, account), createContext().context);
  const { cid } = await server.getPost(uri);
  return { ref: { uri, cid }, key: post.key };
}

async function readRecord(post: OutgoingPost): Promise<Readonly<Record<string, unknown>>> {
  const { value } = await pds.getPost(`at://${alice.did}/app.bsky.feed.post/${post.key}`);
  expect(AppBskyFeedPost.validateRecord(jsonToLex(structuredClone(value) as never)).success).toBe(true);
  return value;
}

describe('a post on the account’s own server', () => {
  test('is quoted by its handle and by its DID, and nobody else is asked', async () => {
    const { ref, key } = await publishAt(pds, bob);
    for (const quote of [`https://bsky.app/profile/bob.test/post/${key}`, ref.uri]) {
      const post = createPost({ options: { quote } });
      const { context, strangers } = createContext();
      await bluesky.publish(post, credential, context);
      expect((await readRecord(post)).embed).toEqual({ $type: 'app.bsky.embed.record', record: ref });
      expect(strangers).toEqual([]);
    }
  });

  test('goes together with images and with a link, and with the first part of a thread', async () => {
    const { ref } = await publishAt(pds, bob);
    const images = [{ blob: createPng(4, 3), alt: 'Grey', widthPx: 4, heightPx: 3 }];
    const link = { url: 'https://example.com/', title: 'A page', description: '' };
    for (const [media, type] of [
      [{ images }, 'app.bsky.embed.images'],
      [{ link }, 'app.bsky.embed.external'],
    ] as const) {
      const options = { quote: ref.uri, thread: true };
      const post = createPost({ ...media, text: 'word '.repeat(100), options });
      await bluesky.publish(post, credential, createContext().context);
      const { embed } = await readRecord(post);
      expect(embed).toMatchObject({
        $type: 'app.bsky.embed.recordWithMedia',
        record: { $type: 'app.bsky.embed.record', record: ref },
        media: { $type: type },
      });
    }
  });

  test('that is gone, or an account that never was, is told before anything goes out', async () => {
    const gone = `at://${bob.did}/app.bsky.feed.post/${bluesky.choosePostKey(1, 1)}`;
    const never = `https://bsky.app/profile/nobody.test/post/${bluesky.choosePostKey(1, 1)}`;
    for (const quote of [gone, never]) {
      const post = createPost({ options: { quote } });
      await expect(bluesky.publish(post, credential, createContext().context)).rejects.toMatchObject({
        kind: 'refused',
      });
      expect(await bluesky.find(post, credential, createContext().context)).toEqual({ state: 'absent' });
    }
  });
});

describe('a post on another server', () => {
  test('is found there by the author’s DID document, without any credential', async () => {
    const { ref } = await publishAt(other, carol);
    const post = createPost({ options: { quote: ref.uri } });
    const { context, strangers } = createContext();
    await bluesky.publish(post, credential, context);
    expect((await readRecord(post)).embed).toEqual({ $type: 'app.bsky.embed.record', record: ref });
    expect(strangers.map(({ url }) => new URL(url).host)).toEqual(['plc.directory', 'pds.example.com']);
    for (const { url, init } of strangers) {
      expect(init).toMatchObject({ method: 'GET', redirect: 'manual', credentials: 'omit' });
      expect(init?.body).toBeUndefined();
      const sent = `${url} ${JSON.stringify([...new Headers(init?.headers)])}`;
      for (const secret of ['accessJwt', 'refreshJwt', 'appPassword']) {
        expect(sent).not.toContain(credential[secret]);
      }
    }
  });

  test('is not looked for where somebody else’s document says', async () => {
    const { ref } = await publishAt(other, carol);
    const post = createPost({ options: { quote: ref.uri } });
    const { context, strangers } = createContext({ document: documentWith(OTHER_ORIGIN, bob.did) });
    await expect(bluesky.publish(post, credential, context)).rejects.toMatchObject({ kind: 'refused' });
    expect(strangers.map(({ url }) => new URL(url).host)).toEqual(['plc.directory']);
  });

  const record = (more: object) => () =>
    Response.json({ uri: `at://${carol.did}/app.bsky.feed.post/${bluesky.choosePostKey(1, 1)}`, ...more });
  const goodCid = 'bafyreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';

  test.each<[string, () => Answers, string]>([
    ['is gone', () => ({}), 'refused'],
    ['has no author in the directory', () => ({ directoryStatus: 404, document: {} }), 'refused'],
    [
      'has an author whom the directory is too busy to tell',
      () => ({ directoryStatus: 503, document: {} }),
      'serverFault',
    ],
    [
      'is on this very machine, says its author',
      () => ({ document: documentWith('http://localhost:1') }),
      'refused',
    ],
    ['is at no address', () => ({ document: documentWith({ x: 1 }) }), 'refused'],
    [
      'is on a server that is not there',
      () => ({ document: documentWith('https://gone.example.com') }),
      'unreachable',
    ],
    // To ask for our own sign-in again because of a stranger would be wrong.
    [
      'is behind a sign-in',
      () => ({ otherAnswer: () => Response.json({ error: 'AuthMissing' }, { status: 401 }) }),
      'refused',
    ],
    [
      'is on a server that redirects',
      () => ({ otherAnswer: () => Response.redirect(pds.origin) }),
      'unreachable',
    ],
    [
      'is said to be another',
      () => ({ otherAnswer: record({ uri: 'at://x', cid: goodCid }) }),
      'serverFault',
    ],
    ['has a hash that is none', () => ({ otherAnswer: record({ cid: 'x"y' }) }), 'serverFault'],
    [
      'comes with far too much',
      () => ({ otherAnswer: () => new Response('x'.repeat(1_100_000)) }),
      'serverFault',
    ],
  ])('is not quoted when it %s, and nothing goes out', async (_, answers, kind) => {
    const quote = `at://${carol.did}/app.bsky.feed.post/${bluesky.choosePostKey(1, 1)}`;
    const post = createPost({ options: { quote } });
    const { context } = createContext(answers());
    await expect(bluesky.publish(post, credential, context)).rejects.toMatchObject({
      name: 'NetworkError',
      kind,
    });
    expect(await bluesky.find(post, credential, createContext().context)).toEqual({ state: 'absent' });
  });

  test('is found by the domain of a did:web, and by no path of one', async () => {
    const key = bluesky.choosePostKey(1, 1);
    for (const [did, hosts] of [
      ['did:web:carol.example.com', ['https://carol.example.com/.well-known/did.json']],
      ['did:web:localhost%3A80', []],
      ['did:web:example.com:carol', []],
      ['did:key:abc', []],
    ] as const) {
      const { context, strangers } = createContext();
      const post = createPost({ options: { quote: `at://${did}/app.bsky.feed.post/${key}` } });
      await expect(bluesky.publish(post, credential, context)).rejects.toThrow();
      expect(strangers.map(({ url }) => url)).toEqual(hosts);
    }
  });
});
