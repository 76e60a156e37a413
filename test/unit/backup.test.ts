/** A backup, through the real answers of the background, into an empty browser: equal to what was, or nothing at all. */
import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackgroundContext } from '../../entrypoints/background/background-context';
import { answerTransfer } from '../../entrypoints/background/transfer-answers';
import { makeBackup, openBackup } from '../../entrypoints/options/backup-file';
import type { ask } from '../../lib/messages/client';
import { createArchive, openArchive } from '../../lib/platform/archive';
import { sha256Hex } from '../../lib/platform/crypto';
import { Identifier } from '../../lib/roles';
import { credentialIdOf, saveCredential } from '../../lib/store/credential-store';
import { type CountersignDatabase, openDatabase } from '../../lib/store/database';
import { setDeviceValue } from '../../lib/store/device';
import { MIGRATIONS } from '../../lib/store/migrations/migrations';
import { STAGING_NAME } from '../../lib/store/restore';
import { BACKUP_STORES, type BackupManifest } from '../../lib/workspace/backup';
import { GroupId, type LogEvent, MediaId } from '../../lib/workspace/records';
import { INDEXES } from '../../lib/workspace/transaction';
import { accountId, memberId, postId, START_MS } from './example-agency';
import { createStoredAgencyOn, environmentAt, runStored } from './stored-agency';

vi.mock('../../lib/platform/browser', () => ({ browser: {} }));

const RESTORED_MS = START_MS + 86_400_000;
const SECRET = 'xyzzy-app-password-2026';

let source: CountersignDatabase;
let target: CountersignDatabase;
beforeEach(async () => {
  source = await createFullWorkspace();
  target = await openDatabase('backup-target');
});
afterEach(async () => {
  source.close();
  target.close();
  await Promise.all(['backup-source', 'backup-target', STAGING_NAME].map((name) => deleteDB(name)));
});

/** What a page asks, answered as the background does; what cannot be sent as JSON would not arrive. */
function asking(database: CountersignDatabase, nowMs = START_MS): typeof ask {
  const background: BackgroundContext = {
    database: async () => database,
    nowMs: async () => nowMs,
    environment: async () => environmentAt(nowMs),
    changed: () => undefined,
  };
  const answers = answerTransfer(background) as unknown as Record<string, (request: unknown) => unknown>;
  return (async (name: string, request: unknown) =>
    JSON.parse(JSON.stringify((await answers[name]?.(request)) ?? null))) as typeof ask;
}

const pictureOf = (seed: number) =>
  Uint8Array.from({ length: 50_000 }, (_each, index) => (index * seed + (index >> 3)) % 256);

/** Something in every store. */
async function createFullWorkspace(): Promise<CountersignDatabase> {
  const database = await createStoredAgencyOn('backup-source', 'bluesky', {
    profile: { id: 'did:plc:a1', handle: 'a1.test', name: 'A1', server: 'https://pds.example' },
    credential: { password: SECRET },
  });
  await setDeviceValue(database, 'actingMemberId', 'olu');
  for (const seed of [3, 7]) {
    const id = MediaId.parse(`m${seed}`);
    const bytes = pictureOf(seed);
    const facts = { type: 'image/png', widthPx: 10, heightPx: 10, sizeBytes: bytes.length } as const;
    await database.put('blobs', { id, blob: new Blob([bytes], { type: 'image/png' }) });
    const sha256 = await sha256Hex(bytes.buffer);
    await runStored(database, 'flo', 'media.add', { id, name: `${seed}.png`, sha256, ...facts });
    const content = { text: `Picture ${seed}`, media: [{ mediaId: id, alt: 'a picture', sha256 }] };
    await runStored(database, 'flo', 'post.create', {
      postId: postId(`p${seed}`),
      accountId: accountId('a1'),
      groupId: GroupId.parse('g1'),
      content,
    });
  }
  await runStored(database, 'flo', 'post.schedule', {
    postId: postId('p3'),
    scheduledAtMs: RESTORED_MS + 3_600_000,
  });
  await runStored(database, 'edi', 'post.create', {
    postId: postId('waits'),
    accountId: accountId('a1'),
    content: { text: 'Needs a word', media: [] },
  });
  await runStored(database, 'edi', 'post.submit', { postId: postId('waits') });
  await runStored(database, 'olu', 'text.save', {
    textId: Identifier.parse('t1'),
    name: 'Hours',
    text: 'Open “daily”\nfrom nine.',
  });
  const [template, role, label] = ['f1', 'r1', 'l1'].map((id) => Identifier.parse(id));
  const maker = { addedBy: memberId('olu'), addedAtMs: START_MS };
  if (!template || !role || !label) throw new Error('ids');
  await database.put('labels', { id: label, name: 'press', ...maker });
  await database.put('sitePosts', {
    id: label,
    accountId: accountId('a1'),
    url: 'https://bsky.app/profile/a1.test/post/1',
    labels: ['press'],
    notes: [{ memberId: memberId('olu'), text: 'call them', atMs: START_MS }],
    updatedAtMs: START_MS,
  });
  await database.put('teams', { id: 't1' as never, name: 'EMEA', accountIds: [accountId('a1')] });
  await database.put('adAccounts', { id: 'd1' as never, name: 'Ads', network: 'facebook' });
  await runStored(database, 'olu', 'role.save', {
    role: { id: 'r1' as never, name: 'Careful editor', basedOn: 'editor', switched: {} },
  });
  const step = { name: 'Legal', approverIds: [memberId('olu')], rule: 'any' as const };
  await database.put('approvalTemplates', { id: 'f1' as never, name: 'Legal', steps: [step] });
  const olu = await database.get('members', 'olu');
  if (olu) await database.put('members', { ...olu, twoFactor: true });
  await saveCredential(database, credentialIdOf('a1', { mode: 'member', memberId: memberId('flo') }), {
    password: SECRET,
  });
  return database;
}

