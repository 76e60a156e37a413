import { describe, expect, it } from 'vitest';
import {
  A1,
  A2,
  ARI,
  accountId,
  agency,
  CARA,
  DANA,
  EDI,
  member,
  memberId,
  NOW_MS,
  OLU,
} from './example-workspace';
import {
  ACTIONS,
  type Action,
  createRoleEngine,
  isAction,
  type MemberFacts,
  type Resource,
  rulesFor,
} from './index';

const EVERYBODY = [OLU, ARI, EDI, DANA, CARA];
const engineOf = (members: readonly MemberFacts[] = EVERYBODY, settings = {}, nowMs = NOW_MS) =>
  createRoleEngine(agency(members, [A1, A2], settings), nowMs);
const onAcme: Resource = { type: 'account', id: A1.id };
const onBeta: Resource = { type: 'account', id: A2.id };
const workspace: Resource = { type: 'workspace' };

describe('membership comes first', () => {
  it('somebody who is no member is denied everything', () => {
    for (const action of ACTIONS) expect(engineOf().can(memberId('nobody'), action, onAcme)).toBe(false);
    expect(engineOf().decide(memberId('nobody'), 'post.view', onAcme)).toEqual({
      allowed: false,
      reason: 'nobody is not a member of this workspace.',
      rule: { table: 'membership', row: 'notMember', decidedBy: 'nobody' },
      remedy: 'Olu (owner) or Ari (admin) can add nobody to the workspace.',
    });
  });

  it('a suspended member is denied everything, and hears who can lift it', () => {
    const suspended = { ...EDI, suspended: true };
    const engine = engineOf([OLU, ARI, suspended]);
    for (const action of ACTIONS)
      expect(engine.can(EDI.id, action, { type: 'member', id: EDI.id })).toBe(false);
    expect(engine.decide(EDI.id, 'post.view', onAcme)).toMatchObject({
      reason: 'Edi is suspended: a suspended member can do nothing in this workspace.',
      rule: { table: 'membership', row: 'suspended', decidedBy: 'editor' },
      remedy: 'Olu (owner) or Ari (admin) can lift the suspension.',
    });
  });

  it('a membership ends at its moment, not before and not later', () => {
    const until = (expiresAt: string) =>
      engineOf([OLU, { ...EDI, expiresAt }]).can(EDI.id, 'post.view', onAcme);
    expect(until('2026-11-20T12:00:00.001Z')).toBe(true);
    expect(until('2026-11-20T12:00:00Z')).toBe(false);
    expect(until('2026-11-20T12:30:00+01:00')).toBe(false);
    expect(until('no date at all')).toBe(false);
  });

  it('an expired member hears who can extend the membership', () => {
    const engine = engineOf([OLU, ARI, { ...DANA, expiresAt: '2026-01-01T00:00:00Z' }]);
    expect(engine.decide(DANA.id, 'post.view', onAcme).remedy).toBe('Olu (owner) can extend the membership.');
  });

  it('a suspended owner is not above it, and with nobody else there is nobody to help', () => {
    const decision = engineOf([{ ...OLU, suspended: true }, ARI]).decide(OLU.id, 'billing.view', workspace);
    expect(decision.allowed).toBe(false);
    expect(decision.remedy).toBe('Nobody in this workspace can do this now.');
  });
});

