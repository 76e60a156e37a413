import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, agency, member, memberId, NOW_MS } from './example-workspace';
import {
  ACTIONS,
  createRoleEngine,
  GateName,
  type MemberFacts,
  PostStatus,
  type Resource,
  Role,
} from './index';

const ACCOUNT_IDS = ['a1', 'a2', 'gone'];
const MEMBER_IDS = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'stranger'];

const anAssignment = fc.record({
  accountId: fc.constantFrom(...ACCOUNT_IDS),
  posting: fc.constantFrom('full', 'needsApproval'),
  approves: fc.boolean(),
});

const aMember = fc
  .record({
    role: fc.constantFrom('owner', 'admin', 'editor', 'client'),
    clientAccess: fc.constantFrom('read', 'posting', 'full'),
    grants: fc.uniqueArray(fc.constantFrom('addAccounts', 'removeAccounts')),
    accounts: fc.uniqueArray(anAssignment, { selector: ({ accountId }) => accountId }),
    twoFactor: fc.boolean(),
    suspended: fc.boolean(),
    expiresAt: fc.constantFrom(undefined, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'),
  })
  .map(({ clientAccess, ...rest }) => ({ ...rest, ...(rest.role === 'client' ? { clientAccess } : {}) }));

const aWorkspace = fc
  .record({
    members: fc.array(aMember, { minLength: 1, maxLength: 6 }),
    addedBy: fc.constantFrom(...MEMBER_IDS),
    separationOfDuties: fc.boolean(),
    requireTwoFactor: fc.uniqueArray(
      fc.constantFrom('owner' as const, 'admin' as const, 'editor' as const, 'client' as const),
    ),
  })
  .map(({ members, addedBy, ...settings }) =>
    agency(
      members.map((input, index): MemberFacts => member({ ...input, id: `m${index}`, name: `M${index}` })),
      [account({ id: 'a1', addedBy }), account({ id: 'a2' })],
      settings,
    ),
  );

const aMemberId = fc.constantFrom(...MEMBER_IDS).map(memberId);
const aPost = fc.record(
  {
    type: fc.constant('post' as const),
    accountId: fc.constantFrom(...ACCOUNT_IDS),
    authorId: aMemberId,
    gate: fc.constantFrom(...GateName.options),
    status: fc.constantFrom(...PostStatus.options),
  },
  { requiredKeys: ['type', 'accountId'] },
);
const aResource = fc.oneof(
  fc.constant({ type: 'workspace' }),
  fc.record({ type: fc.constant('account'), id: fc.constantFrom(...ACCOUNT_IDS) }),
  aPost,
  fc.record({ type: fc.constant('media'), addedBy: aMemberId }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('member'), id: aMemberId }),
  fc.record({ type: fc.constant('member'), role: fc.constantFrom(...Role.options) }),
) as fc.Arbitrary<Resource>;
const anAction = fc.constantFrom(...ACTIONS);

describe('in every workspace', () => {
  it('can says what decide says', () => {
    fc.assert(
      fc.property(aWorkspace, aMemberId, anAction, aResource, (facts, actorId, action, resource) => {
        const engine = createRoleEngine(facts, NOW_MS);
        const decision = engine.decide(actorId, action, resource);
        expect(engine.can(actorId, action, resource)).toBe(decision.allowed);
        expect(decision.remedy === '').toBe(decision.allowed);
      }),
      { numRuns: 1500 },
    );
  });

  it('whoCan names exactly those whom decide allows, in the order of the members', () => {
    fc.assert(
      fc.property(aWorkspace, anAction, aResource, (facts, action, resource) => {
        const engine = createRoleEngine(facts, NOW_MS);
        const allowed = facts.members.filter(({ id }) => engine.decide(id, action, resource).allowed);
        expect(engine.whoCan(action, resource)).toEqual(allowed);
      }),
      { numRuns: 500 },
    );
  });

  it('what a member compiled to before does not change a later answer', () => {
    fc.assert(
      fc.property(
        aWorkspace,
        aMemberId,
        fc.array(fc.tuple(anAction, aResource), { maxLength: 8 }),
        (facts, actorId, asked) => {
          const warm = createRoleEngine(facts, NOW_MS);
          for (const [action, resource] of asked) {
            expect(warm.decide(actorId, action, resource)).toEqual(
              createRoleEngine(facts, NOW_MS).decide(actorId, action, resource),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('under separation of duties nobody approves their own post, and somebody else must always pass it', () => {
    fc.assert(
      fc.property(aWorkspace, aMemberId, aPost, (facts, authorId, post) => {
        const settings = { ...facts.settings, separationOfDuties: true };
        const engine = createRoleEngine({ ...facts, settings }, NOW_MS);
        const own = { ...post, authorId } as Extract<Resource, { type: 'post' }>;
        expect(engine.can(authorId, 'post.approve', own)).toBe(false);
        const gates = engine.gatesFor(own);
        expect(gates.length).toBeGreaterThan(0);
        for (const gate of gates) expect(gate.approverIds).not.toContain(authorId);
      }),
      { numRuns: 500 },
    );
  });

  it('the approvers of a gate are those who may approve there', () => {
    fc.assert(
      fc.property(aWorkspace, aMemberId, aPost, (facts, authorId, post) => {
        const engine = createRoleEngine(facts, NOW_MS);
        const asked = { ...post, authorId } as Extract<Resource, { type: 'post' }>;
        for (const gate of engine.gatesFor(asked)) {
          const able = engine.whoCan('post.approve', { ...asked, gate: gate.gate });
          expect(gate.approverIds).toEqual(able.map(({ id }) => id));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('somebody suspended or expired may do nothing', () => {
    fc.assert(
      fc.property(aWorkspace, anAction, aResource, (facts, action, resource) => {
        const engine = createRoleEngine(facts, NOW_MS);
        for (const { id, suspended, expiresAt } of facts.members) {
          if (suspended || expiresAt === '2026-01-01T00:00:00Z')
            expect(engine.can(id, action, resource)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('an owner who can act always stays: no removal that is allowed takes the last one', () => {
    fc.assert(
      fc.property(aWorkspace, aMemberId, aMemberId, (facts, actorId, targetId) => {
        const engine = createRoleEngine(facts, NOW_MS);
        fc.pre(engine.can(actorId, 'member.remove', { type: 'member', id: targetId }));
        const left = facts.members.filter(
          ({ id, role, suspended, expiresAt }) =>
            id !== targetId && role === 'owner' && !suspended && expiresAt !== '2026-01-01T00:00:00Z',
        );
        const hadOwner = facts.members.some(
          ({ role, suspended, expiresAt }) =>
            role === 'owner' && !suspended && expiresAt !== '2026-01-01T00:00:00Z',
        );
        expect(left.length > 0 || !hadOwner).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
