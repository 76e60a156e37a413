/** Posts of an account's queue, which get their time when they are sent on, and posts that go out again and again. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { findCurrentStep } from '../../lib/workspace/approval-plan';
import type { PostingSlot, Repeat } from '../../lib/workspace/posting-schedule';
import type { Post, PostContent } from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';
import { type Agency, accountId, createExampleAgency, memberId, postId, START_MS } from './example-agency';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const p = (id: string) => ({ postId: postId(id) });
const a1 = { accountId: accountId('a1') };

let agency: Agency;
beforeEach(async () => {
  agency = await createExampleAgency();
});

/** START_MS is a Saturday, nine o'clock. */
const SLOTS: readonly PostingSlot[] = [
  { weekday: 6, minute: 10 * 60 },
  { weekday: 6, minute: 12 * 60 },
  { weekday: 1, minute: 9 * 60 },
];
const setSchedule = (slots: readonly PostingSlot[] = SLOTS, timeZone = 'UTC') =>
  agency.run('olu', 'account.publishing.edit', { ...a1, schedule: { timeZone, slots: [...slots] } });

async function create(author: string, id: string, content: Partial<PostContent> = {}): Promise<void> {
  const whole = { text: 'Hello', media: [], ...content };
  await agency.run(author, 'post.create', { ...p(id), ...a1, content: whole });
}

