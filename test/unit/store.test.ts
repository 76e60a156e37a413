import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  credentialIdOf,
  findCredential,
  saveCredential,
  sweepCredentials,
} from '../../lib/store/credential-store';
import { type CountersignDatabase, openDatabase } from '../../lib/store/database';
import { MIGRATIONS } from '../../lib/store/migrations/migrations';
import { countAwaiting, listPosts } from '../../lib/store/post-lists';
import { read, write } from '../../lib/store/stored-transaction';
import { trimOutbox } from '../../lib/store/trim-outbox';
import { readDirectory } from '../../lib/workspace/directory';
import { createMemoryStore } from '../../lib/workspace/memory-store';
import type { PostListName } from '../../lib/workspace/post-list';
import {
  Account,
  AdAccount,
  ApprovalTemplate,
  CustomRole,
  LogEvent,
  Media,
  Member,
  type Post,
  Post as PostSchema,
  SavedText,
  SitePost,
  Team,
  Workspace,
  WorkspaceLabel,
} from '../../lib/workspace/records';
import { INDEXES, type Index, type ReadTransaction, type StoreName } from '../../lib/workspace/transaction';
import { accountId, createExampleAgency, draft, memberId, postId, START_MS } from './example-agency';

let database: CountersignDatabase;
beforeEach(async () => {
  database = await openDatabase('store-test');
});
afterEach(async () => {
  database.close();
  await deleteDB('store-test');
});

function examplePost(id: string, change: Partial<Post> = {}): Post {
  return {
    id: postId(id),
    accountId: accountId('a1'),
    authorId: memberId('edi'),
    status: 'draft',
    text: id,
    media: [],
    awaitingMemberIds: [],
    revision: 1,
    createdAtMs: START_MS,
    updatedAtMs: START_MS,
    listedAtMs: START_MS,
    ...change,
  };
}

describe('migrations', () => {
  it('are numbered without a gap and have names of their own', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, position) => position + 1));
    expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length);
  });

  it.each(MIGRATIONS.map(({ version, name }) => [version, name] as const))(
    'from version %i (%s) bring its frozen example to today without a loss',
    async (version) => {
      const path = `${import.meta.dirname}/../fixtures/store/v${String(version).padStart(3, '0')}.json`;
      const example = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown[]>;
      const old = await openDB('migrated', version, {
        async upgrade(upgraded, _old, _new, transaction) {
          for (const migration of MIGRATIONS.slice(0, version))
            await migration.migrate(upgraded as never, transaction as never);
        },
      });
      for (const [store, rows] of Object.entries(example)) for (const row of rows) await old.put(store, row);
      old.close();

      const migrated = await openDatabase('migrated');
      const schemas = {
        workspace: Workspace,
        members: Member,
        accounts: Account,
        teams: Team,
        adAccounts: AdAccount,
        customRoles: CustomRole,
        approvalTemplates: ApprovalTemplate,
        posts: PostSchema,
        media: Media,
        events: LogEvent,
        sitePosts: SitePost,
        labels: WorkspaceLabel,
        texts: SavedText,
      } satisfies Record<StoreName, unknown>;
      for (const [store, schema] of Object.entries(schemas)) {
        const rows = await migrated.getAll(store as StoreName);
        // A store that came later is there, and empty.
        expect(rows.length, store).toBe(example[store]?.length ?? 0);
        for (const row of rows) expect(schema.safeParse(row).error, store).toBeUndefined();
      }
      const isNewest = version === MIGRATIONS.length;
      for (const [store, rows] of Object.entries(example)) expect(rows.length, store).toBeGreaterThan(0);
      if (isNewest) expect(Object.keys(example).sort()).toEqual(Object.keys(INDEXES).sort());
      // What was stored is read by what decides today.
      const directory = await read(migrated, (tx) => readDirectory(tx, START_MS));
      const keepers = directory.engine.whoCan('workspace.settings.edit', { type: 'workspace' });
      expect(keepers.map(({ id }) => id)).toEqual([version === 1 ? 'olu' : 'amy']);
      migrated.close();
      await deleteDB('migrated');
    },
  );

  it('make exactly the indexes that the domain lists by', () => {
    for (const [store, indexes] of Object.entries(INDEXES) as [StoreName, Record<string, Index>][]) {
      const stored = database.transaction(store).store;
      expect([...stored.indexNames].sort(), store).toEqual(Object.keys(indexes).sort());
      for (const [name, { fields, eachElement }] of Object.entries(indexes)) {
        const index = stored.index(name as never) as unknown as IDBIndex;
        expect(index.keyPath, name).toEqual(eachElement ? fields[0] : fields);
        expect(index.multiEntry, name).toBe(eachElement === true);
      }
    }
  });

  it('are not held back by a connection that is open elsewhere, which is told', async () => {
    let closed = 0;
    database.close();
    database = await openDatabase('store-test', () => {
      closed += 1;
    });
    const upgraded = await openDB('store-test', MIGRATIONS.length + 1);
    expect(closed).toBe(1);
    expect(upgraded.version).toBe(MIGRATIONS.length + 1);
    upgraded.close();
  });

  it('refuse a database that is newer than the code, and leave it alone', async () => {
    (await openDB('newer', MIGRATIONS.length + 1)).close();
    await expect(openDatabase('newer')).rejects.toMatchObject({ name: 'VersionError' });
    await deleteDB('newer');
  });
});

