/** The log: thousands of events in a database, read by its indexes a page at a time, as far as a member may see them. */
import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createActivityLog, planPage } from '../../components/options/activity/activity-log';
import { exportActivity } from '../../components/options/activity/export-activity';
import { answerActivity } from '../../entrypoints/background/activity-answers';
import type { BackgroundContext } from '../../entrypoints/background/background-context';
import { answerPosts } from '../../entrypoints/background/post-answers';
import type { CountersignDatabase } from '../../lib/store/database';
import { setDeviceValue } from '../../lib/store/device';
import { listEvents } from '../../lib/store/event-lists';
import { read } from '../../lib/store/stored-transaction';
import type { EventFilters } from '../../lib/workspace/event-filters';
import { findEventGroup } from '../../lib/workspace/event-groups';
import { createMemoryStore } from '../../lib/workspace/memory-store';
import { LogEvent } from '../../lib/workspace/records';
import { accountId, assignment, memberId, postId, START_MS } from './example-agency';
import { createStoredAgency, environmentAt, runStored } from './stored-agency';

const COUNT = 3_000;
const FIRST_MS = START_MS - COUNT * 1_000;
const NAMES = [
  'post.edited',
  'post.approved',
  'member.edited',
  'account.edited',
  'workspace.edited',
] as const;

/** The event at a place in the log, the oldest first. Two of them share each moment. */
function eventAt(index: number): LogEvent {
  const name = NAMES[index % NAMES.length] ?? NAMES[0];
  return LogEvent.parse({
    id: `e${String(index).padStart(6, '0')}`,
    atMs: FIRST_MS + Math.floor(index / 2) * 1_000,
    actorId: index % 3 === 0 ? 'olu' : index % 3 === 1 ? 'edi' : 'system',
    name,
    ...(name.startsWith('post.') && { postId: `gone${index}`, accountId: index % 4 === 0 ? 'a2' : 'a1' }),
    ...(name === 'account.edited' && { accountId: index % 4 === 0 ? 'a2' : 'a1' }),
    ...(name === 'member.edited' && { memberId: index % 2 === 0 ? 'edi' : 'flo' }),
    details: { note: `=${index}` },
  });
}

let database: CountersignDatabase;
/** All of them, the newest first, as a list that reads everything would have them. */
let all: LogEvent[];

beforeAll(async () => {
  database = await createStoredAgency('activity', {
    did: 'did:plc:a',
    handle: 'a.test',
    origin: 'https://a.test',
    appPassword: '',
  });
  await runStored(database, 'olu', 'account.add', {
    ...{ accountId: accountId('a2'), network: 'mastodon', handle: 'b.test', name: 'B', profileId: '2' },
    server: 'https://b.test',
  });
  await runStored(database, 'olu', 'member.add', {
    ...{ memberId: memberId('cleo'), name: 'Cleo', role: 'client', clientAccess: 'read' },
    accounts: [assignment('a1', { approves: true })],
  });
  const transaction = database.transaction('events', 'readwrite');
  for (let index = 0; index < COUNT; index += 1) void transaction.store.put(eventAt(index));
  await transaction.done;
  const stored = await database.getAll('events');
  all = stored.toSorted((a, b) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1));
});

const background = (): BackgroundContext => ({
  database: async () => database,
  nowMs: async () => START_MS,
  environment: async () => environmentAt(START_MS),
  changed: () => {},
});

const sender = {} as never;
const answers = () => answerActivity(background());
const source = {
  list: (request: Parameters<ReturnType<typeof answers>['activity.list']>[0]) =>
    answers()['activity.list'](request, sender),
  count: (request: { filters: EventFilters }) => answers()['activity.count'](request, sender),
};

async function readAll(filters: EventFilters, towards: 'older' | 'newer' = 'older') {
  const found: LogEvent[] = [];
  let from: Parameters<typeof source.list>[0]['from'];
  let pages = 0;
  do {
    const page = await source.list({ filters, towards, from, limit: 70 });
    expect(page.events.length).toBeLessThanOrEqual(70);
    found.push(...page.events);
    from = page.next;
    pages += 1;
  } while (from && pages < 200);
  return found.map(({ id }) => id);
}

const idsOf = (events: readonly LogEvent[]) => events.map(({ id }) => id);

