import { AppBskyFeedPostgate, AppBskyFeedThreadgate, jsonToLex } from '@atproto/api';
import { Subscription } from '@atproto/xrpc-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { partKey } from '../../lib/networks/bluesky/tid';
import type { Credential, NetworkContext, OutgoingPost } from '../../lib/networks/network';
import { findOptionProblems, type PostOptions } from '../../lib/networks/post-fields';
import { type LocalAccount, type LocalPds, startPds } from '../../scripts/pds';

/** A real server: what it answers is what we believe of it, as of @atproto/pds 0.5.35. */
let pds: LocalPds;
let alice: LocalAccount;
let credential: Credential;

const createdAtMs = Date.UTC(2026, 10, 21, 12, 30, 15, 250);

beforeAll(async () => {
  pds = await startPds();
  alice = await pds.createAccount('alice.test');
  const entry = { server: pds.origin, identifier: alice.handle, password: alice.appPassword };
  ({ credential } = await bluesky.signIn(entry, createContext()));
}, 60_000);

afterAll(() => pds.stop());

const createContext = (): NetworkContext => ({
  fetch,
  nowMs: () => createdAtMs,
  saveCredential: async () => {},
});

let keysGiven = 0;
const createPost = (options: PostOptions, text = 'A post'): OutgoingPost => ({
  key: bluesky.choosePostKey(createdAtMs + 1000 * keysGiven++, 0),
  createdAtMs,
  text,
  images: [],
  options,
});

async function findRecord(collection: string, rkey: string) {
  const parameters = new URLSearchParams({ repo: alice.did, collection, rkey });
  const response = await fetch(`${pds.origin}/xrpc/com.atproto.repo.getRecord?${parameters}`);
  return response.ok ? ((await response.json()) as { value: Record<string, unknown> }).value : undefined;
}

const THREADGATE = 'app.bsky.feed.threadgate';
const POSTGATE = 'app.bsky.feed.postgate';
const LONG_TEXT = Array.from({ length: 3 }, (_, part) => `${part} ${'word '.repeat(50)}`.trim()).join('\n\n');

/** What readers of the network are sent: the writes of each commit, in order. */
async function readCommitWith(path: string): Promise<readonly string[]> {
  const stop = new AbortController();
  const subscription = new Subscription<Record<string, unknown>>({
    service: pds.origin.replace('http', 'ws'),
    method: 'com.atproto.sync.subscribeRepos',
    getParams: () => ({ cursor: 0 }),
    validate: (body) => body as Record<string, unknown>,
    signal: stop.signal,
  });
  for await (const { ops } of subscription) {
    const writes = (Array.isArray(ops) ? ops : []) as { readonly action: string; readonly path: string }[];
    if (!writes.some((write) => write.path === path)) continue;
    stop.abort();
    return writes.map((write) => `${write.action} ${write.path}`);
  }
  return expect.fail(`${path} was never written`);
}

describe('who may reply', () => {
  test.each<[string, readonly string[]]>([
    ['mentioned', ['mentionRule']],
    ['following', ['followingRule']],
    ['followers', ['followerRule']],
    ['nobody', []],
    // Options of a newer version: too few may reply, never too many.
    ['somebody else', []],
  ])('%s', async (replies, rules) => {
    const post = createPost({ replies });
    const { uri } = await bluesky.publish(post, credential, createContext());
    const gate = await findRecord(THREADGATE, post.key);
    expect(gate).toEqual({
      $type: THREADGATE,
      post: uri,
      allow: rules.map((rule) => ({ $type: `${THREADGATE}#${rule}` })),
      createdAt: '2026-11-21T12:30:15.250Z',
    });
    expect(AppBskyFeedThreadgate.validateRecord(jsonToLex(gate as never)).success).toBe(true);
    expect(await findRecord(POSTGATE, post.key)).toBeUndefined();
  });

  test('everybody, when it is chosen and when nothing is said', async () => {
    for (const options of [{}, { replies: 'everybody' }] as readonly PostOptions[]) {
      const post = createPost(options);
      await bluesky.publish(post, credential, createContext());
      expect(await findRecord(THREADGATE, post.key)).toBeUndefined();
    }
  });
});

describe('who may quote', () => {
  test('nobody, on each part of a thread; who may reply stands with the first', async () => {
    const post = createPost({ thread: true, noQuotes: true, replies: 'mentioned' }, LONG_TEXT);
    const { uri } = await bluesky.publish(post, credential, createContext());
    for (const part of [0, 1, 2]) {
      const rkey = partKey(post.key, part);
      const gate = await findRecord(POSTGATE, rkey);
      expect(gate).toEqual({
        $type: POSTGATE,
        post: uri.replace(post.key, rkey),
        embeddingRules: [{ $type: `${POSTGATE}#disableRule` }],
        createdAt: '2026-11-21T12:30:15.250Z',
      });
      expect(AppBskyFeedPostgate.validateRecord(jsonToLex(gate as never)).success).toBe(true);
      expect((await findRecord(THREADGATE, rkey)) !== undefined).toBe(part === 0);
    }
  });
});

