/** The words of both role models as the options page says them: one name and one sentence for each. */
import type { ClientAccess, CredentialMode, Grant, PostingAccess, Role, RoleModel } from '../../lib/roles';
import { SITES } from '../../lib/sites/sites';
import { say, words } from '../../lib/words/say';
import type { CustomRole, Member } from '../../lib/workspace/records';
import { describeRole, ROLE_NAMES, type RoleOf } from '../ui/role-words';

export { describeRole };

interface Words {
  readonly label: string;
  readonly hint: string;
}

interface RoleWords extends Words {
  /** Somebody who has it. */
  readonly one: string;
}

/** Marked words: whoever shows them says them. */
export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  owner: {
    label: ROLE_NAMES.owner,
    one: words('an owner'),
    hint: words('Reaches everything: members, accounts and settings.'),
  },
  admin: {
    label: ROLE_NAMES.admin,
    one: words('an admin'),
    hint: words('Approves posts for the team, manages editors, and works on the accounts they are given.'),
  },
  editor: {
    label: ROLE_NAMES.editor,
    one: words('an editor'),
    hint: words('Writes posts on the accounts they are given, and changes only their own.'),
  },
  client: {
    label: ROLE_NAMES.client,
    one: words('a client'),
    hint: words('Follows what goes out in their name, and approves it where you say so.'),
  },
  administrator: {
    label: ROLE_NAMES.administrator,
    one: words('an administrator'),
    hint: words('Reaches everything: members, teams, accounts and settings.'),
  },
  contentCreator: {
    label: ROLE_NAMES.contentCreator,
    one: words('a content creator'),
    hint: words('Writes posts on the accounts of their teams and sends them for approval.'),
  },
  moderator: {
    label: ROLE_NAMES.moderator,
    one: words('a moderator'),
    hint: words('Answers people on the accounts of their teams.'),
  },
  viewOnly: {
    label: ROLE_NAMES.viewOnly,
    one: words('a view-only member'),
    hint: words('Sees what their teams do, and changes nothing.'),
  },
};

/** An editor of the enterprise model does more than one of the agency model. */
const ENTERPRISE_EDITOR_HINT = words('Writes, approves and publishes posts on the accounts of their teams.');

/** The roles of each model, in the order in which they are offered. */
export const OFFERED_ROLES: Readonly<Record<RoleModel, readonly Role[]>> = {
  agency: ['editor', 'client', 'admin', 'owner'],
  enterprise: ['editor', 'contentCreator', 'moderator', 'viewOnly', 'administrator'],
};

/** The roles of each model, the widest first. */
export const ROLES_OF_MODEL: Readonly<Record<RoleModel, readonly Role[]>> = {
  agency: ['owner', 'admin', 'editor', 'client'],
  enterprise: ['administrator', 'editor', 'contentCreator', 'moderator', 'viewOnly'],
};

/** What a role of a model is for, as a sentence. */
export function roleHint(role: Role, model: RoleModel): string {
  return say(role === 'editor' && model === 'enterprise' ? ENTERPRISE_EDITOR_HINT : ROLE_WORDS[role].hint);
}

export const CLIENT_ACCESS_WORDS: Readonly<Record<ClientAccess, Words>> = {
  read: {
    label: words('Read'),
    hint: words('Sees the posts of their accounts, and writes none.'),
  },
  posting: {
    label: words('Posting'),
    hint: words('Also writes posts, and changes their own.'),
  },
  full: {
    label: words('Full'),
    hint: words('Also changes and deletes other people’s posts, and may add accounts.'),
  },
};

export const POSTING_WORDS: Readonly<Record<PostingAccess, Words>> = {
  needsApproval: {
    label: words('Needs approval'),
    hint: words('An admin or the owner approves each post first.'),
  },
  full: { label: words('Full'), hint: words('Posts go out without the team’s approval.') },
};

/** What each choice means, and does not mean. Source 000, "Post using owner credentials / member credentials", 2026-11. */
export const CREDENTIALS_WORDS: Readonly<Record<CredentialMode, Words>> = {
  owner: {
    label: words('Owner’s API credentials'),
    hint: words(
      'Posts use the sign-in that the account was connected with. Only an owner renews it; this member never sees it.',
    ),
  },
  member: {
    label: words('Member’s API credentials'),
    hint: words('They sign in to the account themselves, and again whenever the network asks.'),
  },
};

/** What an owner may give to a single admin beyond the role. */
export const GRANT_WORDS: Readonly<Record<Grant, Words>> = {
  addAccounts: {
    label: words('May connect accounts'),
    hint: words('Adds accounts to the workspace with their own sign-in.'),
  },
  removeAccounts: {
    label: words('May remove accounts'),
    hint: words('Takes accounts that they work on out of the workspace.'),
  },
};

/** The network's own name, as people write it. */
export function networkName(network: string): string {
  return SITES.find((site) => site.network === network)?.name ?? network;
}

/** What a member is called by their role, where nothing else holds for a single account. */
export function memberRoleName(
  member: Pick<Member, 'role' | 'clientAccess' | 'customRole'>,
  customRoles: readonly Pick<CustomRole, 'id' | 'name'>[],
): string {
  const customRoleName = customRoles.find(({ id }) => id === member.customRole)?.name;
  return describeRole({ ...member, customRoleName });
}

/** Somebody by their role: "an editor". */
export function describeHolder({ role, customRoleName }: RoleOf): string {
  if (customRoleName !== undefined) return say('a member with the role “{name}”', { name: customRoleName });
  return say(ROLE_WORDS[role].one);
}
