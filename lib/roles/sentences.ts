/**
 * Everything that the engine says, as templates with a code and named places, so that they can be translated
 * without touching the rules. Names come from the workspace and may contain anything: they are put in as text,
 * in one pass, without the characters that would rearrange the sentence around them.
 */
import type { Action } from './action';
import type { AGENCY_OWNER_ROWS, AGENCY_TABLE, AgencyColumn } from './agency-table';
import type { EVERYONE_TABLE } from './everyone-table';

const SENTENCES = {
  // Why it is allowed.
  granted: '{actor} is {aRole}: {roles} {doIt}.',
  grantedEveryone: '{actor} is a member: every member may {doIt}.',
  grantedOwn: '{actor} is {aRole}: {roles} {doIt}, and this is their own.',
  grantedAdded: '{actor} is {aRole}: {roles} {doIt} that they added, and {actor} added {account}.',
  grantedApproves: '{actor} is {aRole} who approves posts on {account}.',
  grantedHeld: '{actor} is {aRole}: {roles} {doIt} where they hold the account, and {actor} holds {account}.',
  grantedAddAccounts: '{actor} is {aRole}, and was given the right to add accounts.',
  grantedRemoveAccounts: '{actor} is {aRole}, and was given the right to remove accounts.',
  // Why it is not.
  notMember: '{actor} is not a member of this workspace.',
  suspended: '{actor} is suspended: a suspended member can do nothing in this workspace.',
  expired: "{actor}'s membership has expired: from then on a member can do nothing in this workspace.",
  twoFactor:
    'This workspace requires two-factor sign-in of {roles}, and {actor} has not turned it on: it is turned on in the security settings.',
  noSuchAction: 'There is no action called "{action}".',
  wrongResource: 'This action is asked of {things}, and was asked of something else.',
  noSuchAccount: 'There is no such account in this workspace.',
  noSuchMember: 'There is no such member in this workspace.',
  notAssigned: '{actor} is not assigned the account {account}.',
  noColumn: '{actor} has no role that this workspace knows, so nothing is granted.',
  noRow: 'The role model has nothing to say about this for {actor}, so it is not granted.',
  onlyOneself: 'Members turn on their own two-factor sign-in: nobody does it for somebody else.',
  refused: '{actor} is {aRole}: {roles} do not {doIt}.',
  refusedOneself: 'Nobody changes their own role and access, and these are those of {actor}.',
  refusedOwn: '{actor} is {aRole}: {roles} {doIt} only where it is their own.',
  refusedAdded:
    '{actor} is {aRole}: {roles} {doIt} only where they added them, and {actor} did not add {account}.',
  refusedApproves: '{actor} is {aRole} who does not approve posts on {account}.',
  refusedHeld:
    '{actor} is {aRole}: {roles} {doIt} only where they hold the account, and {actor} does not hold {account}.',
  refusedAddAccounts:
    '{actor} is {aRole}: {roles} add accounts only when they were given that right, and {actor} was not.',
  refusedRemoveAccounts:
    '{actor} is {aRole}: {roles} remove accounts only when they were given that right, and {actor} was not.',
  missingAuthor: 'Whether {actor} may {doIt} depends on who wrote the post, and that is not known here.',
  missingAdder: 'Whether {actor} may {doIt} depends on who added the file, and that is not known here.',
  missingMemberRole:
    'Whether {actor} may {doIt} depends on the role of the member it is about, and that is not known here.',
  ownPost: '{actor} wrote this post: in this workspace nobody approves their own posts.',
  lastKeeper: '{keeper} is the only owner who can act: a workspace always keeps an owner.',
  modelNotDecided:
    'This version of Countersign does not decide for the {model} role model yet, so nothing is granted.',
  // Who can do it, or grant it.
  ask: 'Ask {people}.',
  nobodyCan: 'Nobody in this workspace can do this now.',
  nobodyCanDecided: 'Nobody can do this in this version of Countersign.',
  canAdd: '{people} can add {actor} to the workspace.',
  canLiftSuspension: '{people} can lift the suspension.',
  canExtend: '{people} can extend the membership.',
  canGiveRole: '{people} can give {actor} another role.',
  canGiveAccount: '{people} can give {actor} this account.',
  canLetAddAccounts: '{people} can let {actor} add accounts.',
  canLetRemoveAccounts: '{people} can let {actor} remove accounts.',
  canLetApprove: '{people} can let {actor} approve posts on {account}.',
  canAddKeeper: '{people} can make somebody else an owner first.',
  enrol: 'Turn on two-factor sign-in in your security settings.',
  enrolIsNotEnough: 'Turn on two-factor sign-in in your security settings. This needs more than that: {rest}',
  nobodyBeforeKnown: 'Nobody can do this before that is known.',
  // Why an approval step is asked.
  authorNeedsApproval: "{author}'s posts on {account} need the team's approval.",
  authorNotAssigned: "{author} is not assigned {account}: a post there needs the team's approval.",
  authorGone: "The author is not an active member any more: the post needs the team's approval.",
  authorUnknown: "It is not known who the author is: the post needs the team's approval.",
  separationOfDuties:
    'In this workspace nobody approves their own posts: somebody other than {author} approves this one.',
  clientApproves: 'The client approves what goes out on {account}.',
  accountGone: 'There is no such account in this workspace: nothing can go out there.',
  stepsNotDecided:
    'This version of Countersign does not decide the approval of posts for the {model} role model yet.',
} as const;

