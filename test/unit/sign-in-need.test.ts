/** What the composer says of a sign-in that is missing, before anything waits for it. */
import { beforeEach, expect, test } from 'vitest';
import { findSignInNeed } from '../../entrypoints/background/sign-in-need';
import { readDirectory } from '../../lib/workspace/directory';
import type { Connection } from '../../lib/workspace/records';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  memberId,
  START_MS,
} from './example-agency';

let agency: Agency;
beforeEach(async () => {
  agency = await createExampleAgency();
});

async function needOf(authorId: string, actingId = authorId) {
  const directory = await agency.store.transact((tx) => readDirectory(tx, agency.nowMs));
  const post = { accountId: accountId('a1'), authorId: memberId(authorId) };
  return findSignInNeed({ ...directory, me: agency.member(actingId) }, post);
}

async function connect(connections: readonly Pick<Connection, 'mode' | 'memberId' | 'state'>[]) {
  await agency.store.transact(async (tx) => {
    const account = await tx.get('accounts', 'a1');
    if (!account) throw new Error('there is no account a1');
    await tx.put('accounts', {
      ...account,
      connections: connections.map((connection) => ({ ...connection, sinceMs: START_MS })),
    });
  });
}

const ofOwner = { mode: 'owner', memberId: memberId('olu'), state: 'valid' } as const;

test('nothing is missing where the sign-in is there', async () => {
  await connect([ofOwner]);
  expect(await needOf('edi')).toBeUndefined();
});

test('the account’s own sign-in is the owner’s to give; others hear whom to ask', async () => {
  await connect([]);
  const words = 'The sign-in that everybody’s posts on @a1.test go out with is missing.';
  expect(await needOf('olu')).toEqual({ mode: 'owner', words, isAllowed: true });
  expect(await needOf('edi')).toEqual({ mode: 'owner', words: `${words} Ask Olu.`, isAllowed: false });
});

test('who posts with their own sign-in gives it themself; nobody else can', async () => {
  await connect([ofOwner]);
  const own = assignment('a1', { credentials: 'member' });
  await agency.run('olu', 'assignment.set', { memberId: memberId('edi'), assignment: own });
  expect(await needOf('edi')).toEqual({
    mode: 'own',
    words: 'Posts on @a1.test go out with your own sign-in, and it is missing.',
    isAllowed: true,
  });
  expect(await needOf('edi', 'olu')).toEqual({
    mode: 'own',
    words: 'Posts on @a1.test go out with Edi’s own sign-in, and it is missing. Ask Edi.',
    isAllowed: false,
  });
});

test('one that is not accepted any more is said to be so', async () => {
  await connect([{ ...ofOwner, state: 'needsReauthorization' }]);
  expect((await needOf('olu'))?.words).toBe(
    'The sign-in that everybody’s posts on @a1.test go out with is not accepted any more.',
  );
});
