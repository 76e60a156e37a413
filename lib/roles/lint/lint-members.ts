/** Members who are not what they were meant to be: nobody who keeps the workspace, no account, no team, no role. */
import { isRefusal } from '../cells';
import { cellOf } from '../custom-role';
import type {
  AccountFacts,
  AccountId,
  CustomRole,
  MemberFacts,
  TeamFacts,
  TeamId,
  WorkspaceFacts,
} from '../facts';
import { rowKey } from '../role-model';
import {
  createLintContext,
  type FixCandidate,
  findingOf,
  findOnlyFix,
  idsOf,
  type LintContext,
  type LintFinding,
  namesOf,
  sayFix,
  standingKey,
  withMember,
} from './lint-context';
import { goneAdAccountsOf, leftOverRoles } from './lint-leftovers';

/** Those of whom a workspace always keeps one: with the role itself, not with one of the workspace's own. */
export function activeKeepers({ activeMembers, rules }: LintContext): readonly MemberFacts[] {
  return activeMembers.filter(
    ({ role, customRole }) => role === rules.keeperRole && customRole === undefined,
  );
}

/** A member with a built-in role is changed only when nothing else is wrong: what is gone is taken away first. */
function isEditable(member: MemberFacts, context: LintContext): boolean {
  return (
    goneAdAccountsOf(member, context).length === 0 &&
    member.teams.every(
      (membership) => context.teams.has(membership.teamId) && leftOverRoles(membership, context).length === 0,
    )
  );
}

/** The ways to let a keeper act again who cannot now. */
export function* waysToLetKeepersAct(context: LintContext): Generator<FixCandidate> {
  const { facts, rules } = context;
  for (const member of facts.members) {
    if (member.role !== rules.keeperRole || member.customRole !== undefined) continue;
    if (!isEditable(member, context)) continue;
    yield {
      sentence: sayFix(context, 'letActAgain', { people: namesOf(context, [member]) }),
      command: 'member.edit',
      args: { memberId: member.id, suspended: false, expiresAt: null },
      needs: [{ action: 'member.edit', resource: { type: 'member', id: member.id } }],
      after: withMember(facts, { ...member, suspended: false, expiresAt: undefined }),
    };
  }
}

function findKeeper(context: LintContext): readonly LintFinding[] {
  if (activeKeepers(context).length > 0) return [];
  const { facts, rules, voice } = context;
  const { keeperRole } = rules;
  const [aRole] = voice.column(keeperRole, undefined);
  const former = facts.members.filter(({ role }) => role === keeperRole);
  const isStillWrong = (after: LintContext) => activeKeepers(after).length === 0;
  return [
    findingOf(
      context,
      'noKeeper',
      { role: voice.role(keeperRole) },
      { memberIds: former.map(({ id }) => id) },
      findOnlyFix(waysToLetKeepersAct(context), isStillWrong, context) ??
        sayFix(context, 'keeperThroughFile', { aRole }),
    ),
  ];
}

function mayCreateSomewhere({ id }: MemberFacts, { facts, engine }: LintContext): boolean {
  return facts.accounts.some((account) => engine.can(id, 'post.create', { type: 'account', id: account.id }));
}

function isOnATeam({ teams: memberships }: MemberFacts, { teams }: LintContext): boolean {
  return memberships.some(({ teamId }) => teams.has(teamId));
}

function reachesAnAccount(member: MemberFacts, { facts, rules, accounts, teams }: LintContext): boolean {
  if (member.role === rules.keeperRole) return true;
  if (facts.roleModel === 'agency') return member.accounts.some(({ accountId }) => accounts.has(accountId));
  return member.teams.some(
    ({ teamId }) => teams.get(teamId)?.accountIds.some((id) => accounts.has(id)) === true,
  );
}

function withAccount(facts: WorkspaceFacts, member: MemberFacts, accountId: AccountId): WorkspaceFacts {
  return withMember(facts, { ...member, accounts: [...member.accounts, assignmentOf(member, accountId)] });
}

function assignmentOf({ role }: MemberFacts, accountId: AccountId) {
  const posting = role === 'admin' ? ('full' as const) : ('needsApproval' as const);
  return { accountId, posting, credentials: 'owner' as const, approves: false };
}

function withTeam(facts: WorkspaceFacts, member: MemberFacts, teamId: TeamId): WorkspaceFacts {
  return withMember(facts, { ...member, teams: [...member.teams, { teamId, accountRoles: {} }] });
}