export type SentenceCode = keyof typeof SENTENCES;

type PlacesOf<Template extends string> = Template extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never;

/** What a sentence needs to be said: a text for each of its places. */
export type Places<Code extends SentenceCode> = Readonly<Record<PlacesOf<(typeof SENTENCES)[Code]>, string>>;

/**
 * Says one sentence of the catalogue.
 *
 * @param code which one
 * @param places the texts for its places; what they contain is never read as a place again
 * @returns the sentence
 */
export function say<Code extends SentenceCode>(code: Code, places: Places<Code>): string {
  const texts = new Map<string, string>(Object.entries(places));
  return SENTENCES[code].replace(/\{(\w+)\}/g, (_, place: string) => texts.get(place) ?? '');
}

/** The characters that hide or reorder text: controls, line separators, and Unicode's bidirectional marks. */
const UNSAFE_CHARACTERS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const MAX_NAME_LENGTH = 80;

/**
 * Somebody else's text, fit to stand in a sentence.
 *
 * @param text a name from the workspace, or what a query said
 * @returns the text on one line, without control and direction characters, shortened when very long
 */
export function plainText(text: string): string {
  const plain = text.replace(UNSAFE_CHARACTERS, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...plain];
  if (characters.length === 0) return '(no name)';
  return characters.length <= MAX_NAME_LENGTH
    ? plain
    : `${characters.slice(0, MAX_NAME_LENGTH - 1).join('')}…`;
}

type KeyOfRow<Row> = Row extends readonly [
  infer Name extends string,
  infer Target extends string,
  ...unknown[],
]
  ? Target extends ''
    ? Name
    : `${Name} ${Target}`
  : never;

type RowKey = KeyOfRow<
  (typeof AGENCY_TABLE)[number] | (typeof AGENCY_OWNER_ROWS)[number] | (typeof EVERYONE_TABLE)[number]
>;