describe('the log of an owner', () => {
  beforeAll(() => setDeviceValue(database, 'actingMemberId', 'olu'));

  const cases: [string, EventFilters, (event: LogEvent) => boolean][] = [
    ['everything', {}, () => true],
    ['who', { actorId: memberId('edi') }, ({ actorId }) => actorId === 'edi'],
    ['the extension', { actorId: 'system' }, ({ actorId }) => actorId === 'system'],
    ['an account', { accountId: accountId('a2') }, (event) => event.accountId === 'a2'],
    ['a member', { memberId: memberId('flo') }, (event) => event.memberId === 'flo'],
    ['what', { group: 'approval' }, ({ name }) => findEventGroup(name) === 'approval'],
    [
      'times',
      { fromMs: FIRST_MS + 50_000, toMs: FIRST_MS + 90_000 },
      ({ atMs }) => atMs >= FIRST_MS + 50_000 && atMs <= FIRST_MS + 90_000,
    ],
    [
      'all of them at once',
      {
        actorId: memberId('olu'),
        accountId: accountId('a1'),
        group: 'posts',
        fromMs: FIRST_MS,
        toMs: FIRST_MS + 500_000,
      },
      (event) =>
        event.actorId === 'olu' &&
        event.accountId === 'a1' &&
        findEventGroup(event.name) === 'posts' &&
        event.atMs >= FIRST_MS &&
        event.atMs <= FIRST_MS + 500_000,
    ],
    ['times that end before they begin', { fromMs: 2_000, toMs: 1_000 }, () => false],
  ];
  it.each(cases)(
    'has by %s what a list that reads everything has, both ways',
    async (_by, filters, isFound) => {
      const expected = idsOf(all.filter(isFound));
      expect(await readAll(filters)).toEqual(expected);
      expect(await readAll(filters, 'newer')).toEqual(expected.toReversed());
      const total = await source.count({ filters });
      if (filters.group === undefined && Object.keys(filters).length < 3) expect(total).toBe(expected.length);
      else expect(total).toBeNull();
    },
  );

  it('is the same in memory as in the database', async () => {
    const store = createMemoryStore();
    await store.transact(async (tx) => {
      for (const event of all) await tx.put('events', event);
    });
    for (const [, filters] of cases) {
      const query = { filters, towards: 'older', skip: 5, limit: 40 } as const;
      const stored = await read(database, (tx) => listEvents(tx, query));
      expect(await store.transact((tx) => listEvents(tx, query))).toEqual(stored);
    }
  });

  it('never looks at much for one page, though a filter without an index finds little', async () => {
    await read(database, async (tx) => {
      let looked = 0;
      const counting = {
        ...tx,
        list: (async (...args: Parameters<typeof tx.list>) => {
          const rows = await tx.list(...args);
          looked += rows.length;
          return rows;
        }) as typeof tx.list,
      };
      const page = await listEvents(counting, { filters: { group: 'teams' }, towards: 'older', limit: 50 });
      expect(page.events).toEqual([]);
      expect(page.next).toBeDefined();
      expect(looked).toBeLessThanOrEqual(2_000);
    });
  });

  it('is reached anywhere without what lies between, and grows at its top in place', async () => {
    let drawings = 0;
    const log = createActivityLog({}, source, () => {
      drawings += 1;
    });
    await log.start();
    expect(log.total()).toBeUndefined();
    await log.count();
    expect(log.rowCount()).toBe(all.length);
    await log.show(1_500, 1_520);
    expect(log.at(1_510)?.id).toBe(all[1_510]?.id);
    expect(log.at(1_200)).toBeUndefined();
    await log.show(all.length - 10, all.length - 1);
    expect(log.at(all.length - 1)?.id).toBe('e000000');
    expect(drawings).toBeGreaterThan(2);

    await runStored(database, 'olu', 'workspace.edit', { name: 'Acme Studio' }, START_MS + 1);
    await log.refresh();
    expect(log.total()).toBe(all.length + 1);
    expect(log.prepended()).toBe(1);
    expect(log.at(0)).toMatchObject({ name: 'workspace.edited', details: { name: 'Acme Studio' } });
    expect(log.at(1_511)?.id).toBe(all[1_510]?.id);
    await log.show(1_900, 1_910);
    expect(log.at(1_901)?.id).toBe(all[1_900]?.id);
  });

  it('is written to a file whole, with no cell that a spreadsheet would run', async () => {
    const counts: number[] = [];
    const names = {
      nameOfMember: (id: string) => (id === 'edi' ? '=Edi' : undefined),
      nameOfAccount: () => '@a.test',
      nowMs: START_MS,
    };
    const options = {
      filters: { actorId: memberId('edi') },
      names,
      source,
      onProgress: (count: number) => counts.push(count),
      signal: new AbortController().signal,
    };
    const csv = await exportActivity({ ...options, format: 'csv' });
    const lines = (await csv.file.text()).trim().split('\r\n');
    const byEdi = all.filter(({ actorId }) => actorId === 'edi');
    expect(csv.count).toBe(byEdi.length);
    expect(lines).toHaveLength(byEdi.length + 1);
    expect(lines[0]).toBe('time,who,event,sentence,account,member,post,rule,details');
    expect(lines[1]?.split(',').slice(0, 3)).toEqual([
      new Date(byEdi[0]?.atMs ?? 0).toISOString(),
      `"'=Edi"`,
      byEdi[0]?.name,
    ]);
    expect(lines.some((line) => /(^|,)"?[=@+]/.test(line.replaceAll(',@a.test,', ',')))).toBe(false);
    const json = await exportActivity({ ...options, format: 'json' });
    const records = JSON.parse(await json.file.text()) as LogEvent[];
    expect(idsOf(records)).toEqual(idsOf(byEdi));
    expect(counts.at(-1)).toBe(byEdi.length);
    const abort = new AbortController();
    abort.abort();
    await expect(exportActivity({ ...options, format: 'csv', signal: abort.signal })).rejects.toThrow(
      /abort/i,
    );
  });
});

describe('who sees what', () => {
  it('a client: what is of their accounts, and what was done to themself', async () => {
    await setDeviceValue(database, 'actingMemberId', 'cleo');
    const seen = await readAll({});
    const kept = await database.getAll('events');
    const events = kept.filter(({ id }) => seen.includes(id));
    expect(new Set(events.map((event) => event.accountId ?? event.memberId))).toEqual(
      new Set(['a1', 'cleo']),
    );
    // Everything of the account, and not a line less.
    expect(events.filter((event) => event.accountId === 'a1')).toHaveLength(
      kept.filter((event) => event.accountId === 'a1').length,
    );
    expect(await source.count({ filters: {} })).toBeNull();
  });

  it('an editor: what they did themself too, and of other members nothing', async () => {
    await setDeviceValue(database, 'actingMemberId', 'edi');
    const seen = new Set(await readAll({}));
    const hidden = (await database.getAll('events')).filter(({ id }) => !seen.has(id));
    expect(hidden.length).toBeGreaterThan(100);
    expect(hidden.filter(({ actorId }) => actorId === 'edi')).toEqual([]);
    expect(await readAll({ memberId: memberId('flo'), actorId: memberId('olu') })).toEqual([]);
  });

  it('the beginning of a post stands beside its events, for those who may view it', async () => {
    await setDeviceValue(database, 'actingMemberId', 'olu');
    const content = { text: ` ${'Long '.repeat(60)}\nend`, media: [] };
    await runStored(
      database,
      'edi',
      'post.create',
      { postId: postId('p1'), accountId: accountId('a1'), content },
      START_MS + 2,
    );
    const { events } = await source.list({ filters: {}, towards: 'older', limit: 1 });
    expect(events).toMatchObject([
      { name: 'post.created', postId: 'p1', excerpt: expect.stringMatching(/^Long Long .*…$/) },
    ]);
  });

  it('the rule is said in the log as in the history of the post alone', async () => {
    const [logged] = (await source.list({ filters: {}, towards: 'older', limit: 1 })).events;
    const { events } = await answerPosts(background())['posts.get']({ postId: postId('p1') }, sender);
    expect(logged?.allowedBy).toMatch(/ create posts/);
    expect(events).toMatchObject([{ name: 'post.created', allowedBy: logged?.allowedBy }]);
  });
});

describe('a page of a list whose length is known', () => {
  const sparse = (length: number, ...known: readonly number[]) => {
    const rows: unknown[] = [];
    rows.length = length;
    for (const index of known) rows[index] = index;
    return rows;
  };
  it.each([
    [
      'from the top, where that is near',
      sparse(1_000),
      120,
      { towards: 'older', beside: undefined, skip: 70, first: 70, end: 170 },
    ],
    [
      'from the bottom, where that is',
      sparse(1_000),
      999,
      { towards: 'newer', beside: undefined, skip: 0, first: 949, end: 1_000 },
    ],
    [
      'from what is known above',
      sparse(1_000, 499),
      500,
      { towards: 'older', beside: 499, skip: 0, first: 500, end: 600 },
    ],
    [
      'from what is known below',
      sparse(1_000, 610),
      605,
      { towards: 'newer', beside: 610, skip: 0, first: 555, end: 610 },
    ],
  ])('is read %s', (_from, rows, missing, plan) => {
    expect(planPage(rows, missing)).toEqual(plan);
  });
});
