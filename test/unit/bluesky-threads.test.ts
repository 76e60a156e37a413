import { AppBskyFeedPost, jsonToLex } from '@atproto/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { splitThread } from '../../lib/networks/bluesky/split-thread';
import { isPostKey, partKey } from '../../lib/networks/bluesky/tid';
import type { Credential, NetworkContext, OutgoingPost } from '../../lib/networks/network';
import { type LocalAccount, type LocalPds, type LocalRecord, startPds } from '../../scripts/pds';
import { createPng } from './create-png';

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

const createContext = (fetchInstead: typeof fetch = fetch): NetworkContext => ({
  fetch: fetchInstead,
  nowMs: () => createdAtMs,
  saveCredential: async () => {},
});

let keysGiven = 0;
const THREE_PARTS = ['First', 'Second', 'Third']
  .map(
    (word) =>
      `${word} of @alice.test on https://example.com/${word} #${word} 👨‍👩‍👧‍👦${' and so on'.repeat(20)}.`,
  )
  .join('\n\n');

const createThread = (overrides: Partial<OutgoingPost> = {}): OutgoingPost => ({
  // Far enough from each other: the parts of one thread take the microseconds after its key.
  key: bluesky.choosePostKey(createdAtMs + 1000 * keysGiven++, 0),
  createdAtMs,
  text: THREE_PARTS,
  images: [],
  options: { thread: true, languages: ['en'] },
  ...overrides,
});

/** The parts of a thread as they are on the server, the first one first. */
async function readThread(key: string): Promise<LocalRecord[]> {
  const root = `at://${alice.did}/app.bsky.feed.post/${key}`;
  const posts = (await pds.listPosts(alice.did)).filter(
    ({ uri, value }) =>
      uri === root || (value.reply as AppBskyFeedPost.ReplyRef | undefined)?.root.uri === root,
  );
  return posts.sort((one, other) => (one.uri < other.uri ? -1 : 1));
}

function expectSoundThread(records: readonly LocalRecord[], post: OutgoingPost): void {
  const [root] = records;
  expect(records.map(({ value }) => value.text)).toEqual(splitThread(bluesky.rules.normalizeText(post.text)));
  for (const [part, record] of records.entries()) {
    expect(record.uri).toBe(`at://${alice.did}/app.bsky.feed.post/${partKey(post.key, part)}`);
    expect(AppBskyFeedPost.validateRecord(jsonToLex(structuredClone(record.value) as never)).success).toBe(
      true,
    );
    const parent = records[part - 1];
    const ref = (to: LocalRecord | undefined) => ({ uri: to?.uri, cid: to?.cid });
    expect(record.value.reply).toEqual(part === 0 ? undefined : { root: ref(root), parent: ref(parent) });
  }
}

test('each part is a post of its own that answers the one before it', async () => {
  const post = createThread();
  const published = await bluesky.publish(post, credential, createContext());
  expect(published.uri).toBe(`at://${alice.did}/app.bsky.feed.post/${post.key}`);
  const records = await readThread(post.key);
  expect(records).toHaveLength(3);
  expectSoundThread(records, post);
  for (const { value } of records) {
    expect(value).toMatchObject({ langs: ['en'], facets: [{}, {}, {}] });
    const bytes = Buffer.from(String(value.text));
    const marked = (value.facets as { index: { byteStart: number; byteEnd: number } }[]).map(({ index }) =>
      bytes.subarray(index.byteStart, index.byteEnd).toString(),
    );
    const word = String(value.text).split(' ')[0];
    expect(marked).toEqual(['@alice.test', `https://example.com/${word}`, `#${word}`]);
  }
  // Clients put posts of one time in any order.
  expect(records.map(({ value }) => value.createdAt)).toEqual([
    '2026-11-21T12:30:15.250Z',
    '2026-11-21T12:30:15.251Z',
    '2026-11-21T12:30:15.252Z',
  ]);
});

test('the first part carries the images with their warning', async () => {
  const images = [{ blob: createPng(40, 30), alt: 'Grey', widthPx: 40, heightPx: 30 }];
  const post = createThread({ images, options: { thread: true, contentLabel: 'graphic-media' } });
  await bluesky.publish(post, credential, createContext());
  const [first, ...others] = await readThread(post.key);
  expect(first?.value).toMatchObject({
    embed: { $type: 'app.bsky.embed.images', images: [{ alt: 'Grey' }] },
    labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'graphic-media' }] },
  });
  for (const { value } of others) expect(Object.keys(value)).not.toContain('embed');
  expectSoundThread([first as LocalRecord, ...others], post);
});

