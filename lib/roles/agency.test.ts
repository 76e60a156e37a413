import { describe, expect, it } from 'vitest';
import {
  A1,
  A2,
  ARI,
  account,
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
import { createRoleEngine, type MemberFacts, type Resource } from './index';

const EVERYBODY = [OLU, ARI, EDI, DANA, CARA];
const engineOf = (members: readonly MemberFacts[] = EVERYBODY, settings = {}) =>
  createRoleEngine(agency(members, [A1, A2], settings), NOW_MS);
const post = (more: object = {}): Resource => ({ type: 'post', accountId: A1.id, ...more });
const memberResource = (id: string): Resource => ({ type: 'member', id: memberId(id) });

describe('details that the agency table cannot hold', () => {
  it('owners reach every account without an assignment', () => {
    expect(OLU.accounts).toEqual([]);
    expect(engineOf().can(OLU.id, 'account.settings.edit', { type: 'account', id: A2.id })).toBe(true);
  });

  it('a full-access client removes only accounts it added', () => {
    const added = account({ id: 'a1', addedBy: 'cara' });
    const engine = (accounts: Parameters<typeof agency>[1]) =>
      createRoleEngine(agency(EVERYBODY, accounts), NOW_MS);
    expect(engine([added, A2]).can(CARA.id, 'account.remove', { type: 'account', id: A1.id })).toBe(true);
    expect(engine([A1, A2]).can(CARA.id, 'account.remove', { type: 'account', id: A1.id })).toBe(false);
  });

  it('a full-access client edits others’ posts', () => {
    expect(engineOf().can(CARA.id, 'post.edit', post({ authorId: EDI.id }))).toBe(true);
  });

  it('a full-access client still deletes only its own media', () => {
    expect(engineOf().can(CARA.id, 'media.delete', { type: 'media', addedBy: CARA.id })).toBe(true);
    expect(engineOf().can(CARA.id, 'media.delete', { type: 'media', addedBy: EDI.id })).toBe(false);
  });

  it('admins manage editors alone', () => {
    const managed = EVERYBODY.filter(
      ({ id }) => id !== ARI.id && engineOf().can(ARI.id, 'member.edit', memberResource(id)),
    );
    expect(managed).toEqual([EDI]);
  });

  it('owners manage admins, editors and clients', () => {
    const managed = EVERYBODY.filter(
      ({ id }) => id !== OLU.id && engineOf().can(OLU.id, 'member.edit', memberResource(id)),
    );
    expect(managed).toEqual([ARI, EDI, DANA, CARA]);
  });

  it.each(EVERYBODY)('nobody changes their own role: $role $name', ({ id }) => {
    const second = member({ id: 'second', name: 'Second', role: 'owner' });
    const decision = engineOf([...EVERYBODY, second]).decide(id, 'member.edit', memberResource(id));
    expect(decision.allowed).toBe(false);
    expect(decision.reason).toMatch(/^Nobody changes their own role and access/);
  });

  it.each(['member.remove', 'member.edit'] as const)(
    'a workspace always keeps an owner: %s on the last one',
    (action) => {
      const suspended = member({ id: 'second', name: 'Second', role: 'owner', suspended: true });
      const decision = engineOf([...EVERYBODY, suspended]).decide(OLU.id, action, memberResource('olu'));
      expect(decision.allowed).toBe(false);
      expect(decision.reason).toBe('Olu is the only owner who can act: a workspace always keeps one.');
      expect(decision.remedy).toBe('Olu (owner) can make somebody else an owner first.');
    },
  );

  it('one of two owners may leave, and may be managed by the other', () => {
    const second = member({ id: 'second', name: 'Second', role: 'owner' });
    const engine = engineOf([OLU, ARI, second]);
    expect(engine.can(OLU.id, 'member.remove', memberResource('olu'))).toBe(true);
    expect(engine.can(OLU.id, 'member.edit', memberResource('second'))).toBe(true);
    expect(engine.can(ARI.id, 'member.view', memberResource('second'))).toBe(false);
  });

  it('an owner who is suspended may be removed by the one who stays', () => {
    const suspended = member({ id: 'second', name: 'Second', role: 'owner', suspended: true });
    expect(engineOf([OLU, suspended]).can(OLU.id, 'member.remove', memberResource('second'))).toBe(true);
  });

  it('an admin assigns only accounts it holds itself', () => {
    expect(engineOf().can(ARI.id, 'account.assign', { type: 'account', id: A1.id })).toBe(true);
    expect(engineOf().can(ARI.id, 'account.assign', { type: 'account', id: A2.id })).toBe(false);
  });

  it.each(EVERYBODY)(
    'everybody sees themself and turns on their own two-factor sign-in: $role $name',
    ({ id }) => {
      expect(engineOf().can(id, 'member.view', memberResource(id))).toBe(true);
      expect(engineOf().can(id, 'twoFactor.enrol', memberResource(id))).toBe(true);
      expect(engineOf().can(id, 'twoFactor.enrol', { type: 'workspace' })).toBe(true);
    },
  );

  it("nobody turns on somebody else's two-factor sign-in, the owner included", () => {
    const decision = engineOf().decide(OLU.id, 'twoFactor.enrol', memberResource('edi'));
    expect(decision.allowed).toBe(false);
    expect(decision.reason).toBe(
      'Members turn on their own two-factor sign-in: nobody does it for somebody else.',
    );
  });

  it('a client without a level has no rights', () => {
    const levelless = member({ id: 'x', name: 'Xi', role: 'client', accounts: [{ accountId: 'a1' }] });
    const decision = engineOf([OLU, levelless]).decide(levelless.id, 'post.view', post());
    expect(decision.allowed).toBe(false);
    expect(decision.remedy).toBe('Olu (owner) can give Xi another role.');
  });

  it('a role of the other model has no rights', () => {
    const stranger = member({ id: 'x', name: 'Xi', role: 'administrator', accounts: [{ accountId: 'a1' }] });
    expect(engineOf([OLU, stranger]).can(stranger.id, 'post.view', post())).toBe(false);
    expect(engineOf([OLU, stranger]).can(OLU.id, 'member.edit', memberResource('x'))).toBe(false);
  });
});

describe('the gates that an approval is asked for', () => {
  const cleo = member({
    id: 'cleo',
    name: 'Cleo',
    role: 'client',
    clientAccess: 'read',
    accounts: [{ accountId: 'a1', approves: true }, { accountId: 'a2' }],
  });
  const engine = engineOf([OLU, ARI, EDI, cleo]);

  it('without a gate, the right to pass either is enough', () => {
    expect(engine.whoCan('post.approve', post({ authorId: EDI.id }))).toEqual([OLU, ARI, cleo]);
    expect(engine.whoCan('post.approve', post({ authorId: EDI.id, gate: 'team' }))).toEqual([OLU, ARI]);
    expect(engine.whoCan('post.approve', post({ authorId: EDI.id, gate: 'client' }))).toEqual([cleo]);
  });

  it('an admin passes the gate of the team only on accounts it is assigned; owners everywhere', () => {
    const onBeta = { type: 'post', accountId: A2.id, authorId: EDI.id, gate: 'team' } as const;
    expect(engine.whoCan('post.decline', onBeta)).toEqual([OLU]);
  });

  it('a client approves where its own assignment says so, and nowhere else', () => {
    expect(engine.can(cleo.id, 'post.approve', { type: 'post', accountId: A2.id, gate: 'client' })).toBe(
      false,
    );
  });
});

describe('the reason of a step', () => {
  const cleo = member({
    id: 'cleo',
    name: 'Cleo',
    role: 'client',
    clientAccess: 'read',
    accounts: [{ accountId: 'a1', approves: true }],
  });
  const sue = member({ id: 'sue', name: 'Sue', role: 'editor', suspended: true });
  const full = member({ ...EDI, id: 'fay', name: 'Fay', accounts: [{ accountId: 'a1', posting: 'full' }] });

  it.each<readonly [author: string | undefined, settings: object, why: string]>([
    [undefined, {}, 'It is not known who the author is: the post needs approval.'],
    ['sue', {}, 'The author is not an active member any more: the post needs approval.'],
    [
      'gone',
      { separationOfDuties: true },
      'The author is not an active member any more: the post needs approval.',
    ],
    ['edi', {}, 'Edi’s posts on Acme (Bluesky) need approval.'],
    [
      'fay',
      { separationOfDuties: true },
      'In this workspace nobody approves their own posts: somebody other than Fay approves this one.',
    ],
  ])('of the team, for %s under %o: %s', (author, settings, why) => {
    const authorId = author === undefined ? undefined : memberId(author);
    const gates = engineOf([OLU, ARI, EDI, sue, full], settings).gatesFor({
      type: 'account',
      id: A1.id,
      authorId,
    });
    expect(gates).toMatchObject([{ name: 'team', reason: why }]);
  });

  it('of the team says when the author is not assigned the account, and that of the client whose it is', () => {
    const reasons = (on: typeof A1, author: MemberFacts) =>
      engineOf([OLU, ARI, EDI, cleo])
        .gatesFor({ type: 'account', id: on.id, authorId: author.id })
        .map(({ reason }) => reason);
    expect(reasons(A2, EDI)).toEqual(['Edi is not assigned Beta (Mastodon): a post there needs approval.']);
    expect(reasons(A1, OLU)).toEqual(['The client approves what goes out on Acme (Bluesky).']);
  });
});

describe('separation of duties', () => {
  const settings = { separationOfDuties: true };

  it.each([OLU, ARI])('off, $role $name may approve an own post', ({ id }) => {
    expect(engineOf().can(id, 'post.approve', post({ authorId: id, gate: 'team' }))).toBe(true);
  });

  it.each([OLU, ARI])('on, $role $name may not approve an own post', ({ id }) => {
    const decision = engineOf(EVERYBODY, settings).decide(
      id,
      'post.approve',
      post({ authorId: id, gate: 'team' }),
    );
    expect(decision.allowed).toBe(false);
    expect(decision.rule).toEqual({
      table: 'workspace',
      row: 'separationOfDuties',
      decidedBy: id === OLU.id ? 'owner' : 'admin',
    });
    expect(decision.remedy).toBe(id === OLU.id ? 'Ask Ari (admin).' : 'Ask Olu (owner).');
  });

  it('on, others’ posts are approved as before, and own posts may still be declined', () => {
    const engine = engineOf(EVERYBODY, settings);
    expect(engine.can(ARI.id, 'post.approve', post({ authorId: OLU.id }))).toBe(true);
    expect(engine.can(OLU.id, 'post.decline', post({ authorId: OLU.id }))).toBe(true);
  });

  it('on, nobody approves a post whose author is not known', () => {
    const engine = engineOf(EVERYBODY, settings);
    expect(engine.decide(OLU.id, 'post.approve', post())).toMatchObject({
      allowed: false,
      reason: 'Whether Olu may approve posts depends on who made this, and that is not known here.',
      remedy: 'Nobody can do this before that is known.',
    });
  });
});

describe('facts that a resource does not say', () => {
  it('deny what depends on them', () => {
    const engine = engineOf();
    expect(engine.decide(EDI.id, 'post.edit', post())).toMatchObject({
      allowed: false,
      reason: 'Whether Edi may edit posts depends on who made this, and that is not known here.',
      remedy: 'Ask Olu (owner), Ari (admin) or Cara (client).',
    });
    expect(engine.decide(EDI.id, 'media.delete', { type: 'media' }).reason).toContain('who made this');
    expect(engine.decide(ARI.id, 'member.add', { type: 'workspace' }).reason).toContain(
      'the role of the member',
    );
  });

  it('do not deny what is granted either way', () => {
    const engine = engineOf();
    expect(engine.can(ARI.id, 'post.edit', post())).toBe(true);
    expect(engine.can(ARI.id, 'post.edit', { type: 'account', id: accountId('a1') })).toBe(true);
    expect(engine.can(OLU.id, 'media.delete', { type: 'workspace' })).toBe(true);
    expect(engine.can(OLU.id, 'member.add', { type: 'workspace' })).toBe(true);
  });

  it('are not blamed where nothing would be granted either way', () => {
    expect(engineOf().decide(DANA.id, 'post.edit', post()).reason).toMatch(/^Dana is a read-only client/);
  });
});
