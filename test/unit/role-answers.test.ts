/** What the options page is told of roles: never more than whoever asks may see, and the engine's own words. */
import { Readable, Writable } from 'node:stream';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackgroundContext } from '../../entrypoints/background/background-context';
import { answerRoles } from '../../entrypoints/background/role-answers';
import type { MessageRequest, MessageValue } from '../../lib/messages/protocol';
import { CustomRoleId, createRoleEngine, isAction } from '../../lib/roles';
import { questionsOf } from '../../lib/roles/questions';
import type { CountersignDatabase } from '../../lib/store/database';
import { setDeviceValue } from '../../lib/store/device';
import { read } from '../../lib/store/stored-transaction';
import { DescribedResource } from '../../lib/workspace/asked-resource';
import type { CommandArgs, CommandName } from '../../lib/workspace/commands/commands';
import { findDirectory, workspaceFactsOf } from '../../lib/workspace/directory';
import { parseWorkspaceFile, WORKSPACE_FILE_FORMAT } from '../../lib/workspace/workspace-file';
import { answerQueries } from '../../scripts/decide/answer-queries';
import { accountId, assignment, memberId, postId, START_MS } from './example-agency';
import { createStoredAgencyOn, environmentAt, runStored } from './stored-agency';

const NAME = 'role-answers';
const roleId = (text: string) => CustomRoleId.parse(text);

let database: CountersignDatabase;
let answers: ReturnType<typeof answerRoles>;

const run = <Name extends CommandName>(actor: string, name: Name, args: CommandArgs<Name>) =>
  runStored(database, actor, name, args);

/** Olu owns a1 and a2; Ari is an admin on a1; Edi and Flo edit on a1; Cleo is a client of a2 who approves. */
beforeEach(async () => {
  database = await createStoredAgencyOn(NAME, 'bluesky', {
    profile: { id: 'did:plc:a1', handle: 'a1.test', name: 'A1', server: 'https://pds.test' },
    credential: undefined,
  });
  await run('olu', 'account.add', {
    accountId: accountId('a2'),
    network: 'bluesky',
    handle: 'a2.test',
    name: 'A2',
    profileId: 'did:plc:a2',
    server: 'https://pds.test',
  });
  await run('olu', 'member.add', {
    memberId: memberId('ari'),
    name: 'Ari',
    role: 'admin',
    accounts: [assignment('a1')],
  });
  await run('olu', 'member.add', {
    memberId: memberId('cleo'),
    name: 'Cleo',
    role: 'client',
    clientAccess: 'read',
    accounts: [assignment('a2', { approves: true })],
  });
  const background: BackgroundContext = {
    database: async () => database,
    nowMs: async () => START_MS,
    environment: async () => environmentAt(START_MS),
    changed: () => {},
  };
  answers = answerRoles(background);
});
afterEach(async () => {
  database.close();
  await deleteDB(NAME);
});

type RoleMessage = keyof typeof answers;

async function ask<Name extends RoleMessage>(
  actor: string,
  name: Name,
  request: MessageRequest<Name>,
): Promise<MessageValue<Name>> {
  await setDeviceValue(database, 'actingMemberId', actor);
  return (await answers[name](request as never, {} as never)) as MessageValue<Name>;
}

const refusal = async <Name extends RoleMessage>(actor: string, name: Name, request: MessageRequest<Name>) =>
  ask(actor, name, request).then(
    () => '',
    (error: Error) => error.message,
  );

async function factsNow() {
  const directory = await read(database, (tx) => findDirectory(tx, START_MS));
  if (!directory) throw new Error('there is no workspace');
  return { directory, facts: workspaceFactsOf(directory) };
}

