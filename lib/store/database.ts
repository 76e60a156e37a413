import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Composition } from '../workspace/composition';
import type { PostContent } from '../workspace/records';
import type { OutboxEntry } from '../workspace/run-command';
import type { StoredRecords } from '../workspace/transaction';
import { MIGRATIONS } from './migrations/migrations';

export const DATABASE_NAME = 'countersign';

/** What a member saw of a post when it was last on their screen. */
export interface SeenPost {
  readonly id: string;
  readonly content: PostContent;
  readonly atMs: number;
}

/** A secret, encrypted with a key that cannot be taken out of the browser. */
export interface EncryptedCredential {
  readonly id: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: ArrayBuffer;
}

type Row<Value> = { key: string; value: Value };

export interface CountersignSchema extends DBSchema {
  workspace: Row<StoredRecords['workspace']>;
  members: Row<StoredRecords['members']>;
  accounts: Row<StoredRecords['accounts']> & { indexes: { byProfile: [string, string] } };
  teams: Row<StoredRecords['teams']>;
  adAccounts: Row<StoredRecords['adAccounts']>;
  customRoles: Row<StoredRecords['customRoles']>;
  approvalTemplates: Row<StoredRecords['approvalTemplates']>;
  posts: Row<StoredRecords['posts']> & {
    indexes: {
      byAuthor: [string, number, string];
      byAuthorStatus: [string, string, number, string];
      byAccountStatus: [string, string, number, string];
      byAwaiting: string;
      byWake: [number];
      byPublishedUrl: [string, string];
      bySourceUrl: [string, number, string];
    };
  };
  media: Row<StoredRecords['media']>;
  blobs: Row<{ id: string; blob: Blob }>;
  events: Row<StoredRecords['events']> & {
    indexes: {
      byPost: [string, number, string];
      byTime: [number, string];
      byActor: [string, number, string];
      byAccount: [string, number, string];
      byMember: [string, number, string];
    };
  };
  sitePosts: Row<StoredRecords['sitePosts']> & {
    indexes: { byAccount: [string, number, string]; byLabel: string };
  };
  labels: Row<StoredRecords['labels']>;
  texts: Row<StoredRecords['texts']>;
  outbox: { key: number; value: OutboxEntry & { sequence?: number }; indexes: { byIdempotencyKey: string } };
  compositions: Row<Composition> & { indexes: { byMember: [string, number] } };
  seen: Row<SeenPost>;
  device: Row<{ id: string; value: string }>;
  keys: Row<{ id: string; key: CryptoKey }>;
  credentials: Row<EncryptedCredential>;
  /** By member: what proves a second factor, encrypted as credentials are. */
  secondFactors: Row<EncryptedCredential>;
}

export type CountersignDatabase = IDBPDatabase<CountersignSchema>;

/**
 * Opens the database, bringing it up to date first. Another context that wants to upgrade it makes this
 * connection close, so that no open page can hold an update back.
 * @param onClosed called when the connection was closed for another's upgrade, or by the browser.
 * @throws DOMException VersionError when the stored database is newer than this code.
 */
export async function openDatabase(
  name = DATABASE_NAME,
  onClosed: () => void = () => undefined,
): Promise<CountersignDatabase> {
  const database: CountersignDatabase = await openDB<CountersignSchema>(name, MIGRATIONS.length, {
    async upgrade(upgraded, oldVersion, _newVersion, transaction) {
      for (const migration of MIGRATIONS.slice(oldVersion)) {
        // A migration knows the shape of its own day, not today's types.
        await migration.migrate(upgraded as unknown as IDBPDatabase<unknown>, transaction as never);
      }
    },
    blocking() {
      database.close();
      onClosed();
    },
    terminated: onClosed,
  });
  return database;
}