describe('a transaction', () => {
  it('stores nothing of a piece of work that fails in the middle', async () => {
    const failing = write(database, async (tx) => {
      await tx.put('posts', examplePost('p1'));
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await database.count('posts')).toBe(0);
  });

  it('reads its own writes', async () => {
    const found = await write(database, async (tx) => {
      await tx.put('posts', examplePost('p1'));
      return tx.get('posts', 'p1');
    });
    expect(found?.id).toBe('p1');
  });

  it('lists in IndexedDB exactly as in memory, whatever is asked', async () => {
    const memory = createMemoryStore();
    const posts = Array.from({ length: 60 }, (_, position) =>
      examplePost(`p${String(position).padStart(2, '0')}`, {
        accountId: accountId(position % 3 === 0 ? 'a1' : 'a2'),
        authorId: memberId(position % 4 === 0 ? 'edi' : 'flo'),
        status: position % 5 === 0 ? 'awaitingApproval' : position % 2 === 0 ? 'scheduled' : 'draft',
        awaitingMemberIds: position % 5 === 0 ? ['ari', 'olu'].map(memberId) : [],
        listedAtMs: START_MS + (position % 7) * 1_000,
        ...(position % 2 === 0 && { wakeAtMs: START_MS + position }),
      }),
    );
    const fill = async (tx: Parameters<Parameters<typeof write>[1]>[0]) => {
      for (const post of posts) await tx.put('posts', post);
    };
    await write(database, fill);
    await memory.transact(fill);

    const questions: ((tx: ReadTransaction) => Promise<unknown>)[] = [
      (tx) => tx.list('posts', 'byWake', { atMost: START_MS + 20 }),
      (tx) => tx.list('posts', 'byWake', { limit: 1 }),
      (tx) => tx.list('posts', 'byAuthor', { prefix: ['edi'], descending: true, limit: 5 }),
      (tx) =>
        tx.list('posts', 'byAuthor', {
          prefix: ['flo'],
          descending: true,
          before: [START_MS + 3_000, 'p31'],
        }),
      (tx) =>
        tx.list('posts', 'byAccountStatus', {
          prefix: ['a2', 'scheduled'],
          after: [START_MS + 2_000, 'p16'],
        }),
      (tx) => tx.list('posts', 'byAccountStatus', { prefix: ['a2'], limit: 7 }),
      (tx) => tx.list('posts', 'byAwaiting', { prefix: ['ari'], limit: 3 }),
      (tx) => tx.list('posts', 'byAwaiting', { prefix: ['ari'], afterId: 'p10' }),
      (tx) => tx.list('posts', 'byAwaiting', { prefix: ['ari'], afterId: 'p11', limit: 2 }),
      (tx) => tx.list('posts', 'byAwaiting', { prefix: ['nobody'] }),
      (tx) => tx.count('posts', 'byAwaiting', { prefix: ['olu'] }),
      (tx) => tx.count('posts', 'byAccountStatus', { prefix: ['a1', 'draft'] }),
    ];
    for (const [position, question] of questions.entries()) {
      const stored = await read(database, question);
      expect(stored, `question ${position}`).toEqual(await memory.transact(question));
      expect(
        Array.isArray(stored) ? stored.length + (position === 9 ? 1 : 0) : stored,
        `question ${position} finds something`,
      ).toBeGreaterThan(0);
    }
  });
});

describe('lists of posts', () => {
  it('come page by page, without a gap or a repetition, in the order of the list', async () => {
    const agency = await createExampleAgency();
    for (let position = 0; position < 25; position += 1)
      await draft(agency, position % 2 ? 'flo' : 'edi', `p${String(position).padStart(2, '0')}`);
    for (let position = 0; position < 25; position += 2)
      await agency.run('edi', 'post.submit', { postId: postId(`p${String(position).padStart(2, '0')}`) });
    await write(database, async (tx) => {
      for (const post of agency.store.rows('posts')) await tx.put('posts', post);
    });
    for (const [list, member, expected] of [
      ['awaiting', 'ari', 13],
      ['mine', 'flo', 12],
      ['drafts', 'ari', 12],
      ['review', 'ari', 13],
    ] as [PostListName, string, number][]) {
      const ids: string[] = [];
      let after: readonly [number, string] | undefined;
      do {
        const page = await read(database, (tx) =>
          listPosts(tx, {
            list,
            memberId: memberId(member),
            accountIds: ['a1', 'a2'].map(accountId),
            limit: 4,
            after: after as [number, string] | undefined,
          }),
        );
        ids.push(...page.posts.map(({ id }) => id));
        after = page.next;
      } while (after);
      expect(ids, list).toHaveLength(expected);
      expect(new Set(ids).size, list).toBe(expected);
    }
    expect(await read(database, (tx) => countAwaiting(tx, memberId('olu')))).toBe(13);
    expect(await read(database, (tx) => countAwaiting(tx, memberId('cleo')))).toBe(0);
  });
});

describe('the outbox', () => {
  it('keeps its newest entries and forgets the others', async () => {
    const entry = {
      command: 'post.create',
      args: {},
      actorId: memberId('edi'),
      atMs: START_MS,
      ids: [],
      before: [],
      value: null,
    };
    for (let position = 0; position < 12; position += 1)
      await database.add('outbox', { ...entry, idempotencyKey: `key${position}` });
    await trimOutbox(database, 5);
    expect((await database.getAll('outbox')).map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'key7',
      'key8',
      'key9',
      'key10',
      'key11',
    ]);
    await trimOutbox(database, 5);
    expect(await database.count('outbox')).toBe(5);
  });
});

