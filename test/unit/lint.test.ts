import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRoleEngine } from '../../lib/roles/engine';
import type { WorkspaceFacts } from '../../lib/roles/facts';
import { type LintCode, type LintFinding, lintWorkspace } from '../../lib/roles/lint/lint';
import { aWorkspace } from '../referee/random-workspace';
import { agency, enterprise, NOW_MS, SOUND, UNSOUND } from './unsound-workspaces';

const CODES = Object.keys(UNSOUND) as LintCode[];

function find(facts: WorkspaceFacts | undefined, code: LintCode): LintFinding[] {
  return facts === undefined ? [] : lintWorkspace(facts, NOW_MS).filter((finding) => finding.code === code);
}

function isActive({ suspended, expiresAt }: WorkspaceFacts['members'][number]): boolean {
  return !suspended && (expiresAt === undefined || NOW_MS < Date.parse(expiresAt));
}

describe('the check of a workspace', () => {
  it.each(['agency', 'enterprise'] as const)('finds nothing in a sound %s workspace', (model) => {
    expect(lintWorkspace(SOUND[model], NOW_MS)).toEqual([]);
  });

  it.each(CODES)('finds %s, with a command only where there is one', (code) => {
    const { fixed, unfixed } = UNSOUND[code];
    expect([fixed, unfixed].some((facts) => facts !== undefined)).toBe(true);
    for (const { fix, sentence, fixSentence } of find(fixed, code)) {
      expect(sentence).not.toContain('{');
      expect(fix?.sentence).not.toContain('{');
      expect(fix?.actorIds).not.toEqual([]);
      expect(fixSentence).toBeUndefined();
    }
    for (const { fix, sentence, fixSentence } of find(unfixed, code)) {
      expect(sentence).not.toContain('{');
      expect(fix).toBeNull();
      expect(fixSentence).toMatch(/^[^{]+\.$/);
    }
    expect(find(fixed, code)).toHaveLength(fixed === undefined ? 0 : 1);
    expect(find(unfixed, code)).toHaveLength(unfixed === undefined ? 0 : 1);
  });

  it('says what it is about, and what to do', () => {
    expect(find(UNSOUND.clientApprovesItself.fixed, 'clientApprovesItself')).toEqual([
      {
        code: 'clientApprovesItself',
        sentence:
          'On Acme (Bluesky), Cleo approves for the client, and posts of Cleo go out there on nobody else’s word.',
        memberIds: ['cleo'],
        accountIds: ['a1'],
        teamIds: [],
        adAccountIds: [],
        templateIds: [],
        roleIds: [],
        fix: {
          sentence: 'Have the team approve posts of Cleo on Acme (Bluesky).',
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

  it('says of several accounts with the same people once what is wrong', () => {
    expect(find(UNSOUND.authorWithoutApprover.unfixed, 'authorWithoutApprover')).toMatchObject([
      {
        sentence:
          'Posts of Olu on Acme (Bluesky) and Beta (Mastodon) can never go out: nobody approves their own posts, and nobody else may approve there.',
        memberIds: ['olu'],
        accountIds: ['a1', 'a2'],
        fixSentence: 'Let somebody else approve on Acme (Bluesky) and Beta (Mastodon).',
      },
    ]);
  });

  it('sends those who lack only a second factor to their security settings', () => {
    const [finding] = find(UNSOUND.accountWithoutApprover.unfixed, 'accountWithoutApprover');
    expect(finding?.fixSentence).toBe(
      'Cleo could, after turning on two-factor sign-in in the security settings.',
    );
  });

  it('does not choose who approves when several could', () => {
    const facts = UNSOUND.authorWithoutApprover.fixed;
    if (facts === undefined) throw new Error('there is such a workspace');
    const [, ari] = facts.members;
    if (ari === undefined) throw new Error('Ari is in it');
    const twice = {
      ...facts,
      members: [...facts.members, { ...ari, id: 'bea' as typeof ari.id, name: 'Bea' }],
    };
    expect(find(twice, 'authorWithoutApprover')).toMatchObject([
      { fix: null, fixSentence: 'Let somebody else approve on Acme (Bluesky).' },
    ]);
  });

  it('leaves a client alone whose posts the team approves, or who does not approve', () => {
    const client = (assignment: object, settings: object = {}) =>
      agency({
        settings,
        members: [
          { id: 'olu', name: 'Olu', role: 'owner' },
          { id: 'ann', name: 'Ann', role: 'admin', accounts: [{ accountId: 'a1' }] },
          {
            id: 'cleo',
            name: 'Cleo',
            role: 'client',
            clientAccess: 'posting',
            accounts: [{ accountId: 'a1', ...assignment }],
          },
        ],
      });
    expect(lintWorkspace(client({ posting: 'full', approves: true }), NOW_MS)).toHaveLength(1);
    expect(lintWorkspace(client({ posting: 'needsApproval', approves: true }), NOW_MS)).toEqual([]);
    expect(lintWorkspace(client({ posting: 'full', approves: false }), NOW_MS)).toEqual([]);
    expect(
      lintWorkspace(client({ posting: 'full', approves: true }, { separationOfDuties: true }), NOW_MS),
    ).toEqual([]);
  });

  it('finds a client that passes the team’s own step by a role of the workspace’s own', () => {
    const facts = agency({
      members: [
        { id: 'olu', name: 'Olu', role: 'owner' },
        {
          id: 'cleo',
          name: 'Cleo',
          role: 'client',
          clientAccess: 'posting',
          customRole: 'c1',
          accounts: [{ accountId: 'a1', approves: true }],
        },
      ],
      customRoles: [
        {
          id: 'c1',
          name: 'Partner',
          basedOn: 'client',
          clientAccess: 'posting',
          madeBy: 'olu',
          switched: { 'post.approve internal gate': true },
        },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      { code: 'clientApprovesItself', fix: null, memberIds: ['cleo'] },
    ]);
  });

  it('asks for the account’s own sign-in only where somebody posts with it', () => {
    const owner = { id: 'olu', name: 'Olu', role: 'owner', suspended: true };
    const editor = (credentials: string) => ({
      id: 'edi',
      name: 'Edi',
      role: 'editor',
      accounts: [{ accountId: 'a1', posting: 'full', credentials }],
    });
    const codes = (credentials: string) =>
      lintWorkspace(agency({ members: [owner, editor(credentials)] }), NOW_MS).map(({ code }) => code);
    expect(codes('member')).toEqual(['noKeeper']);
    expect(codes('owner')).toEqual(['noKeeper', 'accountWithoutReauthorizer']);
  });

  it('does not hold a template of no team to accounts that it need not suit', () => {
    const people = [
      { id: 'amy', name: 'Amy', role: 'administrator' },
      { id: 'eva', name: 'Eva', role: 'editor', teams: [{ teamId: 't1' }] },
      { id: 'pat', name: 'Pat', role: 'editor', teams: [{ teamId: 't2' }] },
    ];
    const facts = (teamId: string | undefined, approverIds: string[]) =>
      enterprise({
        members: people,
        accounts: ['a1', 'a2'].map((id) => ({ id, name: id, network: 'x', handle: id })),
        teams: [
          { id: 't1', name: 'EMEA', accountIds: ['a1'] },
          { id: 't2', name: 'APAC', accountIds: ['a2'] },
        ],
        approvalTemplates: [{ id: 'f1', name: 'Legal', teamId, steps: [{ name: 'Legal', approverIds }] }],
      });
    const codes = (teamId: string | undefined, approverIds: string[]) =>
      lintWorkspace(facts(teamId, approverIds), NOW_MS).map(({ code }) => code);
    expect(codes(undefined, ['eva', 'pat'])).toEqual([]);
    expect(codes('t1', ['eva', 'pat'])).toEqual(['approverMayNotApprove']);
    expect(codes('t2', ['eva'])).toEqual(['stepWithoutApprover']);
  });

  it('puts names into sentences as plain text', () => {
    const facts = agency({
      members: [
        { id: 'olu', name: 'Olu', role: 'owner' },
        { id: 'edi', name: 'Edi {account}\u202e\n', role: 'editor' },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)[0]?.sentence).toBe(
      'Posts of Edi {account} can never go out: there is no account to write them for.',
    );
  });

  it('finds exactly the authors whose posts nobody can let out, in every workspace', () => {
    let stuckInAll = 0;
    fc.assert(
      fc.property(aWorkspace, (facts) => {
        const engine = createRoleEngine(facts, NOW_MS);
        const expected = new Set<string>();
        for (const { id: accountId } of facts.accounts) {
          for (const { id: authorId } of facts.members.filter(isActive)) {
            if (!engine.can(authorId, 'post.create', { type: 'account', id: accountId })) continue;
            const post = { type: 'post', accountId, authorId, status: 'draft' } as const;
            const { gates = [] } = [
              engine.decide(authorId, 'post.publish', post),
              engine.decide(authorId, 'post.submit', post),
            ].find(({ allowed }) => allowed) ?? { gates: [{ approverIds: [] }] };
            const othersSend =
              engine.whoCan('post.submit', post).length + engine.whoCan('post.publish', post).length > 0;
            const isSent =
              engine.can(authorId, 'post.publish', post) || engine.can(authorId, 'post.submit', post);
            const isStuck = isSent ? gates.some(({ approverIds }) => approverIds.length === 0) : !othersSend;
            if (isStuck) expected.add(`${authorId} on ${accountId}`);
          }
        }
        const findings = lintWorkspace(facts, NOW_MS).filter(({ code }) =>
          ['accountWithoutApprover', 'authorWithoutApprover', 'authorWithoutSender'].includes(code),
        );
        const found = findings.flatMap(({ memberIds, accountIds }) =>
          memberIds.flatMap((authorId) => accountIds.map((accountId) => `${authorId} on ${accountId}`)),
        );
        stuckInAll += expected.size;
        expect(found.toSorted()).toEqual([...expected].toSorted());
      }),
      { numRuns: 150 },
    );
    expect(stuckInAll).toBeGreaterThan(20);
  });

  it('offers only commands that somebody is there to give, and one sentence or the other, in every workspace', () => {
    let fixes = 0;
    fc.assert(
      fc.property(aWorkspace, (facts) => {
        const active = facts.members.filter(isActive).map(({ id }) => id);
        for (const { fix, fixSentence } of lintWorkspace(facts, NOW_MS)) {
          expect(fix === null).toBe(fixSentence !== undefined);
          if (fix === null) continue;
          fixes += 1;
          expect(fix.actorIds.length).toBeGreaterThan(0);
          expect(active).toEqual(expect.arrayContaining([...fix.actorIds]));
        }
      }),
      { numRuns: 150 },
    );
    expect(fixes).toBeGreaterThan(50);
  });
});
