/**
 * What holds in every workspace, whatever the tables say: gifts add and removals take, a custom role stays within
 * its base and its maker, and a refusal is worth reading.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, createRoleEngine } from '../../lib/roles';
import {
  type ClientAccess,
  type CustomRole,
  MemberFacts,
  MemberId,
  type Resource,
  type Role,
  type WorkspaceFacts,
} from '../../lib/roles/facts';
import {
  aWorkspace,
  aWorkspaceOf,
  NOW_MS,
  type QuestionDraw,
  questionOf,
  questionsUpTo,
  type RandomQuestion,
  ROLES,
} from './random-workspace';
import { SEED } from './seed';

const WORKSPACES = 400;
const LONGEST_LIST = 600;
const someQuestions = questionsUpTo(LONGEST_LIST);
const fewQuestions = questionsUpTo(LONGEST_LIST / 5);
const anIndex = fc.nat(999);

/** Checks that nothing differs, and prints the smallest case when something does. */
function inEveryWorkspace<Arguments extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Arguments]: fc.Arbitrary<Arguments[Index]> },
  check: (...values: Arguments) => void,
  workspaces = WORKSPACES,
): void {
  fc.assert(fc.property(...arbitraries, check), {
    seed: SEED,
    numRuns: workspaces,
  });
}

type Asked = Pick<RandomQuestion, 'actorId' | 'action' | 'resource'>;

function answersOf(facts: WorkspaceFacts, questions: readonly Asked[]): readonly boolean[] {
  const engine = createRoleEngine(facts, NOW_MS);
  return questions.map(({ actorId, action, resource }) => engine.can(actorId, action as Action, resource));
}

/** Says which of the questions are answered with yes in one workspace and with no in another. */
function lostBetween(
  before: WorkspaceFacts,
  after: WorkspaceFacts,
  draws: readonly QuestionDraw[],
): { readonly lost: readonly Asked[]; readonly kept: number } {
  const questions = draws.map((draw) => questionOf(before, draw));
  const then = answersOf(before, questions);
  const now = answersOf(after, questions);
  return {
    lost: questions.filter((_, index) => then[index] === true && now[index] === false),
    kept: then.filter((answer, index) => answer && now[index] === true).length,
  };
}

function withMember(
  facts: WorkspaceFacts,
  at: number,
  change: (member: MemberFacts) => MemberFacts,
): WorkspaceFacts {
  const index = at % facts.members.length;
  return { ...facts, members: facts.members.map((member, i) => (i === index ? change(member) : member)) };
}

function without<Item>(items: readonly Item[], at: number): Item[] {
  return items.filter((_, index) => index !== at % items.length);
}

