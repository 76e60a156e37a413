import { describe, expect, it } from 'vitest';
import { agency, enterprise, NOW_MS } from '../../../test/unit/unsound-workspaces';
import type { WorkspaceFacts } from '../facts';
import { type LintCode, lintWorkspace } from './lint';

const A1 = { id: 'a1', name: 'Acme', network: 'bluesky', handle: 'acme.example' };
const A2 = { id: 'a2', name: 'Beta', network: 'mastodon', handle: 'beta.example' };
const OLU = { id: 'olu', name: 'Olu', role: 'owner' };
const ARI = { id: 'ari', name: 'Ari', role: 'admin' };
const AMY = { id: 'amy', name: 'Amy', role: 'administrator' };
const COL = { id: 'col', name: 'Col', role: 'contentCreator', teams: [{ teamId: 't1' }] };
const on = (...accounts: readonly (string | object)[]) => ({
  accounts: accounts.map((account) => (typeof account === 'string' ? { accountId: account } : account)),
});
const edi = (more: object) => ({ id: 'edi', name: 'Edi', role: 'editor', ...more });
const client = (id: string, clientAccess: string, more: object) => ({
  id,
  name: id,
  role: 'client',
  clientAccess,
  ...more,
});
/** A role of the workspace's own, as Olu made it. */
const ownRole = (id: string, basedOn: string, switched: object, more: object = {}) => ({
  id,
  name: id,
  basedOn,
  madeBy: 'olu',
  switched,
  ...more,
});
/** Keeps the workspace where no owner can act, and has no part in its posts. */
const CARA = { id: 'cara', name: 'Cara', role: 'owner', customRole: 'caretaker' };
const CARETAKER = ownRole('caretaker', 'owner', {
  'post.approve internal gate': false,
  'post.create': false,
  'account.reauthorize': false,
});

const find = (facts: WorkspaceFacts, code: LintCode) =>
  lintWorkspace(facts, NOW_MS).filter((finding) => finding.code === code);
const codesOf = (facts: WorkspaceFacts) => lintWorkspace(facts, NOW_MS).map(({ code }) => code);

describe('posts that wait for ever', () => {
  it('are sent by nobody, and on two accounts by the same people that is said once', () => {
    const writer = edi({ customRole: 'writer', ...on('a1', 'a2') });
    const facts = agency({
      settings: { requireTwoFactor: ['owner'] },
      members: [OLU, { ...ARI, customRole: 'reader', ...on('a1') }, writer],
      accounts: [A1, A2],
      customRoles: [
        ownRole('writer', 'editor', { 'post.publish own': false, 'post.submit own': false }),
        // Ari may approve what nobody sends.
        ownRole('reader', 'admin', {
          'post.create': false,
          'post.publish others': false,
          'post.submit others': false,
        }),
      ],
    });
    expect(find(facts, 'authorWithoutSender')).toMatchObject([
      {
        sentence:
          'Posts of Edi on Acme (Bluesky) and Beta (Mastodon) can never go out: nobody may submit or publish them.',
        memberIds: ['edi'],
        accountIds: ['a1', 'a2'],
        fix: null,
        fixSentence: 'Let somebody on Acme (Bluesky) and Beta (Mastodon) submit or publish posts of Edi.',
      },
    ]);
  });

  it.each(['post.publish others', 'post.submit others'])(
    'go out by somebody’s hand who has not even %s',
    (off) => {
      const facts = agency({
        settings: { requireTwoFactor: ['owner'] },
        members: [
          OLU,
          { ...ARI, customRole: 'helper', ...on('a1') },
          edi({ customRole: 'writer', ...on('a1') }),
        ],
        customRoles: [
          ownRole('writer', 'editor', { 'post.publish own': false, 'post.submit own': false }),
          ownRole('helper', 'admin', { 'post.create': false, [off]: false }),
        ],
      });
      expect(find(facts, 'authorWithoutSender')).toEqual([]);
    },
  );

  it('are none where the author may publish, though nobody may approve', () => {
    const facts = enterprise({
      members: [
        { ...AMY, suspended: true },
        { ...COL, role: 'editor', customRole: 'sender' },
      ],
      customRoles: [ownRole('sender', 'editor', { 'post.approve': false }, { madeBy: 'amy' })],
    });
    expect(codesOf(facts)).toEqual(['noKeeper', 'accountWithoutReauthorizer']);
  });

  it('are said apart for authors who wait for the team and for those who wait for the client', () => {
    const facts = agency({
      settings: { requireTwoFactor: ['owner', 'client'] },
      members: [
        OLU,
        edi(on({ accountId: 'a1', posting: 'needsApproval' })),
        { ...edi(on({ accountId: 'a1', posting: 'full' })), id: 'flo', name: 'Flo' },
        client('cleo', 'read', on({ accountId: 'a1', approves: true })),
      ],
    });
    expect(find(facts, 'accountWithoutApprover')).toMatchObject([
      {
        sentence:
          'Nobody can approve posts on Acme (Bluesky) for the team: what is sent there by Edi waits for ever.',
        memberIds: ['edi'],
        accountIds: ['a1'],
        fixSentence: 'Olu could, after turning on two-factor sign-in in the security settings.',
      },
      {
        sentence:
          'Nobody can approve posts on Acme (Bluesky) for the client: what is sent there by Flo waits for ever.',
        memberIds: ['flo'],
        accountIds: ['a1'],
        fixSentence: 'cleo could, after turning on two-factor sign-in in the security settings.',
      },
    ]);
  });
});

