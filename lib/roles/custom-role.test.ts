import { describe, expect, it } from 'vitest';
import { A1, A2, agency, member, memberId, NOW_MS, OLU } from './example-workspace';
import { type AccountFacts, CustomRole, createRoleEngine, type MemberFacts, type Resource } from './index';

const ARI = member({
  id: 'ari',
  name: 'Ari',
  role: 'admin',
  grants: ['addAccounts'],
  accounts: [{ accountId: 'a1' }],
});
const onAcme: Resource = { type: 'account', id: A1.id };
const onBeta: Resource = { type: 'account', id: A2.id };
const workspace: Resource = { type: 'workspace' };
const post = (authorId: string): Resource => ({
  type: 'post',
  accountId: A1.id,
  authorId: memberId(authorId),
});

/** A workspace where Nia has a role of the workspace's own. */
function engineWith(
  role: object,
  nia: object = {},
  others: readonly MemberFacts[] = [OLU, ARI],
  accounts: readonly AccountFacts[] = [A1, A2],
) {
  const customRole = CustomRole.parse({
    id: 'r1',
    name: 'Junior',
    basedOn: 'editor',
    madeBy: OLU.id,
    ...role,
  });
  const holder = member({
    id: 'nia',
    name: 'Nia',
    role: customRole.basedOn,
    clientAccess: customRole.clientAccess,
    customRole: 'r1',
    accounts: [{ accountId: 'a1' }],
    ...nia,
  });
  const facts = { ...agency([...others, holder], accounts), customRoles: [customRole] };
  return createRoleEngine(facts, NOW_MS);
}
const nia = memberId('nia');

