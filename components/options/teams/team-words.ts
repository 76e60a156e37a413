import type { AccountRight } from '../../../lib/messages/team-views';
import type { MemberId, TeamMembership } from '../../../lib/roles';
import { say, sayList, words } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { networkName, OFFERED_ROLES, ROLE_WORDS } from '../role-words';
import type { WorkspaceNow } from '../use-workspace';

/** What somebody does on an account, as nouns: they stand in lists. */
const RIGHT_WORDS: Readonly<Record<AccountRight, string>> = {
  'post.view': words('seeing posts'),
  'post.create': words('writing posts'),
  'post.publish': words('publishing'),
  'post.approve': words('approving'),
};

/** "seeing posts, writing posts and publishing". */
export function rightsWords(rights: readonly AccountRight[]): string {
  return sayList(rights.map((right) => say(RIGHT_WORDS[right])));
}

type CustomRoles = NonNullable<WorkspaceNow['view']>['customRoles'];

/** What a role is called that is set on one account: one of the model's, or one of the workspace's own. */
export function accountRoleName(
  role: TeamMembership['accountRoles'][keyof TeamMembership['accountRoles']] | undefined,
  customRoles: CustomRoles,
): string {
  const builtIn = OFFERED_ROLES.enterprise.find((each) => each === role);
  if (builtIn) return say(ROLE_WORDS[builtIn].label);
  return customRoles.find(({ id }) => id === role)?.name ?? say('A role that is gone');
}

/** "@acme · Bluesky". */
export function accountWords({ handle, network }: Pick<Account, 'handle' | 'network'>): string {
  return say('@{handle} · {network}', { handle, network: networkName(network) });
}

/** What a member is called, also one who is not in the workspace any more. */
export function nameOfMember({ session }: Pick<WorkspaceNow, 'session'>, memberId: MemberId): string {
  return session.people.find(({ id }) => id === memberId)?.name ?? say('a former member');
}
