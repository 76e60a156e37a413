/** Importing a workspace file: what it changes, what it leaves alone, and who may. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTranslations } from '../../lib/words/read-translations';
import { speak } from '../../lib/words/say';
import { readDirectory } from '../../lib/workspace/directory';
import { planImport } from '../../lib/workspace/import-plan';
import { parseWorkspaceFile, type WorkspaceFile } from '../../lib/workspace/workspace-file';
import { workspaceFileOf } from '../../lib/workspace/write-workspace-file';
import {
  type Agency,
  accountId,
  assignment,
  createAgency,
  createExampleAgency,
  memberId,
  postId,
} from './example-agency';
import { createExampleEnterprise, onTeam, roleId, saveTemplate, step, teamId } from './example-enterprise';

let agency: Agency;
beforeEach(async () => {
  agency = await createExampleAgency();
});
afterEach(() => speak('en', new Map()));

/** The workspace's own file, to be changed as somebody might in an editor. */
function fileOf({ store: { rows } }: Agency): WorkspaceFile {
  const [workspace] = rows('workspace');
  if (!workspace) throw new Error('no workspace');
  const source = {
    workspace,
    members: rows('members'),
    accounts: rows('accounts'),
    teams: rows('teams'),
    adAccounts: rows('adAccounts'),
    customRoles: rows('customRoles'),
    approvalTemplates: rows('approvalTemplates'),
  };
  const file = structuredClone(workspaceFileOf(source, rows('posts'), rows('media')));
  const parsed = parseWorkspaceFile(JSON.stringify(file));
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return file;
}

const memberIn = (file: WorkspaceFile, id: string) => {
  const found = file.members.find((member) => member.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const saveRole = (workspace: Agency, id: string, name: string) =>
  workspace.run('amy', 'role.save', { role: { id: roleId(id), name, basedOn: 'editor', switched: {} } });
const bring = (workspace: Agency, actor: string, file: WorkspaceFile) =>
  workspace.run(actor, 'workspace.import', { text: JSON.stringify(file) });
const refusal = (workspace: Agency, actor: string, file: WorkspaceFile) =>
  workspace.refusal(actor, 'workspace.import', { text: JSON.stringify(file) });

describe('a file of the workspace itself', () => {
  it('changes nothing', async () => {
    const before = agency.snapshot();
    expect(await bring(agency, 'olu', fileOf(agency))).toEqual({ added: 0, changed: 0 });
    expect(agency.snapshot()).toEqual(before);
  });

  it('changes nothing either when members were edited before, and leaves their revisions', async () => {
    await agency.run('olu', 'member.edit', { memberId: memberId('edi'), name: 'Edith' });
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('flo'),
      assignment: assignment('a1', { posting: 'full' }),
    });
    const before = agency.snapshot();
    expect(fileOf(agency).members.some((member) => 'revision' in member)).toBe(false);
    expect(await bring(agency, 'olu', fileOf(agency))).toEqual({ added: 0, changed: 0 });
    expect(agency.snapshot()).toEqual(before);
  });

  it('is the same again after it was brought into an empty browser, in both models', async () => {
    await agency.run('flo', 'post.create', {
      postId: postId('p1'),
      accountId: accountId('a1'),
      content: { text: 'Hello', media: [] },
    });
    const enterprise = await createExampleEnterprise();
    await saveTemplate(enterprise, 'amy', 'f1', [step('Legal', ['amy'])], 't1');
    for (const [workspace, owner] of [
      [agency, 'olu'],
      [enterprise, 'amy'],
    ] as const) {
      const empty = createAgency();
      const file = fileOf(workspace);
      await bring(empty, owner, file);
      expect(fileOf(empty)).toEqual(file);
      expect(empty.store.rows('accounts').every(({ connections }) => connections.length === 0)).toBe(true);
    }
  });
});