describe(`in every workspace (COUNTERSIGN_SEED=${SEED})`, () => {
  it('an add-on never takes anything away, and adds something to somebody', () => {
    const seen = { kept: 0, gained: 0 };
    inEveryWorkspace([aWorkspaceOf('enterprise'), anIndex, someQuestions], (facts, who, draws) => {
      const plain = withMember(facts, who, (member) => ({ ...member, addOns: [] }));
      const leading = withMember(facts, who, (member) => ({ ...member, addOns: ['teamLeader'] }));
      const { lost, kept } = lostBetween(plain, leading, draws);
      expect(lost).toEqual([]);
      seen.kept += kept;
      seen.gained += lostBetween(leading, plain, draws).lost.length;
    });
    expect(seen.kept).toBeGreaterThan(1000);
    expect(seen.gained).toBeGreaterThan(100);
  });

  it.each([
    [
      'an assignment',
      (facts: WorkspaceFacts, who: number, what: number) =>
        withMember(facts, who, (member) => ({ ...member, accounts: without(member.accounts, what) })),
    ],
    [
      'a membership of a team',
      (facts: WorkspaceFacts, who: number, what: number) =>
        withMember(facts, who, (member) => ({ ...member, teams: without(member.teams, what) })),
    ],
    [
      'a rung in an ad account',
      (facts: WorkspaceFacts, who: number, what: number) =>
        withMember(facts, who, (member) => ({ ...member, adAccounts: without(member.adAccounts, what) })),
    ],
    [
      'an account of a team',
      (facts: WorkspaceFacts, who: number, what: number): WorkspaceFacts => ({
        ...facts,
        teams: facts.teams.map((team, index) =>
          index === who % facts.teams.length ? { ...team, accountIds: without(team.accountIds, what) } : team,
        ),
      }),
    ],
    // An override is no assignment: where it narrowed the base role, its removal gives that back.
  ] as const)('removing %s never adds a permission, and takes one from somebody', (_, remove) => {
    const seen = { kept: 0, taken: 0 };
    inEveryWorkspace([aWorkspace, anIndex, anIndex, someQuestions], (facts, who, what, draws) => {
      const less = remove(facts, who, what);
      const { lost: added, kept } = lostBetween(less, facts, draws);
      expect(added).toEqual([]);
      seen.kept += kept;
      seen.taken += lostBetween(facts, less, draws).lost.length;
    });
    expect(seen.kept).toBeGreaterThan(1000);
    expect(seen.taken).toBeGreaterThan(10);
  });

  it('can says what decide says; whoCan names those whom decide allows, in the order of the members', () => {
    inEveryWorkspace([aWorkspace, someQuestions], (facts, draws) => {
      const engine = createRoleEngine(facts, NOW_MS);
      for (const draw of draws.slice(0, 100)) {
        const { actorId, action, resource } = questionOf(facts, draw);
        expect(engine.can(actorId, action as Action, resource)).toBe(
          engine.decide(actorId, action as Action, resource).allowed,
        );
        expect(engine.whoCan(action as Action, resource)).toEqual(
          facts.members.filter(({ id }) => engine.decide(id, action as Action, resource).allowed),
        );
      }
    });
  });

  it('a decision has a reason in whole words; a refusal says who could help, and what is allowed needs no help', () => {
    inEveryWorkspace([aWorkspace, someQuestions], (facts, draws) => {
      const engine = createRoleEngine(facts, NOW_MS);
      for (const draw of draws) {
        const { actorId, action, resource } = questionOf(facts, draw);
        const { allowed, reason, remedy, rule, gates } = engine.decide(actorId, action as Action, resource);
        expect(reason).toMatch(/^\S.*[.]$/);
        expect(remedy).toMatch(allowed ? /^$/ : /^\S.*[.]$/);
        expect(rule.row === '' && action !== '').toBe(false);
        for (const text of [reason, remedy, ...(gates ?? []).map((gate) => gate.reason)]) {
          expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object| {2}/);
        }
      }
    });
  });
});

/*
 * Custom roles: somebody with the role stands beside somebody with its base and somebody with its maker's role,
 * each in a workspace of their own that is otherwise the same.
 */

const SUBJECT = 'subject';
/** Keepers enough that none of the three is the last. */
const KEEPERS = ['keeper-1', 'keeper-2'];

/** What the three differ in. */
interface Likeness {
  readonly role: Role;
  readonly clientAccess: ClientAccess | undefined;
  readonly customRole?: CustomRole['id'];
}

/** Somebody who reaches every account, whatever the role: as their own role, or through overrides everywhere. */
function somebody(
  facts: WorkspaceFacts,
  like: Likeness,
  given: MemberFacts,
  isOverride: boolean,
): MemberFacts {
  const accountIds = facts.accounts.map(({ id }) => id);
  const override = like.customRole ?? like.role;
  const accountRoles = isOverride ? Object.fromEntries(accountIds.map((id) => [id, override])) : {};
  const { grants, addOns, adAccounts } = given;
  return MemberFacts.parse({
    ...(isOverride ? { role: 'viewOnly' } : like),
    id: SUBJECT,
    name: 'Subject',
    grants,
    addOns,
    adAccounts,
    accounts: accountIds.map(
      (accountId) => given.accounts.find((assignment) => assignment.accountId === accountId) ?? { accountId },
    ),
    teams: facts.teams.map(({ id: teamId }) => ({ teamId, accountRoles })),
    twoFactor: true,
  });
}

