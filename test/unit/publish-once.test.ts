/**
 * Nothing twice, nothing lost. The background is ended at every step of the publishing path in turn, before and
 * after each database access and each request, and the network's answer is dropped after the network has acted;
 * then a new background goes on from what is stored. Each post must stand on a real PDS exactly once.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findNetwork } from '../../lib/networks/networks';
import { type PublishingContext, publishDue } from '../../lib/publishing/publish-due';
import type { CountersignDatabase } from '../../lib/store/database';
import { type LocalPds, startPds } from '../../scripts/pds';
import { createEnding } from '../faults/ending-background';
import { accountId, postId, START_MS } from './example-agency';
import { createStoredAgency, environmentAt, runStored } from './stored-agency';

const RUNS = 100;

type Ending =
  /** The background is ended: nothing after this step happens. */
  | 'ended'
  /** The request has reached the network and was carried out, but its answer never comes back. */
  | 'answerDropped';

let pds: LocalPds;
let database: CountersignDatabase;
let did: string;
const stepsSeen = new Set<string>();

beforeAll(async () => {
  pds = await startPds();
  const profile = await pds.createAccount('once.test');
  did = profile.did;
  database = await createStoredAgency('publish-once', { ...profile, origin: pds.origin });
});
afterAll(async () => {
  database.close();
  await pds.stop();
});

describe(`a background that is ended ${RUNS} times while it publishes`, () => {
  it('leaves each post on the network exactly once', async () => {
    const happenings: Record<Ending, number> = { ended: 0, answerDropped: 0 };
    for (let run = 0; run < RUNS; run += 1) {
      const id = `once${run}`;
      const text = `Run ${run} with https://example.com/${run} for @once.test #once`;
      const nowMs = START_MS + run * 60_000;
      await runStored(
        database,
        'flo',
        'post.create',
        { postId: postId(id), accountId: accountId('a1'), content: { text, media: [] } },
        nowMs,
      );
      await runStored(database, 'flo', 'post.publish', { postId: postId(id) }, nowMs);

      const ending: Ending = run % 3 === 2 ? 'answerDropped' : 'ended';
      // Once on the way out, and in every second run again while the next background picks the post up.
      for (const endAt of run % 2 === 0 ? [run] : [run, run * 7]) {
        const happened = await publishUntilEnded(nowMs, endAt, ending);
        if (happened) happenings[ending] += 1;
      }
      await recover(nowMs + 1_000);

      const post = await database.get('posts', id);
      expect(post?.status, `run ${run}`).toBe('published');
      const records = (await pds.listPosts(did)).filter(
        ({ value }) => (value as { text: string }).text === text,
      );
      expect(records, `run ${run}`).toHaveLength(1);
      expect(post?.publication?.uri).toBe(records[0]?.uri);
    }
    expect(await pds.listPosts(did)).toHaveLength(RUNS);
    // Both kinds of ending happened often, and at many different steps: otherwise this would prove nothing.
    expect(happenings.ended).toBeGreaterThan(40);
    expect(happenings.answerDropped).toBeGreaterThan(20);
    expect(stepsSeen.size).toBeGreaterThan(10);
  }, 180_000);
});

/** Publishes with a background that ends at its `endAt`-th step (counted round and round). @returns whether it did. */
async function publishUntilEnded(nowMs: number, endAt: number, ending: Ending): Promise<boolean> {
  // A post with a mention makes two requests: one that finds its DID, one that puts the record.
  const STEPS = ending === 'ended' ? 24 : 2;
  const background = createEnding(database, ending === 'ended' ? endAt % STEPS : undefined);
  const { never, isLast } = background;
  let requests = 0;
  let wasDropped = false;
  const context: PublishingContext = {
    database: background.database,
    environment: environmentAt(nowMs),
    findNetwork,
    randomBelow: (below) => Math.floor(Math.random() * below),
    fetch: async (input, init) => {
      const path = new URL(String(input)).pathname;
      if (isLast(`before ${path}`)) return never;
      const response = await fetch(input, init);
      if (ending === 'answerDropped' && requests++ === endAt % STEPS) {
        stepsSeen.add(`dropped ${path}`);
        await response.body?.cancel();
        wasDropped = true;
        throw new TypeError('Failed to fetch');
      }
      return isLast(`after ${path}`) ? never : response;
    },
  };
  await Promise.race([publishDue(context), background.ended]);
  const endedAt = background.endedAt();
  if (endedAt !== undefined) stepsSeen.add(endedAt);
  return endedAt !== undefined || wasDropped;
}

/** A background that nobody ends: it goes on until nothing is due for an hour. */
async function recover(fromMs: number): Promise<void> {
  for (let nowMs = fromMs; nowMs < fromMs + 50_000; nowMs += 16_000) {
    await publishDue({
      database,
      environment: environmentAt(nowMs),
      findNetwork,
      fetch,
      randomBelow: (below) => Math.floor(Math.random() * below),
    });
  }
}