/** Every row, and every action as a whole, as something that people do: "editors …", "clients do not …". */
const DEEDS = {
  'tab.create': 'open the Create tab',
  'tab.posts': 'open the Posts tab',
  'tab.calendar': 'open the Calendar tab',
  'tab.media': 'open the Media tab',
  'tab.rss': 'open the RSS tab',
  'tab.content': 'open the Content tab',
  'tab.analytics': 'open the Analytics tab',
  'post.view': 'see posts',
  'post.create': 'create posts',
  'post.edit': 'edit this post',
  'post.edit own': 'edit their own posts',
  'post.edit others': "edit others' posts",
  'post.delete': 'delete this post',
  'post.delete own': 'delete their own posts',
  'post.delete others': "delete others' posts",
  'post.publish': 'publish this post',
  'post.publish own': 'publish their own posts',
  'post.publish others': "publish others' posts",
  'post.submit': 'submit this post',
  'post.submit own': 'submit their own posts',
  'post.submit others': "submit others' posts",
  'post.copy': 'copy posts',
  'post.note': 'write notes on posts',
  'post.approve': 'approve this post',
  'post.approve internal gate': 'approve posts for the team',
  'post.approve client gate': 'approve posts for the client',
  'post.decline': 'decline this post',
  'post.decline internal gate': 'decline posts for the team',
  'post.decline client gate': 'decline posts for the client',
  'insights.view': 'see insights',
  'media.view': 'see the media library',
  'media.upload': 'upload media',
  'media.delete': 'delete this file',
  'media.delete own': 'delete media that they added themselves',
  'media.delete others': 'delete media that others added',
  'account.view': 'see accounts',
  'account.add': 'add accounts',
  'account.remove': 'remove accounts',
  'account.settings.edit': 'change the settings of accounts',
  'account.assign': 'assign accounts to members',
  'member.view': 'see this member',
  'member.view oneself': 'see their own membership',
  'member.view owner': 'see owners',
  'member.view admin': 'see admins',
  'member.view editor': 'see editors',
  'member.view client': 'see clients',
  'member.add': 'add this member',
  'member.add owner': 'add owners',
  'member.add admin': 'add admins',
  'member.add editor': 'add editors',
  'member.add client': 'add clients',
  'member.edit': 'change the role and access of this member',
  'member.edit oneself': 'change their own role and access',
  'member.edit owner': 'change the role and access of owners',
  'member.edit admin': 'change the role and access of admins',
  'member.edit editor': 'change the role and access of editors',
  'member.edit client': 'change the role and access of clients',
  'member.remove': 'remove this member',
  'member.remove owner': 'remove owners',
  'member.remove admin': 'remove admins',
  'member.remove editor': 'remove editors',
  'member.remove client': 'remove clients',
  'twoFactor.require': 'require two-factor sign-in of this member',
  'twoFactor.require owner': 'require two-factor sign-in of owners',
  'twoFactor.require admin': 'require two-factor sign-in of admins',
  'twoFactor.require editor': 'require two-factor sign-in of editors',
  'twoFactor.require client': 'require two-factor sign-in of clients',
  'twoFactor.enrol': 'turn on two-factor sign-in',
  'twoFactor.enrol oneself': 'turn on their own two-factor sign-in',
  'workspace.edit': "change the workspace's name and picture",
  'billing.view': 'see the billing',
} as const satisfies Readonly<Record<RowKey | Action, string>>;

const DEED_BY_KEY: ReadonlyMap<string, string> = new Map(Object.entries(DEEDS));

/** What the row of a table lets people do: "create posts". */
export function deedOf(row: { readonly action: string; readonly target: string }): string {
  const key = row.target === '' ? row.action : `${row.action} ${row.target}`;
  return DEED_BY_KEY.get(key) ?? row.action;
}

/** A column of a table, as people say it. */
interface ColumnWords {
  readonly one: string;
  readonly many: string;
}

const COLUMN_WORDS: Readonly<Record<AgencyColumn, ColumnWords>> = {
  owner: { one: 'an owner', many: 'owners' },
  admin: { one: 'an admin', many: 'admins' },
  editor: { one: 'an editor', many: 'editors' },
  clientRead: { one: 'a read-only client', many: 'read-only clients' },
  clientPosting: { one: 'a posting client', many: 'posting clients' },
  clientFull: { one: 'a full-access client', many: 'full-access clients' },
};

const WORDS_BY_COLUMN: ReadonlyMap<string, ColumnWords> = new Map(Object.entries(COLUMN_WORDS));

/** A column as people say it: "a read-only client", "read-only clients". */
export function columnWords(column: string): ColumnWords {
  return (
    WORDS_BY_COLUMN.get(column) ?? {
      one: `a member with the role ${column}`,
      many: `members with the role ${column}`,
    }
  );
}
