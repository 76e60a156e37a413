/**
 * Everything that the engine says, as templates with a code and named places, so that it can be said in another
 * language without touching a rule: a catalogue of the same shape is all that takes. Names come from the workspace
 * and may contain anything: they are put in as text, in one pass, without the characters that would rearrange the
 * sentence around them.
 */
import type { Action } from './action';
import type { AgencyColumn } from './agency-table';
import type { EnterpriseColumn } from './enterprise-table';
import type { AdAccountRole, Resource, Role } from './facts';

const SENTENCES = {
  // Why it is allowed.
  granted: '{actor} is {aRole}: {roles} {doIt}.',
  grantedHere: '{actor} is {aRole} on {place}: {roles} {doIt}.',
  grantedWhen: '{actor} is {aRole}: {roles} {doIt} {when}, as here.',
  grantedAddOn: '{actor} may {doIt} through the {addOn} add-on.',
  grantedEveryone: '{actor} is a member: every member may {doIt}.',
  // Why it is not.
  refused: '{actor} is {aRole}: {roles} do not {doIt}.',
  refusedHere: '{actor} is {aRole} on {place}: {roles} do not {doIt}.',
  refusedWhen: '{actor} is {aRole}: {roles} {doIt} only {when}, which is not so here.',
  refusedOneself: 'Nobody changes their own role and access, and these are those of {actor}.',
  onlyOneself: 'Members turn on their own two-factor sign-in: nobody does it for somebody else.',
  notMember: '{actor} is not a member of this workspace.',
  suspended: '{actor} is suspended: a suspended member can do nothing in this workspace.',
  expired: '{actor}’s membership has expired: from then on a member can do nothing in this workspace.',
  twoFactor:
    'This workspace requires two-factor sign-in of {roles}, and {actor} has not turned it on: it is turned on in the security settings.',
  noSuchAction: 'The role model of this workspace knows no action called "{action}".',
  wrongResource: 'This action is asked of {things}, and was asked of something else.',
  noSuchThing: 'There is no such {thing} in this workspace.',
  notAssigned: '{actor} is not assigned the account {place}.',
  notOnTeamOf: '{actor} is on no team that has the account {place}.',
  notOnTeam: '{actor} is not on the team {place}.',
  noColumn: '{actor} has no role that this workspace knows, so nothing is granted.',
  noRow: 'The role model has nothing to say about this for {actor}, so it is not granted.',
  unknown: 'Whether {actor} may {doIt} depends on {fact}, and that is not known here.',
  ownPost: '{actor} wrote this post: in this workspace nobody approves their own posts.',
  lastKeeper: '{keeper} is the only {keeperRole} who can act: a workspace always keeps one.',
  // Who can do it now, or grant it.
  ask: 'Ask {people}.',
  nobodyCan: 'Nobody in this workspace can do this now.',
  nobodyBeforeKnown: 'Nobody can do this before that is known.',
  canAdd: '{people} can add {actor} to the workspace.',
  canLiftSuspension: '{people} can lift the suspension.',
  canExtend: '{people} can extend the membership.',
  canGiveRole: '{people} can give {actor} another role.',
  canGiveAccount: '{people} can give {actor} this account.',
  canPutOnTeam: '{people} can put {actor} on a team that has it.',
  canPutOnThisTeam: '{people} can put {actor} on this team.',
  canGiveRight: '{people} can give {actor} that right.',
  canChangeSetting: '{people} can change that setting.',
  canAddKeeper: '{people} can make somebody else {aKeeper} first.',
  enrol: 'Turn on two-factor sign-in in your security settings.',
  enrolIsNotEnough: 'Turn on two-factor sign-in in your security settings. This needs more than that: {rest}',
  // Why an approval step is asked.
  authorNeedsApproval: '{author}’s posts on {account} need approval.',
  authorNotAssigned: '{author} is not assigned {account}: a post there needs approval.',
  authorGone: 'The author is not an active member any more: the post needs approval.',
  authorUnknown: 'It is not known who the author is: the post needs approval.',
  authorAsks: 'The post is sent for approval: somebody who may approve on {account} passes it.',
  separationOfDuties:
    'In this workspace nobody approves their own posts: somebody other than {author} approves this one.',
  clientApproves: 'The client approves what goes out on {account}.',
  templateAsks: 'The approval template that was chosen asks for this step.',
  templateGone: 'The approval template that was chosen is gone: choose another.',
  accountGone: 'There is no such account in this workspace: nothing can go out there.',
} as const;

export type SentenceCode = keyof typeof SENTENCES;

type PlacesOf<Template extends string> = Template extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never;

/** What the sentences speak of; each place means the same in all of them (explain.ts says what). */
export type SentencePlace = PlacesOf<(typeof SENTENCES)[SentenceCode]>;

