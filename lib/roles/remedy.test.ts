import { describe, expect, it } from 'vitest';
import { A1, A2, ARI, agency, CARA, DANA, EDI, member, NOW_MS, OLU } from './example-workspace';
import {
  type Action,
  Assignment,
  createRoleEngine,
  type MemberFacts,
  type MemberId,
  type Resource,
  TeamFacts,
} from './index';

const onAcme: Resource = { type: 'account', id: A1.id };
const onBeta: Resource = { type: 'account', id: A2.id };

const ASSIGNED = Assignment.parse({ accountId: A2.id });

function remedy(
  members: readonly MemberFacts[],
  actorId: MemberId,
  action: Action,
  resource: Resource,
): string {
  return createRoleEngine(agency(members, [A1, A2]), NOW_MS).decide(actorId, action, resource).remedy;
}

describe('a remedy is worked out from the workspace as it is', () => {
  it('names those who can do it now', () => {
    expect(remedy([OLU, ARI, DANA], DANA.id, 'post.create', onAcme)).toBe('Ask Olu (owner) or Ari (admin).');
    expect(remedy([OLU, DANA], DANA.id, 'post.create', onAcme)).toBe('Ask Olu (owner).');
  });

  it('does not send anybody to somebody who is suspended, expired or not assigned', () => {
    const elsewhere = { ...EDI, accounts: [] };
    const expired = { ...CARA, expiresAt: '2026-01-01T00:00:00Z' };
    expect(
      remedy([OLU, { ...ARI, suspended: true }, elsewhere, expired, DANA], DANA.id, 'post.create', onAcme),
    ).toBe('Ask Olu (owner).');
  });

  it('says that nobody can when nobody can', () => {
    expect(remedy([{ ...OLU, suspended: true }, DANA], DANA.id, 'post.create', onAcme)).toBe(
      'Nobody in this workspace can do this now.',
    );
  });

  it('shortens a long list', () => {
    const admins = [1, 2, 3].map((n) => ({
      ...ARI,
      id: member({ id: `n${n}`, name: 'x', role: 'admin' }).id,
      name: `N${n}`,
    }));
    expect(remedy([OLU, ...admins.slice(0, 2), DANA], DANA.id, 'post.create', onAcme)).toBe(
      'Ask Olu (owner), N1 (admin) or N2 (admin).',
    );
    expect(remedy([OLU, ...admins, DANA], DANA.id, 'post.create', onAcme)).toBe(
      'Ask Olu (owner), N1 (admin) or 2 others.',
    );
  });

  it('names those who can give the account, where the account is all that is missing', () => {
    expect(remedy([OLU, ARI, EDI], EDI.id, 'post.create', onBeta)).toBe(
      'Olu (owner) can give Edi this account.',
    );
    const holding = {
      ...ARI,
      accounts: [...ARI.accounts, ...ARI.accounts.map((a) => ({ ...a, accountId: A2.id }))],
    };
    expect(remedy([OLU, holding, EDI], EDI.id, 'post.create', onBeta)).toBe(
      'Olu (owner) or Ari (admin) can give Edi this account.',
    );
  });

  it('does not name an admin as giver to a client, whom admins do not manage', () => {
    const holding = {
      ...ARI,
      accounts: [...ARI.accounts, ...ARI.accounts.map((a) => ({ ...a, accountId: A2.id }))],
    };
    expect(remedy([OLU, holding, CARA], CARA.id, 'post.create', onBeta)).toBe(
      'Ask Olu (owner) or Ari (admin). Olu (owner) can give Cara this account.',
    );
  });

  it('names those who can do it, where the account would not be enough', () => {
    expect(remedy([OLU, ARI, EDI, DANA], DANA.id, 'post.create', onBeta)).toBe('Ask Olu (owner).');
  });

  it('names those who can give a right', () => {
    expect(remedy([OLU, ARI], ARI.id, 'account.add', { type: 'workspace' })).toBe(
      'Olu (owner) can give Ari that right.',
    );
    expect(remedy([OLU, ARI], ARI.id, 'account.remove', onAcme)).toBe('Olu (owner) can give Ari that right.');
  });

  it('names those who can make a client an approver', () => {
    expect(
      remedy([OLU, ARI, DANA], DANA.id, 'post.approve', {
        type: 'post',
        accountId: A1.id,
        authorId: EDI.id,
        gate: 'client',
      }),
    ).toBe('Olu (owner) can give Dana that right.');
  });

  it('promises no right that would not be enough', () => {
    const cleo = { ...CARA, clientAccess: 'full' as const };
    const ownAtGate: Resource = { type: 'post', accountId: A1.id, authorId: cleo.id, gate: 'client' };
    const separated = createRoleEngine(
      agency([OLU, ARI, cleo], [A1, A2], { separationOfDuties: true }),
      NOW_MS,
    );
    expect(remedy([OLU, ARI, cleo], cleo.id, 'post.approve', ownAtGate)).toBe(
      'Olu (owner) can give Cara that right.',
    );
    expect(separated.decide(cleo.id, 'post.approve', ownAtGate).remedy).toBe(
      'Nobody in this workspace can do this now.',
    );
  });

  it('does not take for granted that who is given an account may approve there for the client', () => {
    const approving = { ...CARA, id: EDI.id, name: 'Ada', accounts: [{ ...ASSIGNED, approves: true }] };
    expect(
      remedy([OLU, approving, DANA], DANA.id, 'post.approve', {
        type: 'post',
        accountId: A2.id,
        gate: 'client',
      }),
    ).toBe('Ask Ada (client).');
    expect(
      remedy([OLU, DANA], DANA.id, 'post.approve', { type: 'post', accountId: A2.id, gate: 'client' }),
    ).toBe('Nobody in this workspace can do this now.');
    expect(remedy([OLU, DANA], DANA.id, 'post.view', onBeta)).toBe('Olu (owner) can give Dana this account.');
  });

  it('is the same however often it is asked', () => {
    const engine = createRoleEngine(agency([OLU, ARI, EDI, DANA], [A1, A2]), NOW_MS);
    const ask = () => [
      engine.decide(DANA.id, 'post.create', onAcme).remedy,
      engine.decide(DANA.id, 'post.create', onBeta).remedy,
      engine.decide(EDI.id, 'post.create', onBeta).remedy,
    ];
    const first = ask();
    expect(first).toEqual([
      'Ask Olu (owner), Ari (admin) or Edi (editor).',
      'Ask Olu (owner).',
      'Olu (owner) can give Edi this account.',
    ]);
    expect(ask()).toEqual(first);
  });

  it.each([
    ['a stranger', { id: 'zed' }, 'Olu (owner) or Ari (admin) can add zed to the workspace.'],
    ['somebody suspended', { suspended: true }, 'Olu (owner) or Ari (admin) can lift the suspension.'],
    [
      'somebody expired',
      { expiresAt: '2026-01-01T00:00:00Z' },
      'Olu (owner) or Ari (admin) can extend the membership.',
    ],
  ])('sends %s to those who can let them in, not to others for each thing', (_, change, expected) => {
    const isStranger = 'id' in change;
    const members = isStranger ? [OLU, ARI, CARA] : [OLU, ARI, CARA, { ...EDI, ...change }];
    const actorId = isStranger ? member({ ...EDI, ...change }).id : EDI.id;
    expect(remedy(members, actorId, 'post.create', onAcme)).toBe(expected);
  });

  it('names who could do it after all, where nobody can let somebody in', () => {
    const alone = { ...CARA, accounts: [ASSIGNED] };
    expect(remedy([alone, { ...EDI, suspended: true }], EDI.id, 'post.create', onBeta)).toBe(
      'Ask Cara (client).',
    );
  });

  it('is empty when there is nothing to remedy', () => {
    expect(remedy([OLU], OLU.id, 'post.create', onAcme)).toBe('');
  });
});