describe('a role of the workspace', () => {
  it('is a copy of the role it is based on', () => {
    const engine = engineWith({});
    expect(engine.can(nia, 'post.edit', post('nia'))).toBe(true);
    expect(engine.can(nia, 'post.edit', post('olu'))).toBe(false);
    expect(engine.can(nia, 'post.create', onBeta)).toBe(false);
  });

  it('has single permissions switched on and off, and says that it decided', () => {
    const engine = engineWith({ switched: { 'post.edit others': true, 'post.delete own': false } });
    expect(engine.can(nia, 'post.edit', post('olu'))).toBe(true);
    expect(engine.decide(nia, 'post.delete', post('nia'))).toMatchObject({
      allowed: false,
      reason:
        'Nia is a member with the role “Junior”: members with the role “Junior” do not delete their own posts.',
      rule: { table: 'agency', row: 'post.delete own', decidedBy: 'r1', cell: 'no' },
    });
  });

  it('gives what is switched on no further than the maker has it', () => {
    const byAdmin = (switched: object) => engineWith({ madeBy: 'ari', switched });
    expect(byAdmin({ 'workspace.edit': true }).can(nia, 'workspace.edit', workspace)).toBe(false);
    // An admin adds accounts where an owner said so: Nia would need that word too.
    expect(byAdmin({ 'account.add': true }).can(nia, 'account.add', workspace)).toBe(false);
    expect(engineWith({ switched: { 'account.add': true } }).can(nia, 'account.add', workspace)).toBe(true);
  });

  it('grants under a condition what its maker has under the same condition', () => {
    const byAdmin = (grants: readonly string[], role: object = {}) =>
      engineWith({ madeBy: 'ari', ...role }, { grants });
    const copied = { basedOn: 'admin' };
    expect(byAdmin(['addAccounts'], copied).can(nia, 'account.add', workspace)).toBe(true);
    expect(byAdmin([], copied).can(nia, 'account.add', workspace)).toBe(false);
    const switchedOn = { switched: { 'account.add': true } };
    expect(byAdmin(['addAccounts'], switchedOn).can(nia, 'account.add', workspace)).toBe(true);
    expect(byAdmin([], switchedOn).can(nia, 'account.add', workspace)).toBe(false);
  });

  it('is held to the condition of its maker where the role that it copies has none', () => {
    const copiedOwner = { basedOn: 'owner', madeBy: 'ari' };
    expect(engineWith(copiedOwner, { grants: ['removeAccounts'] }).can(nia, 'account.remove', onAcme)).toBe(
      true,
    );
    expect(engineWith(copiedOwner).can(nia, 'account.remove', onAcme)).toBe(false);
  });

  it('grants nothing where the role that it copies and its maker are held to different conditions', () => {
    // A full-access client removes what it added, an admin what an owner let it remove: neither word is the other.
    const client = { basedOn: 'client', clientAccess: 'full', madeBy: 'ari' };
    const holder = { grants: ['removeAccounts'] };
    const addedBy = (id: string) => [{ ...A1, addedBy: memberId(id) }, A2];
    expect(engineWith(client, holder, [OLU, ARI], addedBy('nia')).can(nia, 'account.remove', onAcme)).toBe(
      false,
    );
    const byOwner = { ...client, madeBy: OLU.id };
    expect(engineWith(byOwner, holder, [OLU], addedBy('nia')).can(nia, 'account.remove', onAcme)).toBe(true);
    expect(engineWith(byOwner, holder, [OLU], addedBy('olu')).can(nia, 'account.remove', onAcme)).toBe(false);
  });

  it('shrinks with its maker, and is nothing without one', () => {
    const demoted = member({ id: 'olu', name: 'Olu', role: 'editor', accounts: [{ accountId: 'a1' }] });
    const switched = { 'post.edit others': true };
    expect(engineWith({ switched }, {}, [demoted]).can(nia, 'post.edit', post('olu'))).toBe(false);
    expect(engineWith({ switched }, {}, [demoted]).can(nia, 'post.edit', post('nia'))).toBe(true);
    expect(engineWith({ switched }, {}, [ARI]).can(nia, 'post.edit', post('nia'))).toBe(false);
    const limited = { ...OLU, customRole: CustomRole.shape.id.parse('r1') };
    expect(engineWith({ switched }, {}, [limited]).can(nia, 'post.edit', post('nia'))).toBe(false);
  });

  it('never makes roles itself, and does not pass for a keeper of the workspace', () => {
    const engine = engineWith({ basedOn: 'owner', switched: { 'role.edit': true } });
    expect(engine.can(nia, 'role.edit', workspace)).toBe(false);
    expect(engine.decide(OLU.id, 'member.remove', { type: 'member', id: OLU.id })).toMatchObject({
      rule: { row: 'lastKeeper' },
    });
  });

  it('based on the owner reaches every account only when an owner made it', () => {
    expect(
      engineWith({ basedOn: 'owner' }).can(nia, 'post.edit', {
        type: 'post',
        accountId: A2.id,
        authorId: OLU.id,
      }),
    ).toBe(true);
    const byAdmin = engineWith({ basedOn: 'owner', madeBy: 'ari' });
    expect(byAdmin.can(nia, 'post.create', onAcme)).toBe(true);
    expect(byAdmin.can(nia, 'post.create', onBeta)).toBe(false);
    expect(byAdmin.can(nia, 'account.assign', onBeta)).toBe(false);
  });

  it('keeps the word of a client, which no maker holds, and cannot be given it', () => {
    const atGate: Resource = { type: 'post', accountId: A1.id, authorId: OLU.id, gate: 'client' };
    const approving = { accounts: [{ accountId: 'a1', approves: true }] };
    const client = { basedOn: 'client', clientAccess: 'read' };
    expect(engineWith(client, approving).can(nia, 'post.approve', atGate)).toBe(true);
    const off = { ...client, switched: { 'post.approve client gate': false } };
    expect(engineWith(off, approving).can(nia, 'post.approve', atGate)).toBe(false);
    const editor = { switched: { 'post.approve client gate': true } };
    expect(engineWith(editor, approving).can(nia, 'post.approve', atGate)).toBe(false);
  });

  it('leaves to everybody what concerns oneself, whatever it switches off and whoever made it', () => {
    const switched = { 'member.view oneself': false, 'twoFactor.enrol oneself': false, 'tab.posts': true };
    for (const engine of [engineWith({ switched }), engineWith({}, {}, [ARI])]) {
      expect(engine.can(nia, 'member.view', { type: 'member', id: nia })).toBe(true);
      expect(engine.can(nia, 'twoFactor.enrol', { type: 'member', id: nia })).toBe(true);
    }
    const bold = engineWith({ basedOn: 'admin', switched: { 'member.edit oneself': true } });
    expect(bold.can(nia, 'member.edit', { type: 'member', id: nia })).toBe(false);
  });

  it('of another model, or that is not there, is no role', () => {
    expect(engineWith({ basedOn: 'moderator' }, { role: 'editor' }).can(nia, 'post.view', onAcme)).toBe(
      false,
    );
    expect(engineWith({}, { customRole: 'r2' }).decide(nia, 'post.view', onAcme)).toMatchObject({
      allowed: false,
      rule: { row: 'noColumn' },
    });
  });
});
