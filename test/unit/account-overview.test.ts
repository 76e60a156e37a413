/** What the Accounts room is answered: the same decisions as the commands', and nothing that somebody may not know. */
import { describe, expect, it } from 'vitest';
import {
  previewRemoval,
  readOverviews,
  readPeople,
  readWeek,
} from '../../entrypoints/background/account-overview-answers';
import type { ActingDirectory } from '../../entrypoints/background/session';
import { readDirectory } from '../../lib/workspace/directory';
import type { Transaction } from '../../lib/workspace/transaction';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  draft,
  memberId,
  postId,
  START_MS,
} from './example-agency';
import { createExampleEnterprise } from './example-enterprise';

const HOUR_MS = 3_600_000;
/** START_MS is a Saturday at nine o'clock. */
const SATURDAYS = { timeZone: 'UTC', slots: [10, 11].map((hour) => ({ weekday: 6, minute: hour * 60 })) };

function as<Value>(
  workspace: Agency,
  actor: string,
  read: (tx: Transaction, directory: ActingDirectory, nowMs: number) => Promise<Value> | Value,
): Promise<Value> {
  return workspace.store.transact(async (tx) => {
    const directory = await readDirectory(tx, workspace.nowMs);
    return read(tx, { ...directory, me: workspace.member(actor) }, workspace.nowMs);
  });
}

const overviewsOf = (workspace: Agency, actor: string) => as(workspace, actor, readOverviews);
const peopleOf = (workspace: Agency, actor: string, account = 'a1') =>
  as(workspace, actor, (_tx, directory) => readPeople(directory, accountId(account)));

async function schedule(workspace: Agency, id: string, text: string, scheduledAtMs: number): Promise<void> {
  const content = { text, media: [], scheduledAtMs };
  await workspace.run('flo', 'post.create', { postId: postId(id), accountId: accountId('a1'), content });
  await workspace.run('flo', 'post.schedule', { postId: postId(id) });
}

describe.each([
  ['agency', createExampleAgency],
  ['enterprise', createExampleEnterprise],
])('in the %s model', (model, create) => {
  it('every decision is what the command would say', async () => {
    const workspace = await create();
    const members = workspace.store.rows('members');
    let answered = 0;
    for (const { id: actor } of members) {
      for (const overview of await overviewsOf(workspace, actor)) {
        const { accountId: id, edit, signIn, ownSignIn, remove } = overview;
        answered += 1;
        expect(edit).toEqual(await workspace.ask(actor, 'account.publishing.edit', { accountId: id }));
        expect(edit).toEqual(await workspace.ask(actor, 'account.edit', { accountId: id }));
        expect(remove).toEqual(await workspace.ask(actor, 'account.remove', { accountId: id }));
        const again = { accountId: id, profileId: 'any' };
        expect(signIn).toEqual(
          await workspace.ask(actor, 'account.reauthorize', { ...again, mode: 'owner' }),
        );
        if (ownSignIn)
          expect(ownSignIn).toEqual(
            await workspace.ask(actor, 'account.reauthorize', { ...again, mode: 'member' }),
          );
        if (model !== 'agency') continue;
        for (const { id: other, edit: mayChange } of (await peopleOf(workspace, actor, id)).people) {
          const args = { memberId: other, assignment: { accountId: id } };
          expect(mayChange).toEqual(await workspace.ask(actor, 'assignment.set', args));
          expect(mayChange).toEqual(
            await workspace.ask(actor, 'assignment.remove', { memberId: other, accountId: id }),
          );
        }
      }
    }
    expect(answered).toBeGreaterThan(members.length);
  });
});

describe('what somebody is told of the people of an account', () => {
  it('is everybody for the owner, and what each does there', async () => {
    const agency = await createExampleAgency({ clientApproves: true });
    const { people, isPartial } = await peopleOf(agency, 'olu');
    expect(people.map(({ name, assignment: held }) => [name, held?.posting, held?.approves])).toEqual([
      ['Ari', 'full', false],
      ['Cleo', 'needsApproval', true],
      ['Edi', 'needsApproval', false],
      ['Flo', 'full', false],
      ['Olu', undefined, undefined],
    ]);
    expect(isPartial).toBe(false);
    const [a1] = await overviewsOf(agency, 'olu');
    expect(a1).toMatchObject({ peopleCount: 5, isPartial: false, needsApproval: ['Edi'] });
  });

  it('is oneself for an editor, and no client for an admin, who sees no more than their names', async () => {
    const agency = await createExampleAgency({ clientApproves: true });
    const names = async (actor: string) => (await peopleOf(agency, actor)).people.map(({ name }) => name);
    expect(await names('edi')).toEqual(['Edi']);
    const ofAri = await names('ari');
    expect(ofAri).toContain('Edi');
    expect(ofAri).not.toContain('Cleo');
    for (const overview of [...(await overviewsOf(agency, 'edi')), ...(await overviewsOf(agency, 'ari'))])
      expect(overview.isPartial).toBe(true);
  });

  it('is the team that it comes through, and the role that was set for it, in the enterprise model', async () => {
    const enterprise = await createExampleEnterprise();
    const teams = enterprise.member('cora').teams.map((membership) => ({
      ...membership,
      accountRoles: membership.teamId === 't1' ? { a1: 'viewOnly' } : {},
    }));
    await enterprise.store.transact((tx) =>
      tx.put('members', { ...enterprise.member('cora'), teams } as never),
    );
    const { people, isAssigned } = await peopleOf(enterprise, 'amy');
    expect(isAssigned).toBe(false);
    expect(people.find(({ id }) => id === 'cora')).toMatchObject({ roleHere: 'viewOnly' });
    expect(people.find(({ id }) => id === 'edi')?.teamNames).toHaveLength(1);
    expect(people.find(({ id }) => id === 'amy')?.teamNames).toEqual([]);
  });
});

