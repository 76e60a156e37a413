/** What becomes of a post when the network, the sign-in or the browser's own store fails. */
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { type Lookup, type Network, NetworkError, type OutgoingPost } from '../../lib/networks/network';
import { publishDue } from '../../lib/publishing/publish-due';
import { MAX_ATTEMPTS, retryDelayMs } from '../../lib/publishing/retry-delay';
import {
  credentialIdOf,
  findCredential,
  removeCredential,
  saveCredential,
} from '../../lib/store/credential-store';
import type { CountersignDatabase } from '../../lib/store/database';
import { type AttachedImage, MediaId } from '../../lib/workspace/records';
import { accountId, memberId, postId, START_MS } from './example-agency';
import { createStoredAgency, environmentAt, runStored } from './stored-agency';

let database: CountersignDatabase;
let sent: OutgoingPost[];
let answer: () => Promise<{ uri: string; url: string }>;
let findAnswer: () => Promise<Lookup>;

const network: Network = {
  ...bluesky,
  choosePostKey: (nowMs, randomBits) => `key-${nowMs}-${randomBits}`,
  publish: async (post) => {
    sent.push(post);
    return answer();
  },
  find: () => findAnswer(),
};

beforeEach(async () => {
  sent = [];
  answer = async () => ({ uri: 'at://post', url: 'https://bsky.app/post' });
  findAnswer = async () => ({ state: 'absent' });
  const profile = {
    did: 'did:plc:acme',
    handle: 'acme.test',
    origin: 'https://pds.example',
    appPassword: '',
  };
  database = await createStoredAgency('publish-due', profile);
  await saveCredential(database, credentialIdOf('a1', { mode: 'owner', memberId: memberId('olu') }), {
    appPassword: 'canary',
  });
});
afterEach(async () => {
  database.close();
  await deleteDB('publish-due');
});

const publishAt = async (nowMs: number) => (await publishAllAt(nowMs)).nextAtMs;

const publishAllAt = (nowMs: number) =>
  publishDue({
    database,
    environment: environmentAt(nowMs),
    findNetwork: () => network,
    fetch,
    randomBelow: () => 7,
  });

async function send(id = 'p1', text = 'Hello'): Promise<void> {
  await runStored(database, 'flo', 'post.create', {
    postId: postId(id),
    accountId: accountId('a1'),
    content: { text, media: [] },
  });
  await runStored(database, 'flo', 'post.publish', { postId: postId(id) });
}
const post = async (id = 'p1') => {
  const found = await database.get('posts', id);
  if (!found) throw new Error(`no post ${id}`);
  return found;
};

