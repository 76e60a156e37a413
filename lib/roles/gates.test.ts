import { describe, expect, it } from 'vitest';
import {
  A1,
  A2,
  ARI,
  accountId,
  agency,
  CARA,
  EDI,
  member,
  memberId,
  NOW_MS,
  OLU,
} from './example-workspace';
import { createRoleEngine, type MemberFacts, type MemberId } from './index';

const FULL_EDI: MemberFacts = {
  ...EDI,
  accounts: EDI.accounts.map((assignment) => ({ ...assignment, posting: 'full' })),
};
const CLEO = member({
  id: 'cleo',
  name: 'Cleo',
  role: 'client',
  clientAccess: 'posting',
  accounts: [{ accountId: 'a1', approves: true }],
});

function gates(members: readonly MemberFacts[], authorId: MemberId | undefined, settings = {}, on = A1.id) {
  return createRoleEngine(agency(members, [A1, A2], settings), NOW_MS)
    .gatesFor({ type: 'post', accountId: on, authorId })
    .map(({ name, approverIds }) => [name, ...approverIds]);
}

describe('the gates of a post', () => {
  it('none for an editor with full posting access where no client approves', () => {
    expect(gates([OLU, ARI, FULL_EDI], EDI.id)).toEqual([]);
  });

  it("the team's for an editor whose posts need approval: its admins and owners pass it", () => {
    const elsewhere = member({ id: 'ann', name: 'Ann', role: 'admin', accounts: [{ accountId: 'a2' }] });
    expect(gates([OLU, ARI, elsewhere, EDI], EDI.id)).toEqual([['team', 'olu', 'ari']]);
  });

  it.each([OLU, ARI])('none of the team for $role $name, whatever the assignment says', ({ id }) => {
    expect(gates([OLU, ARI, EDI], id)).toEqual([]);
  });

  it("the client's for everybody's posts, the owner's too, where a client approves", () => {
    expect(gates([OLU, ARI, FULL_EDI, CLEO], OLU.id)).toEqual([['client', 'cleo']]);
    expect(gates([OLU, ARI, FULL_EDI, CLEO], EDI.id)).toEqual([['client', 'cleo']]);
  });

  it('team before client', () => {
    expect(gates([CLEO, OLU, ARI, EDI], EDI.id)).toEqual([
      ['team', 'olu', 'ari'],
      ['client', 'cleo'],
    ]);
  });

  it("not the client's for a client's own post, which may still need the team's", () => {
    expect(gates([OLU, ARI, CLEO], CLEO.id)).toEqual([['team', 'olu', 'ari']]);
    expect(gates([OLU, ARI, CLEO, CARA], CARA.id)).toEqual([]);
  });

  it.each([
    ['suspended', { ...CLEO, suspended: true }],
    ['expired', { ...CLEO, expiresAt: '2026-01-01T00:00:00Z' }],
    ['not assigned here', { ...CLEO, accounts: CLEO.accounts.map((a) => ({ ...a, accountId: A2.id })) }],
    ['not an approver', { ...CLEO, accounts: CLEO.accounts.map((a) => ({ ...a, approves: false })) }],
    ['no client', { ...CLEO, role: 'editor', clientAccess: undefined } as const],
  ])("not the client's when the one approver is %s", (_, client) => {
    expect(gates([OLU, client], OLU.id)).toEqual([]);
  });

  it("the client's stays, without approvers, when the client lacks the second factor it needs", () => {
    expect(gates([OLU, CLEO], OLU.id, { requireTwoFactor: ['client'] })).toEqual([['client']]);
  });

  it("the team's when the author is gone, suspended, not assigned, or not known", () => {
    expect(gates([OLU, ARI], memberId('gone'))).toEqual([['team', 'olu', 'ari']]);
    expect(gates([OLU, ARI, { ...FULL_EDI, suspended: true }], EDI.id)).toEqual([['team', 'olu', 'ari']]);
    expect(gates([OLU, ARI, FULL_EDI], EDI.id, {}, A2.id)).toEqual([['team', 'olu']]);
    expect(gates([OLU, ARI], ARI.id, {}, A2.id)).toEqual([['team', 'olu']]);
    expect(gates([OLU, ARI], undefined)).toEqual([['team', 'olu', 'ari']]);
  });

  it('one that nobody passes on an account that is gone', () => {
    expect(gates([OLU], OLU.id, {}, accountId('a9'))).toEqual([['team']]);
  });

  it('under separation of duties, one of the team that the author does not pass, for everybody', () => {
    const settings = { separationOfDuties: true };
    expect(gates([OLU, ARI, FULL_EDI], OLU.id, settings)).toEqual([['team', 'ari']]);
    expect(gates([OLU, ARI, FULL_EDI], EDI.id, settings)).toEqual([['team', 'olu', 'ari']]);
    expect(gates([OLU, FULL_EDI], OLU.id, settings)).toEqual([['team']]);
  });

  it('say why they are asked', () => {
    const reasons = (members: readonly MemberFacts[], authorId: MemberId, settings = {}) =>
      createRoleEngine(agency(members, [A1, A2], settings), NOW_MS)
        .gatesFor({ type: 'account', id: A1.id, authorId })
        .map(({ reason }) => reason);
    expect(reasons([OLU, EDI, CLEO], EDI.id)).toEqual([
      'Edi’s posts on Acme (Bluesky) need approval.',
      'The client approves what goes out on Acme (Bluesky).',
    ]);
    expect(reasons([OLU, FULL_EDI], EDI.id, { separationOfDuties: true })).toEqual([
      'In this workspace nobody approves their own posts: somebody other than Edi approves this one.',
    ]);
  });
});

describe('a gate never denies', () => {
  const engine = createRoleEngine(agency([OLU, ARI, EDI, CLEO], [A1, A2]), NOW_MS);

  it.each(['post.publish', 'post.submit'] as const)('%s is allowed and carries the gates', (action) => {
    const resource = { type: 'post', accountId: A1.id, authorId: EDI.id } as const;
    const decision = engine.decide(EDI.id, action, resource);
    expect(decision.allowed).toBe(true);
    expect(decision.gates).toEqual(engine.gatesFor(resource));
    expect(decision.gates).toHaveLength(2);
  });

  it('an empty list of gates says that it takes effect at once', () => {
    const own = { type: 'post', accountId: A2.id, authorId: OLU.id } as const;
    expect(engine.decide(OLU.id, 'post.publish', own).gates).toEqual([]);
  });

  it('other actions, and denials, carry none', () => {
    const resource = { type: 'post', accountId: A1.id, authorId: EDI.id } as const;
    expect(engine.decide(EDI.id, 'post.edit', resource)).not.toHaveProperty('gates');
    expect(engine.decide(CLEO.id, 'post.publish', resource)).not.toHaveProperty('gates');
  });
});