function isAbout(id: string, resource: Resource): boolean {
  return resource.type === 'member' && 'id' in resource && resource.id === id;
}

function asksForTheClient({ action, resource }: Asked): boolean {
  const isGate = action === 'post.approve' || action === 'post.decline';
  return isGate && !(resource.type === 'post' && resource.gate === 'team');
}

describe(`a custom role (COUNTERSIGN_SEED=${SEED})`, () => {
  it('has nothing that neither base nor maker has, and nothing but the word of a client beyond its maker', () => {
    const seen = { allowed: 0, fromMakerAlone: 0, keptFrom: 0 };
    inEveryWorkspace(
      [aWorkspace, anIndex, anIndex, anIndex, fc.boolean(), fewQuestions],
      (random, who, which, by, asOverride, draws) => {
        // Anybody may have made the role: what they were then, they need not be now.
        const [madeBy, member] = [by, who].map((index) => random.members[index % random.members.length]);
        const drawn = random.customRoles[which % random.customRoles.length];
        if (drawn === undefined || madeBy === undefined || member === undefined) throw new Error('Nobody');
        const role = { ...drawn, madeBy: madeBy.id };
        const accountIds = random.accounts.map(({ id }) => id);
        const teams = random.teams.map((team) => ({ ...team, accountIds }));
        const facts = { ...random, teams, customRoles: [role] };
        // Who has a custom role, or one of the other model, lends nothing; nor may anything else grant then.
        const lends =
          madeBy.customRole === undefined && (madeBy.role !== 'client' || madeBy.clientAccess !== undefined);
        const maker = lends && ROLES[facts.roleModel].includes(madeBy.role) ? madeBy : undefined;
        const given = maker === undefined ? { ...member, addOns: [] } : member;
        const isOverride = asOverride && maker !== undefined && facts.roleModel === 'enterprise';
        const keeperRole = facts.roleModel === 'agency' ? 'owner' : 'administrator';
        const keepers = KEEPERS.map((id) => MemberFacts.parse({ id, name: id, role: keeperRole }));
        const beside = (like: Likeness): WorkspaceFacts => ({
          ...facts,
          members: [somebody(facts, like, given, isOverride), ...facts.members, ...keepers],
        });
        const base = { role: role.basedOn, clientAccess: role.clientAccess };
        const withRole = beside({ ...base, customRole: role.id });
        const withBase = beside(base);
        const withMakers = maker && beside({ role: maker.role, clientAccess: maker.clientAccess });

        const actorId = MemberId.parse(SUBJECT);
        const questions = draws
          .map((draw) => ({ ...questionOf(withRole, draw), actorId }))
          // What one may do about oneself is no role's, nor is what one may do in an ad account.
          .filter(({ action, resource }) => action !== 'twoFactor.enrol' && !isAbout(SUBJECT, resource))
          .filter(({ resource }) => resource.type !== 'adAccount');
        const mayWithRole = answersOf(withRole, questions);
        const mayWithBase = answersOf(withBase, questions);
        const mayWithMakers = withMakers && answersOf(withMakers, questions);
        questions.forEach((question, index) => {
          if (mayWithRole[index] === false) {
            if (mayWithBase[index] === true) seen.keptFrom += 1;
            return;
          }
          seen.allowed += 1;
          const makerMay = mayWithMakers?.[index] === true;
          expect(mayWithBase[index] === true || makerMay, JSON.stringify(question)).toBe(true);
          if (!asksForTheClient(question)) {
            expect(makerMay, JSON.stringify(question)).toBe(true);
          }
          if (mayWithBase[index] === false) seen.fromMakerAlone += 1;
        });
      },
      10 * WORKSPACES,
    );
    expect(seen.allowed).toBeGreaterThan(10_000);
    expect(seen.fromMakerAlone).toBeGreaterThan(100);
    expect(seen.keptFrom).toBeGreaterThan(100);
  });
});