describe('two-factor comes second', () => {
  const settings = { requireTwoFactor: ['editor', 'owner'] };

  it('leaves open what is seen, the tabs and enrolling, as far as the role grants them', () => {
    const engine = engineOf(EVERYBODY, settings);
    const open = ACTIONS.filter((action) => engine.can(EDI.id, action, resourceFor(action)));
    expect(open).toEqual([
      'tab.create',
      'tab.posts',
      'tab.calendar',
      'tab.media',
      'tab.rss',
      'tab.content',
      'tab.analytics',
      'post.view',
      'insights.view',
      'media.view',
      'account.view',
      'member.view',
      'twoFactor.enrol',
    ]);
  });

  function resourceFor(action: Action): Resource {
    if (action.startsWith('post.')) return { type: 'post', accountId: A1.id, authorId: EDI.id };
    if (action.startsWith('member.') || action.startsWith('twoFactor.'))
      return { type: 'member', id: EDI.id };
    if (action === 'media.delete') return { type: 'media', addedBy: EDI.id };
    return onAcme;
  }

  it('asks only the roles that the workspace names, and only members who have none', () => {
    const enrolled = { ...EDI, twoFactor: true };
    expect(engineOf(EVERYBODY, settings).can(CARA.id, 'post.create', onAcme)).toBe(true);
    expect(engineOf(EVERYBODY, settings).can(OLU.id, 'post.create', onAcme)).toBe(false);
    expect(engineOf([OLU, enrolled], settings).can(EDI.id, 'post.create', onAcme)).toBe(true);
  });

  it('says how to enrol', () => {
    expect(engineOf(EVERYBODY, settings).decide(EDI.id, 'post.create', onAcme)).toEqual({
      allowed: false,
      reason:
        'This workspace requires two-factor sign-in of editors, and Edi has not turned it on: it is turned on in the security settings.',
      rule: { table: 'twoFactor', row: 'requireTwoFactor', decidedBy: 'editor' },
      remedy: 'Turn on two-factor sign-in in your security settings.',
    });
  });

  it('does not promise that enrolling is enough where it is not', () => {
    expect(
      engineOf([{ ...OLU, twoFactor: true }, EDI], settings).decide(EDI.id, 'workspace.edit', workspace)
        .remedy,
    ).toBe(
      'Turn on two-factor sign-in in your security settings. This needs more than that: Ask Olu (owner).',
    );
  });

  it('comes before scope and role', () => {
    expect(engineOf(EVERYBODY, settings).decide(EDI.id, 'post.create', onBeta).rule.table).toBe('twoFactor');
  });
});

describe('scope comes before the role', () => {
  it('a member who is not assigned the account is told so, whatever the role', () => {
    const decision = engineOf().decide(DANA.id, 'post.create', onBeta);
    expect(decision.reason).toBe('Dana is not assigned the account Beta (Mastodon).');
    expect(decision.rule).toEqual({ table: 'scope', row: 'notReached', decidedBy: 'clientRead' });
  });

  it('an account that is not there is denied to the owner too', () => {
    const gone: Resource = { type: 'account', id: accountId('a9') };
    expect(engineOf().decide(OLU.id, 'post.view', gone)).toMatchObject({
      allowed: false,
      reason: 'There is no such account in this workspace.',
      rule: { table: 'scope' },
      remedy: 'Nobody in this workspace can do this now.',
    });
  });

  it('an assignment to an account that is gone grants nothing', () => {
    const stale = member({ id: 'x', name: 'Xi', role: 'admin', accounts: [{ accountId: 'a9' }] });
    expect(engineOf([OLU, stale]).can(stale.id, 'post.view', { type: 'account', id: accountId('a9') })).toBe(
      false,
    );
  });

  it('a member who is not there is denied to the owner too', () => {
    const decision = engineOf().decide(OLU.id, 'member.remove', { type: 'member', id: memberId('gone') });
    expect(decision.reason).toBe('There is no such member in this workspace.');
  });
});