/** A way to give somebody an account, in the agency model. */
export function wayToGive(member: MemberFacts, account: AccountFacts, context: LintContext): FixCandidate {
  const { facts, voice } = context;
  return {
    sentence: sayFix(context, 'giveAccount', {
      people: namesOf(context, [member]),
      account: voice.account(account),
    }),
    command: 'assignment.set',
    args: { memberId: member.id, assignment: assignmentOf(member, account.id) },
    needs: [
      { action: 'member.edit', resource: { type: 'member', id: member.id } },
      { action: 'account.assign', resource: { type: 'account', id: account.id } },
    ],
    after: withAccount(facts, member, account.id),
  };
}

function wayToPutOn(member: MemberFacts, team: TeamFacts, context: LintContext): FixCandidate {
  const { facts, voice } = context;
  return {
    sentence: sayFix(context, 'putOnTheTeam', {
      people: namesOf(context, [member]),
      team: voice.place({ type: 'team', team }),
    }),
    command: 'team.setMember',
    args: { teamId: team.id, memberId: member.id, accountRoles: {} },
    needs: [{ action: 'team.members.assign', resource: { type: 'team', id: team.id } }],
    after: withTeam(facts, member, team.id),
  };
}

/** One at a time: two that work are enough to know that somebody has to choose. */
function* waysToPutOn(member: MemberFacts, context: LintContext): Generator<FixCandidate> {
  for (const team of context.facts.teams) yield wayToPutOn(member, team, context);
}

function* waysToGive(member: MemberFacts, context: LintContext): Generator<FixCandidate> {
  for (const account of context.facts.accounts) yield wayToGive(member, account, context);
}

/** Whether the member would create posts, if only there were an account, and a second factor where one is asked for. */
function wouldCreatePosts(member: MemberFacts, { facts, nowMs }: LintContext): boolean {
  const enrolled = { ...member, twoFactor: true };
  const [account] = facts.accounts;
  if (account === undefined) return false;
  // No id has a question mark in it: this team is nobody's.
  const team: TeamFacts = { id: '?' as TeamId, name: '?', accountIds: [account.id] };
  const reaching =
    facts.roleModel === 'agency'
      ? withAccount(facts, enrolled, account.id)
      : withTeam({ ...facts, teams: [...facts.teams, team] }, enrolled, team.id);
  return mayCreateSomewhere(member, createLintContext(reaching, nowMs));
}

function* findWithoutAccount(context: LintContext): Generator<LintFinding> {
  const { facts, activeMembers } = context;
  const wouldCreate = new Map<string, boolean>();
  for (const member of activeMembers) {
    if (reachesAnAccount(member, context)) continue;
    const people = namesOf(context, [member]);
    const subject = { memberIds: [member.id] };
    if (facts.roleModel === 'enterprise' && !isOnATeam(member, context)) {
      const ways = waysToPutOn(member, context);
      const isOnNone = (after: LintContext) => !isOnATeam(after.members.get(member.id) ?? member, after);
      const fix = findOnlyFix(ways, isOnNone, context) ?? sayFix(context, 'putOnATeam', { people });
      yield findingOf(context, 'memberOnNoTeam', { people }, subject, fix);
      continue;
    }
    const kind = standingKey(member);
    if (!wouldCreate.has(kind)) wouldCreate.set(kind, wouldCreatePosts(member, context));
    if (!wouldCreate.get(kind)) continue;
    const reachesNone = (after: LintContext) =>
      !reachesAnAccount(after.members.get(member.id) ?? member, after);
    const isAgency = facts.roleModel === 'agency';
    const ways = isAgency ? waysToGive(member, context) : waysToPutOn(member, context);
    const fix =
      findOnlyFix(ways, reachesNone, context) ??
      sayFix(context, isAgency ? 'giveAnAccount' : 'putOnATeam', { people });
    yield findingOf(context, 'authorWithoutAccount', { people }, subject, fix);
  }
}

