/** The domain's transaction over IndexedDB. */
import type { IDBPCursorWithValue, IDBPTransaction, StoreNames } from 'idb';
import type { Outbox } from '../workspace/run-command';
import {
  INDEXES,
  type IndexValue,
  type ListQuery,
  type StoredRecords,
  type StoreName,
  type Transaction,
} from '../workspace/transaction';
import type { CountersignDatabase, CountersignSchema } from './database';

const DOMAIN_STORES = Object.keys(INDEXES) as StoreName[];
type Mode = 'readonly' | 'readwrite';
type Cursor = IDBPCursorWithValue<unknown, string[], string, string, 'readwrite'>;

/** Runs reads against one consistent state of the workspace. */
export async function read<Value>(
  database: CountersignDatabase,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  const transaction = database.transaction(DOMAIN_STORES, 'readonly');
  const value = await work(overIndexedDb(transaction));
  await transaction.done;
  return value;
}

/** What is written beside the workspace's records, in the same transaction. */
export interface LocalWrites {
  readonly outbox: Outbox;
  removeComposition(id: string): Promise<void>;
}

/** How many writes of the workspace's records have begun in a database. */
const stamps = new WeakMap<CountersignDatabase, number>();

/**
 * Stays the same as long as nothing is written, by this context: what was read since it was so is what is stored now. It
 * changes when a write is begun; a read that is begun after that waits for the write's end, by the rules of IndexedDB.
 */
export function writeStampOf(database: CountersignDatabase): number {
  return stamps.get(database) ?? 0;
}

/** Says that a write begins, in the same task: for whoever writes the workspace's records past `write`. */
export function noteWrite(database: CountersignDatabase): void {
  stamps.set(database, writeStampOf(database) + 1);
}

/**
 * Runs a piece of work that writes; all of it is stored, or none. What it throws is thrown on, after the
 * transaction was rolled back. It may await nothing but the transaction.
 * @throws DOMException QuotaExceededError when the disk is full: nothing was changed then.
 */
export async function write<Value>(
  database: CountersignDatabase,
  work: (tx: Transaction, local: LocalWrites) => Promise<Value>,
): Promise<Value> {
  noteWrite(database);
  // Strict: what was answered to a person is on the disk, even when the machine loses its power.
  const transaction = database.transaction([...DOMAIN_STORES, 'outbox', 'compositions'], 'readwrite', {
    durability: 'strict',
  });
  const outbox = transaction.objectStore('outbox');
  const local: LocalWrites = {
    outbox: {
      find: (key) => outbox.index('byIdempotencyKey').get(key),
      add: async (entry) => void (await outbox.add(entry)),
    },
    removeComposition: (id) => transaction.objectStore('compositions').delete(id),
  };
  try {
    const value = await work(overIndexedDb(transaction), local);
    await transaction.done;
    return value;
  } catch (error) {
    // The rollback's own rejection says nothing that `error` does not.
    transaction.done.catch(() => undefined);
    abortQuietly(transaction);
    throw error;
  }
}

/** Rolls a transaction back that may have ended by itself. */
export function abortQuietly(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // The transaction ended by itself already: a failed request aborts it.
  }
}

function overIndexedDb<Stores extends StoreNames<CountersignSchema>[]>(
  transaction: IDBPTransaction<CountersignSchema, Stores, Mode>,
): Transaction {
  // The stores are known by name at run time only; the domain's own types say what is in each.
  const untyped = transaction as unknown as IDBPTransaction<unknown, string[], 'readwrite'>;
  return {
    get: async (store, id) => (await untyped.objectStore(store).get(id)) as never,
    all: async (store) => (await untyped.objectStore(store).getAll()) as never,
    async list<S extends StoreName>(
      store: S,
      indexName: string,
      query: ListQuery,
    ): Promise<StoredRecords[S][]> {
      const index = untyped.objectStore(store as string).index(indexName);
      const range = keyRangeOf(store, indexName, query);
      if (!query.descending && query.afterId === undefined && !query.skip) {
        return (await index.getAll(range, query.limit)) as StoredRecords[S][];
      }
      const found: StoredRecords[S][] = [];
      let cursor: Cursor | null = await index.openCursor(range, query.descending ? 'prev' : 'next');
      if (query.afterId !== undefined) cursor = await skipPast(cursor, query.afterId);
      if (cursor && query.skip) cursor = await cursor.advance(query.skip);
      while (cursor && found.length < (query.limit ?? Number.POSITIVE_INFINITY)) {
        found.push(cursor.value as StoredRecords[S]);
        cursor = await cursor.continue();
      }
      return found;
    },
    async count(store, indexName, query) {
      const index = untyped.objectStore(store as string).index(indexName);
      const range = keyRangeOf(store, indexName, query);
      // A count walks over every key of its range (156 ms for 20,000, Chromium 156): a limit bounds the walk.
      return query.limit === undefined
        ? index.count(range)
        : (await index.getAllKeys(range, query.limit)).length;
    },
    put: async (store, record) => void (await untyped.objectStore(store).put(record)),
    remove: (store, id) => untyped.objectStore(store).delete(id),
  };
}

/** Moves a cursor over one key's records to the first whose id comes after `id`. */
async function skipPast(cursor: Cursor | null, id: string): Promise<Cursor | null> {
  if (!cursor || (cursor.primaryKey as string) > id) return cursor;
  const there = await cursor.continuePrimaryKey(cursor.key, id);
  return there?.primaryKey === id ? there.continue() : there;
}

/** IndexedDB orders numbers before strings before arrays: an empty array closes every range. */
function keyRangeOf(
  store: StoreName,
  indexName: string,
  { prefix = [], atMost, atLeast, before, after }: ListQuery,
): IDBKeyRange | null {
  const index = (INDEXES[store] as Record<string, { eachElement?: true }>)[indexName];
  if (index?.eachElement) return prefix[0] === undefined ? null : IDBKeyRange.only(prefix[0]);
  const start: IndexValue[] = atLeast === undefined ? [...prefix] : [...prefix, atLeast];
  const end: (IndexValue | [])[] = atMost === undefined ? [...prefix, []] : [...prefix, atMost, []];
  const [lower, upper] = [after ? [...prefix, ...after] : start, before ? [...prefix, ...before] : end];
  // A range that ends before it begins is an error; no key of an index is empty, so that this one finds nothing.
  if (indexedDB.cmp(lower, upper) >= 0) return IDBKeyRange.only([]);
  return IDBKeyRange.bound(lower, upper, after !== undefined, before !== undefined);
}
