import { say } from '../../words/say';
import { isJsonObject, type JsonObject } from '../json-object';
import { NetworkError } from '../network';
import { POST_COLLECTION, POSTGATE_COLLECTION, THREADGATE_COLLECTION } from './collections';
import { getRecordCid } from './record-cid';
import type { Session } from './session';
import { MAX_PARTS } from './split-thread';
import { partKey } from './tid';

/** Where a record is in the account's repository. */
export interface RecordKey {
  readonly collection: string;
  readonly rkey: string;
}

export interface KeyedRecord extends RecordKey {
  readonly value: Record<string, unknown>;
}

/** A record as the server has it. */
export interface FoundRecord extends RecordKey {
  readonly cid: unknown;
  readonly value: JsonObject;
}

/**
 * Writes one record, whether or not there is one under its key: the same request sent twice leaves one
 * (@atproto/pds 0.5.35, 2026-11; `createRecord` fails there with 500).
 * @throws NetworkError
 */
export async function putRecord(record: KeyedRecord, session: Session): Promise<void> {
  const { collection, rkey, value } = record;
  const answer = await session.call({
    method: 'com.atproto.repo.putRecord',
    kind: 'procedure',
    input: { repo: session.did, collection, rkey, record: value },
  });
  if (!answer.ok) throw answer.error;
  refuseOtherAddress(answer.body.uri, record, session);
}

/**
 * Makes the records of a post what they are to be, in one commit: all of it happens or nothing does, and no
 * reader sees a part of it. A record that is as it should be is left alone, so that the same done twice does
 * nothing. Where a first request is still under way, the second fails with 500, because it creates what is
 * there by then (@atproto/pds 0.5.35, 2026-11), and `findRecord` tells what came of it.
 * @param found what is there now (`findRecords`); what is not among `records` is deleted.
 * @throws NetworkError
 */
export async function writeTogether(
  records: readonly KeyedRecord[],
  found: readonly FoundRecord[],
  session: Session,
): Promise<void> {
  const writes: object[] = [];
  for (const { collection, rkey, value } of records) {
    const there = found.find((one) => one.collection === collection && one.rkey === rkey);
    if (there?.cid === (await getRecordCid(value))) continue;
    const $type = `com.atproto.repo.applyWrites#${there ? 'update' : 'create'}`;
    writes.push({ $type, collection, rkey, value });
  }
  for (const { collection, rkey } of found) {
    if (records.some((one) => one.collection === collection && one.rkey === rkey)) continue;
    writes.push({ $type: 'com.atproto.repo.applyWrites#delete', collection, rkey });
  }
  if (writes.length === 0) return;
  const answer = await session.call({
    method: 'com.atproto.repo.applyWrites',
    kind: 'procedure',
    input: { repo: session.did, writes },
  });
  if (!answer.ok) throw answer.error;
}

/**
 * Looks one record up.
 * @returns undefined when the server says that there is none.
 * @throws NetworkError for every other answer, and for none.
 */
export async function findRecord(key: RecordKey, session: Session): Promise<FoundRecord | undefined> {
  const { collection, rkey } = key;
  const answer = await session.call({
    method: 'com.atproto.repo.getRecord',
    kind: 'query',
    parameters: { repo: session.did, collection, rkey },
  });
  if (!answer.ok) {
    if (answer.name === 'RecordNotFound') return undefined;
    throw answer.error;
  }
  const { uri, cid, value } = answer.body;
  refuseOtherAddress(uri, key, session);
  return { collection, rkey, cid, value: isJsonObject(value) ? value : {} };
}

/**
 * All that there is of a post: it, its gates, and the parts that follow it. A record under the key of a part
 * that answers something else is somebody's other post and not among them.
 * @param key of the first part. It need not be there.
 * @throws NetworkError
 */
export async function findRecords(key: string, session: Session): Promise<readonly FoundRecord[]> {
  const found: FoundRecord[] = [];
  const root = addressOf({ collection: POST_COLLECTION, rkey: key }, session);
  for (let part = 0; part < MAX_PARTS; part++) {
    const rkey = partKey(key, part);
    const post = await findRecord({ collection: POST_COLLECTION, rkey }, session);
    if (part > 0 && (!post || rootOf(post) !== root)) break;
    const gates = part === 0 ? [THREADGATE_COLLECTION, POSTGATE_COLLECTION] : [POSTGATE_COLLECTION];
    if (post) found.push(post);
    for (const collection of gates) {
      const gate = await findRecord({ collection, rkey }, session);
      if (gate) found.push(gate);
    }
  }
  return found;
}

function rootOf({ value }: FoundRecord): unknown {
  const reply = isJsonObject(value.reply) ? value.reply : {};
  return isJsonObject(reply.root) ? reply.root.uri : undefined;
}

function addressOf({ collection, rkey }: RecordKey, session: Session): string {
  return `at://${session.did}/${collection}/${rkey}`;
}

function refuseOtherAddress(uri: unknown, key: RecordKey, session: Session): void {
  if (uri === addressOf(key, session)) return;
  const { host } = new URL(session.server);
  throw new NetworkError('serverFault', say('{host} answered with the address of another record.', { host }));
}