/** What a cell of a table says of all who have its column. Their places mean what they mean in the sentences above. */
const CELL_SENTENCES = {
  yes: '{roles} {doIt}.',
  no: '{roles} do not {doIt}.',
  when: '{roles} {doIt} only {when}.',
  yesOneself: 'every member may {doIt}.',
  noOneself: 'nobody changes their own role and access.',
  yesThere: '{aRole}: {roles} {doIt}.',
  noThere: '{aRole}: {roles} do not {doIt}.',
  // An add-on never takes anything away.
  yesAddOn: 'whoever has the {addOn} add-on may {doIt}, whatever their role.',
  noAddOn: 'the {addOn} add-on lets nobody {doIt}: their role may.',
  whenAddOn: 'whoever has the {addOn} add-on may {doIt} only {when}, whatever their role.',
} as const;

/** How people and things are listed, and what they are called. */
const LISTS = {
  or: '{some} or {last}',
  others: '{count} others',
  member: '{name} ({role})',
  account: '{name} ({network})',
} as const;

/** Every action as something that people do: "editors …", "clients do not …". `{what}` is the row's target. */
const DEEDS: Readonly<Record<Action, string>> = {
  'tab.create': 'open the Create tab',
  'tab.posts': 'open the Posts tab',
  'tab.calendar': 'open the Calendar tab',
  'tab.media': 'open the Media tab',
  'tab.rss': 'open the RSS tab',
  'tab.content': 'open the Content tab',
  'tab.analytics': 'open the Analytics tab',
  'post.view': 'see posts',
  'post.create': 'create posts',
  'post.edit': 'edit {what} posts',
  'post.delete': 'delete {what} posts',
  'post.publish': 'publish {what} posts',
  'post.submit': 'submit {what} posts',
  'post.copy': 'copy posts',
  'post.note': 'write notes on posts',
  'post.approve': 'approve posts {what}',
  'post.decline': 'decline posts {what}',
  'post.label.create': 'create labels while drafting {what} posts',
  'post.label.apply': 'label {what} posts',
  'insights.view': 'see insights',
  'media.view': 'see the media library',
  'media.upload': 'upload media',
  'media.delete': 'delete {what} media',
  'account.view': 'see accounts',
  'account.add': 'add accounts',
  'account.remove': 'remove accounts',
  'account.settings.edit': 'change the settings of accounts',
  'account.assign': 'assign accounts to members',
  'account.reauthorize': 'sign in to accounts again',
  'accountGroup.edit': 'create and edit groups of accounts',
  'adAccount.add': 'add ad accounts',
  'adAccount.reauthorize': 'sign in to ad accounts again',
  'adAccount.remove': 'remove ad accounts',
  'member.view': 'see {what}',
  'member.add': 'add {what}',
  'member.edit': 'change the role and access of {what}',
  'member.remove': 'remove {what}',
  'user.invite': 'invite users',
  'user.edit': 'edit users',
  'user.delete': 'delete users',
  'twoFactor.require': 'require two-factor sign-in of {what}',
  'twoFactor.enrol': 'turn on their own two-factor sign-in',
  'workspace.edit': 'change the workspace’s name and picture',
  'workspace.settings.edit': 'change the workspace’s settings',
  'organization.settings.edit': 'change the organization’s settings',
  'role.edit': 'make roles',
  'billing.view': 'see the billing',
  'team.create': 'create teams',
  'team.settings.edit': 'change the settings of teams',
  'team.members.assign': 'put members on teams',
  'approvalTemplate.view': 'see approval templates',
  'approvalTemplate.edit': 'edit approval templates',
  'label.create': 'create labels',
  'label.edit': 'edit labels',
  'label.delete': 'delete labels',
  'audience.edit': 'create audiences',
  'audience.label.apply': 'label audiences',
  'audience.label.create': 'create labels for audiences',
  'engage.template.edit': 'edit saved replies',
  'engage.report.edit': 'edit reports on labels and teams',
  'engage.report.view': 'see reports on labels',
  'engage.interact': 'reply, like and hide',
  'engage.label.apply': 'label conversations',
  'engage.label.create': 'create labels for conversations',
  'engage.feed.edit': 'edit feeds',
  'engage.note': 'write notes on conversations',
  'engage.automation.edit': 'edit automations',
  'engage.conversation.export': 'export conversations',
  'engage.export': 'export all data of Engage',
  'engage.case.edit': 'edit cases',
  'listen.quickSearch': 'search in Listen',
  'listen.savedSearch.edit': 'edit saved searches',
  'listen.savedSearch.view': 'see and export saved searches',
  'dashboard.create': 'create dashboards',
  'dashboard.schedule': 'schedule dashboards',
  'dashboard.export': 'export dashboards',
  'dashboard.share': 'share dashboards',
  'promotion.seeExists': 'see whether a post is promoted',
  'promotion.view': 'see promotions',
  'promotion.add': 'promote posts',
  'adSet.edit': 'edit ad sets',
  'campaign.edit': 'edit campaigns',
};

/** What a row's target adds to the deed; the roles that a member may have are said by their column's words. */
const TARGETS = {
  own: 'their own',
  others: 'others’',
  'internal gate': 'for the team',
  'client gate': 'for the client',
  oneself: 'themselves',
  client: 'clients',
  anybody: 'members',
} as const;

