import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRoleEngine } from '../roles';
import type { Language } from '../words/languages';
import { readTranslations } from '../words/read-translations';
import { speak } from '../words/say';
import {
  createResourceResolver,
  factsOf,
  MAX_WORKSPACE_FILE_LENGTH,
  parseWorkspaceFile,
  type WorkspaceFile,
} from './workspace-file';

/** The example of workspace-file.md, in the agency model. */
function example() {
  return {
    format: 'countersign.workspace/1',
    workspace: {
      id: 'w1',
      name: 'Acme',
      roleModel: 'agency',
      settings: { requireTwoFactor: ['editor', 'client'] },
    },
    accounts: [{ id: 'a1', network: 'bluesky', handle: 'acme.example', name: 'Acme', addedBy: 'm1' }],
    teams: [{ id: 't1', name: 'EMEA', accountIds: ['a1'] }],
    adAccounts: [{ id: 'd1', name: 'Ads EU', network: 'facebook' }],
    members: [
      { id: 'm1', name: 'Olu', email: 'olu@acme.example', role: 'owner', twoFactor: true },
      {
        id: 'm2',
        name: 'Ari',
        role: 'admin',
        grants: ['addAccounts'],
        accounts: [{ accountId: 'a1', posting: 'full', credentials: 'member' }],
      },
      { id: 'm3', name: 'Edi', role: 'editor', accounts: [{ accountId: 'a1' }] },
      {
        id: 'm4',
        name: 'Cleo',
        role: 'client',
        clientAccess: 'read',
        accounts: [{ accountId: 'a1', approves: true }],
      },
    ],
    approvalTemplates: [
      { id: 'f1', name: 'Legal', teamId: 't1', steps: [{ name: 'Legal', approverIds: ['m2'], rule: 'any' }] },
    ],
    posts: [
      {
        id: 'p1',
        accountId: 'a1',
        authorId: 'm3',
        status: 'awaitingApproval',
        text: 'Hello',
        media: ['i1'],
        gate: 'client',
      },
    ],
    media: [{ id: 'i1', addedBy: 'm3', name: 'logo.png' }],
  };
}
type Example = ReturnType<typeof example>;

function parsed(document: object): WorkspaceFile {
  const result = parseWorkspaceFile(JSON.stringify(document));
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.value;
}

function problemsOf(text: string): string[] {
  const result = parseWorkspaceFile(text);
  return result.ok ? [] : result.problems;
}

/** The problems of the example after one change to it. */
function problemsAfter(change: (document: Example & Record<string, unknown>) => void): string[] {
  const document = example();
  change(document);
  return problemsOf(JSON.stringify(document));
}

