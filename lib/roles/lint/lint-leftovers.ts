/** What was left behind when something went: what members, teams and templates name that is not there any more. */
import type {
  AccountFacts,
  AccountId,
  AdAccountId,
  EnterpriseRole,
  MemberFacts,
  TeamFacts,
  TeamMembership,
} from '../facts';
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
  withMember,
} from './lint-context';

/** Somebody may take away what is gone where they could if it were there. */
function asIfThere(accountIds: readonly AccountId[], context: LintContext): LintContext {
  const standIns = accountIds.map((id): AccountFacts => ({ id, network: 'gone', handle: id, name: id }));
  const { facts, nowMs } = context;
  return createLintContext({ ...facts, accounts: [...facts.accounts, ...standIns] }, nowMs);
}

function* findAssignments(context: LintContext): Generator<LintFinding> {
  const { facts, accounts } = context;
  for (const member of facts.members) {
    for (const { accountId } of member.accounts) {
      if (accounts.has(accountId)) continue;
      const people = namesOf(context, [member]);
      const remove: FixCandidate = {
        sentence: sayFix(context, 'removeAssignment', { people }),
        command: 'assignment.remove',
        args: { memberId: member.id, accountId },
        needs: [
          { action: 'member.edit', resource: { type: 'member', id: member.id } },
          { action: 'account.assign', resource: { type: 'account', id: accountId } },
        ],
        after: withMember(facts, {
          ...member,
          accounts: member.accounts.filter((assignment) => assignment.accountId !== accountId),
        }),
      };
      const isStillWrong = ({ members }: LintContext) =>
        members.get(member.id)?.accounts.some((assignment) => assignment.accountId === accountId) === true;
      yield findingOf(
        context,
        'assignmentToGoneAccount',
        { people, id: idsOf([accountId]) },
        { memberIds: [member.id], accountIds: [accountId] },
        findOnlyFix([remove], isStillWrong, asIfThere([accountId], context)) ?? remove.sentence,
      );
    }
  }
}

function goneAccountsOf({ accountIds }: TeamFacts, { accounts }: LintContext): readonly AccountId[] {
  return accountIds.filter((id) => !accounts.has(id));
}

function* findTeams(context: LintContext): Generator<LintFinding> {
  const { facts } = context;
  for (const team of facts.teams) {
    const gone = goneAccountsOf(team, context);
    if (gone.length === 0) continue;
    const accountIds = [...new Set(team.accountIds)].filter((id) => !gone.includes(id));
    const edit: FixCandidate = {
      sentence: sayFix(context, 'removeFromTeam', { team: context.voice.place({ type: 'team', team }) }),
      command: 'team.edit',
      args: { teamId: team.id, accountIds },
      needs: [
        { action: 'team.settings.edit', resource: { type: 'team', id: team.id } },
        ...gone.map((id) => ({ action: 'account.assign', resource: { type: 'account', id } }) as const),
      ],
      after: {
        ...facts,
        teams: facts.teams.map((each) => (each.id === team.id ? { ...team, accountIds } : each)),
      },
    };
    const isStillWrong = (after: LintContext) =>
      after.facts.teams.some(
        ({ id, accountIds: left }) => id === team.id && left.some((accountId) => gone.includes(accountId)),
      );
    yield findingOf(
      context,
      'teamWithGoneAccount',
      { team: context.voice.place({ type: 'team', team }), id: idsOf(gone) },
      { teamIds: [team.id], accountIds: gone },
      findOnlyFix([edit], isStillWrong, asIfThere(gone, context)) ?? edit.sentence,
    );
  }
}

/** The accounts of a membership whose role means nothing: the team does not have the account, or there is no such role. */
export function leftOverRoles(
  { teamId, accountRoles }: TeamMembership,
  { facts, teams, rules }: LintContext,
): AccountId[] {
  const team = teams.get(teamId);
  return (Object.keys(accountRoles) as AccountId[]).filter((accountId) => {
    const role = accountRoles[accountId];
    const isRole =
      facts.customRoles.some(({ id }) => id === role) ||
      rules.columnOf(role as EnterpriseRole, undefined) !== undefined;
    return !isRole || team?.accountIds.includes(accountId) === false;
  });
}

function* findMemberships(context: LintContext): Generator<LintFinding> {
  const { facts, teams, voice } = context;
  for (const member of facts.members) {
    const people = namesOf(context, [member]);
    for (const membership of member.teams) {
      const { teamId } = membership;
      const team = teams.get(teamId);
      if (team === undefined) {
        yield findingOf(
          context,
          'membershipOfGoneTeam',
          { people, id: idsOf([teamId]) },
          { memberIds: [member.id], teamIds: [teamId] },
          sayFix(context, 'throughFile', {}),
        );
        continue;
      }
      const leftOver = leftOverRoles(membership, context);
      if (leftOver.length === 0) continue;
      const remove = withoutRoles(member, membership, leftOver, context);
      const isStillWrong = (after: LintContext) =>
        after.members
          .get(member.id)
          ?.teams.some((each) => each.teamId === teamId && leftOverRoles(each, after).length > 0) === true;
      yield findingOf(
        context,
        'accountRoleLeftOver',
        { team: voice.place({ type: 'team', team }), people, id: idsOf(leftOver) },
        { memberIds: [member.id], teamIds: [teamId], accountIds: leftOver },
        findOnlyFix([remove], isStillWrong, context) ?? remove.sentence,
      );
    }
  }
}

function withoutRoles(
  member: MemberFacts,
  membership: TeamMembership,
  leftOver: readonly AccountId[],
  context: LintContext,
): FixCandidate {
  const { teamId } = membership;
  const accountRoles = Object.fromEntries(
    Object.entries(membership.accountRoles).filter(([accountId]) => !leftOver.some((id) => id === accountId)),
  );
  const teams = member.teams.map((each) => (each.teamId === teamId ? { teamId, accountRoles } : each));
  return {
    sentence: sayFix(context, 'removeAccountRoles', { people: namesOf(context, [member]) }),
    command: 'team.setMember',
    args: { teamId, memberId: member.id, accountRoles },
    needs: [
      { action: 'team.members.assign', resource: { type: 'team', id: teamId } },
      { action: 'member.edit', resource: { type: 'member', id: member.id } },
    ],
    after: withMember(context.facts, { ...member, teams }),
  };
}

/** The ad accounts in which a member has a role, and that are gone. */
export function goneAdAccountsOf(
  { adAccounts }: MemberFacts,
  { facts }: LintContext,
): readonly AdAccountId[] {
  return adAccounts
    .map(({ adAccountId }) => adAccountId)
    .filter((id) => !facts.adAccounts.some((adAccount) => adAccount.id === id));
}

function* findAdAccounts(context: LintContext): Generator<LintFinding> {
  for (const member of context.facts.members) {
    const gone = goneAdAccountsOf(member, context);
    if (gone.length === 0) continue;
    yield findingOf(
      context,
      'roleOnGoneAdAccount',
      { people: namesOf(context, [member]), id: idsOf(gone) },
      { memberIds: [member.id], adAccountIds: gone },
      sayFix(context, 'throughFile', {}),
    );
  }
}

/**
 * Finds what is named and gone. Only what the workspace's role model reads: the rest means nothing there.
 *
 * @param context the workspace
 * @returns a finding for each thing that names something gone
 */
export function findLeftovers(context: LintContext): readonly LintFinding[] {
  if (context.facts.roleModel === 'agency') return [...findAssignments(context)];
  return [...findTeams(context), ...findMemberships(context), ...findAdAccounts(context)];
}
