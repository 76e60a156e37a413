/**
 * Restoring a backup, all of it or nothing. Race: the browser, or the background, ends anywhere in the middle of
 * hundreds of megabytes.
 *
 * The rule: what comes in is staged in a database of its own, which nothing else reads. When all of it is there and
 * fits together, it is written into the stores in one transaction, which is stored as a whole or not at all. Then the
 * staging is deleted; one that was left behind is deleted before the next, and when the browser starts. In memory are
 * all records, and of images and videos only handles: the browser copies their bytes from one database to the other.
 * Proof: `test/unit/backup.test.ts`.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { BackupManifest, BackupRecords } from '../workspace/backup';
import { BACKUP_STORES } from '../workspace/backup';
import type { StoredRecords, StoreName } from '../workspace/transaction';
import type { CountersignDatabase } from './database';
import { abortQuietly, noteWrite } from './stored-transaction';

export const STAGING_NAME = 'countersign-restore';

interface StagingSchema extends DBSchema {
  manifest: { key: string; value: { id: 'manifest'; manifest: BackupManifest } };
  files: { key: string; value: { name: string; store: StoreName; records: readonly unknown[] } };
  blobs: { key: string; value: { name: string; blob: Blob } };
}
type Staging = IDBPDatabase<StagingSchema>;

/** Runs something with the staging open, and closes it: no transaction of it lasts longer than a message. */
async function withStaging<Value>(work: (staging: Staging) => Promise<Value>): Promise<Value> {
  const staging = await openDB<StagingSchema>(STAGING_NAME, 1, {
    upgrade(database) {
      database.createObjectStore('manifest', { keyPath: 'id' });
      database.createObjectStore('files', { keyPath: 'name' });
      database.createObjectStore('blobs', { keyPath: 'name' });
    },
    // A deletion must not wait for a staging that a message that failed has left open.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
  });
  try {
    return await work(staging);
  } finally {
    staging.close();
  }
}

/** Forgets what was staged. */
export function discardStaging(): Promise<void> {
  return deleteDB(STAGING_NAME);
}

/** Begins a restore; what an earlier one left is gone. */
export async function stageManifest(manifest: BackupManifest): Promise<void> {
  await discardStaging();
  await withStaging((staging) => staging.put('manifest', { id: 'manifest', manifest }));
}

/** The manifest of the restore that is under way; undefined when none is. */
export function findStagedManifest(): Promise<BackupManifest | undefined> {
  return withStaging(async (staging) => (await staging.get('manifest', 'manifest'))?.manifest);
}

/** Keeps the records of one file of the backup. */
export async function stageRecords(
  name: string,
  store: StoreName,
  records: readonly unknown[],
): Promise<void> {
  await withStaging((staging) => staging.put('files', { name, store, records }));
}

/** Keeps the bytes of an image or a video, under the file's name. */
export async function stageBlob(name: string, blob: Blob): Promise<void> {
  await withStaging((staging) => staging.put('blobs', { name, blob }));
}

/** Everything that was staged. */
export interface Staged {
  readonly fileNames: ReadonlySet<string>;
  readonly records: BackupRecords;
  /** By the SHA-256 of their bytes. */
  readonly blobs: ReadonlyMap<string, Blob>;
}

export function readStaged(): Promise<Staged> {
  return withStaging(async (staging) => {
    const [files, blobs] = await Promise.all([staging.getAll('files'), staging.getAll('blobs')]);
    const records = Object.fromEntries(
      BACKUP_STORES.map((store) => [
        store,
        files.filter((file) => file.store === store).flatMap((file) => file.records),
      ]),
    ) as unknown as BackupRecords;
    return {
      fileNames: new Set([...files, ...blobs].map(({ name }) => name)),
      records,
      blobs: new Map(blobs.map(({ name, blob }) => [name.replace('media/', ''), blob])),
    };
  });
}

/**
 * Writes a workspace into an empty browser, in one transaction.
 *
 * @param actingMemberId who is at the browser then
 * @returns false when there is a workspace by now: nothing was written
 * @throws DOMException QuotaExceededError when the disk is full: nothing was written
 */
export async function writeRestored(
  database: CountersignDatabase,
  records: BackupRecords,
  blobs: ReadonlyMap<string, Blob>,
  actingMemberId: string,
): Promise<boolean> {
  noteWrite(database);
  const transaction = database.transaction([...BACKUP_STORES, 'blobs', 'device'], 'readwrite', {
    durability: 'strict',
  });
  const { done } = transaction;
  try {
    if ((await transaction.objectStore('workspace').count()) > 0) {
      await done;
      return false;
    }
    for (const store of BACKUP_STORES)
      for (const record of records[store])
        request(putInto(transaction.objectStore(store), record as StoredRecords[StoreName]));
    for (const { id, sha256, type } of records.media) {
      const blob = blobs.get(sha256);
      if (blob) request(transaction.objectStore('blobs').put({ id, blob: blob.slice(0, blob.size, type) }));
    }
    request(transaction.objectStore('device').put({ id: 'actingMemberId', value: actingMemberId }));
    await done;
    return true;
  } catch (error) {
    // The rollback's own rejection says nothing that `error` does not.
    done.catch(() => undefined);
    abortQuietly(transaction);
    throw error;
  }
}

/** Not awaited: one that fails aborts its transaction, whose end says why. */
function request(sent: Promise<unknown>): void {
  sent.catch(() => undefined);
}

function putInto(store: { readonly name: string }, record: StoredRecords[StoreName]): Promise<unknown> {
  // Which store it is, is known at run time only.
  return (store as unknown as { put(record: unknown): Promise<unknown> }).put(record);
}