describe('a single decision', () => {
  it('is what the command line decides, word for word, for every question and every member', async () => {
    await run('olu', 'role.save', {
      role: { id: roleId('r1'), name: 'Junior', basedOn: 'editor', switched: { 'post.publish own': false } },
    });
    await run('olu', 'member.edit', { memberId: memberId('flo'), customRole: roleId('r1') });
    const { directory, facts } = await factsNow();
    const { settings, ...workspace } = directory.workspace;
    const parsed = parseWorkspaceFile(
      JSON.stringify({
        format: WORKSPACE_FILE_FORMAT,
        workspace: { id: workspace.id, name: workspace.name, roleModel: workspace.roleModel, settings },
        ...{
          members: facts.members.map(({ id, name, role, clientAccess, customRole, accounts, grants }) => ({
            id,
            name,
            role,
            clientAccess,
            customRole,
            accounts,
            grants,
          })),
        },
        accounts: facts.accounts.map(({ id, network, handle, name, addedBy }) => ({
          id,
          network,
          handle,
          name,
          addedBy,
        })),
        customRoles: facts.customRoles,
      }),
    );
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
    const queries = facts.members.flatMap(({ id }) =>
      questionsOf(facts, id).flatMap(({ action, resource }) => {
        // Somebody else's is asked about by a member's name, on a page as on the command line.
        const named = JSON.parse(
          JSON.stringify(resource).replaceAll('"?"', id === 'edi' ? '"flo"' : '"edi"'),
        );
        const asked = DescribedResource.safeParse(named);
        return asked.success ? [{ actor: id, action, resource: asked.data }] : [];
      }),
    );
    expect(queries.length).toBeGreaterThan(300);
    let printed = '';
    const output = new Writable({
      write(chunk, _encoding, done) {
        printed += String(chunk);
        done();
      },
    });
    await answerQueries(
      parsed.value,
      Readable.from([queries.map((query) => `${JSON.stringify(query)}\n`).join('')]),
      output,
      START_MS,
    );
    const decided = printed.trimEnd().split('\n');
    for (const [position, { actor, action, resource }] of queries.entries()) {
      const { decision } = await ask('olu', 'roles.why', { memberId: actor, action, resource });
      expect(JSON.parse(JSON.stringify(decision)), JSON.stringify(queries[position])).toEqual(
        JSON.parse(decided[position] ?? ''),
      );
    }
  });

  it('names the published document of its row, and none for a row of ours', async () => {
    const resource = { type: 'account', id: accountId('a1') } as const;
    const why = (action: string) => ask('olu', 'roles.why', { memberId: memberId('edi'), action, resource });
    expect((await why('post.create')).documentTitle).toBe(
      'What are the different member roles and permission levels?',
    );
    expect((await why('post.copy')).documentTitle).toBeUndefined();
  });

  it('is told of oneself, of everybody to those who edit roles, and of nobody else', async () => {
    const question = { action: 'tab.posts', resource: { type: 'workspace' } } as const;
    const about = (id: string) => ({ memberId: memberId(id), ...question });
    expect(await refusal('edi', 'roles.why', about('edi'))).toBe('');
    expect(await refusal('ari', 'roles.why', about('olu'))).toBe('');
    expect(await refusal('edi', 'roles.why', about('flo'))).toMatch(/^Edi is an editor: editors do not/);
    expect(await refusal('cleo', 'roles.why', about('olu'))).toMatch(/read-only clients do not/);
  });

  it('is not told about an account that whoever asks does not see', async () => {
    const about = { memberId: memberId('olu'), action: 'post.create' };
    const on = (id: string) => ({ ...about, resource: { type: 'account', id: accountId(id) } as const });
    expect(await refusal('ari', 'roles.why', on('a1'))).toBe('');
    expect(await refusal('ari', 'roles.why', on('a2'))).toMatch(/Ari is not assigned the account A2/);
  });
});