describe('what lets posts out again', () => {
  const separated = (members: readonly object[], accounts: readonly object[], settings: object = {}) =>
    agency({ settings: { separationOfDuties: true, ...settings }, members, accounts });

  it.each([
    ['another account', on('a2'), [A1, A2]],
    ['no account', {}, [A1]],
  ])('is the account for an admin who holds %s', (_what, ari, accounts) => {
    const facts = separated([OLU, { ...ARI, ...ari }], accounts);
    expect(find(facts, 'authorWithoutApprover')).toMatchObject([
      {
        sentence:
          'Posts of Olu on Acme (Bluesky) can never go out: nobody approves their own posts, and nobody else may approve there.',
        memberIds: ['olu'],
        accountIds: ['a1'],
        fix: {
          sentence: 'Give Ari the account Acme (Bluesky).',
          command: 'assignment.set',
          args: {
            memberId: 'ari',
            assignment: { accountId: 'a1', posting: 'full', credentials: 'owner', approves: false },
          },
          actorIds: ['olu'],
        },
      },
    ]);
  });

  it('is not an account for an admin who could not approve with it', () => {
    const facts = separated([OLU, ARI], [A1], { requireTwoFactor: ['admin'] });
    expect(find(facts, 'authorWithoutApprover')).toMatchObject([
      { fix: null, fixSentence: 'Let somebody else approve on Acme (Bluesky).' },
    ]);
  });

  /** An editor who may approve for the team, by a role that Olu made. */
  const senior = (members: readonly object[]) => ({
    ...separated([OLU, ...members, edi({ customRole: 'senior' })], [A1]),
    customRoles: agency({
      members: [],
      customRoles: [ownRole('senior', 'editor', { 'post.approve internal gate': true })],
    }).customRoles,
  });

  it('is the account for whoever could approve with it, by whatever role', () => {
    expect(find(senior([]), 'authorWithoutApprover')).toMatchObject([
      { fix: { sentence: 'Give Edi the account Acme (Bluesky).', actorIds: ['olu'] } },
    ]);
  });

  it('is not for us to choose between an admin and an editor who may approve', () => {
    expect(find(senior([ARI]), 'authorWithoutApprover')).toMatchObject([
      { fix: null, fixSentence: 'Let somebody else approve on Acme (Bluesky).' },
    ]);
  });

  it('is not one account, where the same people wait on two', () => {
    const facts = separated([OLU, ARI], [A1, A2]);
    expect(find(facts, 'authorWithoutApprover')).toMatchObject([{ accountIds: ['a1', 'a2'], fix: null }]);
  });

  it('lets out the posts of all who wait, or is not offered', () => {
    const facts = agency({
      settings: { requireTwoFactor: ['client'] },
      members: [
        { ...OLU, suspended: true },
        CARA,
        ARI,
        // What Ari approved of Edi's would wait for the client then.
        edi(on('a1')),
        client('pia', 'posting', { twoFactor: true, ...on('a1') }),
        client('cleo', 'read', on({ accountId: 'a1', approves: true })),
      ],
      customRoles: [CARETAKER],
    });
    expect(find(facts, 'accountWithoutApprover')).toMatchObject([
      { memberIds: ['edi', 'pia'], fix: null, fixSentence: 'Let somebody else approve on Acme (Bluesky).' },
    ]);
  });

  const inEnterprise = (...more: readonly object[]) =>
    enterprise({
      members: [
        // Amy made the caretaker's role, and cannot be changed: she is on a team that is gone.
        { ...AMY, suspended: true, teams: [{ teamId: 't9' }] },
        { ...CARA, role: 'administrator' },
        COL,
        ...more,
      ],
      customRoles: [
        ownRole(
          'caretaker',
          'administrator',
          { 'post.approve': false, 'post.create': false, 'account.reauthorize': false },
          { madeBy: 'amy' },
        ),
        ownRole('deputy', 'administrator', {}, { madeBy: 'amy' }),
      ],
    });

  it('is a keeper who may act again', () => {
    const facts = inEnterprise({ ...AMY, id: 'bea', name: 'Bea', suspended: true });
    const fix = {
      sentence: 'Lift the suspension, and the date of expiry, of Bea.',
      command: 'member.edit',
      args: { memberId: 'bea', suspended: false, expiresAt: null },
      actorIds: ['cara'],
    };
    expect(find(facts, 'accountWithoutApprover')).toMatchObject([{ memberIds: ['col'], fix }]);
    expect(find(facts, 'accountWithoutReauthorizer')).toMatchObject([{ accountIds: ['a1'], fix }]);
  });

  it.each([
    ['an editor', { role: 'editor', teams: [{ teamId: 't1' }] }],
    ['a keeper by a role of the workspace’s own', { role: 'administrator', customRole: 'deputy' }],
  ])('is not the suspension lifted of anybody else: %s', (_who, bea) => {
    const facts = inEnterprise({ id: 'bea', name: 'Bea', suspended: true, ...bea });
    expect(find(facts, 'accountWithoutApprover')).toMatchObject([
      { fix: null, fixSentence: 'Let somebody else approve on Acme (Bluesky).' },
    ]);
    expect(find(facts, 'accountWithoutReauthorizer')).toMatchObject([
      { fix: null, fixSentence: 'Let somebody sign in to Acme (Bluesky) again: administrators can.' },
    ]);
  });
});

