import type { IDBPDatabase, IDBPTransaction } from 'idb';

/**
 * One step of the database's shape. A migration imports nothing from the rest of the code: the code changes,
 * what was stored does not. It has a name for people and a number for the browser.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  migrate(
    database: IDBPDatabase<unknown>,
    transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
  ): Promise<void>;
}
