import type { PersonView } from '../../lib/messages/views';
import type { Role } from '../../lib/roles';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'owner',
  admin: 'admin',
  editor: 'editor',
  client: 'client',
  administrator: 'administrator',
  contentCreator: 'content creator',
  moderator: 'moderator',
  viewOnly: 'view only',
};

const ACCESS_WORDS = { read: 'read only', posting: 'posting', full: 'full access' } as const;

/** A person's role in words: "editor", "client, full access", or the name of a role of the workspace's own. */
export function roleWordsOf({
  role,
  clientAccess,
  customRoleName,
}: Pick<PersonView, 'role' | 'clientAccess' | 'customRoleName'>): string {
  if (customRoleName !== undefined) return customRoleName;
  return clientAccess ? `${ROLE_WORDS[role]}, ${ACCESS_WORDS[clientAccess]}` : ROLE_WORDS[role];
}
