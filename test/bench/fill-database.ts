import { DATABASE_NAME } from '../../lib/store/database';
import { type ExtensionBrowser, eventually } from '../e2e/browser';
import { createBenchWorkspace } from './bench-workspace';
import { persistently } from './persistently';

/** What is asked of the extension API in the keeper's page. */
interface ChromeApi {
  runtime: { sendMessage(message: object): Promise<unknown> };
}
declare const chrome: ChromeApi;

/** Large enough to be quick, small enough to travel to the browser as text. */
const BATCH = 2_000;

/**
 * Writes a workspace with that many posts straight into the extension's stores, and starts the browser again, so
 * that it finds them on the disk as on any other day.
 */
export async function fillDatabase(browser: ExtensionBrowser, postCount: number): Promise<void> {
  const { actingMemberId, workspace, members, accounts, post } = createBenchWorkspace(Date.now());
  await fillStores(browser, {
    workspace: [workspace],
    members,
    accounts,
    device: [{ id: 'actingMemberId', value: actingMemberId }],
    posts: Array.from({ length: postCount }, (_, index) => post(index, postCount)),
  });
}

/**
 * Writes records straight into the extension's stores, and starts the browser again.
 * @throws when a store then holds another number of them
 */
export async function fillStores(
  browser: ExtensionBrowser,
  recordsByStore: Readonly<Record<string, readonly object[]>>,
): Promise<void> {
  // The background itself makes the database, at its first need.
  await eventually('the background to make its database', () =>
    browser.evaluateInExtension(async () => {
      const reply = await chrome.runtime.sendMessage({ countersign: 'session.get', request: {} });
      return (reply as { ok?: boolean } | undefined)?.ok === true;
    }),
  );
  for (const [store, records] of Object.entries(recordsByStore)) {
    for (let start = 0; start < records.length; start += BATCH) {
      const batch = { [store]: records.slice(start, start + BATCH) };
      await browser.evaluateInExtension(putRecords, DATABASE_NAME, batch);
    }
    const stored = await browser.evaluateInExtension(countRecords, DATABASE_NAME, store);
    if (stored < records.length)
      throw new Error(`${stored} of ${records.length} records were stored in ${store}`);
  }
  await persistently(() => browser.restart());
}

/** Runs in the extension. */
async function putRecords(
  databaseName: string,
  recordsByStore: Readonly<Record<string, readonly unknown[]>>,
): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(databaseName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    const transaction = database.transaction(Object.keys(recordsByStore), 'readwrite');
    for (const [store, records] of Object.entries(recordsByStore))
      for (const record of records) transaction.objectStore(store).put(record);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Runs in the extension. */
async function countRecords(databaseName: string, store: string): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(databaseName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      const counting = database.transaction(store).objectStore(store).count();
      counting.onsuccess = () => resolve(counting.result);
      counting.onerror = () => reject(counting.error);
    });
  } finally {
    database.close();
  }
}
