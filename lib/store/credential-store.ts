/**
 * Network credentials at rest. Threat: a page of ours that is tricked, a log, an export, a dump of the database
 * read as text. Rule: secrets are encrypted with an AES-GCM key that no script can take out of the browser, and
 * only the background imports this file (house test). Whoever copies the whole browser profile copies the key too:
 * see SECURITY.md. Proof: `test/unit/store.test.ts`, `test/e2e/canary.test.ts`.
 */
import { decryptText, encryptText } from '../platform/encryption';
import type { Connection } from '../workspace/records';
import type { CountersignDatabase } from './database';
import { getSecretKey } from './secret-key';

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
  const encrypted = await encryptText(
    await getSecretKey(database, KEY_ID),
    JSON.stringify(secret),
    credentialId,
  );
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

/** Forgets one secret. */
export async function removeCredential(database: CountersignDatabase, credentialId: string): Promise<void> {
  await database.delete('credentials', credentialId);
}

/** Forgets every secret that no account has a connection for: of accounts, members and sign-ins that are gone. */
export async function sweepCredentials(database: CountersignDatabase): Promise<void> {
  const transaction = database.transaction(['accounts', 'credentials'], 'readwrite');
  const accounts = await transaction.objectStore('accounts').getAll();
  const wanted = new Set(
    accounts.flatMap(({ id, connections }) => connections.map((one) => credentialIdOf(id, one))),
  );
  const credentials = transaction.objectStore('credentials');
  for (const id of await credentials.getAllKeys()) if (!wanted.has(id)) await credentials.delete(id);
  await transaction.done;
}