function* findWithoutRole(context: LintContext): Generator<LintFinding> {
  const { facts, rules, voice } = context;
  for (const member of facts.members) {
    const { id, role, clientAccess, customRole } = member;
    const people = namesOf(context, [member]);
    const column = rules.columnOf(role, clientAccess);
    if (column === undefined) {
      yield findingOf(
        context,
        'memberWithoutRole',
        { people },
        { memberIds: [id] },
        sayFix(context, 'giveARole', { people }),
      );
    } else if (customRole !== undefined && !facts.customRoles.some((each) => each.id === customRole)) {
      const [aRole] = voice.column(column, undefined);
      const changed = { ...member, customRole: undefined };
      const builtIn: FixCandidate = {
        sentence: sayFix(context, 'builtInRole', { people, aRole }),
        command: 'member.edit',
        args: { memberId: id, customRole: null },
        needs: [
          { action: 'member.edit', resource: { type: 'member', id } },
          { action: 'member.add', resource: { type: 'member', role, clientAccess } },
        ],
        after: withMember(facts, changed),
      };
      const isStillWrong = (after: LintContext) => after.members.get(id)?.customRole === customRole;
      yield findingOf(
        context,
        'customRoleGone',
        { people, id: idsOf([customRole]) },
        { memberIds: [id], roleIds: [customRole] },
        findOnlyFix(isEditable(changed, context) ? [builtIn] : [], isStillWrong, context) ?? builtIn.sentence,
      );
    }
  }
}

function findWithoutTwoFactor(context: LintContext): readonly LintFinding[] {
  const { facts, activeMembers } = context;
  const { requireTwoFactor } = facts.settings;
  const lacking = activeMembers.filter(
    ({ role, twoFactor }) => !twoFactor && requireTwoFactor.includes(role),
  );
  if (lacking.length === 0) return [];
  const people = namesOf(context, lacking);
  const memberIds = lacking.map(({ id }) => id);
  return [
    findingOf(context, 'twoFactorMissing', { people }, { memberIds }, sayFix(context, 'turnOn', { people })),
  ];
}

function grantsNothing({ madeBy }: CustomRole, { members, rules }: LintContext): boolean {
  const maker = members.get(madeBy);
  return (
    maker === undefined ||
    maker.customRole !== undefined ||
    rules.columnOf(maker.role, maker.clientAccess) === undefined
  );
}

/** What a keeper may switch on: a role gives nothing that its maker does not hold, so the rest only looked like it. */
function switchedBy(switched: CustomRole['switched'], { rules }: LintContext): CustomRole['switched'] {
  const column = rules.columnOf(rules.keeperRole, undefined);
  return Object.fromEntries(
    Object.entries(switched).filter(([key, isOn]) => {
      const row = rules.rows().find((candidate) => rowKey(candidate) === key);
      if (row === undefined || row.target === 'oneself' || row.scope === 'adAccount') return false;
      return !isOn || (row.action !== 'role.edit' && !isRefusal(cellOf(row, column)));
    }),
  );
}

function* findRolesWithoutMaker(context: LintContext): Generator<LintFinding> {
  const { facts } = context;
  for (const role of facts.customRoles) {
    if (!grantsNothing(role, context)) continue;
    const { madeBy: _formerMaker, ...copied } = role;
    const { basedOn, clientAccess } = role;
    const saved = { ...copied, switched: switchedBy(role.switched, context) };
    const keepers = activeKeepers(context);
    const [keeper] = keepers;
    const name = idsOf([role.name]);
    const save: readonly FixCandidate[] =
      keeper === undefined
        ? []
        : [
            {
              sentence: sayFix(context, 'saveRoleAgain', { role: name }),
              command: 'role.save',
              args: { role: saved },
              needs: [
                { action: 'role.edit', resource: { type: 'workspace' } },
                { action: 'member.add', resource: { type: 'member', role: basedOn, clientAccess } },
              ],
              after: {
                ...facts,
                customRoles: facts.customRoles.map((each) =>
                  each.id === role.id ? { ...saved, madeBy: keeper.id } : each,
                ),
              },
            },
          ];
    const isStillWrong = (after: LintContext) =>
      after.facts.customRoles.some((each) => each.id === role.id && grantsNothing(each, after));
    const fix = findOnlyFix(save, isStillWrong, { ...context, activeMembers: keepers });
    const memberIds = facts.members.filter(({ customRole }) => customRole === role.id).map(({ id }) => id);
    const subject = { memberIds, roleIds: [role.id] };
    yield findingOf(
      context,
      'customRoleMakerGone',
      { role: name },
      subject,
      fix ?? sayFix(context, 'saveRoleAgain', { role: name }),
    );
  }
}

/**
 * Finds what is wrong with members and their roles.
 *
 * @param context the workspace
 * @returns nobody who keeps the workspace; those who reach no account though their role creates posts, or are on no
 *   team; those without a role, or without the second factor that is asked of them; roles without a maker
 */
export function findMemberProblems(context: LintContext): readonly LintFinding[] {
  return [
    ...findKeeper(context),
    ...findWithoutRole(context),
    ...findRolesWithoutMaker(context),
    ...findWithoutTwoFactor(context),
    ...findWithoutAccount(context),
  ];
}