it('names whoever may sign in again, as long as that is needed', async () => {
  const agency = await createExampleAgency();
  const renewers = async () => (await overviewsOf(agency, 'edi'))[0]?.renewers;
  expect(await renewers()).toEqual([]);
  const account = agency.store.rows('accounts').find(({ id }) => id === 'a1');
  if (!account) throw new Error('there is no account a1');
  const broken = account.connections.map((each) => ({ ...each, state: 'needsReauthorization' as const }));
  await agency.store.transact((tx) => tx.put('accounts', { ...account, connections: broken }));
  expect(await renewers()).toEqual(['Olu']);
});

it('counts what waits and finds the next free slot', async () => {
  const agency = await createExampleAgency();
  await agency.run('olu', 'account.publishing.edit', { accountId: accountId('a1'), schedule: SATURDAYS });
  await schedule(agency, 'p1', 'First', START_MS + HOUR_MS);
  await draft(agency, 'edi', 'p2');
  await agency.run('edi', 'post.submit', { postId: postId('p2') });
  const [a1, a2] = await overviewsOf(agency, 'olu');
  expect(a1).toMatchObject({ waitingCount: 2, nextSlotMs: START_MS + 2 * HOUR_MS });
  expect(a2).toMatchObject({ waitingCount: 0 });
  expect(a2?.nextSlotMs).toBeUndefined();
});

it('shows the coming week with what stands in it, in words only for who may view the post', async () => {
  const agency = await createExampleAgency();
  const role = { id: 'r1', name: 'Counts alone', basedOn: 'editor', switched: { 'post.view': false } };
  await agency.run('olu', 'role.save', { role } as never);
  await agency.run('olu', 'member.edit', { memberId: memberId('edi'), customRole: 'r1' } as never);
  await schedule(agency, 'p1', 'In a slot', START_MS + HOUR_MS);
  await schedule(agency, 'p2', 'Beside', START_MS + 3 * HOUR_MS);
  await schedule(agency, 'p3', 'Far away', START_MS + 30 * 24 * HOUR_MS);
  const weekOf = (actor: string) =>
    as(agency, actor, (tx, directory, nowMs) => readWeek(tx, directory, accountId('a1'), SATURDAYS, nowMs));
  const week = await weekOf('olu');
  expect(week.slots.map(({ atMs, planned }) => [atMs - START_MS, planned?.excerpt])).toEqual([
    [HOUR_MS, 'In a slot'],
    [2 * HOUR_MS, undefined],
  ]);
  expect(week.nextFreeMs).toBe(START_MS + 2 * HOUR_MS);
  expect(week.others.map(({ excerpt }) => excerpt)).toEqual(['Beside']);
  const ofEdi = await weekOf('edi');
  expect(ofEdi.slots[0]?.planned).toEqual({ atMs: START_MS + HOUR_MS, status: 'scheduled' });
  expect(JSON.stringify(ofEdi)).not.toMatch(/In a slot|Beside/);
});

it('says what a removal would do, and the removal does it', async () => {
  const agency = await createExampleAgency();
  await schedule(agency, 'p1', 'First', START_MS + HOUR_MS);
  await draft(agency, 'edi', 'p2');
  await agency.run('edi', 'post.submit', { postId: postId('p2') });
  const preview = await as(agency, 'olu', (tx, directory) => previewRemoval(tx, directory, accountId('a1')));
  expect(preview).toEqual({
    becomeDrafts: 2,
    isPublishing: false,
    peopleCount: 4,
    teamCount: 0,
    signInCount: 1,
  });
  const { becameDrafts } = await agency.run('olu', 'account.remove', { accountId: accountId('a1') });
  expect(becameDrafts).toBe(preview.becomeDrafts);
  const left = agency.store
    .rows('members')
    .filter(({ accounts }) => accounts.some((each) => each.accountId === 'a1'));
  expect(left).toEqual([]);
});

describe('an account that a person posts to by hand', () => {
  const add = (agency: Agency, id: string) =>
    agency.run('olu', 'account.add', {
      accountId: accountId(id),
      network: 'instagram',
      handle: 'Acme',
      name: 'Acme',
      profileId: 'acme',
      server: 'https://www.instagram.com',
      isByHand: true,
    });

  it('has no sign-in, wants none, and is given to people as others are', async () => {
    const agency = await createExampleAgency();
    await add(agency, 'ig');
    expect(agency.store.rows('accounts').find(({ id }) => id === 'ig')?.connections).toEqual([]);
    const overview = (await overviewsOf(agency, 'olu')).find(({ accountId: id }) => id === 'ig');
    expect(overview?.renewers).toEqual([]);
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('edi'),
      assignment: assignment('ig'),
    });
    expect((await peopleOf(agency, 'olu', 'ig')).people.map(({ name }) => name)).toEqual(['Edi', 'Olu']);
  });

  it('is there once', async () => {
    const agency = await createExampleAgency();
    await add(agency, 'ig');
    await expect(add(agency, 'ig2')).rejects.toThrow('Acme is in the workspace already.');
  });
});
