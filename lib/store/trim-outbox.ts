import type { CountersignDatabase } from './database';

/** What a workspace without a server keeps: enough to answer a repeated wish, not a second copy of everything. */
const KEPT_ENTRIES = 1_000;

/** Forgets the oldest entries of the outbox. They are numbered without gaps, so nothing has to be counted. */
export async function trimOutbox(database: CountersignDatabase, keptEntries = KEPT_ENTRIES): Promise<void> {
  const transaction = database.transaction('outbox', 'readwrite');
  const newest = await transaction.store.openKeyCursor(null, 'prev');
  if (newest && newest.key > keptEntries) {
    await transaction.store.delete(IDBKeyRange.upperBound(newest.key - keptEntries));
  }
  await transaction.done;
}