describe('a workspace file that is right', () => {
  it('is read with the defaults of what it leaves out', () => {
    const file = parsed(example());
    expect(file.members[2]?.accounts).toEqual([
      { accountId: 'a1', posting: 'needsApproval', credentials: 'owner', approves: false },
    ]);
    expect(file.workspace.settings.teamLeadersManageLabels).toBe(true);
    expect(factsOf(file)).toMatchObject({
      roleModel: 'agency',
      members: file.members,
      accounts: file.accounts,
    });
  });

  it('may be as small as a name and an owner, and may begin with a byte order mark', () => {
    const small = {
      format: 'countersign.workspace/1',
      workspace: { id: 'w1', name: 'Acme', roleModel: 'agency' },
      members: [{ id: 'm1', name: 'Olu', role: 'owner' }],
    };
    expect(problemsOf(`\ufeff${JSON.stringify(small)}`)).toEqual([]);
  });

  it('may be of the enterprise model', () => {
    const document = {
      ...example(),
      workspace: { id: 'w1', name: 'Acme', roleModel: 'enterprise' },
      members: [
        { id: 'm1', name: 'Amy', role: 'administrator' },
        {
          id: 'm2',
          name: 'Tom',
          role: 'viewOnly',
          addOns: ['teamLeader'],
          teams: [{ teamId: 't1', accountRoles: { a1: 'editor' } }],
        },
        { id: 'm3', name: 'Pia', role: 'editor', adAccounts: [{ adAccountId: 'd1', role: 'promoter' }] },
      ],
    };
    expect(parsed(document).members[1]?.teams[0]?.accountRoles).toEqual({ a1: 'editor' });
  });

  it('turns what a query names into what it is', () => {
    const file = parsed(example());
    const resolve = createResourceResolver(file);
    const [post] = file.posts;
    const [media] = file.media;
    if (post === undefined || media === undefined) throw new Error('The example has a post and a file.');
    expect(resolve({ type: 'post', id: post.id })).toEqual({
      ok: true,
      value: { type: 'post', accountId: 'a1', authorId: 'm3', status: 'awaitingApproval', gate: 'client' },
    });
    expect(resolve({ type: 'post', id: post.id, gate: 'team' })).toMatchObject({ value: { gate: 'team' } });
    expect(resolve({ type: 'media', id: media.id })).toEqual({
      ok: true,
      value: { type: 'media', addedBy: 'm3' },
    });
    expect(resolve({ type: 'workspace' })).toEqual({ ok: true, value: { type: 'workspace' } });
    const nothing = createResourceResolver({ ...file, posts: [], media: [] });
    expect(nothing({ type: 'post', id: post.id })).toEqual({ ok: false, problem: 'no such post "p1"' });
    expect(nothing({ type: 'media', id: media.id })).toEqual({ ok: false, problem: 'no such media "i1"' });
  });
});

/** The example with roles of its own: one for an editor, one for a client. */
function exampleWithRoles() {
  const document = example();
  return {
    ...document,
    customRoles: [
      {
        id: 'r1',
        name: 'Night shift',
        basedOn: 'editor',
        madeBy: 'm1',
        switched: { 'post.delete others': true, 'post.publish own': false },
      },
      { id: 'r2', name: 'Guest', basedOn: 'client', clientAccess: 'read', madeBy: 'm2' },
    ],
    members: document.members.map((member) => {
      if (member.id === 'm3') return { ...member, customRole: 'r1', twoFactor: true };
      return member.id === 'm4' ? { ...member, customRole: 'r2' } : member;
    }),
  };
}
type WithRoles = ReturnType<typeof exampleWithRoles>;

