/** Posts that do not go out at once: late ones, held ones, ones that a network makes wait, ones that nobody can tell of. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NetworkError } from '../../lib/networks/network';
import { MAX_ATTEMPTS } from '../../lib/publishing/retry-delay';
import { sealOf } from '../../lib/workspace/seal';
import { accountId, postId, START_MS } from './example-agency';
import { createPublishingBench, PUBLISHED, type PublishingBench } from './publishing-bench';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DUE_MS = START_MS + 10 * MINUTE_MS;

let bench: PublishingBench;
beforeEach(async () => {
  bench = await createPublishingBench('publishing-pauses');
});
afterEach(() => bench.stop());

const at = (nowMs: number) => {
  bench.nowMs = nowMs;
};
const p = (id: string) => ({ postId: postId(id) });
const a1 = { accountId: accountId('a1') };
const failWith = (...args: ConstructorParameters<typeof NetworkError>) => {
  bench.answer = () => Promise.reject(new NetworkError(...args));
};
const succeed = () => {
  bench.answer = async () => PUBLISHED;
};
const edit = async (id: string, text = 'Changed') => ({
  ...p(id),
  content: { text, media: [] },
  revision: (await bench.post(id)).revision,
});

describe('a post that is late', () => {
  it('is sent within the grace', async () => {
    await bench.send('p1', { scheduledAtMs: DUE_MS });
    at(DUE_MS + HOUR_MS);
    await bench.publish();
    expect((await bench.post('p1')).status).toBe('published');
  });

  it('is asked about after it, and sent when somebody says so', async () => {
    await bench.send('p1', { scheduledAtMs: DUE_MS });
    at(DUE_MS + HOUR_MS + 1);
    expect(await bench.publish()).toBeUndefined();
    expect(await bench.post('p1')).toMatchObject({ status: 'failed', failure: { reason: 'late' } });
    expect(bench.sent).toEqual([]);
    await bench.run('flo', 'post.retry', p('p1'));
    await bench.publish();
    expect((await bench.post('p1')).status).toBe('published');
    expect(bench.lookups).toEqual([]);
  });

  it.each([
    [5, 6, 'failed'],
    [120, 119, 'published'],
  ] as const)('has the grace that the workspace set: %i minutes', async (graceMinutes, late, status) => {
    await bench.run('olu', 'workspace.publishing.edit', { graceMinutes });
    await bench.send('p1', { scheduledAtMs: DUE_MS });
    at(DUE_MS + late * MINUTE_MS);
    await bench.publish();
    expect((await bench.post('p1')).status).toBe(status);
  });

  it('is looked up however late when it may be out, and not asked about when it is', async () => {
    await bench.send('p1');
    failWith('unreachable', 'The answer was lost.');
    await bench.publish();
    at(START_MS + 100 * HOUR_MS);
    bench.findAnswer = async () => ({ state: 'published', post: PUBLISHED });
    await bench.publish();
    expect((await bench.post('p1')).status).toBe('published');
    expect([bench.sent.length, bench.lookups.length]).toEqual([1, 1]);
  });

  it('is asked about when it was looked up late and is not out', async () => {
    await bench.send('p1');
    failWith('unreachable', 'Nothing came back.');
    await bench.publish();
    at(START_MS + 100 * HOUR_MS);
    succeed();
    await bench.publish();
    expect(await bench.post('p1')).toMatchObject({
      status: 'failed',
      failure: { reason: 'late' },
      publication: { mayBeOut: false },
    });
    await bench.run('flo', 'post.retry', p('p1'));
    await bench.publish();
    expect([bench.sent.length, bench.lookups.length]).toEqual([2, 1]);
    // Written when it goes out, not when it was tried first.
    expect(bench.sent[1]?.createdAtMs).toBe(bench.nowMs);
  });
});

const PAUSES = [
  ['workspace', (isPaused: boolean) => bench.run('olu', 'workspace.publishing.edit', { isPaused })],
  ['account', (isPaused: boolean) => bench.run('olu', 'account.publishing.edit', { ...a1, isPaused })],
] as const;

describe.each(PAUSES)('while the %s is paused', (_, setPaused) => {
  it('nothing goes out; afterwards what is due does, and what is late is asked about', async () => {
    await bench.send('p1', { scheduledAtMs: DUE_MS });
    await bench.send('p2', { scheduledAtMs: DUE_MS + 2 * HOUR_MS });
    await setPaused(true);
    at(DUE_MS + 2 * HOUR_MS + MINUTE_MS);
    expect(await bench.publish()).toBeUndefined();
    expect(bench.sent).toEqual([]);
    expect(await bench.post('p2')).toMatchObject({ status: 'scheduled', isHeld: true });
    await setPaused(false);
    expect(await bench.publish()).toBeUndefined();
    expect((await bench.post('p1')).failure?.reason).toBe('late');
    expect((await bench.post('p2')).status).toBe('published');
  });

  it('what is not due yet keeps its time', async () => {
    await bench.send('p1', { scheduledAtMs: DUE_MS });
    await setPaused(true);
    expect(await bench.publish()).toBe(DUE_MS);
    await setPaused(false);
    expect(await bench.publish()).toBe(DUE_MS);
  });

  it('what may be out is not looked up either', async () => {
    await bench.send('p1');
    failWith('unreachable', 'The answer was lost.');
    const next = await bench.publish();
    await setPaused(true);
    at(next ?? 0);
    expect(await bench.publish()).toBeUndefined();
    expect(bench.lookups).toEqual([]);
    await setPaused(false);
    succeed();
    await bench.publish();
    expect(bench.lookups).toHaveLength(1);
    expect((await bench.post('p1')).status).toBe('published');
  });

  it('an edit that was begun before the post was held meets no conflict', async () => {
    await bench.send('p1');
    await setPaused(true);
    const change = await edit('p1');
    await bench.publish();
    expect((await bench.post('p1')).isHeld).toBe(true);
    await bench.run('flo', 'post.edit', change);
    await bench.publish();
    await setPaused(false);
    await bench.publish();
    expect(bench.sent.map(({ text }) => text)).toEqual(['Changed']);
  });

  it('a held post that is approved anew is not held for ever', async () => {
    await bench.run('edi', 'post.create', { ...p('p1'), ...a1, content: { text: 'Hello', media: [] } });
    await bench.run('edi', 'post.submit', p('p1'));
    const approve = async () => {
      await bench.run('olu', 'post.approve', { ...p('p1'), seal: sealOf(await bench.post('p1')) });
    };
    await approve();
    await setPaused(true);
    at(START_MS + MINUTE_MS);
    await bench.publish();
    expect((await bench.post('p1')).isHeld).toBe(true);
    await bench.run('edi', 'post.edit', await edit('p1'));
    expect((await bench.post('p1')).status).toBe('awaitingApproval');
    await setPaused(false);
    await approve();
    at(START_MS + 2 * MINUTE_MS);
    await bench.publish();
    expect((await bench.post('p1')).status).toBe('published');
  });
});

it('a pause of the account outlasts one of the workspace, and the other way round', async () => {
  const [[, setWorkspace], [, setAccount]] = PAUSES;
  for (const [id, first, last] of [
    ['p1', setWorkspace, setAccount],
    ['p2', setAccount, setWorkspace],
  ] as const) {
    await bench.send(id);
    await setWorkspace(true);
    await setAccount(true);
    await bench.publish();
    await first(false);
    await bench.publish();
    expect((await bench.post(id)).status).toBe('scheduled');
    await last(false);
    await bench.publish();
    expect((await bench.post(id)).status).toBe('published');
  }
});

describe('a network that is out of patience', () => {
  const waitMs = 20 * MINUTE_MS;

  it('has peace from the whole account for as long as it asks', async () => {
    await bench.send('p1');
    await bench.send('p2');
    failWith('rateLimited', 'Slow down.', { retryAfterMs: waitMs });
    expect(await bench.publish()).toBe(START_MS + waitMs);
    at(START_MS + waitMs - 1);
    await bench.send('p3');
    expect(await bench.publish()).toBe(START_MS + waitMs);
    expect(bench.sent).toHaveLength(1);
    succeed();
    at(START_MS + waitMs);
    await bench.publish();
    for (const id of ['p1', 'p2', 'p3']) expect((await bench.post(id)).status).toBe('published');
    // Surely unsent: nothing had to be looked up.
    expect(bench.lookups).toEqual([]);
  });

  it('leaves a post that is surely unsent and may be changed', async () => {
    await bench.send('p1');
    failWith('rateLimited', 'Slow down.', { retryAfterMs: waitMs });
    await bench.publish();
    expect(await bench.post('p1')).toMatchObject({ status: 'scheduled', publication: { mayBeOut: false } });
    await bench.run('flo', 'post.edit', await edit('p1'));
    succeed();
    at(START_MS + waitMs);
    await bench.publish();
    expect(bench.sent.at(-1)?.text).toBe('Changed');
  });

  it('has its peace after the last try too', async () => {
    await bench.send('p1');
    failWith('rateLimited', 'Slow down.', { retryAfterMs: waitMs });
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      await bench.publish();
      at(bench.nowMs + waitMs);
    }
    expect((await bench.post('p1')).failure?.reason).toBe('unreachable');
    expect((await bench.account()).publishing?.notBeforeMs).toBe(bench.nowMs);
  });
});

describe('a post that may be out', () => {
  beforeEach(async () => {
    await bench.send('p1');
    failWith('unreachable', 'The answer was lost.');
    at((await bench.publish()) ?? 0);
  });

  it('still may when its lookup is refused for the moment', async () => {
    bench.findAnswer = () => Promise.reject(new NetworkError('rateLimited', 'Slow down.'));
    at((await bench.publish()) ?? 0);
    expect(await bench.post('p1')).toMatchObject({ status: 'publishing', publication: { mayBeOut: true } });
    bench.findAnswer = async () => ({ state: 'published', post: PUBLISHED });
    await bench.publish();
    expect([bench.sent.length, bench.lookups.length]).toEqual([1, 2]);
  });

  it('still may when it was looked up and then refused for the moment: the first try may come in late', async () => {
    failWith('rateLimited', 'Slow down.');
    at((await bench.publish()) ?? 0);
    expect((await bench.post('p1')).publication?.mayBeOut).toBe(true);
    bench.findAnswer = async () => ({ state: 'published', post: PUBLISHED });
    await bench.publish();
    expect(bench.sent).toHaveLength(2);
    expect((await bench.post('p1')).status).toBe('published');
  });

  it('is surely not when it was looked up and then refused for good', async () => {
    failWith('refused', 'No.');
    await bench.publish();
    expect(await bench.post('p1')).toMatchObject({
      status: 'failed',
      failure: { reason: 'refused' },
      publication: { mayBeOut: false },
    });
    await bench.run('flo', 'post.edit', await edit('p1'));
    await bench.run('flo', 'post.retry', p('p1'));
    succeed();
    await bench.publish();
    expect(bench.lookups).toHaveLength(1);
    expect(bench.sent.at(-1)?.text).toBe('Changed');
  });

  describe('and was changed in doubt', () => {
    beforeEach(async () => {
      for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) at((await bench.publish()) ?? bench.nowMs);
      await bench.run('flo', 'post.edit', await edit('p1'));
      await bench.run('flo', 'post.retry', p('p1'));
    });

    it('is published as it was when it is found; the change stays a draft', async () => {
      bench.findAnswer = async () => ({ state: 'published', post: PUBLISHED });
      await bench.publish();
      expect(await bench.post('p1')).toMatchObject({ status: 'published', text: 'Hello' });
      expect((await bench.drafts()).map(({ text }) => text)).toEqual(['Changed']);
    });

    it('goes out as it is now when it is not there, and is looked up as that from then on', async () => {
      await bench.publish();
      await bench.publish();
      expect(bench.sent.at(-1)?.text).toBe('Changed');
      at((await bench.publish()) ?? bench.nowMs + HOUR_MS / 2);
      bench.findAnswer = async () => ({ state: 'published', post: PUBLISHED });
      await bench.publish();
      expect(bench.lookups.at(-1)?.text).toBe('Changed');
      expect(await bench.post('p1')).toMatchObject({ status: 'published', text: 'Changed' });
      expect(await bench.drafts()).toEqual([]);
    });
  });
});

it('a network that says itself that nothing was sent is not asked whether it was', async () => {
  await bench.send('p1');
  failWith('unreachable', 'The server is not there.', { isUnsent: true });
  at((await bench.publish()) ?? 0);
  succeed();
  await bench.publish();
  expect([bench.sent.length, bench.lookups.length]).toEqual([2, 0]);
});

describe('a post that nobody but a person can tell of', () => {
  beforeEach(async () => {
    bench.findAnswer = async () => ({ state: 'unknown', words: 'Look into the channel.' });
    await bench.send('p1');
    failWith('unreachable', 'The answer was lost.');
    at((await bench.publish()) ?? 0);
    succeed();
    await bench.publish();
  });

  it('is asked about, with the words of the network', async () => {
    const { status, failure } = await bench.post('p1');
    expect([status, failure?.reason]).toEqual(['failed', 'unknown']);
    expect(failure?.words).toContain('Look into the channel.');
    expect(bench.sent).toHaveLength(1);
  });

  it('is not sent again before somebody has looked', async () => {
    expect(await bench.refusal('flo', 'post.retry', p('p1'))).toMatch(/Nobody knows yet/);
    await bench.publish();
    expect(bench.sent).toHaveLength(1);
    await bench.run('flo', 'post.retry', { ...p('p1'), isKnownAbsent: true });
    await bench.publish();
    expect([bench.sent.length, bench.lookups.length]).toEqual([2, 1]);
    expect((await bench.post('p1')).status).toBe('published');
  });

  it('is published as it was sent when somebody saw it there after it was changed', async () => {
    await bench.run('flo', 'post.edit', await edit('p1'));
    await bench.run('flo', 'post.recordPosted', p('p1'));
    expect(await bench.post('p1')).toMatchObject({ status: 'published', text: 'Hello' });
    expect((await bench.drafts()).map(({ text }) => text)).toEqual(['Changed']);
  });

  it('is published when somebody saw it there', async () => {
    await bench.run('flo', 'post.recordPosted', p('p1'));
    await bench.publish();
    expect((await bench.post('p1')).status).toBe('published');
    expect(bench.sent).toHaveLength(1);
  });
});

describe('a sign-in that is not accepted any more', () => {
  it('is met once; whoever can renew it is named, and then what is not long late goes out', async () => {
    await bench.send('p1', { scheduledAtMs: DUE_MS });
    await bench.send('p2', { scheduledAtMs: DUE_MS + 2 * HOUR_MS });
    failWith('signIn', 'Invalid identifier or password');
    at(DUE_MS);
    await bench.publish();
    at(DUE_MS + 2 * HOUR_MS);
    await bench.publish();
    expect(bench.sent).toHaveLength(1);
    for (const id of ['p1', 'p2']) {
      const { failure } = await bench.post(id);
      expect(failure?.reason).toBe('needsReauthorization');
      expect(failure?.remedy).toMatch(/^Olu must sign in again/);
    }
    succeed();
    at(DUE_MS + 2 * HOUR_MS + MINUTE_MS);
    await bench.run('olu', 'account.reauthorize', { ...a1, mode: 'owner', profileId: 'did:plc:acme' });
    await bench.publish();
    expect((await bench.post('p1')).failure?.reason).toBe('late');
    expect((await bench.post('p2')).status).toBe('published');
  });
});
