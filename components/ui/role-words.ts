import type { ClientAccess, Role } from '../../lib/roles';
import { say, words } from '../../lib/words/say';

/** What each role is called. Marked words, as the others here: whoever shows them says them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: words('Owner'),
  admin: words('Admin'),
  editor: words('Editor'),
  client: words('Client'),
  administrator: words('Administrator'),
  contentCreator: words('Content creator'),
  moderator: words('Moderator'),
  viewOnly: words('View-only'),
};

const CLIENT_NAMES: Readonly<Record<ClientAccess, string>> = {
  read: words('Client, read access'),
  posting: words('Client, posting access'),
  full: words('Client, full access'),
};

/** What is known of somebody's role. */
export interface RoleOf {
  readonly role: Role;
  readonly clientAccess?: ClientAccess | undefined;
  readonly customRoleName?: string | undefined;
}

/** A role with what it is narrowed by: "Client, read access"; or the name of a role of the workspace's own. */
export function describeRole({ role, clientAccess, customRoleName }: RoleOf): string {
  if (customRoleName !== undefined) return customRoleName;
  return say(role === 'client' && clientAccess ? CLIENT_NAMES[clientAccess] : ROLE_NAMES[role]);
}