describe('the point of view of another member', () => {
  it('has the rooms, accounts and buttons that the engine gives that member', async () => {
    const cleo = await ask('olu', 'roles.viewAs', { memberId: memberId('cleo') });
    expect(cleo.session.me).toMatchObject({ id: 'cleo', role: 'client' });
    expect(cleo.session.accounts.map(({ id }) => id)).toEqual(['a2']);
    expect(cleo.workspace.members.map(({ id }) => id)).toEqual(['cleo']);
    expect(cleo.workspace.rights['role.edit'].allowed).toBe(false);
    expect(cleo.composer).toMatchObject([{ accountId: 'a2', save: { allowed: false } }]);
    const edi = await ask('olu', 'roles.viewAs', { memberId: memberId('edi') });
    expect(edi.composer).toMatchObject([
      { accountId: 'a1', save: { allowed: true }, submit: { allowed: true }, publish: { allowed: false } },
    ]);
    const flo = await ask('olu', 'roles.viewAs', { memberId: memberId('flo') });
    expect(flo.composer).toMatchObject([{ accountId: 'a1', publish: { allowed: true } }]);
  });

  it('has the posts that await the member, with what the member may do about them', async () => {
    const content = { text: 'On Saturday', media: [] };
    await run('edi', 'post.create', { postId: postId('p1'), accountId: accountId('a1'), content });
    await run('edi', 'post.submit', { postId: postId('p1') });
    const awaiting = async (viewer: string, id: string) => {
      const { lists, session } = await ask(viewer, 'roles.viewAs', { memberId: memberId(id) });
      return { ...lists.find(({ list }) => list === 'awaiting'), count: session.awaitingCount };
    };
    const ari = await awaiting('olu', 'ari');
    expect(ari.count).toBe(1);
    expect(ari.posts?.[0]).toMatchObject({
      post: { id: 'p1' },
      decisions: { 'post.approve': { allowed: true }, 'post.edit': { allowed: true } },
    });
    expect(await awaiting('olu', 'flo')).toMatchObject({ count: 0, posts: [] });
  });

  it('shows nothing that is kept from whoever looks', async () => {
    const content = { text: 'A secret of A2', media: [] };
    await run('olu', 'post.create', { postId: postId('p2'), accountId: accountId('a2'), content });
    const seen = await ask('ari', 'roles.viewAs', { memberId: memberId('olu') });
    expect(seen.session.accounts.map(({ id }) => id)).toEqual(['a1']);
    expect(seen.hiddenAccounts).toBe(1);
    expect(seen.lists.find(({ list }) => list === 'drafts')).toMatchObject({ posts: [], hiddenCount: 1 });
    expect(JSON.stringify(seen)).not.toMatch(/A secret of A2|a2\.test/);
    // Of a client an admin sees the name alone, through whoever's eyes.
    expect(seen.workspace.members.find(({ id }) => id === 'cleo')?.accounts).toEqual([]);
  });

  it('is refused to those who may edit neither roles nor that member', async () => {
    expect(await refusal('edi', 'roles.viewAs', { memberId: memberId('olu') })).toMatch(/editors do not/);
    expect(await refusal('edi', 'roles.viewAs', { memberId: memberId('edi') })).toBe('');
  });

  it('changes neither who acts nor anything else', async () => {
    const before = await database.getAll('events');
    await ask('olu', 'roles.viewAs', { memberId: memberId('cleo') });
    expect(await database.get('device', 'actingMemberId')).toEqual(expect.objectContaining({ value: 'olu' }));
    expect(await database.getAll('events')).toEqual(before);
    expect(await database.getAll('compositions')).toEqual([]);
  });
});

describe('the table', () => {
  it('says of each cell what the engine decides by', async () => {
    const { tables, actions } = await ask('olu', 'roles.get', {});
    const [table] = tables;
    const row = table?.rows.find(({ key }) => key === 'post.approve client gate');
    const cellOf = (column: string) => row?.cells[table?.columns.findIndex(({ id }) => id === column) ?? -1];
    expect(cellOf('clientRead')).toEqual({
      mark: 'when',
      cell: 'approves',
      condition: 'where they were made approvers',
      sentence: 'Read-only clients approve posts for the client only where they were made approvers.',
    });
    expect(cellOf('owner')).toMatchObject({
      mark: 'no',
      sentence: 'Owners do not approve posts for the client.',
    });
    expect(actions.every(({ action }) => isAction(action))).toBe(true);
  });

  it('says what its reader cannot switch on, and shows roles of the workspace’s own to those who edit them', async () => {
    await run('olu', 'role.save', {
      role: { id: roleId('r1'), name: 'Junior', basedOn: 'editor', switched: { 'post.create': false } },
    });
    const olu = await ask('olu', 'roles.get', {});
    expect(olu.customRoles).toMatchObject([{ makerName: 'Olu', cells: { 'post.create': { mark: 'no' } } }]);
    expect(Object.keys(olu.unswitchable)).toContain('role.edit');
    const ari = await ask('ari', 'roles.get', {});
    expect(ari.unswitchable['billing.view']).toMatch(/^Ari does not hold this/);
    expect(olu.unswitchable['billing.view']).toBeUndefined();
    expect(ari.viewableIds).toEqual(olu.viewableIds);
    const edi = await ask('edi', 'roles.get', {});
    expect(edi).toMatchObject({ customRoles: [], viewableIds: ['edi'] });
  });
});

