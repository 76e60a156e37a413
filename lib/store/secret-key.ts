import { createSecretKey } from '../platform/encryption';
import type { CountersignDatabase } from './database';

/** The key of a name, which no script can take out of the browser; made when it is first asked for. */
export async function getSecretKey(database: CountersignDatabase, keyId: string): Promise<CryptoKey> {
  const stored = await database.get('keys', keyId);
  if (stored) return stored.key;
  const fresh = await createSecretKey();
  // Another context may have been faster: the first key stored is the one that counts.
  const transaction = database.transaction('keys', 'readwrite');
  const winner = (await transaction.store.get(keyId))?.key;
  if (!winner) await transaction.store.put({ id: keyId, key: fresh });
  await transaction.done;
  return winner ?? fresh;
}
