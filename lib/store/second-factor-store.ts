/**
 * Second factors at rest. Threat: as for credentials (`credential-store.ts`). Rule: everything about a member's second
 * factor, the count of wrong codes included, is one record, encrypted with a key that no script can take out of the
 * browser and bound to the member; only the background imports this file (house test). Proof:
 * `test/unit/second-factor.test.ts`.
 */
import { decryptText, encryptText } from '../platform/encryption';
import type { CountersignDatabase } from './database';
import { getSecretKey } from './secret-key';

const KEY_ID = 'secondFactors';
const PENDING = '/pending';

/** What proves that somebody is a member. */
export interface SecondFactor {
  /** Of the authenticator app, in base32. */
  readonly secret: string;
  readonly enrolledAtMs: number;
  /** The newest step of 30 seconds whose code was taken: no code of it or before it is taken again. */
  readonly lastStep: number;
  /** What the backup codes are hashed with, as base64. */
  readonly salt: string;
  /** Of the backup codes that are left. */
  readonly backupHashes: readonly string[];
  /** Wrong codes since the last right one. */
  readonly wrongCodes: number;
  /** No code is looked at before this time. */
  readonly blockedUntilMs: number;
}

/** Keeps a member's second factor, in the place of the one before it. */
export function saveSecondFactor(
  database: CountersignDatabase,
  memberId: string,
  factor: SecondFactor,
): Promise<void> {
  return save(database, memberId, factor);
}

/** A member's second factor; undefined when there is none, or when it cannot be decrypted any more. */
export function findSecondFactor(
  database: CountersignDatabase,
  memberId: string,
): Promise<SecondFactor | undefined> {
  return find<SecondFactor>(database, memberId);
}

/** Keeps the secret that a member was shown, until a code proves that their app has it. */
export function savePendingSecret(
  database: CountersignDatabase,
  memberId: string,
  secret: string,
): Promise<void> {
  return save(database, memberId + PENDING, { secret });
}

/** The secret that a member was shown last and has proved nothing with yet. */
export async function findPendingSecret(
  database: CountersignDatabase,
  memberId: string,
): Promise<string | undefined> {
  return (await find<{ secret: string }>(database, memberId + PENDING))?.secret;
}

/** Forgets the secret that was shown, once it is one that counts. */
export async function removePendingSecret(database: CountersignDatabase, memberId: string): Promise<void> {
  await database.delete('secondFactors', memberId + PENDING);
}

/** Forgets a member's second factor. */
export async function removeSecondFactor(database: CountersignDatabase, memberId: string): Promise<void> {
  await database.delete('secondFactors', memberId);
}

/** The members whose second factor is in this browser. */
export async function listGuardedMemberIds(database: CountersignDatabase): Promise<ReadonlySet<string>> {
  const ids = await database.getAllKeys('secondFactors');
  return new Set(ids.filter((id) => !id.endsWith(PENDING)));
}

/** Forgets the second factors of members who are gone, or who have none any more. */
export async function sweepSecondFactors(database: CountersignDatabase): Promise<void> {
  const transaction = database.transaction(['members', 'secondFactors'], 'readwrite');
  const factors = transaction.objectStore('secondFactors');
  for (const id of await factors.getAllKeys()) {
    const isPending = id.endsWith(PENDING);
    const member = await transaction
      .objectStore('members')
      .get(isPending ? id.slice(0, -PENDING.length) : id);
    if (!member || !(member.twoFactor || isPending)) await factors.delete(id);
  }
  await transaction.done;
}

async function save(database: CountersignDatabase, id: string, value: unknown): Promise<void> {
  const encrypted = await encryptText(await getSecretKey(database, KEY_ID), JSON.stringify(value), id);
  await database.put('secondFactors', { id, ...encrypted });
}

async function find<Value>(database: CountersignDatabase, id: string): Promise<Value | undefined> {
  const [encrypted, stored] = await Promise.all([
    database.get('secondFactors', id),
    database.get('keys', KEY_ID),
  ]);
  if (!encrypted || !stored) return undefined;
  try {
    return JSON.parse(await decryptText(stored.key, encrypted, id)) as Value;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
