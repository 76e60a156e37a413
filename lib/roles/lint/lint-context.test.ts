import { describe, expect, it } from 'vitest';
import { agency, enterprise, NOW_MS } from '../../../test/unit/unsound-workspaces';
import { lintWorkspace } from './lint';

const A1 = { id: 'a1', name: 'Acme', network: 'bluesky', handle: 'acme.example' };
const A2 = { id: 'a2', name: 'Beta', network: 'mastodon', handle: 'beta.example' };
const OLU = { id: 'olu', name: 'Olu', role: 'owner' };

describe('what the checks of a workspace share', () => {
  it.each([
    [-1, ['noKeeper', 'accountWithoutReauthorizer']],
    [0, ['noKeeper', 'accountWithoutReauthorizer']],
    [1, []],
  ] as const)('counts a member as gone from the moment of expiry: %s ms after now', (laterMs, codes) => {
    const expiresAt = new Date(NOW_MS + laterMs).toISOString();
    const editor = {
      id: 'edi',
      name: 'Edi',
      role: 'editor',
      accounts: [{ accountId: 'a1', posting: 'full' }],
    };
    const facts = agency({ members: [{ ...OLU, expiresAt }, editor] });
    expect(lintWorkspace(facts, NOW_MS).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    [['Edi'], 'Edi'],
    [['Edi', 'Flo'], 'Edi and Flo'],
    [['Edi', 'Flo', 'Gus'], 'Edi, Flo and Gus'],
    [['Edi', 'Flo', 'Gus', 'Hal'], 'Edi, Flo, Gus and Hal'],
    [['Edi', 'Flo', 'Gus', 'Hal', 'Ida'], 'Edi, Flo, Gus and 2 others'],
    [['Edi', 'Flo', 'Gus', 'Hal', 'Ida', 'Jon', 'Kim'], 'Edi, Flo, Gus and 4 others'],
  ])('names four people, and of more than four only three', (names, said) => {
    const editors = names.map((name) => ({
      id: name.toLowerCase(),
      name,
      role: 'editor',
      accounts: [{ accountId: 'a1' }],
    }));
    const facts = agency({ settings: { requireTwoFactor: ['editor'] }, members: [OLU, ...editors] });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      {
        code: 'twoFactorMissing',
        sentence: `This workspace requires two-factor sign-in, and ${said} can do almost nothing without it.`,
        fixSentence: `Ask ${said} to turn on two-factor sign-in in the security settings.`,
      },
    ]);
  });

  it.each(['a1', 'a2'])(
    'offers the one of several ways that somebody may go, wherever it stands: %s',
    (held) => {
      const facts = agency({
        members: [
          { id: 'ari', name: 'Ari', role: 'admin', accounts: [{ accountId: held }] },
          { id: 'edi', name: 'Edi', role: 'editor' },
        ],
        accounts: [A1, A2],
      });
      const findings = lintWorkspace(facts, NOW_MS).filter(({ code }) => code === 'authorWithoutAccount');
      expect(findings).toMatchObject([
        {
          memberIds: ['edi'],
          fix: { command: 'assignment.set', args: { assignment: { accountId: held } }, actorIds: ['ari'] },
        },
      ]);
    },
  );

  it('offers a command in the name of all who may give it now, in the order of the members', () => {
    const facts = enterprise({
      members: [
        { id: 'ben', name: 'Ben', role: 'administrator' },
        { id: 'lea', name: 'Lea', role: 'editor', addOns: ['teamLeader'], teams: [{ teamId: 't1' }] },
        { id: 'sue', name: 'Sue', role: 'administrator', suspended: true },
        { id: 'amy', name: 'Amy', role: 'administrator' },
        { id: 'moe', name: 'Moe', role: 'moderator' },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      {
        code: 'memberOnNoTeam',
        fix: {
          sentence: 'Put Moe on the team EMEA.',
          command: 'team.setMember',
          args: { teamId: 't1', memberId: 'moe', accountRoles: {} },
          actorIds: ['ben', 'lea', 'amy'],
        },
      },
    ]);
  });
});
