/** What a backup reads: records a page at a time, and where the workspace stood when it was begun. */
import type { StoredRecords, StoreName } from '../workspace/transaction';
import type { CountersignDatabase } from './database';

/**
 * Changes with every command that was applied: where it is the same at the end of a backup as at its beginning, what
 * was read in between is one state of the workspace. A transaction cannot be held open over messages.
 */
export async function readStamp(database: CountersignDatabase): Promise<number> {
  const cursor = await database.transaction('outbox').store.openKeyCursor(null, 'prev');
  return Number(cursor?.primaryKey ?? 0);
}

/** The records of a store whose ids come after one, in the order of their ids. */
export async function readRecordsAfter<Store extends StoreName>(
  database: CountersignDatabase,
  store: Store,
  afterId: string | undefined,
  limit: number,
): Promise<StoredRecords[Store][]> {
  const range = afterId === undefined ? null : IDBKeyRange.lowerBound(afterId, true);
  return (await database.getAll(store, range, limit)) as StoredRecords[Store][];
}