describe('a post that is due', () => {
  it('is published, and nothing is left to do', async () => {
    await send();
    expect(await publishAt(START_MS)).toBeUndefined();
    expect(await post()).toMatchObject({
      status: 'published',
      publication: { url: 'https://bsky.app/post', connection: { mode: 'owner' } },
    });
    expect(sent).toHaveLength(1);
  });

  it('waits, with the network’s own words, when the network is not to be reached, and the key stays', async () => {
    await send();
    answer = () => Promise.reject(new NetworkError('unreachable', 'Nothing came back.'));
    const next = await publishAt(START_MS);
    expect(next).toBe(START_MS + retryDelayMs(0));
    expect(await post()).toMatchObject({
      status: 'publishing',
      publication: { attempts: 1, waitingBecause: 'Nothing came back.' },
    });
    answer = async () => ({ uri: 'at://late', url: 'https://bsky.app/late' });
    await publishAt(next ?? 0);
    expect(sent.map(({ key }) => key)).toEqual([sent[0]?.key, sent[0]?.key]);
    expect(sent.map(({ createdAtMs }) => createdAtMs)).toEqual([START_MS, START_MS]);
    expect((await post()).publication?.waitingBecause).toBeUndefined();
  });

  it('is asked for before it is sent again, and not sent when it is out', async () => {
    await send();
    answer = () => Promise.reject(new NetworkError('unreachable', 'The answer was lost.'));
    const next = await publishAt(START_MS);
    findAnswer = async () => ({ state: 'published', post: { uri: 'at://out', url: 'https://bsky.app/out' } });
    await publishAt(next ?? 0);
    expect(sent).toHaveLength(1);
    expect(await post()).toMatchObject({ status: 'published', publication: { uri: 'at://out' } });
  });

  it('waits as long as the network asks for', async () => {
    await send();
    answer = () => Promise.reject(new NetworkError('rateLimited', 'Slow down.', { retryAfterMs: 120_000 }));
    expect(await publishAt(START_MS)).toBe(START_MS + 120_000);
  });

  it('is shown as failed after the last try, and a retry looks it up first', async () => {
    await send();
    answer = () => Promise.reject(new NetworkError('serverFault', 'Bad gateway.'));
    let nowMs: number | undefined = START_MS;
    for (let tries = 0; nowMs !== undefined && tries < MAX_ATTEMPTS + 1; tries += 1)
      nowMs = await publishAt(nowMs);
    expect(sent).toHaveLength(MAX_ATTEMPTS);
    expect(await post()).toMatchObject({
      status: 'failed',
      failure: { reason: 'unreachable', words: 'Bad gateway.' },
    });
    findAnswer = async () => ({
      state: 'published',
      post: { uri: 'at://out-after-all', url: 'https://bsky.app/out' },
    });
    await runStored(database, 'flo', 'post.retry', { postId: postId('p1') });
    await publishAt(START_MS + 1);
    expect(sent).toHaveLength(MAX_ATTEMPTS);
    expect((await post()).publication?.uri).toBe('at://out-after-all');
  });

  it('is failed at once, in the network’s words, when the network refuses it', async () => {
    await send();
    answer = () => Promise.reject(new NetworkError('refused', 'grapheme too big'));
    await publishAt(START_MS);
    expect(await post()).toMatchObject({
      status: 'failed',
      failure: { reason: 'refused', words: 'grapheme too big' },
    });
  });

  it('says who has to sign in again, flags the account, and goes on when that is done', async () => {
    await send();
    answer = () => Promise.reject(new NetworkError('signIn', 'Invalid identifier or password'));
    await publishAt(START_MS);
    expect(await post()).toMatchObject({
      status: 'failed',
      failure: { reason: 'needsReauthorization', words: 'Invalid identifier or password' },
    });
    expect((await database.get('accounts', 'a1'))?.connections).toMatchObject([
      { mode: 'owner', state: 'needsReauthorization' },
    ]);
    answer = async () => ({ uri: 'at://post', url: 'https://bsky.app/post' });
    await runStored(database, 'olu', 'account.reauthorize', {
      accountId: accountId('a1'),
      mode: 'owner',
      profileId: 'did:plc:acme',
    });
    await publishAt(START_MS + 1);
    expect((await post()).status).toBe('published');
  });

  it('is failed with a remedy when nobody is signed in for it', async () => {
    await removeCredential(database, 'a1/owner');
    await send();
    await publishAt(START_MS);
    expect(await post()).toMatchObject({ status: 'failed', failure: { reason: 'needsReauthorization' } });
    expect(sent).toEqual([]);
  });

  it('goes out with the member’s own sign-in where the assignment says so, and never with another', async () => {
    const own = {
      accountId: accountId('a1'),
      posting: 'full',
      credentials: 'member',
      approves: false,
    } as const;
    await runStored(database, 'olu', 'assignment.set', { memberId: memberId('flo'), assignment: own });
    await send();
    await publishAt(START_MS);
    expect((await post()).failure?.reason).toBe('needsReauthorization');
    await saveCredential(database, credentialIdOf('a1', { mode: 'member', memberId: memberId('flo') }), {
      appPassword: 'own',
    });
    await runStored(database, 'flo', 'account.reauthorize', {
      accountId: accountId('a1'),
      mode: 'member',
      profileId: 'did:plc:acme',
    });
    await publishAt(START_MS + 1);
    expect((await post()).publication?.connection).toEqual({ mode: 'member', memberId: 'flo' });
  });

  async function sendImages(...images: readonly Pick<AttachedImage, 'alt' | 'focus'>[]): Promise<void> {
    const media: AttachedImage[] = [];
    for (const [index, image] of images.entries()) {
      const [mediaId, sha256] = [MediaId.parse(`i${index}`), `${index}`.repeat(64)];
      const facts = { type: 'image/png', widthPx: 4, heightPx: 3, sizeBytes: 1 } as const;
      await runStored(database, 'flo', 'media.add', { id: mediaId, name: 'a.png', sha256, ...facts });
      media.push({ ...image, mediaId, sha256 });
    }
    await runStored(database, 'flo', 'post.create', {
      postId: postId('p1'),
      accountId: accountId('a1'),
      content: { text: '', media },
    });
    await runStored(database, 'flo', 'post.publish', { postId: postId('p1') });
  }

  it('is failed when its image is gone', async () => {
    await sendImages({ alt: '' });
    await publishAt(START_MS);
    expect((await post()).failure?.reason).toBe('mediaMissing');
  });

  it('takes the descriptions and focus points of its images with it', async () => {
    await sendImages({ alt: 'A crane', focus: { x: -0.5, y: 1 } }, { alt: '' });
    for (const id of ['i0', 'i1']) await database.put('blobs', { id, blob: new Blob(['x']) });
    await publishAt(START_MS);
    const size = { blob: expect.any(Blob), widthPx: 4, heightPx: 3 };
    expect(sent[0]?.images).toEqual([
      { ...size, alt: 'A crane', focus: { x: -0.5, y: 1 } },
      { ...size, alt: '' },
    ]);
  });

  it('does not hold back the others when it meets a fault of ours', async () => {
    await send('p1', 'breaks');
    await send('p2', 'goes out');
    const failing = {
      ...network,
      publish: async (one: OutgoingPost) =>
        one.text === 'breaks' ? Promise.reject(new TypeError('a fault of ours')) : answer(),
    };
    const run = publishDue({
      database,
      environment: environmentAt(START_MS),
      findNetwork: () => failing,
      fetch,
      randomBelow: () => 7,
    });
    expect(await run).toMatchObject({ served: 2, faults: [{ message: 'a fault of ours' }] });
    expect((await post('p2')).status).toBe('published');
    expect((await post('p1')).status).toBe('publishing');
  });

  it('leaves no secret in what is stored about it', async () => {
    await send();
    answer = () => Promise.reject(new NetworkError('refused', 'no'));
    await publishAt(START_MS);
    expect(await findCredential(database, 'a1/owner')).toEqual({ appPassword: 'canary' });
    for (const store of ['posts', 'events', 'outbox', 'accounts'] as const) {
      expect(JSON.stringify(await database.getAll(store))).not.toContain('canary');
    }
  });
});