describe('what readers of the network see', () => {
  /*
   * They index a commit at a time, and mark a post as gated when they read a gate whose post they have: a gate
   * before its post would not be shown, one in a later commit would leave time to reply.
   */
  test('a post and its gates in one commit, the post first', async () => {
    const post = createPost({ replies: 'nobody', noQuotes: true });
    await bluesky.publish(post, credential, createContext());
    expect(await readCommitWith(`app.bsky.feed.post/${post.key}`)).toEqual([
      `create app.bsky.feed.post/${post.key}`,
      `create ${THREADGATE}/${post.key}`,
      `create ${POSTGATE}/${post.key}`,
    ]);
  });

  test('a thread in one commit too, each part before the one that answers it', async () => {
    const post = createPost({ thread: true, replies: 'followers' }, LONG_TEXT);
    await bluesky.publish(post, credential, createContext());
    expect(await readCommitWith(`app.bsky.feed.post/${post.key}`)).toEqual([
      `create app.bsky.feed.post/${post.key}`,
      `create ${THREADGATE}/${post.key}`,
      `create app.bsky.feed.post/${partKey(post.key, 1)}`,
      `create app.bsky.feed.post/${partKey(post.key, 2)}`,
    ]);
  });
});

test('removing a post takes its gates along', async () => {
  const post = createPost({ thread: true, replies: 'nobody', noQuotes: true }, LONG_TEXT);
  const published = await bluesky.publish(post, credential, createContext());
  await bluesky.remove(published, credential, createContext());
  for (const collection of [THREADGATE, POSTGATE, 'app.bsky.feed.post']) {
    for (const part of [0, 1, 2])
      expect(await findRecord(collection, partKey(post.key, part))).toBeUndefined();
  }
});

describe('the fields', () => {
  const findProblems = (
    options: PostOptions,
    more: { readonly hasLink?: boolean; readonly text?: string } = {},
  ) => bluesky.rules.findProblems?.({ text: 'Text', images: [], hasLink: false, ...more, options });

  test('take what is published here, and nothing that is misspelt', () => {
    const { fields } = bluesky.rules;
    const options = {
      languages: ['en'],
      replies: 'nobody',
      noQuotes: true,
      quote: 'https://bsky.app/profile/bob.test/post/3mabcdefgh22x',
      thread: true,
      contentLabel: 'nudity',
    };
    expect(Object.keys(options)).toEqual(fields.map(({ id }) => id));
    expect(findOptionProblems(fields, options)).toEqual([]);
    expect(findOptionProblems(fields, { replies: 'somebody else' })).toHaveLength(1);
    for (const field of fields) {
      if (field.kind === 'choice') expect(['everybody', 'none']).toContain(field.choices[0]?.value);
    }
  });

  test('a warning needs something to hide', () => {
    expect(findProblems({ contentLabel: 'porn' })).toEqual([
      'A content warning hides images and link cards, not words: add one, or choose no warning.',
    ]);
    expect(findProblems({ contentLabel: 'porn' }, { hasLink: true })).toEqual([]);
    expect(findProblems({ contentLabel: 'none' })).toEqual([]);
  });

  test.each([
    ['https://bsky.app/profile/bob.test/post/3mabcdefgh22x', true],
    [' https://bsky.app/profile/did:plc:abc/post/3mabcdefgh22x?ref=x ', true],
    ['https://bsky.app/profile/did%3Aplc%3Aabc/post/3mabcdefgh22x/', true],
    ['at://did:plc:abc/app.bsky.feed.post/3mabcdefgh22x', true],
    ['', true],
    ['at://did:plc:abc/app.bsky.feed.like/3mabcdefgh22x', false],
    ['https://bsky.app/profile/bob.test', false],
    ['https://example.com/profile/bob.test/post/3mabcdefgh22x', false],
    ['http://bsky.app/profile/bob.test/post/3mabcdefgh22x', false],
    ['https://bsky.app/profile/b/post/3mabcdefgh22x', false],
    ['https://bsky.app/profile/bob.test/post/x', false],
    ['3mabcdefgh22x', false],
  ])('%j is the address of a post to quote: %s', (quote, isOne) => {
    expect(findProblems({ quote })?.length).toBe(isOne ? 0 : 1);
  });

  test('what does not go together is not sent', async () => {
    const refused: typeof fetch = () => expect.fail('a request went out');
    for (const options of [{ contentLabel: 'porn' }, { quote: 'bob' }] as readonly PostOptions[]) {
      const attempt = bluesky.publish(createPost(options), credential, {
        ...createContext(),
        fetch: refused,
      });
      await expect(attempt).rejects.toMatchObject({ kind: 'refused', words: expect.stringMatching(/\.$/) });
    }
  });
});