/** Everything that is stored and is the workspace's. */
async function contentsOf(database: CountersignDatabase) {
  const stores: Record<string, { id: string }[]> = {};
  for (const store of BACKUP_STORES) stores[store] = await database.getAll(store);
  const blobs = await Promise.all(
    (await database.getAll('blobs')).map(
      async ({ id, blob }) => [id, blob.type, await sha256Hex(await blob.arrayBuffer())] as const,
    ),
  );
  return { stores, blobs };
}

const restoreInto = async (file: Blob, database = target) =>
  (await openBackup(asking(database, RESTORED_MS), file)).restore(() => {});

const refusalOf = (file: Blob, database = target): Promise<string> =>
  restoreInto(file, database).then(
    () => 'not refused',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

/** The backup again, with some of its files as somebody changed them. */
async function changed(file: Blob, change: (files: Map<string, string>) => void): Promise<Blob> {
  const limits = { entryBytes: 1e8, totalBytes: 1e9, isKnownName: () => true };
  const archive = await openArchive(file, limits);
  // Byte by byte as letters, so that pictures survive.
  const files = new Map<string, string>();
  for (const { name } of archive.entries)
    files.set(name, Buffer.from(await archive.read(name)).toString('latin1'));
  change(files);
  const writer = createArchive();
  for (const [name, text] of files) writer.add(name, Uint8Array.from(Buffer.from(text, 'latin1')), true);
  return writer.finish();
}

function withManifest(files: Map<string, string>, edit: (manifest: BackupManifest) => unknown): void {
  const manifest = JSON.parse(files.get('manifest.json') ?? '') as BackupManifest;
  files.set('manifest.json', JSON.stringify(edit(manifest) ?? manifest));
}

const backup = async () => (await makeBackup(asking(source), () => {})).file;

describe('a backup', () => {
  it('has something in every store to prove itself by', async () => {
    for (const store of BACKUP_STORES) expect(await source.count(store), store).toBeGreaterThan(0);
    expect(new Set(BACKUP_STORES)).toEqual(new Set(Object.keys(INDEXES)));
  });

  it('restored into an empty browser is what was, record by record and byte by byte', async () => {
    const before = await contentsOf(source);
    const shares: number[] = [];
    const { file, fileName, withoutBytes } = await makeBackup(asking(source), (share) => shares.push(share));
    expect([fileName, withoutBytes, shares.at(-1)]).toEqual(['acme-2026-11-21.zip', 0, 1]);
    expect(await restoreInto(file)).toEqual({ held: 1, withoutBytes: 0 });
    const after = await contentsOf(target);
    expect(after.blobs).toEqual(before.blobs);
    expect(after.blobs).toHaveLength(2);
    // What a restore changes, and nothing else.
    const [account] = await source.getAll('accounts');
    const [connection] = account?.connections ?? [];
    const toSignIn = { ...connection, state: 'needsReauthorization', sinceMs: RESTORED_MS };
    const notHeld = (records: { id: string }[] | undefined) => records?.filter(({ id }) => id !== 'p3');
    expect({
      ...after.stores,
      posts: notHeld(after.stores.posts),
      events: after.stores.events?.filter((event) => (event as LogEvent).name !== 'workspace.restored'),
    }).toEqual({
      ...before.stores,
      members: before.stores.members?.map((member) => ({ ...member, twoFactor: false })),
      accounts: [{ ...account, connections: [toSignIn] }],
      posts: notHeld(before.stores.posts),
    });
    expect(after.stores.events?.length).toBe((before.stores.events?.length ?? 0) + 1);
    expect(after.stores.posts?.length).toBe(before.stores.posts?.length);
    expect(await target.get('device', 'actingMemberId')).toEqual({ id: 'actingMemberId', value: 'olu' });
  });

  it('has no secret in it', async () => {
    const file = await backup();
    await changed(file, (files) => {
      expect(files.size).toBeGreaterThan(10);
      for (const [name, text] of files) expect(text.includes(SECRET), name).toBe(false);
    });
    await restoreInto(file);
    expect(await target.count('credentials')).toBe(0);
  });

  it('sends nothing by itself afterwards: a person says whether it went out, and it keeps its time', async () => {
    await restoreInto(await backup());
    const held = await target.get('posts', 'p3');
    expect(held).toMatchObject({ status: 'failed', failure: { reason: 'unknown' }, text: 'Picture 3' });
    expect(await target.getAllFromIndex('posts', 'byWake')).toEqual([]);
    const retry = (isKnownAbsent?: boolean) =>
      runStored(
        target,
        'flo',
        'post.retry',
        { postId: postId('p3'), ...(isKnownAbsent && { isKnownAbsent }) },
        RESTORED_MS,
      );
    await expect(retry()).rejects.toThrow(/Nobody knows yet whether this post went out/);
    await retry(true);
    expect(await target.get('posts', 'p3')).toMatchObject({
      status: 'scheduled',
      wakeAtMs: RESTORED_MS + 3_600_000,
    });
  });

  it('holds a post that waits for a sign-in: signing in again sends it from one browser, not from two', async () => {
    const post = await source.get('posts', 'p7');
    const failure = { reason: 'needsReauthorization' as const, words: 'no', remedy: '', atMs: START_MS };
    if (post) await source.put('posts', { ...post, status: 'failed', failure });
    await restoreInto(await backup());
    await runStored(
      target,
      'olu',
      'account.reauthorize',
      { accountId: accountId('a1'), mode: 'owner', profileId: 'did:plc:a1' },
      RESTORED_MS,
    );
    expect(await target.get('posts', 'p7')).toMatchObject({
      status: 'failed',
      failure: { reason: 'unknown' },
    });
  });

  it('is begun again when the workspace changes meanwhile, and given up when it never stands still', async () => {
    let changes = 0;
    const restless = (times: number): typeof ask =>
      (async (name, request) => {
        if (name === 'transfer.backupMedia' && changes < times) {
          changes += 1;
          await runStored(source, 'olu', 'workspace.edit', { name: `Acme ${changes}` });
        }
        return asking(source)(name, request);
      }) as typeof ask;
    const { file } = await makeBackup(restless(1), () => {});
    await restoreInto(file);
    expect((await target.getAll('workspace'))[0]?.name).toBe('Acme 1');
    await expect(makeBackup(restless(1_000), () => {})).rejects.toThrow(
      /changed while the backup was being made/,
    );
  });

  it('is for those who edit the settings and see everything', async () => {
    await setDeviceValue(source, 'actingMemberId', 'edi');
    await expect(makeBackup(asking(source), () => {})).rejects.toThrow(/Ask Olu/);
    for (const [name, request] of [
      ['transfer.backupRecords', { store: 'members' }],
      ['transfer.backupMedia', { mediaId: MediaId.parse('m3') }],
      ['transfer.export', {}],
    ] as const)
      await expect(asking(source)(name, request)).rejects.toThrow(/Ask Olu/);
  });

  it('says how many pictures have no bytes here', async () => {
    await source.delete('blobs', 'm3');
    const { file, withoutBytes } = await makeBackup(asking(source), () => {});
    expect(withoutBytes).toBe(1);
    expect(await restoreInto(file)).toEqual({ held: 1, withoutBytes: 1 });
  });
});

describe('what is refused changes nothing', () => {
  afterEach(async () => {
    expect(await target.count('workspace')).toBe(0);
    expect(await target.count('posts')).toBe(0);
    expect(await target.count('blobs')).toBe(0);
  });

  it('what is no backup', async () => {
    expect(await refusalOf(new Blob(['{"format":"countersign.workspace/1"}']))).toMatch(/no backup/);
    const archive = createArchive();
    archive.add('letter.docx', new Uint8Array(5), true);
    expect(await refusalOf(archive.finish())).toMatch(/“letter.docx”, which no backup/);
    const file = await changed(await backup(), (files) =>
      withManifest(files, (manifest) => ({ ...manifest, format: 'somebody.else/1' })),
    );
    expect(await refusalOf(file)).toMatch(/This is no backup of Countersign/);
  });

  it('what is cut off', async () => {
    const file = await backup();
    expect(await refusalOf(file.slice(0, file.size - 100))).toMatch(/cut off/);
  });

  it('what a newer version made', async () => {
    const edits: ((manifest: BackupManifest) => unknown)[] = [
      (manifest) => ({ ...manifest, format: 'countersign.backup/2' }),
      (manifest) => ({ ...manifest, storeVersion: MIGRATIONS.length + 1 }),
    ];
    for (const edit of edits) {
      const file = await changed(await backup(), (files) => withManifest(files, edit));
      expect(await refusalOf(file)).toMatch(/newer version.*Update the extension/);
    }
  });

  it('a record or a picture that was changed, with its place', async () => {
    const posts = 'records/posts-00001.jsonl';
    const one = await changed(await backup(), (files) =>
      files.set(posts, (files.get(posts) ?? '').replace('Picture 3', 'Picture 4')),
    );
    expect(await refusalOf(one)).toMatch(/damaged at records\/posts-00001\.jsonl; nothing was restored/);
    const other = await changed(await backup(), (files) => {
      const name = [...files.keys()].find((each) => each.startsWith('media/')) ?? '';
      files.set(name, `x${files.get(name)?.slice(1)}`);
    });
    expect(await refusalOf(other)).toMatch(/damaged at media\//);
  });

  it('a file that is missing, and a record that is none although its file is whole', async () => {
    const posts = 'records/posts-00001.jsonl';
    const missing = await changed(await backup(), (files) => files.delete(posts));
    expect(await refusalOf(missing)).toMatch(/damaged at records\/posts/);
    const text = '{"id":"p1","text":5}\n';
    const sha256 = await sha256Hex(new TextEncoder().encode(text).buffer);
    const wrong = await changed(await backup(), (files) => {
      files.set(posts, text);
      withManifest(files, (manifest) => {
        const files = manifest.files.map((file) =>
          file.name === posts ? { ...file, sizeBytes: text.length, sha256 } : file,
        );
        return { ...manifest, files };
      });
    });
    expect(await refusalOf(wrong)).toMatch(/damaged at records\/posts-00001\.jsonl:1\./);
  });

  it('counts that do not fit, and a workspace that nobody keeps', async () => {
    const miscounted = await changed(await backup(), (files) =>
      withManifest(files, (manifest) => ({ ...manifest, counts: { ...manifest.counts, posts: 99 } })),
    );
    expect(await refusalOf(miscounted)).toMatch(/damaged at records\/posts/);
    const olu = await source.get('members', 'olu');
    if (olu) await source.put('members', { ...olu, suspended: true });
    const files = await makeBackup(asAnybody(), () => {});
    expect(await refusalOf(files.file)).toMatch(/damaged at records\/members/);
  });

  /** A backup of what no workspace is, made without asking whether it may be. */
  function asAnybody(): typeof ask {
    const real = asking(source);
    return (async (name, request) => {
      const olu = await source.get('members', 'olu');
      if (olu) await source.put('members', { ...olu, suspended: false });
      const value = await real(name, request);
      if (olu) await source.put('members', olu);
      if (name !== 'transfer.backupRecords' || (request as { store: string }).store !== 'members')
        return value;
      return JSON.parse(JSON.stringify(value).replaceAll('\\"suspended\\":false', '\\"suspended\\":true'));
    }) as typeof ask;
  }

  it('a browser that ends in the middle, wherever: nothing is there until all of it is', async () => {
    const file = await backup();
    const opened = await openBackup(asking(target), file);
    const names = (await openArchive(file, { entryBytes: 1e8, totalBytes: 1e9, isKnownName: () => true }))
      .entries.length;
    for (let last = 1; last < names; last += 3) {
      let said = 0;
      const dying: typeof ask = (async (name, request) => {
        if (name === 'transfer.restoreFile') said += 1;
        if (said > last) throw new Error('the browser ended');
        return asking(target)(name, request);
      }) as typeof ask;
      await expect((await openBackup(dying, file)).restore(() => {})).rejects.toThrow('the browser ended');
      expect(await target.count('members')).toBe(0);
    }
    // What is left of another try is in nobody's way, and goes on nowhere.
    await expect(asking(target)('transfer.restoreFinish', {})).rejects.toThrow(/damaged|is gone/);
    expect(opened.workspaceName).toBe('Acme');
  });

  it('a transaction that fails at its last record', async () => {
    const opened = await openBackup(asking(target), await backup());
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
      if (this.name === 'device') throw new DOMException('the disk is full', 'QuotaExceededError');
      return put.apply(this, args);
    };
    try {
      await expect(opened.restore(() => {})).rejects.toThrow(/disk is full/);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await target.count('members')).toBe(0);
  });
});

it('a browser with a workspace keeps it', async () => {
  const file = await backup();
  await restoreInto(file);
  const before = await contentsOf(target);
  expect(await refusalOf(file)).toMatch(/a workspace in this browser already/);
  expect(await contentsOf(target)).toEqual(before);
});