describe('a question that makes no sense', () => {
  it.each([
    [
      'post.edit',
      { type: 'media', addedBy: EDI.id },
      'This action is asked of an account or a post, and was asked of something else.',
    ],
    [
      'post.create',
      workspace,
      'This action is asked of an account or a post, and was asked of something else.',
    ],
    [
      'member.remove',
      onAcme,
      'This action is asked of a member or the workspace, and was asked of something else.',
    ],
    [
      'media.delete',
      onAcme,
      'This action is asked of a file or the workspace, and was asked of something else.',
    ],
  ] as const)('%s of something it is not done to is denied with a reason', (action, resource, reason) => {
    expect(engineOf().decide(OLU.id, action, resource)).toMatchObject({ allowed: false, reason });
  });

  const hostile: readonly unknown[] = [
    undefined,
    null,
    7,
    'post',
    {},
    { type: '__proto__' },
    { type: 'constructor', id: 'constructor' },
    { type: 'account' },
    { type: 'account', id: '__proto__' },
    { type: 'post', accountId: { toString: null } },
    { type: 'member' },
    { type: 'member', role: 'constructor' },
    { type: 'member', id: undefined, role: '__proto__' },
    { type: 'post', accountId: 'a1', gate: 'hasOwnProperty', authorId: 7 },
  ];

  it.each(hostile.map((resource, index) => [index, resource]))(
    'is never answered by throwing: %s',
    (_, resource) => {
      const engine = engineOf();
      for (const action of ACTIONS) {
        for (const { id } of EVERYBODY) {
          const decision = engine.decide(id, action, resource as Resource);
          expect(decision.allowed).toBe(engine.can(id, action, resource as Resource));
          expect(decision.reason).not.toBe('');
        }
      }
    },
  );

  it.each(['post.exterminate', '__proto__', 'constructor', 'toString', ''])(
    'an action called "%s" is denied',
    (action) => {
      expect(isAction(action)).toBe(false);
      const decision = engineOf().decide(OLU.id, action as Action, workspace);
      expect(decision.allowed).toBe(false);
      expect(decision.reason).toMatch(/^The role model of this workspace knows no action called "/);
    },
  );

  it('a member called __proto__ is a member like any other', () => {
    const odd = member({ id: '__proto__', name: 'Odd', role: 'editor', accounts: [{ accountId: 'a1' }] });
    expect(engineOf([OLU, odd]).can(odd.id, 'post.create', onAcme)).toBe(true);
    expect(engineOf([OLU]).can(odd.id, 'post.create', onAcme)).toBe(false);
  });
});

describe('what is said', () => {
  it('names the person and the role', () => {
    expect(engineOf().decide(DANA.id, 'post.create', onAcme)).toEqual({
      allowed: false,
      reason: 'Dana is a read-only client: read-only clients do not create posts.',
      rule: { table: 'agency', row: 'post.create', decidedBy: 'clientRead', cell: 'no', source: '003' },
      remedy: 'Ask Olu (owner), Ari (admin) or 2 others.',
    });
    expect(engineOf().decide(EDI.id, 'post.create', onAcme)).toEqual({
      allowed: true,
      reason: 'Edi is an editor: editors create posts.',
      rule: { table: 'agency', row: 'post.create', decidedBy: 'editor', cell: 'yes', source: '003' },
      remedy: '',
    });
  });

  it('names the grant that decided', () => {
    const granted = { ...ARI, grants: ['addAccounts' as const] };
    expect(engineOf([OLU, granted]).decide(ARI.id, 'account.add', workspace)).toMatchObject({
      reason: 'Ari is an admin: admins add accounts where an owner gave them that right, as here.',
      rule: { decidedBy: 'grant:addAccounts' },
    });
  });

  it('shows a hostile name as text: on one line, in its own direction, never as a place of a template', () => {
    const named = { ...DANA, name: 'Da\u202Ena\u0000\n{roles} <b>$&</b>' };
    expect(engineOf([OLU, named]).decide(DANA.id, 'post.create', onAcme).reason).toBe(
      'Da na {roles} <b>$&</b> is a read-only client: read-only clients do not create posts.',
    );
  });

  it('does not go blank over a name of nothing but control characters', () => {
    const named = { ...DANA, name: '\u202E\u200F' };
    expect(engineOf([OLU, named]).decide(DANA.id, 'post.create', onAcme).reason).toMatch(/^\(no name\) is/);
  });

  const AGENCY_ACTIONS = new Set(
    rulesFor('agency')
      .rows()
      .map(({ action }) => action),
  );

  it('says every action and every row in words, never as a code', () => {
    for (const { id } of EVERYBODY) {
      for (const action of ACTIONS.filter((name) => AGENCY_ACTIONS.has(name))) {
        for (const resource of [
          workspace,
          onAcme,
          { type: 'post', accountId: A1.id, authorId: EDI.id } as const,
        ]) {
          const { reason, remedy } = engineOf().decide(id, action, resource);
          expect(`${reason} ${remedy}`).not.toMatch(/[{}]|undefined|\b(post|media|account|member|tab)\.\w/);
        }
      }
    }
  });
});

describe('the tables', () => {
  it.each(['agency', 'enterprise'] as const)(
    'say of each action of the %s model in one way what it is asked of',
    (model) => {
      const scopes = new Map<string, Set<string>>();
      for (const { action, scope } of rulesFor(model).rows()) {
        scopes.set(action, (scopes.get(action) ?? new Set()).add(scope));
      }
      expect([...scopes].filter(([, ofAction]) => ofAction.size > 1)).toEqual([]);
    },
  );
});
