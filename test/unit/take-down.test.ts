/** A published post is taken off a real Bluesky server, by whoever may. */
import { deleteDB } from 'idb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findNetwork } from '../../lib/networks/networks';
import { publishDue } from '../../lib/publishing/publish-due';
import { takeDown } from '../../lib/publishing/take-down';
import type { CountersignDatabase } from '../../lib/store/database';
import { type LocalPds, startPds } from '../../scripts/pds';
import { accountId, postId, START_MS } from './example-agency';
import { createStoredAgency, environmentAt, runStored } from './stored-agency';

let pds: LocalPds;
let database: CountersignDatabase;
let did: string;
const p1 = { postId: postId('p1') };

beforeAll(async () => {
  pds = await startPds();
  const profile = await pds.createAccount('down.test');
  did = profile.did;
  database = await createStoredAgency('take-down', { ...profile, origin: pds.origin });
  const content = { text: 'Doors open at ten', media: [] };
  await runStored(database, 'flo', 'post.create', { ...p1, accountId: accountId('a1'), content });
  await runStored(database, 'flo', 'post.publish', p1);
  const environment = environmentAt(START_MS);
  await publishDue({ database, environment, findNetwork, fetch, randomBelow: () => 7 });
});
afterAll(async () => {
  database.close();
  await deleteDB('take-down');
  await pds.stop();
});

const stored = async () => {
  const post = await database.get('posts', 'p1');
  if (!post) throw new Error('the post is gone');
  return post;
};

it('is refused to whoever may not delete it, and to nobody’s posts by hand', async () => {
  expect((await stored()).status).toBe('published');
  await expect(runStored(database, 'edi', 'post.takeDown', p1)).rejects.toMatchObject({
    error: { kind: 'notAllowed' },
  });
});

it('is off the server, twice as well as once, and a draft that can go out anew', async () => {
  expect(await pds.listPosts(did)).toHaveLength(1);
  const context = { database, findNetwork, fetch, nowMs: START_MS };
  await takeDown(await stored(), context);
  await takeDown(await stored(), context);
  expect(await pds.listPosts(did)).toHaveLength(0);
  await runStored(database, 'flo', 'post.takeDown', p1);
  expect(await stored()).toMatchObject({ status: 'draft', text: 'Doors open at ten' });
  expect((await stored()).publication).toBeUndefined();

  await runStored(database, 'flo', 'post.publish', p1);
  const environment = environmentAt(START_MS + 60_000);
  await publishDue({ database, environment, findNetwork, fetch, randomBelow: () => 8 });
  expect((await stored()).status).toBe('published');
  expect(await pds.listPosts(did)).toHaveLength(1);
});