type Column = AgencyColumn | EnterpriseColumn | AdAccountRole;

/** A column of a table, as people say it: one such member, and many. */
const COLUMNS: Readonly<Record<Column, readonly [one: string, many: string]>> = {
  owner: ['an owner', 'owners'],
  admin: ['an admin', 'admins'],
  editor: ['an editor', 'editors'],
  clientRead: ['a read-only client', 'read-only clients'],
  clientPosting: ['a posting client', 'posting clients'],
  clientFull: ['a full-access client', 'full-access clients'],
  administrator: ['an administrator', 'administrators'],
  contentCreator: ['a content creator', 'content creators'],
  moderator: ['a moderator', 'moderators'],
  viewOnly: ['a view-only member', 'view-only members'],
  teamLeader: ['a team leader', 'team leaders'],
  none: ['a member without a role in this ad account', 'they'],
  analyst: ['an analyst of this ad account', 'analysts'],
  promoter: ['a promoter of this ad account', 'promoters'],
  advertiser: ['an advertiser of this ad account', 'advertisers'],
};

/** What the roles are called within a sentence, and in brackets after a name. */
const ROLES: Readonly<Record<Role, string>> = {
  owner: 'owner',
  admin: 'admin',
  editor: 'editor',
  client: 'client',
  administrator: 'administrator',
  contentCreator: 'content creator',
  moderator: 'moderator',
  viewOnly: 'view-only',
};

/** What the conditions in the cells ask, after "editors add accounts only …". */
const CONDITIONS = {
  added: 'where they added the account',
  approves: 'where they were made approvers',
  held: 'where they hold the account themselves',
  memberCredentials: 'where they post with their own credentials',
  grant: 'where an owner gave them that right',
  status: 'while a post is a draft, awaits approval or was declined',
  team: 'in their own teams',
  'setting:labelsInContext': 'while the setting for labels in context is on',
  'setting:teamLeadersManageLabels': 'while the setting that team leaders manage labels is on',
  ownPostsOnly: 'while the setting that members keep to their own posts is off',
} as const;

const THINGS: Readonly<Record<Resource['type'], readonly [name: string, one: string]>> = {
  workspace: ['workspace', 'the workspace'],
  account: ['account', 'an account'],
  post: ['post', 'a post'],
  media: ['file', 'a file'],
  member: ['member', 'a member'],
  team: ['team', 'a team'],
  adAccount: ['ad account', 'an ad account'],
};

const FACTS = {
  unknownMaker: 'who made this',
  unknownStatus: 'the state of the post',
  unknownMember: 'the role of the member it is about',
} as const;

/** All that the engine says in one language. */
export interface Catalogue {
  readonly sentences: Readonly<Record<SentenceCode, string>>;
  readonly cellSentences: Readonly<Record<keyof typeof CELL_SENTENCES, string>>;
  readonly lists: Readonly<Record<keyof typeof LISTS, string>>;
  readonly deeds: Readonly<Record<Action, string>>;
  readonly targets: Readonly<Record<keyof typeof TARGETS, string>>;
  readonly columns: Readonly<Record<Column, readonly [one: string, many: string]>>;
  /** A role of the workspace's own, by its name, as one member and many; and how an add-on or a role is called. */
  readonly customRole: readonly [one: string, many: string];
  readonly roles: Readonly<Record<Role, string>>;
  readonly addOns: Readonly<Record<string, string>>;
  readonly conditions: Readonly<Record<keyof typeof CONDITIONS, string>>;
  readonly things: Readonly<Record<Resource['type'], readonly [name: string, one: string]>>;
  readonly facts: Readonly<Record<keyof typeof FACTS, string>>;
}

export const ENGLISH: Catalogue = {
  sentences: SENTENCES,
  cellSentences: CELL_SENTENCES,
  lists: LISTS,
  deeds: DEEDS,
  targets: TARGETS,
  columns: COLUMNS,
  customRole: ['a member with the role “{name}”', 'members with the role “{name}”'],
  roles: ROLES,
  addOns: { teamLeader: 'team leader' },
  conditions: CONDITIONS,
  things: THINGS,
  facts: FACTS,
};

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

const partsByTemplate = new Map<string, readonly string[]>();

/**
 * Fills the places of a template.
 *
 * @param template a text with places in braces: "Ask {people}."
 * @param textFor the text for a place; what it contains is never read as a place again
 * @returns the text
 */
export function fillBy<Place extends string>(template: string, textFor: (place: Place) => string): string {
  let parts = partsByTemplate.get(template);
  if (parts === undefined) {
    parts = template.split(/\{(\w+)\}/);
    partsByTemplate.set(template, parts);
  }
  // Splitting by a group puts the names of the places at the odd positions.
  let text = '';
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    text += index % 2 === 0 ? part : textFor(part as Place);
  }
  return text;
}

/** As `fillBy`, with the texts at hand; a place that nobody filled is left empty. */
export function fill(template: string, places: Readonly<Record<string, string>>): string {
  return fillBy(template, (place) => places[place] ?? '');
}