describe('in the enterprise model', () => {
  const AMY = member({ id: 'amy', name: 'Amy', role: 'administrator' });
  const CORA = member({
    id: 'cora',
    name: 'Cora',
    role: 'contentCreator',
    addOns: ['teamLeader'],
    teams: [{ teamId: 't1' }],
  });
  const VI = member({ id: 'vi', name: 'Vi', role: 'viewOnly', addOns: ['teamLeader'] });
  const team = TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] });
  const engine = createRoleEngine(
    { ...agency([AMY, CORA, VI], [A1, A2]), roleModel: 'enterprise', teams: [team] },
    NOW_MS,
  );
  const remedy = (action: Action, resource: Resource) => engine.decide(VI.id, action, resource).remedy;

  it('somebody is brought to an account through a team that has it', () => {
    expect(remedy('post.view', { type: 'account', id: A1.id })).toBe(
      'Amy (administrator) or Cora (content creator) can put Vi on a team that has it.',
    );
  });

  it('somebody is put on the team that they ask about', () => {
    expect(remedy('team.settings.edit', { type: 'team', id: team.id })).toBe(
      'Amy (administrator) or Cora (content creator) can put Vi on this team.',
    );
  });

  it('no setting is promised to be enough where another one stands in the way behind it', () => {
    const ed = member({ id: 'ed', name: 'Ed', role: 'editor', teams: [{ teamId: 't1' }] });
    const helpWith = (settings: object) =>
      createRoleEngine(
        { ...agency([AMY, ed], [A1], settings), roleModel: 'enterprise', teams: [team] },
        NOW_MS,
      ).decide(ed.id, 'post.label.create', { type: 'post', accountId: A1.id, authorId: AMY.id }).remedy;
    expect(helpWith({ ownPostsOnly: true })).toBe('Ask Amy (administrator).');
    expect(helpWith({ ownPostsOnly: true, labelsInContext: true })).toBe(
      'Amy (administrator) can change that setting.',
    );
    expect(helpWith({})).toBe('Amy (administrator) can change that setting.');
  });

  it('nobody is promised a team where it would not help, or where no team has the account', () => {
    expect(remedy('post.create', { type: 'account', id: A1.id })).toBe(
      'Ask Amy (administrator) or Cora (content creator).',
    );
    expect(remedy('post.view', { type: 'account', id: A2.id })).toBe('Ask Amy (administrator).');
  });
});