test('25 parts go out, in one request, and 26 do not', async () => {
  const written: string[] = [];
  const counting: typeof fetch = (input, init) => {
    if (init?.method === 'POST') written.push(String(input).split('/xrpc/')[1] ?? '');
    return fetch(input, init);
  };
  const paragraphs = (count: number) =>
    Array.from({ length: count }, (_, number) => `${number}: ${'long '.repeat(59)}`.trim()).join('\n\n');
  const post = createThread({ text: paragraphs(25) });
  await bluesky.publish(post, credential, createContext(counting));
  expect(written).toEqual(['com.atproto.repo.applyWrites']);
  const records = await readThread(post.key);
  expect(records).toHaveLength(25);
  expectSoundThread(records, post);

  await expect(
    bluesky.publish(createThread({ text: paragraphs(26) }), credential, createContext(counting)),
  ).rejects.toMatchObject({ kind: 'refused', words: expect.stringMatching(/^The text is too long/) });
  expect(written).toHaveLength(1);
  await bluesky.remove({ uri: records[0]?.uri ?? '', url: '' }, credential, createContext());
  expect(await readThread(post.key)).toEqual([]);
});

test('the same thread sent twice is written once', async () => {
  const written: string[] = [];
  const counting: typeof fetch = (input, init) => {
    if (init?.method === 'POST') written.push(String(input).split('/xrpc/')[1] ?? '');
    return fetch(input, init);
  };
  const post = createThread({ options: { thread: true, replies: 'nobody', noQuotes: true } });
  const first = await bluesky.publish(post, credential, createContext(counting));
  expect(await bluesky.publish(post, credential, createContext(counting))).toEqual(first);
  expect(written).toEqual(['com.atproto.repo.applyWrites']);
  expect(await readThread(post.key)).toHaveLength(3);
});

test('a short text is one post, with or without the option, and a long one is refused without it', async () => {
  const post = createThread({ text: 'Short' });
  await bluesky.publish(post, credential, createContext());
  expect(await readThread(post.key)).toHaveLength(1);
  await expect(
    bluesky.publish(createThread({ options: {} }), credential, createContext()),
  ).rejects.toMatchObject({ kind: 'refused' });
});

describe('a publication that is broken off', () => {
  const image = { blob: createPng(1, 1), alt: '', widthPx: 1, heightPx: 1 };
  const createRich = () =>
    createThread({ images: [image], options: { thread: true, replies: 'nobody', noQuotes: true } });

  /** Ends at the request of that number: before the server gets it, or after it has done what it says. */
  function breakAt(end: number, isAnswerLost: boolean) {
    let requests = 0;
    const broken: typeof fetch = async (input, init) => {
      const isLast = requests++ === end;
      if (isLast && !isAnswerLost) throw new TypeError('terminated');
      const response = await fetch(input, init);
      if (isLast) {
        await response.arrayBuffer();
        throw new TypeError('terminated');
      }
      return response;
    };
    return { broken, count: () => requests };
  }

  test('at any request leaves all of the thread or nothing, and is taken up again', async () => {
    const { broken, count } = breakAt(Number.POSITIVE_INFINITY, false);
    await bluesky.publish(createRich(), credential, createContext(broken));
    const requests = count();
    expect(requests).toBeGreaterThan(4);
    let seenPublished = 0;
    for (const isAnswerLost of [false, true]) {
      for (let end = 0; end < requests; end++) {
        const post = createRich();
        const attempt = bluesky.publish(post, credential, createContext(breakAt(end, isAnswerLost).broken));
        await expect(attempt).rejects.toMatchObject({ kind: 'unreachable' });
        const left = await readThread(post.key);
        const { state } = await bluesky.find(post, credential, createContext());
        expect([left.length, state]).toEqual(left.length === 0 ? [0, 'absent'] : [3, 'published']);
        if (state === 'published') seenPublished++;

        await bluesky.publish(post, credential, createContext());
        const records = await readThread(post.key);
        expect(records).toHaveLength(3);
        expectSoundThread(records, post);
        // What was there already has not changed.
        if (left.length > 0) expect(records).toEqual(left);
        expect(await bluesky.find(post, credential, createContext())).toEqual({
          state: 'published',
          post: { uri: records[0]?.uri, url: `https://bsky.app/profile/${alice.did}/post/${post.key}` },
        });
      }
    }
    // The last request is the one that writes.
    expect(seenPublished).toBe(1);
  }, 60_000);

  test('and meanwhile arrives, makes the second one fail and not double', async () => {
    const post = createRich();
    const late: typeof fetch = async (input, init) => {
      // Just before the second one writes, the first one does.
      if (String(input).endsWith('applyWrites')) await bluesky.publish(post, credential, createContext());
      return fetch(input, init);
    };
    await expect(bluesky.publish(post, credential, createContext(late))).rejects.toMatchObject({
      kind: 'serverFault',
    });
    expect(await bluesky.find(post, credential, createContext())).toMatchObject({ state: 'published' });
    expectSoundThread(await readThread(post.key), post);
  });

  test('and changed before it goes out again, leaves nothing of what it was', async () => {
    const post = createRich();
    await bluesky.publish(post, credential, createContext());
    const shorter = { ...post, text: THREE_PARTS.slice(0, THREE_PARTS.indexOf('Third')) };
    await bluesky.publish(shorter, credential, createContext());
    const records = await readThread(post.key);
    expect(records).toHaveLength(2);
    expectSoundThread(records, shorter);
  });
});

