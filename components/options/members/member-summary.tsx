import './member-summary.css';
import type { MemberId } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import type { Account, Member, Team } from '../../../lib/workspace/records';
import { Avatar } from '../../ui/avatar';
import { describeRole } from '../role-words';
import { describeAssignment } from './describe-assignment';
import { sayLastDay } from './last-day';

interface MemberSummaryProps {
  readonly member: Member;
  readonly accounts: readonly Account[];
  readonly teams?: readonly Team[];
  /** The name of the role of the workspace's own that decides instead. */
  readonly customRoleName?: string | undefined;
  readonly meId: MemberId | undefined;
  readonly heading?: 'h2' | 'h3';
}

/** A member: name, role, and what they do on each of their accounts. */
export function MemberSummary({
  member,
  accounts,
  teams = [],
  customRoleName,
  meId,
  heading,
}: MemberSummaryProps) {
  const NameElement = heading ?? 'span';
  return (
    <div class="member-summary">
      <Avatar name={member.name} size="large" />
      <div class="member-summary__words">
        <div class="member-summary__line">
          <NameElement class="member-summary__name">
            <bdi>{member.name}</bdi>
          </NameElement>
          <span class="options-tag">{describeRole({ ...member, customRoleName })}</span>
          {member.addOns.includes('teamLeader') && <span class="options-tag">{say('Team leader')}</span>}
          {member.id === meId && (
            <span class="options-tag" data-tone="accent">
              {say('You')}
            </span>
          )}
          {member.suspended && (
            <span class="options-tag" data-tone="danger">
              {say('Suspended')}
            </span>
          )}
          {member.expiresAt !== undefined && (
            <span class="options-tag" data-tone="warning">
              {say('Until {day}', { day: sayLastDay(member.expiresAt) })}
            </span>
          )}
        </div>
        {member.email && (
          <span class="options-quiet">
            <bdi>{member.email}</bdi>
          </span>
        )}
        <Places member={member} accounts={accounts} teams={teams} />
      </div>
    </div>
  );
}

function Places({
  member,
  accounts,
  teams,
}: Required<Pick<MemberSummaryProps, 'member' | 'accounts' | 'teams'>>) {
  if (member.role === 'owner' || member.role === 'administrator')
    return <span class="options-quiet">{say('Every account')}</span>;
  const teamNames = member.teams.flatMap(({ teamId }) => teams.find(({ id }) => id === teamId)?.name ?? []);
  if (teamNames.length > 0)
    return <span class="options-quiet">{say('On {teams}', { teams: sayList(teamNames) })}</span>;
  const lines = member.accounts.flatMap((assignment) => {
    const account = accounts.find(({ id }) => id === assignment.accountId);
    return account ? [{ account, text: describeAssignment(member, assignment) }] : [];
  });
  if (lines.length === 0) return <span class="options-quiet">{say('No accounts')}</span>;
  return (
    <ul class="member-summary__accounts">
      {lines.map(({ account, text }) => (
        <li key={account.id}>
          <bdi>@{account.handle}</bdi>
          <span class="options-quiet"> · {text}</span>
        </li>
      ))}
    </ul>
  );
}