describe('a role before it is saved', () => {
  const junior = { id: roleId('r1'), name: 'Junior', basedOn: 'editor', switched: {} } as const;

  it('says what it would give and whom that changes, and changes nothing', async () => {
    await run('olu', 'role.save', { role: junior });
    await run('olu', 'member.edit', { memberId: memberId('flo'), customRole: roleId('r1') });
    const { facts } = await factsNow();
    const role = { ...junior, switched: { 'post.create': false, 'post.edit others': true } };
    const preview = await ask('olu', 'roles.preview', { role });
    expect(preview.copied['post.create']?.mark).toBe('yes');
    expect(preview.cells['post.create']?.mark).toBe('no');
    expect(preview.changes).toEqual([
      {
        memberId: 'flo',
        changes: [
          {
            kind: 'lost',
            deed: 'create posts',
            places: ['A1 (Bluesky)'],
            reason:
              'Flo is a member with the role “Junior”: members with the role “Junior” do not create posts.',
          },
          expect.objectContaining({ kind: 'gained', deed: 'edit others’ posts' }),
        ],
      },
    ]);
    expect((await factsNow()).facts.customRoles).toEqual(facts.customRoles);
    // What it says is what comes: the same role, saved.
    await run('olu', 'role.save', { role });
    const saved = (await factsNow()).facts;
    const engine = createRoleEngine(saved, START_MS);
    expect(engine.can(memberId('flo'), 'post.create', { type: 'account', id: accountId('a1') })).toBe(false);
  });

  it('is shown to those alone who could save it', async () => {
    expect(await refusal('edi', 'roles.preview', { role: junior })).toMatch(/editors do not make roles/);
    expect(await refusal('ari', 'roles.preview', { role: junior })).toBe('');
    expect(await refusal('ari', 'roles.preview', { role: { ...junior, basedOn: 'admin' } })).toMatch(
      /admins do not add admins/,
    );
  });
});

describe('a move before it is made', () => {
  it('says what everybody becomes, gains and loses, and what is wrong with other lines', async () => {
    const proposed = await ask('olu', 'roles.previewMove', { memberIds: [memberId('edi')] });
    expect(proposed).toMatchObject({ to: 'enterprise', problems: [] });
    expect(proposed.leftBehind).toContain('The step in which a client approves ends.');
    expect(proposed.proposed.find(({ memberId: id }) => id === 'flo')).toMatchObject({ role: 'editor' });
    expect(proposed.changes.map(({ memberId: id }) => id)).toEqual(['edi']);
    expect(proposed.changes[0]?.changes).toContainEqual(
      expect.objectContaining({ kind: 'lost', deed: 'publish their own posts', places: ['A1 (Bluesky)'] }),
    );
    const lines = proposed.proposed.map(({ notes: _notes, ...line }) => ({
      ...line,
      role: 'owner' as const,
    }));
    const wrong = await ask('olu', 'roles.previewMove', { memberIds: [], lines });
    expect(wrong.problems[0]).toEqual({
      field: 'lines[0].role',
      reason: 'the enterprise model has no role “owner”',
    });
  });

  it('is for those who may move the workspace', async () => {
    expect(await refusal('ari', 'roles.previewMove', { memberIds: [] })).toMatch(
      /^Ari is an admin: admins do not change the workspace’s settings. Ask Olu/,
    );
  });
});