describe('removing', () => {
  test('takes all parts in one request, again and again, and nothing else', async () => {
    const post = createThread();
    const published = await bluesky.publish(post, credential, createContext());
    // Somebody's other post, by chance under the key that a fourth part would have.
    const other = createThread({ key: partKey(post.key, 3), text: 'Another post' });
    await bluesky.publish(other, credential, createContext());
    const written: string[] = [];
    const counting: typeof fetch = (input, init) => {
      if (init?.method === 'POST') written.push(String(input).split('/xrpc/')[1] ?? '');
      return fetch(input, init);
    };
    await bluesky.remove(published, credential, createContext(counting));
    expect(written).toEqual(['com.atproto.repo.applyWrites']);
    expect(await readThread(post.key)).toEqual([]);
    expect(await readThread(other.key)).toHaveLength(1);
    expect(await bluesky.find(post, credential, createContext())).toEqual({ state: 'absent' });
    await bluesky.remove(published, credential, createContext(counting));
    expect(written).toHaveLength(1);
  });

  test('takes the rest when the first post is gone already', async () => {
    const post = createThread();
    const published = await bluesky.publish(post, credential, createContext());
    const answer = await fetch(`${pds.origin}/xrpc/com.atproto.repo.deleteRecord`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential.accessJwt}` },
      body: JSON.stringify({ repo: alice.did, collection: 'app.bsky.feed.post', rkey: post.key }),
    });
    expect(answer.status).toBe(200);
    expect(await readThread(post.key)).toHaveLength(2);
    await bluesky.remove(published, credential, createContext());
    expect(await readThread(post.key)).toEqual([]);
  });

  test('refuses what is no post of the account', async () => {
    for (const uri of [
      `at://did:plc:mallory/app.bsky.feed.post/${bluesky.choosePostKey(1, 1)}`,
      `at://${alice.did}/app.bsky.feed.like/${bluesky.choosePostKey(1, 1)}`,
      `at://${alice.did}/app.bsky.feed.post/self`,
    ]) {
      const refused: typeof fetch = () => expect.fail('a request went out');
      await expect(
        bluesky.remove({ uri, url: '' }, credential, createContext(refused)),
      ).rejects.toMatchObject({ kind: 'refused' });
    }
  });
});

test('the keys of the parts are keys, in order', () => {
  const key = bluesky.choosePostKey(createdAtMs, 2 ** 32 - 1);
  const keys = Array.from({ length: 25 }, (_, part) => partKey(key, part));
  expect(keys[0]).toBe(key);
  expect(keys.every(isPostKey)).toBe(true);
  expect([...keys].sort()).toEqual(keys);
  expect(new Set(keys).size).toBe(25);
});
