/** What the rooms for teams, templates and ad accounts are told, and what a look ahead says and leaves behind. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BackgroundContext } from '../../entrypoints/background/background-context';
import type { ActingDirectory } from '../../entrypoints/background/session';
import {
  adAccountsView,
  answerTeams,
  teamsView,
  templatesView,
} from '../../entrypoints/background/team-answers';
import { previewTeams } from '../../entrypoints/background/team-preview';
import { offerTemplates } from '../../entrypoints/background/template-offers';
import { workspaceViewOf } from '../../entrypoints/background/workspace-answers';
import type { TeamPreview } from '../../lib/messages/team-views';
import { openDatabase } from '../../lib/store/database';
import { setDeviceValue } from '../../lib/store/device';
import { findTemplateProblems } from '../../lib/workspace/approval-template';
import { readDirectory } from '../../lib/workspace/directory';
import { type ActorId, WorkspaceId } from '../../lib/workspace/records';
import { type Agency, accountId, draft, memberId } from './example-agency';
import {
  adAccountId,
  createExampleEnterprise,
  onTeam,
  saveTemplate,
  step,
  teamId,
  templateId,
} from './example-enterprise';
import { environmentAt, runStored } from './stored-agency';

let enterprise: Agency;
beforeEach(async () => {
  enterprise = await createExampleEnterprise();
});

async function as(id: string): Promise<ActingDirectory> {
  const directory = await enterprise.store.transact((tx) => readDirectory(tx, enterprise.nowMs));
  return { ...directory, me: enterprise.member(id) };
}

/** A look ahead, taken back as the background takes it back. */
async function lookAhead(
  actor: string,
  commands: readonly { name: string; args: unknown }[],
  about?: Parameters<typeof previewTeams>[1]['about'],
): Promise<TeamPreview> {
  let preview: TeamPreview | undefined;
  const takenBack = new Error('taken back');
  await enterprise.store
    .transact(async (tx) => {
      const environment = environmentAt(enterprise.nowMs);
      preview = await previewTeams(tx, { commands, about }, actor as never, environment);
      throw takenBack;
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
  if (!preview) throw new Error('no preview');
  return preview;
}

describe('the teams that somebody is shown', () => {
  const shownTo = async (id: string) => teamsView(await as(id)).teams.map(({ team }) => team.id);

  it('are all to an administrator and their own to everybody else', async () => {
    expect(await shownTo('amy')).toEqual(['t2', 't1']);
    expect(await shownTo('lea')).toEqual(['t1']);
    expect(await shownTo('vic')).toEqual(['t2']);
    expect(await shownTo('cora')).toEqual(['t2', 't1']);
    expect(await shownTo('edi')).toEqual(['t1']);
  });

  it('come with what may be done to them: a leader edits and assigns, and removes nothing', async () => {
    const [led] = teamsView(await as('lea')).teams;
    expect([led?.edit.allowed, led?.assign.allowed, led?.remove.allowed]).toEqual([true, true, false]);
    expect(led?.remove.reason).toBe('Lea is an editor: editors do not create teams.');
    const [edited] = teamsView(await as('edi')).teams;
    expect([edited?.edit.allowed, edited?.assign.allowed]).toEqual([false, false]);
  });

  it('offer no account that is not seen, and none that was removed', async () => {
    expect(teamsView(await as('lea')).assignable.map((each) => each.accountId)).toEqual(['a1', 'a2']);
    await enterprise.run('amy', 'account.remove', { accountId: accountId('a4') });
    expect(teamsView(await as('amy')).assignable.map((each) => each.accountId)).toEqual(['a1', 'a2', 'a3']);
  });
});

describe('the members that somebody is shown', () => {
  it('come with those of their teams that are shown too, and with no other’s id', async () => {
    const teamsOf = async (viewer: string, id: string) =>
      workspaceViewOf(await as(viewer))
        .members.find((member) => member.id === id)
        ?.teams.map((membership) => membership.teamId);
    expect(await teamsOf('amy', 'cora')).toEqual(['t1', 't2']);
    expect(await teamsOf('lea', 'cora')).toEqual(['t1']);
    expect(await teamsOf('vic', 'cora')).toEqual(['t2']);
    expect(await teamsOf('lea', 'vic')).toEqual([]);
    expect(await teamsOf('cora', 'cora')).toEqual(['t1', 't2']);
  });
});

describe('approval templates', () => {
  beforeEach(async () => {
    await saveTemplate(enterprise, 'amy', 'emea', [step('Legal', ['edi'])], 't1');
    await saveTemplate(enterprise, 'amy', 'apac', [step('Boss', ['amy'])], 't2');
    await saveTemplate(enterprise, 'amy', 'all', [step('Two', ['amy', 'edi'], 2)]);
  });

  it('are shown to those on their team, and those of every team to everybody', async () => {
    const shownTo = async (id: string) =>
      templatesView(await as(id)).templates.map((each) => each.template.id);
    expect(await shownTo('amy')).toEqual(['all', 'apac', 'emea']);
    expect(await shownTo('mo')).toEqual(['all', 'emea']);
    expect(await shownTo('vic')).toEqual(['all', 'apac']);
    expect(templatesView(await as('mo')).templates.some(({ edit }) => edit.allowed)).toBe(false);
  });

  it('say when they have become a dead end', async () => {
    await enterprise.run('amy', 'member.edit', { memberId: memberId('edi'), suspended: true });
    const { templates } = templatesView(await as('lea'));
    const wrong = templates.find(({ template }) => template.id === 'emea')?.problems;
    expect(wrong).toEqual([
      {
        field: 'template.steps[0].approverIds[0]',
        reason: 'Edi may not approve on A1 (Bluesky), A2 (Bluesky)',
      },
    ]);
  });

  it('are checked half written too, field by field', async () => {
    const empty = {
      id: templateId('new'),
      name: ' ',
      steps: [{ name: '', approverIds: [], rule: 3 }],
    };
    expect(findTemplateProblems(empty, await as('amy'))).toEqual([
      { field: 'template.name', reason: 'must not be empty' },
      { field: 'template.steps[0].name', reason: 'must not be empty' },
      { field: 'template.steps[0].approverIds', reason: 'names nobody, so that no post could pass it' },
      { field: 'template.steps[0].rule', reason: 'asks for 3 approvals, and names 0 who could give one' },
    ]);
    const none = { ...empty, name: 'None', steps: [] };
    expect(findTemplateProblems(none, await as('amy')).map(({ field }) => field)).toEqual(['template.steps']);
  });

  it('are offered in the composer where their team has the account; a dead end says why', async () => {
    const offered = async (author: string, account: string) =>
      offerTemplates(await as(author), { accountId: accountId(account), authorId: memberId(author) });
    const reasons = (await offered('cora', 'a2')).map(({ id, refusal }) => [id, refusal?.reason]);
    expect(reasons).toEqual([
      ['all', undefined],
      ['apac', undefined],
      ['emea', undefined],
    ]);
    // Edi reaches a3 through no team, so that the word of two cannot be had there.
    expect((await offered('cora', 'a3')).map(({ id, refusal }) => [id, refusal?.reason])).toEqual([
      [
        'all',
        'The approval template “all” names Edi for the step “Two”, who may not approve on this account.',
      ],
      ['apac', undefined],
    ]);
    expect((await offered('edi', 'a1')).map(({ id }) => id)).toEqual(['all', 'emea']);
  });
});

describe('ad accounts', () => {
  it('are shown to those who manage them or have a role in them', async () => {
    const add = (id: string, team?: string) =>
      enterprise.run('amy', 'adAccount.add', {
        id: adAccountId(id),
        name: id,
        network: 'facebook',
        ...(team !== undefined && { teamId: teamId(team) }),
      });
    await add('d1', 't1');
    await add('d2');
    const give = { memberId: memberId('edi'), adAccountId: adAccountId('d2'), role: 'analyst' as const };
    await enterprise.run('amy', 'adAccount.setRole', give);
    const shownTo = async (id: string) =>
      adAccountsView(await as(id)).adAccounts.map(({ adAccount, remove }) => [adAccount.id, remove.allowed]);
    expect(await shownTo('amy')).toEqual([
      ['d1', true],
      ['d2', true],
    ]);
    expect(await shownTo('lea')).toEqual([['d1', true]]);
    expect(await shownTo('edi')).toEqual([['d2', false]]);
    expect(await shownTo('vic')).toEqual([]);
    expect(adAccountsView(await as('amy')).roles).toEqual([
      { memberId: 'edi', adAccountId: 'd2', role: 'analyst' },
    ]);
    // Of somebody whom Lea sees, but in an ad account that she does not.
    expect(adAccountsView(await as('lea')).roles).toEqual([]);
  });
});

describe('a look ahead', () => {
  const teamEdit = (accounts: readonly string[]) => ({
    name: 'team.edit',
    args: { teamId: teamId('t1'), accountIds: accounts.map(accountId) },
  });

  it('says who loses what, whose posts are handed over, and leaves everything as it was', async () => {
    await draft(enterprise, 'edi', 'p1', 'a1');
    const before = enterprise.snapshot();
    const preview = await lookAhead('amy', [teamEdit(['a2'])]);
    expect(preview.handedOver).toBe(1);
    const changeOf = (id: string) => preview.changes.find((each) => each.memberId === id);
    expect(changeOf('edi')).toEqual({
      memberId: 'edi',
      accountId: 'a1',
      gains: [],
      loses: ['post.view', 'post.create', 'post.publish', 'post.approve'],
    });
    expect(changeOf('mo')?.loses).toEqual(['post.view']);
    expect(changeOf('vic')).toBeUndefined();
    expect(enterprise.snapshot()).toEqual(before);
    expect(enterprise.post('p1').authorId).toBe('edi');
  });

  it('agrees with what the command then does', async () => {
    const preview = await lookAhead('amy', [teamEdit(['a2', 'a3'])]);
    const before = await as('amy');
    await enterprise.run('amy', 'team.edit', {
      teamId: teamId('t1'),
      accountIds: [accountId('a2'), accountId('a3')],
    });
    const after = await as('amy');
    for (const { id } of after.members) {
      for (const account of ['a1', 'a2', 'a3', 'a4'] as const) {
        const resource = { type: 'account', id: accountId(account) } as const;
        const change = preview.changes.find((each) => each.memberId === id && each.accountId === account);
        for (const right of ['post.view', 'post.create', 'post.publish', 'post.approve'] as const) {
          const [was, is] = [before, after].map(({ engine }) => engine.can(id, right, resource));
          expect(change?.gains.includes(right) ?? false, `${id} ${right} ${account}`).toBe(!was && is);
          expect(change?.loses.includes(right) ?? false, `${id} ${right} ${account}`).toBe(was && !is);
        }
      }
    }
  });

  it('takes the commands one after the other, and says which would be refused', async () => {
    const put = { name: 'team.setMember', args: { memberId: 'mo', ...onTeam('t2') } };
    const leave = { name: 'team.removeMember', args: { memberId: 'mo', teamId: 't1' } };
    expect((await lookAhead('amy', [put, leave])).refusals).toEqual([]);
    expect((await lookAhead('amy', [leave, put])).refusals).toEqual([
      { index: 0, reason: 'Mo is on no other team. Put them on another team first, or remove them.' },
    ]);
    const [refusal] = (await lookAhead('edi', [put])).refusals;
    expect(refusal?.reason).toMatch(/^Edi is not on the team APAC\./);
  });

  it('says of a role on one account what all teams give together', async () => {
    const about = { memberId: memberId('cora'), accountIds: ['a1', 'a2'].map(accountId) };
    const now = await lookAhead('amy', [], about);
    expect(now.reach.map(({ rights }) => rights)).toEqual([
      ['post.view', 'post.create'],
      ['post.view', 'post.create'],
    ]);
    // As editor in one team, and less than before in the other: the wider one counts.
    const then = await lookAhead(
      'amy',
      [
        { name: 'team.setMember', args: { memberId: 'cora', ...onTeam('t2', { a2: 'editor' }) } },
        { name: 'team.setMember', args: { memberId: 'cora', ...onTeam('t1', { a2: 'viewOnly' }) } },
      ],
      about,
    );
    expect(then.reach[1]?.rights).toEqual(['post.view', 'post.create', 'post.publish', 'post.approve']);
  });

  it('names the templates that go with a team, and tells a leader nothing of accounts that they do not see', async () => {
    await saveTemplate(enterprise, 'amy', 'apac', [step('Boss', ['amy'])], 't2');
    await enterprise.run('amy', 'team.setMember', { memberId: memberId('vic'), ...onTeam('t1') });
    const removal = { name: 'team.remove', args: { teamId: 't2' } };
    expect((await lookAhead('amy', [removal])).removedTemplates).toEqual(['apac']);
    const leave = { name: 'team.setMember', args: { memberId: 'edi', ...onTeam('t2') } };
    await enterprise.run('amy', 'team.removeMember', { memberId: memberId('vic'), teamId: teamId('t2') });
    await enterprise.run('amy', 'member.edit', { memberId: memberId('vic'), addOns: [] });
    const seen = await lookAhead('vic', [leave], {
      memberId: memberId('edi'),
      accountIds: [accountId('a3')],
    });
    expect(seen).toMatchObject({ changes: [], reach: [] });
  });
});

describe('the messages', () => {
  it('look ahead in the real database and leave nothing there, and tell who may approve to those who may ask', async () => {
    const database = await openDatabase('team-answers');
    const run = (name: string, args: unknown) => runStored(database, 'amy', name as never, args as never);
    await run('workspace.create', {
      workspaceId: WorkspaceId.parse('w1'),
      name: 'Globex',
      roleModel: 'enterprise',
      ownerId: 'amy',
      ownerName: 'Amy',
    });
    await run('team.create', { teamId: 't1', name: 'EMEA' });
    await run('member.add', { memberId: 'mo', name: 'Mo', role: 'moderator', teams: [onTeam('t1')] });
    const background: BackgroundContext = {
      database: async () => database,
      nowMs: async () => enterprise.nowMs,
      environment: async () => environmentAt(enterprise.nowMs),
      changed: () => {
        throw new Error('a look ahead changes nothing');
      },
    };
    const answers = answerTeams(background);
    const sender = {} as never;
    const actAs = (id: string) => setDeviceValue(database, 'actingMemberId', id as ActorId);
    await actAs('amy');
    const created = { name: 'team.create' as const, args: { teamId: 't2', name: 'APAC' } };
    const removed = { name: 'team.remove' as const, args: { teamId: 't1' } };
    const preview = await answers['teams.preview']({ commands: [created, removed] }, sender);
    expect(preview.refusals).toEqual([
      { index: 1, reason: 'These members are on no other team: Mo. Put them on another team first.' },
    ]);
    expect((await database.getAll('teams')).map(({ id }) => id)).toEqual(['t1']);
    expect((await database.getAll('outbox')).length).toBe(3);

    expect(await answers['templates.approvers']({ teamId: teamId('t1') }, sender)).toEqual([
      { memberId: 'amy' },
      // A team without accounts asks for nothing.
      { memberId: 'mo' },
    ]);
    await actAs('mo');
    await expect(answers['templates.approvers']({ teamId: teamId('t1') }, sender)).rejects.toThrow(
      /do not edit/,
    );
    const draftTemplate = { id: templateId('x'), name: 'X', teamId: teamId('t1'), steps: [] };
    await expect(answers['templates.check']({ template: draftTemplate }, sender)).rejects.toThrow(
      /do not edit/,
    );
    database.close();
  });
});