describe('an import', () => {
  it('adds and changes what the file says, and leaves what it does not name', async () => {
    const file = fileOf(agency);
    memberIn(file, 'edi').name = 'Edith';
    file.members = file.members.filter(({ id }) => id !== 'flo');
    file.members.push({ ...memberIn(file, 'edi'), id: memberId('new'), name: 'New' });
    file.workspace.settings.separationOfDuties = true;
    expect(await bring(agency, 'olu', file)).toEqual({ added: 1, changed: 2 });
    expect(agency.member('edi').name).toBe('Edith');
    expect(agency.member('flo').role).toBe('editor');
    expect(agency.member('new').accounts).toEqual(agency.member('edi').accounts);
    expect(agency.store.rows('workspace')[0]?.settings.separationOfDuties).toBe(true);
  });

  it('publishes nothing: what the file calls scheduled or awaiting approval comes as a draft', async () => {
    const file = fileOf(agency);
    const post = { accountId: accountId('a1'), authorId: memberId('flo'), text: 'Hi', media: [] };
    for (const status of [
      'scheduled',
      'publishing',
      'awaitingApproval',
      'failed',
      'published',
      'draft',
    ] as const)
      file.posts.push({ ...post, id: postId(`p-${status}`), status });
    await bring(agency, 'olu', file);
    const statusOf = new Map(agency.store.rows('posts').map(({ id, status }) => [String(id), status]));
    expect(Object.fromEntries(statusOf)).toEqual({
      'p-awaitingApproval': 'draft',
      'p-draft': 'draft',
      'p-failed': 'draft',
      'p-published': 'published',
      'p-publishing': 'draft',
      'p-scheduled': 'draft',
    });
    expect(agency.store.rows('posts').filter(({ wakeAtMs }) => wakeAtMs !== undefined)).toEqual([]);
  });

  it('leaves a post alone that is on its way, and changes one that is not', async () => {
    for (const id of ['p1', 'p2'])
      await agency.run('flo', 'post.create', {
        postId: postId(id),
        accountId: accountId('a1'),
        content: { text: 'Hello', media: [] },
      });
    await agency.run('flo', 'post.submit', { postId: postId('p1') });
    const { status } = agency.post('p1');
    const file = fileOf(agency);
    for (const post of file.posts) post.text = 'Changed';
    await bring(agency, 'olu', file);
    expect(agency.post('p1')).toMatchObject({ text: 'Hello', status });
    expect(agency.post('p2')).toMatchObject({ text: 'Changed', status: 'draft' });
  });

  it('gives nobody a second factor, and takes none', async () => {
    const file = fileOf(agency);
    memberIn(file, 'edi').twoFactor = true;
    await bring(agency, 'olu', file);
    expect(agency.member('edi').twoFactor).toBe(false);
  });

  it('is for those who may make each of its changes, and asks the same as the page did', async () => {
    const file = fileOf(agency);
    memberIn(file, 'edi').name = 'Edith';
    const text = JSON.stringify(file);
    for (const actor of ['ari', 'edi', 'cleo']) {
      expect(await agency.ask(actor, 'workspace.import', { text })).toMatchObject({ allowed: false });
      expect(await refusal(agency, actor, file)).toMatch(/settings/);
    }
    expect(agency.member('edi').name).toBe('Edi');
  });

  it('does not let anybody change what they are themselves, nor lock everybody out', async () => {
    const demoted = fileOf(agency);
    memberIn(demoted, 'olu').role = 'admin';
    memberIn(demoted, 'ari').role = 'owner';
    expect(await refusal(agency, 'olu', demoted)).toMatch(/members\[\d\]: this is you/);
    const locked = fileOf(agency);
    locked.workspace.settings.requireTwoFactor = ['owner'];
    expect(await refusal(agency, 'olu', locked)).toMatch(/You would lock yourself out/);
    const ended = fileOf(agency);
    memberIn(ended, 'olu').expiresAt = '2026-01-01T00:00:00Z';
    expect(await refusal(agency, 'olu', ended)).toMatch(/always keeps one/);
  });

  it('changes nothing when anything is wrong, and says where', async () => {
    const before = agency.snapshot();
    const other = fileOf(agency);
    const [first] = other.accounts;
    if (first) first.network = 'mastodon';
    memberIn(other, 'edi').name = 'Edith';
    expect(await refusal(agency, 'olu', other)).toMatch(/accounts\[0\]\.network: .* is on bluesky/);
    expect(await agency.refusal('olu', 'workspace.import', { text: '{' })).toMatch(/not JSON/);
    const enterprise = await createExampleEnterprise();
    expect(await refusal(agency, 'olu', fileOf(enterprise))).toMatch(/workspace\.roleModel: .* move it/);
    expect(agency.snapshot()).toEqual(before);
  });

  it('says where in German to whoever reads German', async () => {
    const moved = fileOf(agency);
    const [first] = moved.accounts;
    if (first) first.network = 'mastodon';
    const enterprise = fileOf(await createExampleEnterprise());
    const ours = join(import.meta.dirname, '../../public');
    const { all } = await readTranslations('de', async (path) =>
      JSON.parse(await readFile(join(ours, path), 'utf8')),
    );
    speak('de', all);
    expect(await refusal(agency, 'olu', moved)).toMatch(
      /^accounts\[0\]\.network: .* ist auf bluesky und bleibt dort$/,
    );
    expect(await refusal(agency, 'olu', enterprise)).toBe(
      'workspace.roleModel: dieser Arbeitsbereich hat das Agenturmodell: Stellen Sie ihn zuerst auf das andere Modell um',
    );
  });

  it('is refused when the workspace is another one than the preview showed', async () => {
    const file = fileOf(agency);
    memberIn(file, 'edi').name = 'Edith';
    const { digest } = await agency.store.transact(async (tx) =>
      planImport(tx, file, await readDirectory(tx, agency.nowMs), memberId('olu'), agency.nowMs),
    );
    await agency.run('olu', 'member.edit', { memberId: memberId('flo'), role: 'admin' });
    const text = JSON.stringify({ ...file, members: file.members.filter(({ id }) => id !== 'flo') });
    expect(await agency.refusal('olu', 'workspace.import', { text, digest })).toMatch(/in the meantime/);
    await agency.run('olu', 'workspace.import', { text });
    expect(agency.member('edi').name).toBe('Edith');
  });

  it('counts as a change what it changes, and nothing else: whoever edits meanwhile is told', async () => {
    const role = { id: 'r1' as never, name: 'Helper', basedOn: 'editor' } as const;
    await agency.run('olu', 'role.save', { role });
    await agency.run('olu', 'role.save', { role });
    await agency.run('olu', 'member.edit', { memberId: memberId('edi'), name: 'Edi Ek' });
    const file = fileOf(agency);
    const asItIs =
      JSON.stringify(agency.store.rows('members')) + JSON.stringify(agency.store.rows('customRoles'));
    await bring(agency, 'olu', file);
    expect(
      JSON.stringify(agency.store.rows('members')) + JSON.stringify(agency.store.rows('customRoles')),
    ).toBe(asItIs);
    memberIn(file, 'edi').name = 'Edith';
    file.customRoles = [{ ...role, name: 'Hand', madeBy: memberId('olu'), switched: {} }];
    await bring(agency, 'olu', file);
    expect(agency.member('edi')).toMatchObject({ name: 'Edith', revision: 2, fieldRevisions: { name: 2 } });
    expect(agency.store.rows('customRoles')).toMatchObject([{ name: 'Hand', revision: 2 }]);
    const late = { memberId: memberId('edi'), name: 'Ed', ifRevision: 1 };
    expect(await agency.refusal('olu', 'member.edit', late)).toMatch(
      /changed by somebody else meanwhile: name/,
    );
  });

  it('makes custom roles the importer’s, who must hold what they give', async () => {
    const file = fileOf(agency);
    const role = { name: 'Helper', basedOn: 'editor', switched: { 'member.edit editor': true } } as const;
    file.customRoles.push({ id: 'r1' as never, madeBy: memberId('ari'), ...role });
    await bring(agency, 'olu', file);
    const [made] = agency.store.rows('customRoles');
    expect(made?.madeBy).toBe('olu');
  });
});

