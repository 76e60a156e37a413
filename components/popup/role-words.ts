import type { PersonView } from '../../lib/messages/views';
import type { Role } from '../../lib/roles';
import { say, words } from '../../lib/words/say';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: words('owner'),
  admin: words('admin'),
  editor: words('editor'),
  client: words('client'),
  administrator: words('administrator'),
  contentCreator: words('content creator'),
  moderator: words('moderator'),
  viewOnly: words('view only'),
};

const CLIENT_WORDS = {
  read: words('client, read only'),
  posting: words('client, posting'),
  full: words('client, full access'),
} as const;

/** A person's role in words: "editor", "client, full access", or the name of a role of the workspace's own. */
export function roleWordsOf({
  role,
  clientAccess,
  customRoleName,
}: Pick<PersonView, 'role' | 'clientAccess' | 'customRoleName'>): string {
  if (customRoleName !== undefined) return customRoleName;
  return say(clientAccess ? CLIENT_WORDS[clientAccess] : ROLE_WORDS[role]);
}