describe('roles of the workspace’s own in a file', () => {
  it('are read with what they leave out, and decided by', () => {
    const facts = factsOf(parsed(exampleWithRoles()));
    expect(facts.customRoles[1]).toEqual({
      id: 'r2',
      name: 'Guest',
      basedOn: 'client',
      clientAccess: 'read',
      madeBy: 'm2',
      switched: {},
    });
    const engine = createRoleEngine(facts, 0);
    const [, , editor] = facts.members;
    const [account] = facts.accounts;
    if (!editor || !account) throw new Error('The example has both.');
    const post = { type: 'post', accountId: account.id, authorId: facts.members[0]?.id } as const;
    expect(engine.can(editor.id, 'post.delete', post)).toBe(true);
    expect(engine.can(editor.id, 'post.publish', { ...post, authorId: editor.id })).toBe(false);
  });

  it('may be set on single accounts in the enterprise model', () => {
    const document = {
      ...example(),
      workspace: { id: 'w1', name: 'Acme', roleModel: 'enterprise' },
      customRoles: [
        {
          id: 'r1',
          name: 'Writer',
          basedOn: 'contentCreator',
          madeBy: 'm1',
          switched: { 'post.publish': true },
        },
      ],
      members: [
        { id: 'm1', name: 'Amy', role: 'administrator' },
        { id: 'm2', name: 'Tom', role: 'viewOnly', teams: [{ teamId: 't1', accountRoles: { a1: 'r1' } }] },
        { id: 'm3', name: 'Pia', role: 'contentCreator', customRole: 'r1' },
      ],
    };
    expect(parsed(document).members[1]?.teams[0]?.accountRoles).toEqual({ a1: 'r1' });
  });

  it.each<[string, (document: WithRoles) => void, string]>([
    [
      'an unknown role of a member',
      (d) => Object.assign(d.members[2] ?? {}, { customRole: 'r9' }),
      'members[2].customRole: no such role "r9"',
    ],
    [
      'a role that copies another than the member’s',
      (d) => Object.assign(d.members[1] ?? {}, { customRole: 'r1' }),
      `members[1].customRole: "r1" is based on "editor", and this member’s role is "admin"`,
    ],
    [
      'a role that copies another level than the member’s',
      (d) => Object.assign(d.members[3] ?? {}, { clientAccess: 'full' }),
      `members[3].customRole: "r2" is based on another client access than this member’s`,
    ],
    [
      'a role on an account that is not there',
      (d) => Object.assign(d.members[1] ?? {}, { teams: [{ teamId: 't1', accountRoles: { a1: 'r9' } }] }),
      'members[1].teams[0].accountRoles.a1: no such role "r9"',
    ],
    [
      'the name of a built-in role',
      (d) => {
        Object.assign(d.customRoles[0] ?? {}, { id: 'moderator' });
        Object.assign(d.members[2] ?? {}, { customRole: 'moderator' });
      },
      'customRoles[0].id: "moderator" is the name of a built-in role',
    ],
    [
      'a role used twice',
      (d) => {
        Object.assign(d.customRoles[1] ?? {}, { id: 'r1' });
        Reflect.deleteProperty(d.members[3] ?? {}, 'customRole');
        Reflect.deleteProperty(d.members[2] ?? {}, 'customRole');
      },
      'customRoles[1].id: "r1" is already used by customRoles[0].id',
    ],
    [
      'a base of the other model',
      (d) => {
        Object.assign(d.customRoles[0] ?? {}, { basedOn: 'moderator' });
        Reflect.deleteProperty(d.members[2] ?? {}, 'customRole');
      },
      'customRoles[0].basedOn: the agency model has no role "moderator" (it has owner, admin, editor, client)',
    ],
    [
      'a client’s base without a level',
      (d) => {
        Reflect.deleteProperty(d.customRoles[1] ?? {}, 'clientAccess');
        Reflect.deleteProperty(d.members[3] ?? {}, 'customRole');
      },
      'customRoles[1].clientAccess: is missing, and a role based on the client needs one (read, posting or full)',
    ],
    [
      'a level on another base',
      (d) => {
        Object.assign(d.customRoles[0] ?? {}, { clientAccess: 'read' });
        Reflect.deleteProperty(d.members[2] ?? {}, 'customRole');
      },
      'customRoles[0].clientAccess: only a role based on the client has one, and this one is based on "editor"',
    ],
    [
      'an unknown maker',
      (d) => Object.assign(d.customRoles[0] ?? {}, { madeBy: 'm9' }),
      'customRoles[0].madeBy: no such member "m9"',
    ],
    [
      'a permission that no row has',
      (d) => Object.assign(d.customRoles[0] ?? {}, { switched: { 'post.fly': false } }),
      'customRoles[0].switched["post.fly"]: the agency model has no permission of this name',
    ],
    [
      'what the maker does not hold',
      (d) => Object.assign(d.customRoles[1] ?? {}, { switched: { 'billing.view': true } }),
      'customRoles[1].switched["billing.view"]: Ari does not hold this, and a role gives nothing that its maker does not hold',
    ],
    [
      'a maker with a role of the workspace’s own',
      (d) => Object.assign(d.customRoles[1] ?? {}, { madeBy: 'm3', switched: { 'post.create': true } }),
      'customRoles[1].switched["post.create"]: Edi does not hold this, and a role gives nothing that its maker does not hold',
    ],
    [
      'an owner without a role of the workspace’s own, that is missing',
      (d) => {
        Object.assign(d.customRoles[0] ?? {}, { basedOn: 'owner', switched: {} });
        Reflect.deleteProperty(d.members[2] ?? {}, 'customRole');
        Object.assign(d.members[0] ?? {}, { customRole: 'r1' });
      },
      'members: every owner who is not suspended has a custom role, and a workspace always keeps one without',
    ],
    [
      'a switch that is none',
      (d) => Object.assign(d.customRoles[0] ?? {}, { switched: { 'post.delete others': 1 } }),
      'customRoles[0].switched["post.delete others"]: must be true or false',
    ],
    [
      'an unknown template of a post',
      (d) => Object.assign(d.posts[0] ?? {}, { approvalTemplateId: 'f9' }),
      'posts[0].approvalTemplateId: no such approval template "f9"',
    ],
    [
      'a template without steps',
      (d) => Object.assign(d.approvalTemplates[0] ?? {}, { steps: [] }),
      'approvalTemplates[0].steps: must not be empty',
    ],
  ])('that are wrong are told: %s', (_, change, problem) => {
    const document = exampleWithRoles();
    change(document);
    expect(problemsOf(JSON.stringify(document))).toEqual([problem]);
  });

  it('come back from a file as they went into it', () => {
    const file = parsed(exampleWithRoles());
    const facts = factsOf(file);
    const { roleModel, settings, ...lists } = facts;
    const again = { format: file.format, workspace: { ...file.workspace, roleModel, settings }, ...lists };
    expect(factsOf(parsed(again))).toEqual(facts);
  });

  it('names the template that a post was sent with', () => {
    const document = example();
    Object.assign(document.posts[0] ?? {}, { approvalTemplateId: 'f1' });
    const file = parsed(document);
    const [post] = file.posts;
    if (!post) throw new Error('The example has a post.');
    expect(createResourceResolver(file)({ type: 'post', id: post.id })).toMatchObject({
      value: { templateId: 'f1' },
    });
  });
});

