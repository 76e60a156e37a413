/** Teams of the enterprise model: which accounts they have, who is on them, and as what on a single account. */

import * as z from 'zod/mini';
import { AccountId, MemberId, rulesFor, TeamId, TeamMembership } from '../../roles';
import { say } from '../../words/say';
import {
  type ApplyContext,
  conflict,
  type Directory,
  defineCommand,
  type FieldProblem,
  type Need,
  refuseProblems,
} from '../command';
import { type Member, Name, type Team } from '../records';
import type { ReadTransaction } from '../transaction';
import { findMembershipProblems } from './check-member';
import { handLostAccountsOver } from './hand-over';
import { type Asker, decideRoleChange, getMember, IfRevision, needsGivenRoles } from './member-commands';
import { refreshAwaiting } from './refresh-awaiting';
import { checkRevision, saveMember } from './save-member';
import { withoutAccountRoles } from './team-membership';

/** @throws CommandRefused when the team is gone. */
async function getTeam(tx: ReadTransaction, teamId: TeamId): Promise<Team> {
  const team = await tx.get('teams', teamId);
  if (!team) throw conflict(say('This team is not in the workspace any more.'));
  return team;
}

/** What is wrong with a team, by field; empty when the workspace can have it. */
export function findTeamProblems(
  { id, name, accountIds }: Team,
  { teams, accounts }: Pick<Directory, 'teams' | 'accounts'>,
): FieldProblem[] {
  const isTwin = teams.some((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase());
  const present = new Set(
    accounts.filter(({ removedAtMs }) => removedAtMs === undefined).map((account) => account.id),
  );
  return [
    ...(isTwin ? [{ field: 'name', reason: say('another team has this name') }] : []),
    ...accountIds.flatMap((accountId, index) => {
      const field = `accountIds[${index}]`;
      if (!present.has(accountId)) return [{ field, reason: say('there is no such account') }];
      return accountIds.indexOf(accountId) < index ? [{ field, reason: say('is named twice') }] : [];
    }),
  ];
}

const AccountIds = z.array(AccountId).check(z.maxLength(1_000));

export const createTeam = defineCommand({
  name: 'team.create',
  args: z.object({ teamId: TeamId, name: Name, accountIds: z._default(AccountIds, []) }),
  needs: async () => [{ action: 'team.create', resource: { type: 'workspace' } }],
  async apply(tx, { teamId, name, accountIds }, context) {
    if (await tx.get('teams', teamId)) throw conflict(say('There is a team with this id already.'));
    const team: Team = { id: teamId, name, accountIds };
    refuseProblems(findTeamProblems(team, await context.directory()));
    await tx.put('teams', team);
    await context.log({
      name: 'team.created',
      details: { teamId, name, accounts: accountIds.join(', ') },
    });
    return { teamId };
  },
});

/** Whoever gives a team an account, or takes one, may assign that account. */
export const editTeam = defineCommand({
  name: 'team.edit',
  args: z.object({ teamId: TeamId, name: z.optional(Name), accountIds: z.optional(AccountIds) }),
  async needs({ teamId, accountIds }, tx) {
    const team = await getTeam(tx, teamId);
    const changed = accountIds ? differenceOf(team.accountIds, accountIds) : [];
    return [
      { action: 'team.settings.edit', resource: { type: 'team', id: teamId } },
      ...changed.map((id): Need => ({ action: 'account.assign', resource: { type: 'account', id } })),
    ];
  },
  async apply(tx, { teamId, name, accountIds }, context) {
    const team = await getTeam(tx, teamId);
    const before = await context.directory();
    const edited = { ...team, name: name ?? team.name, accountIds: accountIds ?? team.accountIds };
    refuseProblems(findTeamProblems(edited, before));
    await tx.put('teams', edited);
    const taken = team.accountIds.filter((id) => !edited.accountIds.includes(id));
    for (const member of before.members) {
      if (taken.length === 0 || !isOn(member, teamId)) continue;
      const teams = member.teams.map((membership) =>
        membership.teamId === teamId ? withoutAccountRoles(membership, taken) : membership,
      );
      await saveMember(tx, member, { ...member, teams });
    }
    const handedOver = await handLostAccountsOver(tx, before, context);
    await context.log({
      name: 'team.edited',
      details: {
        teamId,
        name: edited.name,
        ...(accountIds && { accounts: accountIds.join(', ') }),
        ...(handedOver > 0 && { handedOver }),
      },
    });
    await refreshAwaiting(tx, context);
    return { handedOver };
  },
});

/** What stands in one of two lists alone, each once. */
export function differenceOf<Item>(before: readonly Item[], after: readonly Item[]): Item[] {
  return [...new Set(before).symmetricDifference(new Set(after))];
}

function isOn({ teams }: Pick<Member, 'teams'>, id: TeamId): boolean {
  return teams.some(({ teamId }) => teamId === id);
}

/** Everybody but administrators stays on a team: those for whom this is the last one. */
function leftOnNoTeam(members: readonly Member[], teamId: TeamId): Member[] {
  const { keeperRole } = rulesFor('enterprise');
  return members.filter(
    (member) => isOn(member, teamId) && member.teams.length === 1 && member.role !== keeperRole,
  );
}

/** Whoever may create teams may remove them. The team's approval templates go with it. */
export const removeTeam = defineCommand({
  name: 'team.remove',
  args: z.object({ teamId: TeamId }),
  async needs({ teamId }, tx) {
    await getTeam(tx, teamId);
    return [{ action: 'team.create', resource: { type: 'team', id: teamId } }];
  },
  async apply(tx, { teamId }, context) {
    const team = await getTeam(tx, teamId);
    const before = await context.directory();
    const left = leftOnNoTeam(before.members, teamId);
    if (left.length > 0)
      throw conflict(
        say('These members are on no other team: {names}.', {
          names: left.map(({ name }) => name).join(', '),
        }),
        say('Put them on another team first.'),
      );
    for (const member of before.members) {
      if (!isOn(member, teamId)) continue;
      await saveMember(tx, member, { ...member, teams: member.teams.filter((one) => one.teamId !== teamId) });
    }
    for (const template of before.approvalTemplates) {
      if (template.teamId !== teamId) continue;
      await tx.remove('approvalTemplates', template.id);
      await context.log({
        name: 'approvalTemplate.removed',
        details: { templateId: template.id, name: template.name, with: team.name },
      });
    }
    for (const { teamId: ofTeam, ...adAccount } of before.adAccounts) {
      if (ofTeam === teamId) await tx.put('adAccounts', adAccount);
    }
    await tx.remove('teams', teamId);
    const handedOver = await handLostAccountsOver(tx, before, context);
    await context.log({ name: 'team.removed', details: { teamId, name: team.name, handedOver } });
    await refreshAwaiting(tx, context);
    return { handedOver };
  },
});

/**
 * What another membership of a team needs beyond being put on it. A role on an account is a role: it is for those who
 * edit members, nobody changes their own, and not while posts await approval there.
 */
export async function needsAccountRoles(
  tx: ReadTransaction,
  member: Member,
  { teamId, accountRoles }: TeamMembership,
  directory: Directory,
  asker: Asker,
): Promise<Need[]> {
  const former = member.teams.find((membership) => membership.teamId === teamId)?.accountRoles ?? {};
  const accountIds = [...Object.keys(former), ...Object.keys(accountRoles)] as AccountId[];
  const changed = new Set(accountIds.filter((id) => former[id] !== accountRoles[id]));
  if (changed.size === 0) return [];
  const given = [...changed].map((accountId) => accountRoles[accountId]);
  return [
    { action: 'member.edit', resource: { type: 'member', id: member.id } },
    { decision: await decideRoleChange(tx, member, changed) },
    ...needsGivenRoles(given, directory, asker),
  ];
}

/** Puts somebody on a team, or changes what they are on single accounts there. */
export const setTeamMember = defineCommand({
  name: 'team.setMember',
  args: z.object({
    teamId: TeamId,
    memberId: MemberId,
    accountRoles: TeamMembership.shape.accountRoles,
    ifRevision: IfRevision,
  }),
  async needs({ teamId, memberId, accountRoles }, tx, context) {
    await getTeam(tx, teamId);
    const member = await getMember(tx, memberId);
    const directory = await context.directory();
    return [
      { action: 'team.members.assign', resource: { type: 'team', id: teamId } },
      ...(await needsAccountRoles(tx, member, { teamId, accountRoles }, directory, context)),
    ];
  },
  async apply(tx, { teamId, memberId, accountRoles, ifRevision }, context) {
    const team = await getTeam(tx, teamId);
    const member = await getMember(tx, memberId);
    checkRevision(member, ifRevision);
    const membership: TeamMembership = { teamId, accountRoles };
    refuseProblems(findMembershipProblems(membership, '', await context.directory()));
    const teams = isOn(member, teamId)
      ? member.teams.map((one) => (one.teamId === teamId ? membership : one))
      : [...member.teams, membership];
    await saveMember(tx, member, { ...member, teams });
    const roles = Object.entries(accountRoles).map(([accountId, role]) => `${accountId}: ${role}`);
    await context.log({
      name: 'team.memberSet',
      memberId,
      details: { teamId, team: team.name, ...(roles.length > 0 && { accountRoles: roles.join(', ') }) },
    });
    await refreshAwaiting(tx, context, team.accountIds);
  },
});

export const removeTeamMember = defineCommand({
  name: 'team.removeMember',
  args: z.object({ teamId: TeamId, memberId: MemberId, ifRevision: IfRevision }),
  async needs({ teamId, memberId }, tx) {
    await getTeam(tx, teamId);
    await getMember(tx, memberId);
    return [{ action: 'team.members.assign', resource: { type: 'team', id: teamId } }];
  },
  async apply(tx, { teamId, memberId, ifRevision }, context: ApplyContext) {
    const team = await getTeam(tx, teamId);
    const member = await getMember(tx, memberId);
    checkRevision(member, ifRevision);
    const before = await context.directory();
    if (!isOn(member, teamId))
      throw conflict(say('{member} is not on the team {team}.', { member: member.name, team: team.name }));
    if (leftOnNoTeam([member], teamId).length > 0)
      throw conflict(
        say('{member} is on no other team.', { member: member.name }),
        say('Put them on another team first, or remove them.'),
      );
    await saveMember(tx, member, { ...member, teams: member.teams.filter((one) => one.teamId !== teamId) });
    const handedOver = await handLostAccountsOver(tx, before, context);
    await context.log({
      name: 'team.memberRemoved',
      memberId,
      details: { teamId, team: team.name, handedOver },
    });
    await refreshAwaiting(tx, context);
    return { handedOver };
  },
});
