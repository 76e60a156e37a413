import type { Answers } from '../../lib/messages/server';
import type { MemberId, WorkspaceFacts } from '../../lib/roles';
import type { QuestionPlace } from '../../lib/roles/questions';
import { notAllowed } from '../../lib/workspace/command';
import { checkRoleOfModel } from '../../lib/workspace/commands/check-member';
import { findHeir } from '../../lib/workspace/commands/hand-over';
import { getMember, removeMember } from '../../lib/workspace/commands/member-commands';
import { workspaceFactsOf } from '../../lib/workspace/directory';
import { compareRights } from '../../lib/workspace/member-rights';
import type { Team } from '../../lib/workspace/records';
import { spokenCatalogue } from '../../lib/workspace/spoken-catalogue';
import type { BackgroundContext } from './background-context';
import { type ActingDirectory, checkMayRun, readAsMember } from './session';
import { seesTeam } from './team-answers';

/** What is known of members before they are changed: what they would gain and lose, and what they leave behind. */
export function answerMembers(
  background: BackgroundContext,
): Pick<Answers, 'members.preview' | 'members.mine' | 'members.removal'> {
  return {
    'members.preview': ({ member: wished }) =>
      readAsMember(background, async (_tx, directory, nowMs) => {
        const { engine, me, members } = directory;
        checkRoleOfModel(wished.role, 'role', directory);
        const now = members.find(({ id }) => id === wished.id);
        const decision = now
          ? engine.decide(me.id, 'member.edit', { type: 'member', id: wished.id })
          : engine.decide(me.id, 'member.add', {
              type: 'member',
              role: wished.role,
              clientAccess: wished.clientAccess,
            });
        if (!decision.allowed) throw notAllowed(decision);
        const before = workspaceFactsOf(directory);
        const { adAccounts = [], twoFactor = false } = now ?? {};
        const after = withMember(before, { ...wished, adAccounts, twoFactor });
        return compareRights(before, after, wished.id, nowMs, placesOf(directory), spokenCatalogue());
      }),

    'members.mine': () =>
      readAsMember(background, async (_tx, directory, nowMs) => {
        const { me } = directory;
        const facts = workspaceFactsOf(directory);
        const others = { ...facts, members: facts.members.filter(({ id }) => id !== me.id) };
        return compareRights(others, facts, me.id, nowMs, () => true, spokenCatalogue()).gains;
      }),

    'members.removal': ({ memberId }) =>
      readAsMember(background, async (tx, directory, nowMs) => {
        await checkMayRun(removeMember, { memberId }, tx, directory, nowMs);
        const member = await getMember(tx, memberId);
        const count = (status: 'awaitingApproval' | 'scheduled') =>
          tx.count('posts', 'byAuthorStatus', { prefix: [memberId, status] });
        const heirName = findHeir(directory, memberId, nowMs)?.name;
        return {
          ...(heirName !== undefined && { heirName }),
          posts: await tx.count('posts', 'byAuthor', { prefix: [memberId] }),
          awaiting: await count('awaitingApproval'),
          scheduled: await count('scheduled'),
          ownSignIns: directory.accounts.filter(({ connections }) => hasOwnSignIn(connections, member.id))
            .length,
        };
      }),
  };
}

function hasOwnSignIn(
  connections: ActingDirectory['accounts'][number]['connections'],
  id: MemberId,
): boolean {
  return connections.some(({ mode, memberId }) => mode === 'member' && memberId === id);
}

/** The workspace with one member as wished, who may be new. */
function withMember(facts: WorkspaceFacts, wished: WorkspaceFacts['members'][number]): WorkspaceFacts {
  const isThere = facts.members.some(({ id }) => id === wished.id);
  const members = isThere
    ? facts.members.map((member) => (member.id === wished.id ? wished : member))
    : [...facts.members, wished];
  return { ...facts, members };
}

/** Which places the acting member may be told of. */
function placesOf(directory: ActingDirectory): (place: QuestionPlace) => boolean {
  const { engine, me } = directory;
  const teamIds = new Set<string>(visibleTeams(directory).map(({ id }) => id));
  return (place) => {
    switch (place.type) {
      case 'workspace':
        return true;
      case 'account':
        return engine.can(me.id, 'account.view', place);
      case 'team':
        return teamIds.has(place.id);
      case 'adAccount':
        return engine.can(me.id, 'adAccount.add', { type: 'workspace' });
    }
  };
}

/** The teams that the acting member sees, with those of their accounts that they may view. */
export function visibleTeams(directory: ActingDirectory): readonly Team[] {
  const { teams, engine, me } = directory;
  return teams
    .filter(({ id }) => seesTeam(directory, id))
    .map((team) => ({
      ...team,
      accountIds: team.accountIds.filter((id) => engine.can(me.id, 'account.view', { type: 'account', id })),
    }));
}