describe('credentials', () => {
  const CANARY = 'canary-secret-4711';
  const own = credentialIdOf('a1', { mode: 'member', memberId: memberId('edi') });
  const owners = credentialIdOf('a1', { mode: 'owner', memberId: memberId('olu') });

  it('come back as they were given, and only under their own id', async () => {
    await saveCredential(database, owners, { appPassword: CANARY });
    expect(await findCredential(database, owners)).toEqual({ appPassword: CANARY });
    expect(await findCredential(database, own)).toBeUndefined();
  });

  it('stand nowhere in the database as they are', async () => {
    await saveCredential(database, owners, { appPassword: CANARY });
    for (const store of database.objectStoreNames) {
      for (const row of await database.getAll(store)) expect(textOf(row), store).not.toContain(CANARY);
    }
  });

  it('are encrypted with a key that cannot be taken out', async () => {
    await saveCredential(database, owners, { appPassword: CANARY });
    const key = (await database.getAll('keys'))[0]?.key;
    expect(key?.extractable).toBe(false);
  });

  it('cannot be moved to another account or member', async () => {
    await saveCredential(database, owners, { appPassword: CANARY });
    const stolen = await database.get('credentials', owners);
    if (stolen) await database.put('credentials', { ...stolen, id: own });
    expect(await findCredential(database, own)).toBeUndefined();
  });

  it('go when no connection stands for them any more, and stay otherwise', async () => {
    const agency = await createExampleAgency();
    const [account] = agency.store.rows('accounts');
    if (!account) throw new Error('the example has an account');
    await database.put('accounts', account);
    await saveCredential(database, owners, { appPassword: CANARY });
    await saveCredential(database, own, { appPassword: CANARY });
    await saveCredential(database, 'gone/owner', { appPassword: CANARY });
    await sweepCredentials(database);
    expect(await database.getAllKeys('credentials')).toEqual([owners]);
    await database.put('accounts', { ...account, connections: [] });
    await sweepCredentials(database);
    expect(await database.getAllKeys('credentials')).toEqual([]);
  });
});

function textOf(value: unknown): string {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('latin1');
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer).toString('latin1');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textOf).join('\n');
  return String(value);
}