describe('a post of the queue', () => {
  it.each(['post.submit', 'post.schedule'] as const)('is refused by %s without a schedule', async (name) => {
    await create('flo', 'p1', { inQueue: true });
    expect(await agency.refusal('flo', name, p('p1'))).toMatch(/^a1\.test has no posting schedule/);
    expect(agency.post('p1').status).toBe('draft');
  });

  it('gets the next slot that no other post has, whether it is submitted or scheduled', async () => {
    await setSchedule();
    for (const [id, author, name] of [
      ['p1', 'flo', 'post.schedule'],
      ['p2', 'edi', 'post.submit'],
      ['p3', 'flo', 'post.submit'],
      ['p4', 'flo', 'post.schedule'],
    ] as const) {
      await create(author, id, { inQueue: true });
      await agency.run(author, name, p(id));
    }
    expect(['p1', 'p2', 'p3', 'p4'].map((id) => agency.post(id).scheduledAtMs)).toEqual([
      START_MS + HOUR_MS,
      START_MS + 3 * HOUR_MS,
      START_MS + 2 * DAY_MS,
      START_MS + 7 * DAY_MS + HOUR_MS,
    ]);
    expect(agency.post('p2').status).toBe('awaitingApproval');
  });

  it('leaves its slot to another when it is taken back, and not before', async () => {
    await setSchedule();
    for (const id of ['p1', 'p2', 'p3']) await create('flo', id, { inQueue: true });
    await agency.run('flo', 'post.schedule', p('p1'));
    await agency.run('flo', 'post.schedule', p('p2'));
    expect(agency.post('p2').scheduledAtMs).toBe(START_MS + 3 * HOUR_MS);
    await agency.run('flo', 'post.withdraw', p('p1'));
    await agency.run('flo', 'post.schedule', p('p3'));
    expect(agency.post('p3').scheduledAtMs).toBe(START_MS + HOUR_MS);
    await agency.run('flo', 'post.schedule', p('p1'));
    expect(agency.post('p1').scheduledAtMs).toBe(START_MS + 2 * DAY_MS);
  });

  it('is not in a slot that has passed when it is sent on again', async () => {
    await setSchedule();
    await create('edi', 'p1', { inQueue: true });
    await agency.run('edi', 'post.submit', p('p1'));
    agency.nowMs = START_MS + HOUR_MS;
    await agency.run('system', 'post.passTime', p('p1'));
    expect(agency.post('p1').status).toBe('draft');
    await agency.run('edi', 'post.submit', p('p1'));
    expect(agency.post('p1').scheduledAtMs).toBe(START_MS + 3 * HOUR_MS);
  });

  it('never shares a slot, whatever is sent, taken back and sent again', async () => {
    const slot = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), minute: fc.nat(1_439) });
    const move = fc.record({ post: fc.nat(5), withdraws: fc.boolean(), waitMinutes: fc.nat(600) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(slot, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('UTC', 'Europe/Vienna', 'America/New_York'),
        fc.array(move, { minLength: 10, maxLength: 25 }),
        async (slots, timeZone, moves) => {
          agency = await createExampleAgency();
          await setSchedule(slots, timeZone);
          for (let index = 0; index < 6; index += 1) await create('flo', `p${index}`, { inQueue: true });
          for (const { post, withdraws, waitMinutes } of moves) {
            agency.nowMs += waitMinutes * MINUTE_MS;
            const { status } = agency.post(`p${post}`);
            if (status === 'draft') await agency.run('flo', 'post.schedule', p(`p${post}`));
            else if (withdraws) await agency.run('flo', 'post.withdraw', p(`p${post}`));
            const times = agency.store
              .rows('posts')
              .filter((one) => one.status === 'scheduled')
              .map(({ scheduledAtMs }) => scheduledAtMs);
            expect(new Set(times).size).toBe(times.length);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

const WEEKLY: Repeat = { unit: 'week', every: 1, untilMs: START_MS + 60 * DAY_MS };
const FIRST_MS = START_MS + HOUR_MS;

/** The background, which arms the post when it is due, and the network, which takes it. */
async function publish(id: string, atMs = agency.post(id).scheduledAtMs ?? agency.nowMs): Promise<void> {
  const connection = { mode: 'owner' as const, memberId: memberId('olu') };
  agency.nowMs = Math.max(atMs, agency.post(id).wakeAtMs ?? atMs);
  expect(await agency.run('system', 'post.arm', { ...p(id), key: `key of ${id}`, connection })).toEqual({
    armed: true,
  });
  agency.nowMs = atMs;
  await agency.run('system', 'post.recordPublished', {
    ...p(id),
    uri: `at://${id}`,
    url: 'https://bsky.app/post',
  });
}

const onTheirWay = (): Post[] => agency.store.rows('posts').filter(({ status }) => status === 'scheduled');

function theNext(): Post {
  const [next, ...others] = onTheirWay();
  if (!next || others.length > 0) throw new Error(`${others.length + (next ? 1 : 0)} posts are scheduled`);
  return next;
}

async function sendRepeated(author: string, content: Partial<PostContent> = {}): Promise<void> {
  await create(author, 'p1', { scheduledAtMs: FIRST_MS, timeZone: 'UTC', repeat: WEEKLY, ...content });
  if (author === 'flo') {
    await agency.run('flo', 'post.schedule', p('p1'));
    return;
  }
  await agency.run(author, 'post.submit', p('p1'));
  await agency.run('olu', 'post.approve', { ...p('p1'), seal: sealOf(agency.post('p1')) });
}

describe('a repeated post', () => {
  it('is scheduled again when it went out, the same and with nothing of the first one’s way', async () => {
    await sendRepeated('flo', { options: { language: 'en' } });
    await publish('p1');
    const next = theNext();
    expect(next).toMatchObject({
      text: 'Hello',
      options: { language: 'en' },
      scheduledAtMs: FIRST_MS + 7 * DAY_MS,
      wakeAtMs: FIRST_MS + 7 * DAY_MS,
      repeat: { ...WEEKLY, sinceMs: FIRST_MS },
    });
    expect([next.publication, next.failure, next.notice]).toEqual([undefined, undefined, undefined]);
    await publish(next.id);
    expect(theNext().scheduledAtMs).toBe(FIRST_MS + 14 * DAY_MS);
  });

  it('has the approvals of the first, and their seal fits it: it is sent without being asked about', async () => {
    await sendRepeated('edi');
    await publish('p1');
    const next = theNext();
    expect(next.plan?.seal).toBe(sealOf(next));
    expect(next.plan && findCurrentStep(next.plan)).toBeUndefined();
    expect(next.plan?.steps).toEqual(agency.post('p1').plan?.steps);
    await publish(next.id);
    expect(agency.post(next.id).status).toBe('published');
  });

  it('ends', async () => {
    await sendRepeated('flo', { repeat: { ...WEEKLY, untilMs: FIRST_MS + 7 * DAY_MS } });
    await publish('p1');
    const next = theNext();
    expect(next.scheduledAtMs).toBe(FIRST_MS + 7 * DAY_MS);
    await publish(next.id);
    expect(onTheirWay()).toEqual([]);
  });

  it('ends when its account was removed', async () => {
    await sendRepeated('flo');
    await agency.store.transact(async (tx) => {
      const account = await tx.get('accounts', a1.accountId);
      if (account) await tx.put('accounts', { ...account, removedAtMs: START_MS });
    });
    await publish('p1');
    expect(onTheirWay()).toEqual([]);
  });

  it('becomes a draft when its account is removed while it waits', async () => {
    await sendRepeated('flo');
    await publish('p1');
    const { id } = theNext();
    await agency.run('olu', 'account.remove', a1);
    expect(agency.post(id).status).toBe('draft');
  });

  it('is not sent twice by a clock that goes back, and goes on in its rhythm after one that goes forward', async () => {
    await sendRepeated('flo');
    await publish('p1', FIRST_MS - 30 * DAY_MS);
    const second = theNext();
    expect(second.scheduledAtMs).toBe(FIRST_MS + 7 * DAY_MS);
    await publish(second.id, FIRST_MS + 24 * DAY_MS);
    expect(theNext().scheduledAtMs).toBe(FIRST_MS + 28 * DAY_MS);
  });

  it('ends where the clock goes past its end', async () => {
    await sendRepeated('flo');
    await publish('p1', START_MS + 400 * DAY_MS);
    expect(onTheirWay()).toEqual([]);
  });

  it.each([
    ['its text', { text: 'Changed' }],
    ['its end', { repeat: { ...WEEKLY, untilMs: WEEKLY.untilMs + DAY_MS, sinceMs: FIRST_MS } }],
    ['its rhythm', { repeat: { ...WEEKLY, unit: 'day', sinceMs: FIRST_MS } }],
    ['the time of the day that it keeps', { repeat: { ...WEEKLY, sinceMs: FIRST_MS + HOUR_MS } }],
    ['whether it is repeated', { repeat: undefined }],
    ['its zone', { timeZone: 'Europe/Vienna' }],
    ['its options', { options: { language: 'de' } }],
  ] satisfies [string, Partial<PostContent>][])('needs a new approval when %s changes', async (_, change) => {
    await sendRepeated('edi');
    await publish('p1');
    const { id, revision, text, media, scheduledAtMs, timeZone, repeat } = theNext();
    const content = { text, media, scheduledAtMs, timeZone, repeat, ...change };
    await agency.run('edi', 'post.edit', { postId: id, revision, content });
    expect(agency.post(id).status).toBe('awaitingApproval');
  });

  it('keeps its approvals when nothing changes', async () => {
    await sendRepeated('edi');
    await publish('p1');
    const { id, revision, text, media, scheduledAtMs, timeZone, repeat } = theNext();
    const content = { text, media, scheduledAtMs, timeZone, repeat };
    await agency.run('edi', 'post.edit', { postId: id, revision, content });
    expect(agency.post(id).status).toBe('scheduled');
  });

  it('is repeated too when somebody posted it by hand, and is not held by a pause that held that one', async () => {
    await sendRepeated('flo');
    agency.nowMs = FIRST_MS;
    await agency.run('system', 'post.wait', p('p1'));
    await agency.run('flo', 'post.recordPosted', p('p1'));
    expect(theNext()).toMatchObject({
      scheduledAtMs: FIRST_MS + 7 * DAY_MS,
      wakeAtMs: FIRST_MS + 7 * DAY_MS,
    });
  });

  it('of the queue gets the slot of its rhythm, or the next one that is free', async () => {
    await setSchedule();
    await create('flo', 'p1', { inQueue: true, repeat: WEEKLY });
    await agency.run('flo', 'post.schedule', p('p1'));
    const taken = START_MS + 7 * DAY_MS + HOUR_MS;
    await create('flo', 'p2', { scheduledAtMs: taken });
    await agency.run('flo', 'post.schedule', p('p2'));
    await publish('p1');
    const [next] = onTheirWay().filter(({ id }) => id !== 'p2');
    expect(next?.scheduledAtMs).toBe(taken + 2 * HOUR_MS);
  });

  it('is refused when it would end before it begins', async () => {
    await create('flo', 'p1', { scheduledAtMs: FIRST_MS, repeat: { ...WEEKLY, untilMs: FIRST_MS } });
    expect(await agency.refusal('flo', 'post.schedule', p('p1'))).toMatch(/would end before it begins/);
  });
});

it('options of a post are what its approver approves', async () => {
  await create('edi', 'p1', { options: { visibility: 'public', language: 'en' } });
  await agency.run('edi', 'post.submit', p('p1'));
  const seen = sealOf(agency.post('p1'));
  const { revision } = agency.post('p1');
  const content = { text: 'Hello', media: [], options: { language: 'en', visibility: 'public' } };
  // In whichever order they were chosen.
  await agency.run('edi', 'post.edit', { ...p('p1'), revision, content });
  expect(sealOf(agency.post('p1'))).toBe(seen);
  const changed = { ...content, options: { ...content.options, visibility: 'private' } };
  await agency.run('edi', 'post.edit', { ...p('p1'), revision: revision + 1, content: changed });
  expect(await agency.refusal('olu', 'post.approve', { ...p('p1'), seal: seen })).toMatch(/was changed/);
});
