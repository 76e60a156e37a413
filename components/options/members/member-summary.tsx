import './member-summary.css';
import type { MemberId } from '../../../lib/roles';
import type { Account, Member } from '../../../lib/workspace/records';
import { Avatar } from '../../ui/avatar';
import { describeRole } from '../role-words';
import { describeAssignment } from './describe-assignment';
import { sayLastDay } from './last-day';

interface MemberSummaryProps {
  readonly member: Member;
  readonly accounts: readonly Account[];
  /** The name of the role of the workspace's own that decides instead. */
  readonly customRoleName?: string | undefined;
  readonly meId: MemberId | undefined;
  readonly heading?: 'h2' | 'h3';
  /** True when no more than the name, the role and the two-factor state are shown to whoever is at the browser. */
  readonly isLimited?: boolean;
}

/** A person: name, role, and what they do on each of their accounts. */
export function MemberSummary({
  member,
  accounts,
  customRoleName,
  meId,
  heading,
  isLimited = false,
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
          {member.id === meId && (
            <span class="options-tag" data-tone="accent">
              You
            </span>
          )}
          {member.suspended && (
            <span class="options-tag" data-tone="danger">
              Suspended
            </span>
          )}
          {member.expiresAt !== undefined && (
            <span class="options-tag" data-tone="warning">
              Until {sayLastDay(member.expiresAt)}
            </span>
          )}
        </div>
        {member.email && (
          <span class="options-quiet">
            <bdi>{member.email}</bdi>
          </span>
        )}
        {isLimited ? (
          <span class="options-quiet">Only owners see what a client works on.</span>
        ) : (
          <AccountLines member={member} accounts={accounts} />
        )}
      </div>
    </div>
  );
}

function AccountLines({ member, accounts }: Pick<MemberSummaryProps, 'member' | 'accounts'>) {
  if (member.role === 'owner') return <span class="options-quiet">Every account</span>;
  const lines = member.accounts.flatMap((assignment) => {
    const account = accounts.find(({ id }) => id === assignment.accountId);
    return account ? [{ account, words: describeAssignment(member, assignment) }] : [];
  });
  if (lines.length === 0) return <span class="options-quiet">No accounts</span>;
  return (
    <ul class="member-summary__accounts">
      {lines.map(({ account, words }) => (
        <li key={account.id}>
          <bdi>@{account.handle}</bdi>
          <span class="options-quiet"> · {words}</span>
        </li>
      ))}
    </ul>
  );
}
