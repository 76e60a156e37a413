import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepHandedOverPost, readHandedOverPosts } from '../../entrypoints/background/handed-over-posts';
import { type CountersignDatabase, openDatabase } from '../../lib/store/database';
import { postId, START_MS } from './example-agency';

const DAY_MS = 24 * 60 * 60_000;

let database: CountersignDatabase;
beforeEach(async () => {
  database = await openDatabase('handed-over');
});
afterEach(async () => {
  database.close();
  await deleteDB('handed-over');
});

const keep = (id: string, atMs: number) => keepHandedOverPost(database, postId(id), atMs);

it('keeps each post once, the newest first, for seven days', async () => {
  expect(await readHandedOverPosts(database, START_MS)).toEqual([]);
  await keep('p1', START_MS);
  await keep('p2', START_MS + DAY_MS);
  await keep('p1', START_MS + 2 * DAY_MS);
  expect(await readHandedOverPosts(database, START_MS + 7 * DAY_MS)).toEqual([
    { postId: 'p1', atMs: START_MS + 2 * DAY_MS },
    { postId: 'p2', atMs: START_MS + DAY_MS },
  ]);
  expect(await readHandedOverPosts(database, START_MS + 8 * DAY_MS)).toEqual([
    { postId: 'p1', atMs: START_MS + 2 * DAY_MS },
  ]);
});

it('keeps no more than fifty', async () => {
  for (let number = 1; number <= 52; number += 1) await keep(`p${number}`, START_MS + number);
  const kept = (await readHandedOverPosts(database, START_MS + 60)).map(({ postId: id }) => id);
  expect(kept).toHaveLength(50);
  expect([kept[0], kept[49]]).toEqual(['p52', 'p3']);
});