describe('what a command refuses, an import refuses', () => {
  it('counts as a change of the member, so that a form that was open before is refused', async () => {
    const file = fileOf(agency);
    memberIn(file, 'edi').email = 'edi@example.org';
    const { revision = 0 } = agency.member('edi');
    await bring(agency, 'olu', file);
    const edit = { memberId: memberId('edi'), email: 'other@example.org', ifRevision: revision };
    expect(await agency.refusal('olu', 'member.edit', edit)).toMatch(/was changed .*email/);
  });

  it('a second team, and a second role, of the same name', async () => {
    const enterprise = await createExampleEnterprise();
    await saveRole(enterprise, 'r1', 'Helper');
    const file = fileOf(enterprise);
    file.teams.push({ id: teamId('t9'), name: 'emea', accountIds: [] });
    file.customRoles.push({
      id: roleId('r9'),
      name: 'helper',
      basedOn: 'editor',
      madeBy: memberId('amy'),
      switched: {},
    });
    const words = await refusal(enterprise, 'amy', file);
    expect(words).toMatch(/teams\[2\]\.name: another team has this name/);
    expect(words).toMatch(/customRoles\[1\]\.name: another role has this name/);
    const renamed = fileOf(enterprise);
    renamed.teams = renamed.teams.map((team) => ({ ...team, name: team.name === 'EMEA' ? 'APAC' : 'EMEA' }));
    await bring(enterprise, 'amy', renamed);
    expect(enterprise.store.rows('teams').map(({ name }) => name)).toEqual(['APAC', 'EMEA']);
  });

  it('other roles on single accounts while a post awaits approval there, also where two change places', async () => {
    const enterprise = await createExampleEnterprise();
    const former = { a1: 'contentCreator', a2: 'editor' };
    await enterprise.run('amy', 'team.setMember', { memberId: memberId('edi'), ...onTeam('t1', former) });
    await enterprise.run('edi', 'post.create', {
      postId: postId('p1'),
      accountId: accountId('a1'),
      content: { text: 'Hello', media: [] },
    });
    await enterprise.run('edi', 'post.submit', { postId: postId('p1') });
    expect(enterprise.post('p1').status).toBe('awaitingApproval');
    const swapped = { a1: 'editor', a2: 'contentCreator' };
    const args = { memberId: memberId('edi'), ...onTeam('t1', swapped) };
    const words = await enterprise.refusal('amy', 'team.setMember', args);
    const file = fileOf(enterprise);
    const teamsOf = (roles: Record<string, string>) =>
      [onTeam('t1', roles)] as WorkspaceFile['members'][number]['teams'];
    memberIn(file, 'edi').teams = teamsOf(swapped);
    expect(await refusal(enterprise, 'amy', file)).toBe(words);
    // Elsewhere nothing awaits: what the command lets through, the import lets through.
    memberIn(file, 'edi').teams = teamsOf({ ...former, a2: 'moderator' });
    await bring(enterprise, 'amy', file);
    expect(enterprise.member('edi').teams).toEqual(teamsOf({ ...former, a2: 'moderator' }));
  });
});

