/** The words of the agency model as the options page says them: one name and one sentence for each. */
import type { ClientAccess, CredentialMode, Grant, PostingAccess, Role } from '../../lib/roles';
import { SITES } from '../../lib/sites/sites';

interface Words {
  readonly label: string;
  readonly hint: string;
}

export const ROLE_WORDS: Readonly<Record<Role, Words>> = {
  owner: { label: 'Owner', hint: 'Reaches everything: people, accounts and settings.' },
  admin: {
    label: 'Admin',
    hint: 'Approves posts for the team, manages editors, and works on the accounts they are given.',
  },
  editor: {
    label: 'Editor',
    hint: 'Writes posts on the accounts they are given, and changes only their own.',
  },
  client: { label: 'Client', hint: 'Follows what goes out in their name, and approves it where you say so.' },
  administrator: { label: 'Administrator', hint: 'Reaches everything.' },
  contentCreator: { label: 'Content creator', hint: 'Writes posts.' },
  moderator: { label: 'Moderator', hint: 'Answers people.' },
  viewOnly: { label: 'View-only', hint: 'Sees, and changes nothing.' },
};

export const CLIENT_ACCESS_WORDS: Readonly<Record<ClientAccess, Words>> = {
  read: { label: 'Read', hint: 'Sees the posts of their accounts, and writes none.' },
  posting: { label: 'Posting', hint: 'Also writes posts, and changes their own.' },
  full: { label: 'Full', hint: "Also changes and deletes other people's posts, and may add accounts." },
};

export const POSTING_WORDS: Readonly<Record<PostingAccess, Words>> = {
  needsApproval: { label: 'Needs approval', hint: 'An admin or the owner approves each post first.' },
  full: { label: 'Full', hint: "Posts go out without the team's approval." },
};

export const CREDENTIALS_WORDS: Readonly<Record<CredentialMode, Words>> = {
  owner: {
    label: "Owner's credentials",
    hint: 'Posts use the sign-in that the account was connected with. Only an owner renews it; this person never sees it.',
  },
  member: {
    label: "Member's credentials",
    hint: 'They sign in to the account themselves, and again whenever the network asks.',
  },
};

/** What an owner may give to a single admin beyond the role. */
export const GRANT_WORDS: Readonly<Record<Grant, Words>> = {
  addAccounts: {
    label: 'May connect accounts',
    hint: 'Adds accounts to the workspace with their own sign-in.',
  },
  removeAccounts: {
    label: 'May remove accounts',
    hint: 'Takes accounts that they work on out of the workspace.',
  },
};

/** The network's own name, as people write it. */
export function networkName(network: string): string {
  return SITES.find((site) => site.network === network)?.name ?? network;
}

/** A role with what it is narrowed by: "Client, read access"; or the name of a role of the workspace's own. */
export function describeRole({
  role,
  clientAccess,
  customRoleName,
}: {
  readonly role: Role;
  readonly clientAccess?: ClientAccess | undefined;
  readonly customRoleName?: string | undefined;
}): string {
  if (customRoleName !== undefined) return customRoleName;
  const { label } = ROLE_WORDS[role];
  return role === 'client' && clientAccess
    ? `${label}, ${CLIENT_ACCESS_WORDS[clientAccess].label.toLowerCase()} access`
    : label;
}

/** "Olu", "Olu and Ari", "Olu, Ari and Eda". */
export function listNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** "an editor", "a client". */
export function withArticle(words: string): string {
  return `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}
