import { beforeEach, expect, it } from 'vitest';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  draft,
  memberId,
  postId,
  START_MS,
} from '../../test/unit/example-agency';
import { countChange } from './credentials-change';

const HOUR_MS = 3_600_000;

let agency: Agency;
beforeEach(async () => {
  agency = await createExampleAgency();
  // Flo posts on both accounts without approval.
  for (const [id, account] of [
    ['p1', 'a1'],
    ['p2', 'a1'],
    ['p3', 'a2'],
  ] as const) {
    await draft(agency, 'flo', id, account, id);
    await agency.run('flo', 'post.edit', {
      postId: postId(id),
      revision: agency.post(id).revision,
      content: { text: id, media: [], scheduledAtMs: START_MS + HOUR_MS },
    });
    await agency.run('flo', 'post.submit', { postId: postId(id) });
  }
});

const setCredentials = (credentials: 'owner' | 'member') =>
  agency.run('olu', 'assignment.set', {
    memberId: memberId('flo'),
    assignment: assignment('a1', { posting: 'full', credentials }),
  });
const floSignsIn = () =>
  agency.run('flo', 'account.reauthorize', {
    accountId: accountId('a1'),
    mode: 'member',
    profileId: 'did:plc:a1',
  });
const floFails = () =>
  agency.run(
    'system',
    'account.flagConnection' as never,
    {
      accountId: accountId('a1'),
      mode: 'member',
      memberId: memberId('flo'),
    } as never,
  );

it('says on each scheduled post of that account that the new sign-in is missing, and counts them', async () => {
  expect(await setCredentials('member')).toEqual({ rechecked: 2, withoutSignIn: 2 });
  for (const id of ['p1', 'p2']) {
    expect(agency.post(id)).toMatchObject({ status: 'scheduled', wakeAtMs: START_MS + HOUR_MS });
    expect(agency.post(id).notice).toMatch(/it is Flo’s own now, which was missing then.*Accounts/);
  }
  expect(agency.post('p3').notice).toBeUndefined();
  const logged = agency.store.rows('events').filter(({ name }) => name === 'post.signInChanged');
  expect(logged.map((event) => [event.postId, event.details])).toEqual([
    ['p1', { credentials: 'member', isSignedIn: false }],
    ['p2', { credentials: 'member', isSignedIn: false }],
  ]);
});

it('takes its own notice back when the change is taken back, and no other', async () => {
  await setCredentials('member');
  await agency.store.transact((tx) => tx.put('posts', { ...agency.post('p2'), notice: 'Something else.' }));
  expect(await setCredentials('owner')).toEqual({ rechecked: 2, withoutSignIn: 0 });
  expect(agency.post('p1').notice).toBeUndefined();
  expect(agency.post('p2').notice).toBe('Something else.');
});

it('says nothing where the sign-in is there, and the same as missing where it works no longer', async () => {
  await setCredentials('member');
  await floSignsIn();
  await setCredentials('owner');
  expect(await setCredentials('member')).toEqual({ rechecked: 2, withoutSignIn: 0 });
  expect(agency.post('p1').notice).toBeUndefined();
  await setCredentials('owner');
  await floFails();
  expect(await setCredentials('member')).toEqual({ rechecked: 2, withoutSignIn: 2 });
});

it('leaves posts alone when something else of the assignment changes', async () => {
  const { revision } = agency.post('p1');
  expect(await setCredentials('owner')).toEqual({ rechecked: 0, withoutSignIn: 0 });
  expect(agency.post('p1').revision).toBe(revision);
});

it('is counted beforehand as it comes to pass', async () => {
  const count = () =>
    agency.store.transact((tx) => countChange(tx, agency.member('flo'), accountId('a1'), 'member'));
  expect(await count()).toEqual({ rechecked: 2, withoutSignIn: 2 });
  expect(await setCredentials('member')).toEqual({ rechecked: 2, withoutSignIn: 2 });
});