describe('a client whose own word lets its posts out', () => {
  const FULL = { accountId: 'a1', posting: 'full', approves: true };
  const inAgency = (clients: readonly object[], customRoles: readonly object[] = []) =>
    agency({ members: [OLU, ...clients], accounts: [A1, A2], customRoles });
  const withRole = (switched: object, assignment: object = FULL) =>
    inAgency(
      [client('cleo', 'posting', { customRole: 'partner', ...on(assignment) })],
      [ownRole('partner', 'client', switched, { clientAccess: 'posting' })],
    );

  it.each<[string, WorkspaceFacts, readonly string[]]>([
    ['posts and approves', inAgency([client('cleo', 'posting', on(FULL))]), ['a1']],
    ['only reads', inAgency([client('cleo', 'read', on(FULL))]), []],
    ['is suspended', inAgency([client('cleo', 'posting', { suspended: true, ...on(FULL) })]), []],
    [
      'approves on one account, and posts on another',
      inAgency([
        client('cleo', 'full', on({ accountId: 'a1', approves: true }, { accountId: 'a2', posting: 'full' })),
      ]),
      [],
    ],
    [
      'posts on one account, and posts and approves on another',
      inAgency([client('cleo', 'full', on({ accountId: 'a2', posting: 'full' }, FULL))]),
      ['a1'],
    ],
    ['writes nothing', withRole({ 'post.create': false }), []],
    ['sends nothing', withRole({ 'post.publish own': false, 'post.submit own': false }), []],
    ['submits alone', withRole({ 'post.publish own': false }), ['a1']],
    ['passes the team’s step', withRole({ 'post.approve internal gate': true }, { accountId: 'a1' }), ['a1']],
  ])('is one who %s', (_what, facts, accountIds) => {
    const found = find(facts, 'clientApprovesItself');
    expect(found.flatMap((finding) => finding.accountIds)).toEqual(accountIds);
    expect(lintWorkspace(facts, NOW_MS)).toEqual(found);
  });

  it.each(['full', 'needsApproval'])('is no editor, who may pass the team’s step: %s', (posting) => {
    const facts = inAgency(
      [edi({ customRole: 'senior', ...on({ ...FULL, posting }) })],
      [ownRole('senior', 'editor', { 'post.approve internal gate': true })],
    );
    expect(lintWorkspace(facts, NOW_MS)).toEqual([]);
  });

  it('has the team approve its posts, and approves for the client as before', () => {
    const held = { accountId: 'a2', posting: 'full', approves: false };
    expect(lintWorkspace(inAgency([client('cleo', 'posting', on(held, FULL))]), NOW_MS)).toMatchObject([
      {
        code: 'clientApprovesItself',
        memberIds: ['cleo'],
        fix: {
          sentence: 'Have the team approve posts of cleo on Acme (Bluesky).',
          command: 'assignment.set',
          args: {
            memberId: 'cleo',
            assignment: { accountId: 'a1', posting: 'needsApproval', credentials: 'owner', approves: true },
          },
          actorIds: ['olu'],
        },
      },
    ]);
  });

  it('approves for the client no more, where it may pass the team’s step as well', () => {
    expect(lintWorkspace(withRole({ 'post.approve internal gate': true }), NOW_MS)).toMatchObject([
      {
        code: 'clientApprovesItself',
        fix: {
          sentence: 'Take the approval for the client on Acme (Bluesky) from cleo.',
          command: 'assignment.set',
          args: {
            memberId: 'cleo',
            assignment: { accountId: 'a1', posting: 'full', credentials: 'owner', approves: false },
          },
          actorIds: ['olu'],
        },
      },
    ]);
  });
});