describe('a scheduled post', () => {
  it('says when another sign-in would send it after an import, and that one is missing', async () => {
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('edi'),
      assignment: assignment('a1', { posting: 'full' }),
    });
    await agency.run('edi', 'post.create', {
      postId: postId('p1'),
      accountId: accountId('a1'),
      content: { text: 'Hello', media: [], scheduledAtMs: agency.nowMs + 86_400_000 },
    });
    await agency.run('edi', 'post.publish', { postId: postId('p1') });
    expect(agency.post('p1').status).toBe('scheduled');
    const file = fileOf(agency);
    memberIn(file, 'edi').accounts = [assignment('a1', { posting: 'full', credentials: 'member' })];
    await bring(agency, 'olu', file);
    expect(agency.post('p1').notice).toMatch(/sign-in .* was changed/);
  });
});

describe('in an empty browser', () => {
  it('the importer is one of those who keep the workspace', async () => {
    const file = fileOf(agency);
    for (const actor of ['edi', 'nobody'])
      expect(await refusal(createAgency(), actor, file)).toMatch(/one of those who keep it.*Choose Olu/);
  });

  it('an account that came by its handle alone is signed in to by that handle, and by no other', async () => {
    const file = fileOf(agency);
    for (const account of file.accounts) {
      delete account.profileId;
      delete account.server;
    }
    const empty = createAgency();
    await bring(empty, 'olu', file);
    const [account] = empty.store.rows('accounts');
    if (!account) throw new Error('no account');
    const signIn = { accountId: account.id, mode: 'owner' as const, profileId: 'did:plc:new' };
    const server = 'https://bsky.example';
    expect(
      await empty.refusal('olu', 'account.reauthorize', { ...signIn, handle: 'other.test', server }),
    ).toMatch(/another profile/);
    await empty.run('olu', 'account.reauthorize', { ...signIn, handle: `@${account.handle}`, server });
    expect(empty.store.rows('accounts')[0]).toMatchObject({ profileId: 'did:plc:new', server });
  });
});