describe('a workspace file that is wrong says what and where', () => {
  it.each<[string, (document: Example & Record<string, unknown>) => void, string]>([
    [
      'another format',
      (d) => (d.format = 'countersign.workspace/2'),
      'format: must be "countersign.workspace/1", and is "countersign.workspace/2"',
    ],
    ['no members', (d) => Reflect.deleteProperty(d, 'members'), 'members: is missing'],
    ['no name', (d) => Reflect.deleteProperty(d.workspace, 'name'), 'workspace.name: is missing'],
    ['an empty name', (d) => (d.workspace.name = ''), 'workspace.name: must not be empty'],
    ['a list that is none', (d) => Object.assign(d, { accounts: {} }), 'accounts: must be a list'],
    [
      'a text that is none',
      (d) => Object.assign(d.posts[0] ?? {}, { text: 7 }),
      'posts[0].text: must be a text',
    ],
    [
      'a bad id',
      (d) => Object.assign(d.members[1] ?? {}, { id: 'a b' }),
      'members[1].id: must be 1 to 64 letters, digits, or . _ : -',
    ],
    [
      'a bad time',
      (d) => Object.assign(d.members[1] ?? {}, { expiresAt: 'soon' }),
      'members[1].expiresAt: must be a time such as "2027-01-01T00:00:00Z"',
    ],
    [
      'an unknown role',
      (d) => Object.assign(d.members[2] ?? {}, { role: 'king' }),
      'members[2].role: must be "owner" or "admin" or "editor" or "client" or "administrator" or "contentCreator" or "moderator" or "viewOnly", and is "king"',
    ],
    [
      'a role of the other model',
      (d) => Object.assign(d.members[2] ?? {}, { role: 'moderator' }),
      'members[2].role: the agency model has no role "moderator" (it has owner, admin, editor, client)',
    ],
    [
      'two-factor of a role of the other model',
      (d) => (d.workspace.settings.requireTwoFactor = ['viewOnly']),
      'workspace.settings.requireTwoFactor[0]: the agency model has no role "viewOnly" (it has owner, admin, editor, client)',
    ],
    [
      'an assignment to nothing',
      (d) => Object.assign(d.members[3] ?? {}, { accounts: [{ accountId: 'a9' }] }),
      'members[3].accounts[0].accountId: no such account "a9"',
    ],
    [
      'an account assigned twice',
      (d) => Object.assign(d.members[3] ?? {}, { accounts: [{ accountId: 'a1' }, { accountId: 'a1' }] }),
      'members[3].accounts[1].accountId: "a1" is already used by members[3].accounts[0].accountId',
    ],
    [
      'an account added by nobody',
      (d) => Object.assign(d.accounts[0] ?? {}, { addedBy: 'm9' }),
      'accounts[0].addedBy: no such member "m9"',
    ],
    [
      'a team with an unknown account',
      (d) => Object.assign(d.teams[0] ?? {}, { accountIds: ['a9'] }),
      'teams[0].accountIds[0]: no such account "a9"',
    ],
    [
      'a member of an unknown team',
      (d) => Object.assign(d.members[2] ?? {}, { teams: [{ teamId: 't9' }] }),
      'members[2].teams[0].teamId: no such team "t9"',
    ],
    [
      'a role on an unknown account',
      (d) => Object.assign(d.members[2] ?? {}, { teams: [{ teamId: 't1', accountRoles: { a9: 'editor' } }] }),
      'members[2].teams[0].accountRoles.a9: no such account "a9"',
    ],
    [
      'a role in an unknown ad account',
      (d) => Object.assign(d.members[2] ?? {}, { adAccounts: [{ adAccountId: 'd9', role: 'none' }] }),
      'members[2].adAccounts[0].adAccountId: no such ad account "d9"',
    ],
    [
      'a template of an unknown team',
      (d) => Object.assign(d.approvalTemplates[0] ?? {}, { teamId: 't9' }),
      'approvalTemplates[0].teamId: no such team "t9"',
    ],
    [
      'an unknown approver',
      (d) => Object.assign(d.approvalTemplates[0]?.steps[0] ?? {}, { approverIds: ['m2', 'm9'] }),
      'approvalTemplates[0].steps[0].approverIds[1]: no such member "m9"',
    ],
    [
      'an unknown author',
      (d) => Object.assign(d.posts[0] ?? {}, { authorId: 'm9' }),
      'posts[0].authorId: no such member "m9"',
    ],
    [
      'a post on an unknown account',
      (d) => Object.assign(d.posts[0] ?? {}, { accountId: 'a9' }),
      'posts[0].accountId: no such account "a9"',
    ],
    [
      'a post with unknown media',
      (d) => Object.assign(d.posts[0] ?? {}, { media: ['i9'] }),
      'posts[0].media[0]: no such media "i9"',
    ],
    [
      'media added by nobody',
      (d) => Object.assign(d.media[0] ?? {}, { addedBy: 'm9' }),
      'media[0].addedBy: no such member "m9"',
    ],
    [
      'an id used twice',
      (d) => Object.assign(d.members[3] ?? {}, { id: 'm1' }),
      'members[3].id: "m1" is already used by members[0].id',
    ],
    [
      'a client without a level',
      (d) => Reflect.deleteProperty(d.members[3] ?? {}, 'clientAccess'),
      'members[3].clientAccess: is missing, and a client needs one (read, posting or full)',
    ],
    [
      'a level for somebody who is no client',
      (d) => Object.assign(d.members[2] ?? {}, { clientAccess: 'full' }),
      `members[2].clientAccess: only a client has one, and this member’s role is "editor"`,
    ],
    [
      'no owner',
      (d) => Object.assign(d.members[0] ?? {}, { role: 'admin' }),
      'members: no member is an owner who is not suspended, and a workspace always keeps one',
    ],
    [
      'only a suspended owner',
      (d) => Object.assign(d.members[0] ?? {}, { suspended: true }),
      'members: no member is an owner who is not suspended, and a workspace always keeps one',
    ],
  ])('%s', (_, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem]);
  });

  it('a file that is not JSON', () => {
    expect(problemsOf('{"format":')).toEqual([expect.stringMatching(/^The file is not JSON: /)]);
  });

  it.each(['[]', 'null', '"text"', '7'])('a file that is no object: %s', (text) => {
    expect(problemsOf(text)).toEqual(['The file must be one JSON object.']);
  });

  it('a file that is too large, without reading it', () => {
    expect(problemsOf(' '.repeat(MAX_WORKSPACE_FILE_LENGTH + 1))).toEqual([
      `The file is too large: at most ${MAX_WORKSPACE_FILE_LENGTH} characters.`,
    ]);
  });

  it('a file that is nested deeper than a stack', () => {
    const depth = 200_000;
    const text = `{"format":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  it.each(['__proto__', 'constructor', 'prototype', '__pro\\u0074o__'])(
    'a key called %s, anywhere',
    (key) => {
      const text = JSON.stringify(example()).replace('"EMEA"', `"EMEA","${key}":{"suspended":false}`);
      expect(problemsOf(text)).toEqual([
        expect.stringMatching(/^teams\[0\]\.\w+: a key may not be called "/),
      ]);
      expect(Object.hasOwn(Object.prototype, 'suspended')).toBe(false);
    },
  );

  it('says everything at once, up to a hundred', () => {
    const problems = problemsAfter((document) => {
      document.posts = Array.from({ length: 150 }, (_, index) => ({
        ...(document.posts[0] ?? example().posts[0]),
        id: `p${index}`,
        accountId: 'a9',
      })) as Example['posts'];
    });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toBe('There are 50 more problems.');
  });
});

describe('what is wrong with a file is said in the reader’s language', () => {
  afterEach(() => speak('en', new Map()));

  async function speakAsShipped(language: Language): Promise<void> {
    const ours = join(import.meta.dirname, '../../public');
    const readOurs = async (path: string) => JSON.parse(await readFile(join(ours, path), 'utf8')) as unknown;
    speak(language, (await readTranslations(language, readOurs)).all);
  }

  const kingAfter = () =>
    problemsAfter((d) => {
      Object.assign(d.members[2] ?? {}, { role: 'king', id: 'a b' });
      Object.assign(d, { accounts: {} });
    });

  it('in German, with the path, the roles and the ids as they stand in the file', async () => {
    await speakAsShipped('de');
    expect(kingAfter()).toEqual([
      'accounts: muss eine Liste sein',
      'members[2].id: muss aus 1 bis 64 Buchstaben, Ziffern oder . _ : - bestehen',
      expect.stringMatching(
        /^members\[2\]\.role: muss "owner" oder "admin" oder .* oder "viewOnly" sein und ist "king"$/,
      ),
    ]);
    expect(problemsAfter((d) => Object.assign(d.members[2] ?? {}, { role: 'moderator' }))).toEqual([
      'members[2].role: das Agenturmodell hat keine Rolle „moderator“ (es hat owner, admin, editor, client)',
    ]);
    expect(problemsAfter((d) => Object.assign(d.members[0] ?? {}, { suspended: true }))).toEqual([
      'members: kein Mitglied mit der Rolle Inhaber ist ungesperrt, und eines bleibt im Arbeitsbereich immer',
    ]);
    expect(problemsOf('[]')).toEqual(['Die Datei muss ein einziges JSON-Objekt sein.']);
  });

  it('in Arabic, with the path kept apart from the sentence', async () => {
    await speakAsShipped('ar');
    expect(kingAfter()[0]).toBe('\u2068accounts\u2069: \u2068المطلوب هنا \u2068قائمة\u2069\u2069');
  });
});
