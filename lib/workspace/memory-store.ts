/** The transaction over plain maps: for tests, and for asking "what if" without touching what is stored. */
import {
  INDEXES,
  type Index,
  type IndexValue,
  type ListQuery,
  type StoredRecords,
  type StoreName,
  type Transaction,
} from './transaction';

type Rows = { [S in StoreName]: Map<string, StoredRecords[S]> };

export interface MemoryStore {
  /** Runs a piece of work; what it wrote is dropped when it throws. */
  transact<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value>;
  /** All records of a store, by id. */
  rows<S extends StoreName>(store: S): StoredRecords[S][];
}

/** A new, empty store. Transactions run one after the other. */
export function createMemoryStore(): MemoryStore {
  let rows = emptyRows();
  let last: Promise<unknown> = Promise.resolve();

  return {
    rows: (store) => [...rows[store].values()].sort(byId),
    transact(work) {
      const run = async () => {
        const draft = structuredClone(rows);
        const value = await work(memoryTransaction(draft));
        rows = draft;
        return value;
      };
      const result = last.then(run, run);
      last = result.catch(() => undefined);
      return result;
    },
  };
}

function memoryTransaction(rows: Rows): Transaction {
  function select<S extends StoreName>(store: S, indexName: string, query: ListQuery): StoredRecords[S][] {
    const index: Index = (INDEXES[store] as Record<string, Index>)[indexName] ?? { fields: [] };
    const found = [...rows[store].values()]
      .flatMap((record) => keysOf(record, index).map((key) => ({ key, record })))
      .filter(
        ({ key, record }) =>
          isWithin(key, query) && (query.afterId === undefined || record.id > query.afterId),
      )
      .sort((a, b) => compareKeys(a.key, b.key) || byId(a.record, b.record));
    if (query.descending) found.reverse();
    const skip = query.skip ?? 0;
    return found.slice(skip, skip + (query.limit ?? found.length)).map(({ record }) => record);
  }
  return {
    get: async (store, id) => structuredClone(rows[store].get(id)),
    all: async (store) => structuredClone([...rows[store].values()].sort(byId)),
    list: async (store, index, query) => structuredClone(select(store, index, query)),
    count: async (store, index, query) => select(store, index, query).length,
    put: async (store, record) => void rows[store].set(record.id, structuredClone(record)),
    remove: async (store, id) => void rows[store].delete(id),
  };
}

function emptyRows(): Rows {
  return {
    workspace: new Map(),
    members: new Map(),
    accounts: new Map(),
    teams: new Map(),
    adAccounts: new Map(),
    customRoles: new Map(),
    approvalTemplates: new Map(),
    posts: new Map(),
    media: new Map(),
    events: new Map(),
    sitePosts: new Map(),
    labels: new Map(),
    texts: new Map(),
  };
}

function keysOf(record: object, index: Index): IndexValue[][] {
  const values = index.fields.map((field) => valueAt(record, field));
  if (index.eachElement) return (values[0] as IndexValue[]).map((element) => [element]);
  return values.every((value) => typeof value === 'string' || typeof value === 'number')
    ? [values as IndexValue[]]
    : [];
}

function valueAt(record: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, field) => Object(value)[field], record);
}

function isWithin(
  key: readonly IndexValue[],
  { prefix = [], atMost, atLeast, before, after }: ListQuery,
): boolean {
  if (prefix.some((value, position) => key[position] !== value)) return false;
  const rest = key.slice(prefix.length);
  if (atMost !== undefined && compareKeys(rest.slice(0, 1), [atMost]) > 0) return false;
  if (atLeast !== undefined && compareKeys(rest.slice(0, 1), [atLeast]) < 0) return false;
  if (after !== undefined && compareKeys(rest, after) <= 0) return false;
  return before === undefined || compareKeys(rest, before) < 0;
}

/** IndexedDB's order: numbers before strings, then by value; a shorter key before its continuations. */
function compareKeys(a: readonly IndexValue[], b: readonly IndexValue[]): number {
  for (const [position, value] of a.entries()) {
    const other = b[position];
    if (other === undefined) return 1;
    if (value === other) continue;
    if (typeof value !== typeof other) return typeof value === 'number' ? -1 : 1;
    return value < other ? -1 : 1;
  }
  return a.length - b.length;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
