/**
 * Network credentials at rest. Threat: somebody who copies the profile's database, a page of ours that is
 * tricked, a log, an export. Rule: secrets are encrypted with an AES-GCM key that the browser keeps and never
 * hands out, and only the background imports this file (a house test checks both).
 */
import { createSecretKey, decryptText, encryptText } from '../platform/crypto';
import type { Connection } from '../workspace/records';
import type { CountersignDatabase } from './database';

const KEY_ID = 'credentials';

/** Where the secret of a connection is kept: one for the account, one for each member with their own. */
export function credentialIdOf(
  accountId: string,
  { mode, memberId }: Pick<Connection, 'mode' | 'memberId'>,
): string {
  return mode === 'owner' ? `${accountId}/owner` : `${accountId}/member/${memberId}`;
}

/** Stores a secret, replacing the one before it. */
export async function saveCredential(
  database: CountersignDatabase,
  credentialId: string,
  secret: Readonly<Record<string, string>>,
): Promise<void> {
  const encrypted = await encryptText(await getSecretKey(database), JSON.stringify(secret), credentialId);
  await database.put('credentials', { id: credentialId, ...encrypted });
}

/** The secret; undefined when there is none, or when it cannot be decrypted any more: then it must be given again. */
export async function findCredential(
  database: CountersignDatabase,
  credentialId: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const [encrypted, stored] = await Promise.all([
    database.get('credentials', credentialId),
    database.get('keys', KEY_ID),
  ]);
  if (!encrypted || !stored) return undefined;
  try {
    return JSON.parse(await decryptText(stored.key, encrypted, credentialId)) as Record<string, string>;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** Forgets every secret of an account. */
export async function removeCredentials(database: CountersignDatabase, accountId: string): Promise<void> {
  await database.delete('credentials', IDBKeyRange.bound(`${accountId}/`, `${accountId}/\uffff`));
}

async function getSecretKey(database: CountersignDatabase): Promise<CryptoKey> {
  const stored = await database.get('keys', KEY_ID);
  if (stored) return stored.key;
  const fresh = await createSecretKey();
  // Another context may have been faster: the first key stored is the one that counts.
  const transaction = database.transaction('keys', 'readwrite');
  const winner = (await transaction.store.get(KEY_ID))?.key;
  if (!winner) await transaction.store.put({ id: KEY_ID, key: fresh });
  await transaction.done;
  return winner ?? fresh;
}