describe('an account that nobody can sign in to again', () => {
  const OWN = 'member';
  const editors = (...credentials: readonly (readonly [string, string][])[]) =>
    credentials.map((held, index) =>
      edi({
        id: `e${index}`,
        ...on(...held.map(([accountId, mode]) => ({ accountId, posting: 'full', credentials: mode }))),
      }),
    );
  const found = (facts: WorkspaceFacts) =>
    find(facts, 'accountWithoutReauthorizer').flatMap(({ accountIds }) => accountIds);
  const withoutOwner = (...members: readonly object[]) =>
    agency({ members: [{ ...OLU, suspended: true }, ...members], accounts: [A1, A2] });

  it.each<[string, readonly object[], readonly string[]]>([
    ['by nobody', [], ['a1', 'a2']],
    [
      'by each with a sign-in of their own',
      editors([
        ['a1', OWN],
        ['a2', OWN],
      ]),
      [],
    ],
    [
      'by one with the account’s own sign-in',
      editors(
        [
          ['a1', OWN],
          ['a2', OWN],
        ],
        [['a1', 'owner']],
      ),
      ['a1'],
    ],
    [
      'by one who has both kinds, beside others with their own',
      editors(
        [
          ['a1', OWN],
          ['a2', 'owner'],
        ],
        [
          ['a1', OWN],
          ['a2', OWN],
        ],
      ),
      ['a2'],
    ],
    [
      'by nobody with the account’s own sign-in: clients who read it do not post',
      [
        ...editors([
          ['a1', OWN],
          ['a2', OWN],
        ]),
        client('cleo', 'read', on('a1', 'a2')),
      ],
      [],
    ],
    ['elsewhere alone by one of two', editors([['a1', OWN]], [['a2', OWN]]), []],
  ])('is in use %s, while no owner can act', (_how, members, accountIds) => {
    expect(found(withoutOwner(...members))).toEqual(accountIds);
  });

  it('is none where an owner can, whoever else has a sign-in of their own', () => {
    const facts = agency({ members: [OLU, ...editors([['a1', OWN]], [['a1', 'owner']])] });
    expect(lintWorkspace(facts, NOW_MS)).toEqual([]);
  });

  it('is none in the enterprise model where a team leader can', () => {
    const lea = { ...COL, id: 'lea', role: 'editor', addOns: ['teamLeader'] };
    expect(codesOf(enterprise({ members: [{ ...AMY, suspended: true }, lea] }))).toEqual(['noKeeper']);
  });

  it('is left to those who lack a second factor alone, or else to owners', () => {
    const lacking = agency({ settings: { requireTwoFactor: ['owner'] }, members: [OLU], accounts: [A1, A2] });
    expect(find(lacking, 'accountWithoutReauthorizer')).toMatchObject([
      {
        sentence:
          'Nobody can sign in to Acme (Bluesky) and Beta (Mastodon) again: when its sign-in ends, nothing goes out there any more.',
        accountIds: ['a1', 'a2'],
        fixSentence: 'Olu could, after turning on two-factor sign-in in the security settings.',
      },
    ]);
    expect(find(withoutOwner(), 'accountWithoutReauthorizer')).toMatchObject([
      {
        fix: null,
        fixSentence: 'Let somebody sign in to Acme (Bluesky) and Beta (Mastodon) again: owners can.',
      },
    ]);
  });

  it('is not put right by a keeper who could not act for lack of a second factor', () => {
    const facts = agency({
      settings: { requireTwoFactor: ['owner'] },
      members: [
        { ...OLU, suspended: true },
        { ...CARA, twoFactor: true },
      ],
      customRoles: [CARETAKER],
    });
    expect(find(facts, 'accountWithoutReauthorizer')).toMatchObject([
      { fix: null, fixSentence: 'Let somebody sign in to Acme (Bluesky) again: owners can.' },
    ]);
  });
});
