/** Every event of the log as a sentence: who did what, to whom or on what. */

import type { Role } from '../../../lib/roles';
import { say, sayList, words } from '../../../lib/words/say';
import type { EventGroup, EventName } from '../../../lib/workspace/event-groups';
import type { LogEvent } from '../../../lib/workspace/records';
import { formatMoment } from '../../ui/format-time';
import { ROLE_NAMES } from '../../ui/role-words';

/** What the ids in an event are called, and the moment at which it is read. */
export interface EventNames {
  readonly nameOfMember: (memberId: string) => string | undefined;
  readonly nameOfAccount: (accountId: string) => string | undefined;
  readonly nowMs: number;
}

export const GROUP_WORDS: Readonly<Record<EventGroup, string>> = {
  posts: words('Writing posts'),
  approval: words('Approval'),
  publishing: words('Publishing'),
  engagement: words('Labels and notes'),
  members: words('Members'),
  accounts: words('Accounts'),
  teams: words('Teams and ad accounts'),
  templates: words('Approval templates'),
  roles: words('Roles'),
  workspace: words('Workspace'),
};

interface Places {
  readonly who: string;
  /** Whom it concerns. */
  readonly member: string;
  readonly account: string;
  readonly details: LogEvent['details'];
  /** A detail as text; empty when it is not there. */
  readonly text: (detail: string) => string;
  readonly number: (detail: string) => number;
  /** A detail that is a moment; undefined when it is not there. */
  readonly moment: (detail: string) => string | undefined;
}

const CHANGED_WORDS: Readonly<Record<string, string>> = {
  name: words('the name'),
  email: words('the email address'),
  role: words('the role'),
  clientAccess: words('the client access'),
  customRole: words('the role of the workspace’s own'),
  grants: words('further rights'),
  addOns: words('add-ons'),
  expiresAt: words('the end date'),
  suspended: words('the suspension'),
  twoFactor: words('two-factor sign-in'),
  separationOfDuties: words('separation of duties'),
  ownPostsOnly: words('own posts only'),
  labelsInContext: words('labels in context'),
  teamLeadersManageLabels: words('labels by team leaders'),
  graceMinutes: words('how late a post may be'),
  requiresAltText: words('whether images need a description'),
  clientApprovalRule: words('who approves for the client'),
  schedule: words('the schedule'),
  signature: words('the signature'),
  linkParameters: words('parameters on links'),
  shortener: words('the link shortener'),
  watermark: words('the watermark'),
  postedAs: words('whom posts are published as'),
  accounts: words('the accounts'),
};

/** What was changed, as a list of things; what this version has no word for stays as it is called. */
function changedIn(fields: readonly string[]): string {
  if (fields.length === 0) return say('nothing');
  return sayList(fields.map((field) => (CHANGED_WORDS[field] ? say(CHANGED_WORDS[field]) : field)));
}

function fieldsOf({ details }: Places, ...leftOut: readonly string[]): readonly string[] {
  return Object.keys(details).filter((field) => !leftOut.includes(field));
}

const SENTENCES: Readonly<Record<EventName, (places: Places) => string>> = {
  'post.created': ({ who, account }) => say('{who} wrote a post on {account}.', { who, account }),
  'post.edited': ({ who, account }) => say('{who} changed a post on {account}.', { who, account }),
  'post.copied': ({ who, account }) => say('{who} copied a post to {account}.', { who, account }),
  'post.deleted': ({ who, account }) => say('{who} deleted a post on {account}.', { who, account }),
  'post.noted': ({ who, account, text }) =>
    say('{who} noted at a post on {account}: “{note}”', { who, account, note: text('note') }),
  'post.handedOver': ({ member, account, text }) =>
    say('{member} took over a post on {account} from {from}.', { member, account, from: text('from') }),
  'post.becameDraft': ({ account }) =>
    say('A post on {account} became a draft again, because the workspace moved to another role model.', {
      account,
    }),
  'post.submitted': ({ who, account }) =>
    say('{who} sent a post on {account} for approval.', { who, account }),
  'post.approved': ({ who, account, text }) =>
    say(
      '{step, select, team {{who} approved a post on {account} for the team.} client {{who} approved a post on {account} for the client.} none {{who} approved a post on {account}.} other {{who} approved a post on {account} at the step “{step}”.}}',
      { who, account, step: stepIn(text) },
    ) + noteIn(text),
  'post.approvalComplete': ({ account }) =>
    say('Everybody who still had to approve a post on {account} had approved it.', { account }),
  'post.declined': ({ who, account, text }) =>
    say(
      '{step, select, team {{who} declined a post on {account} for the team.} client {{who} declined a post on {account} for the client.} none {{who} declined a post on {account}.} other {{who} declined a post on {account} at the step “{step}”.}}',
      { who, account, step: stepIn(text) },
    ) + noteIn(text),
  'post.decisionUndone': ({ who, account }) =>
    say('{who} took back a decision on a post on {account}.', { who, account }),
  'post.approvalRestarted': ({ who, account, text }) =>
    say('{who} changed a post on {account}, and its approval started again. {because}', {
      ...{ who, account },
      because: text('because'),
    }).trim(),
  'post.resealed': ({ who, account }) =>
    say('{who} changed an approved post on {account}; the approval now stands in their name.', {
      who,
      account,
    }),
  'post.withdrawn': ({ who, account }) =>
    say('{who} took a post on {account} back to a draft.', { who, account }),
  'post.timePassed': ({ account }) =>
    say('The time of a post on {account} passed while it awaited approval: it became a draft again.', {
      account,
    }),
  'post.scheduled': ({ who, account, moment }) => {
    const time = moment('scheduledAtMs');
    return time === undefined
      ? say('{who} sent a post on {account} on its way.', { who, account })
      : say('{who} scheduled a post on {account} for {time}.', { who, account, time });
  },
  'post.repeated': ({ account, moment }) => {
    const time = moment('scheduledAtMs');
    return time === undefined
      ? say('A post on {account} is repeated.', { account })
      : say('A post on {account} is repeated: the next one goes out {time}.', { account, time });
  },
  'post.signInChanged': ({ member, account, text }) =>
    say(
      '{credentials, select, member {A scheduled post of {member} on {account} goes out with their own sign-in now.} other {A scheduled post of {member} on {account} goes out with the owner’s sign-in now.}}',
      { member, account, credentials: text('credentials') },
    ),
  'post.armed': ({ account }) => say('A post on {account} was made ready for the network.', { account }),
  'post.published': ({ account }) => say('A post on {account} was published.', { account }),
  'post.failed': ({ account, text }) =>
    say('A post on {account} could not be published. {reason}', { account, reason: text('words') }).trim(),
  'post.retried': ({ who, account }) =>
    say('{who} sent a post on {account} to the network once more.', { who, account }),
  'post.postedByHand': ({ who, account }) =>
    say('{who} posted a post on {account} on the site themself.', { who, account }),
  'post.takenDown': ({ who, account }) =>
    say('{who} took a post on {account} off the network.', { who, account }),
  'engage.labelled': ({ who, account, text }) =>
    say('{who} put the label “{label}” on something of {account}.', { who, account, label: text('label') }),
  'engage.unlabelled': ({ who, account, text }) =>
    say('{who} took the label “{label}” off something of {account}.', {
      who,
      account,
      label: text('label'),
    }),
  'engage.noted': ({ who, account }) =>
    say('{who} wrote a note for the team at something of {account}.', { who, account }),
  'member.added': ({ who, text }) => say('{who} added {name}.', { who, name: text('name') }),
  'member.edited': (places) => {
    const { who, member, details } = places;
    const fields = fieldsOf(places);
    if (fields.length === 1 && details.suspended === true)
      return say('{who} suspended {member}.', { who, member });
    if (fields.length === 1 && details.suspended === false)
      return say('{who} lifted the suspension of {member}.', { who, member });
    return say('{who} changed {changes} of {member}.', { who, member, changes: changedIn(fields) });
  },
  'member.removed': ({ who, text, number }) =>
    say(
      '{count, plural, =0 {{who} removed {name}.} one {{who} removed {name}; one post was handed over.} other {{who} removed {name}; # posts were handed over.}}',
      { who, name: text('name'), count: number('handedOver') },
    ),
  'member.moved': ({ member }) =>
    say('{member} was moved to the other role model with the workspace.', { member }),
  'assignment.set': ({ who, member, account, text }) =>
    say(
      '{posting, select, full {{who} let {member} post on {account} without the team’s approval.} other {{who} let {member} work on {account}, with approval.}}',
      { who, member, account, posting: text('posting') },
    ),
  'assignment.removed': ({ who, member, account }) =>
    say('{who} took {account} from {member}.', { who, member, account }),
  'account.added': ({ who, account }) => say('{who} connected {account}.', { who, account }),
  'account.edited': ({ who, account, ...others }) =>
    say('{who} changed {changes} of {account}.', {
      ...{ who, account },
      changes: changedIn(fieldsOf({ who, account, ...others })),
    }),
  'account.publishingEdited': ({ who, account, details, text }) => {
    if (details.isPaused === true) return say('{who} paused {account}.', { who, account });
    if (details.isPaused === false) return say('{who} resumed {account}.', { who, account });
    const changes = changedIn(text('changed').split(', ').filter(Boolean));
    return say('{who} changed how {account} publishes: {changes}.', { who, account, changes });
  },
  'account.removed': ({ who, account, number }) =>
    say(
      '{count, plural, =0 {{who} removed {account}.} one {{who} removed {account}; one post became a draft.} other {{who} removed {account}; # posts became drafts.}}',
      { who, account, count: number('becameDrafts') },
    ),
  'account.reauthorized': ({ who, account }) => say('{who} signed in to {account} again.', { who, account }),
  'account.needsReauthorization': ({ account }) =>
    say('The network does not accept the sign-in to {account} any more.', { account }),
  'team.created': ({ who, text }) => say('{who} made the team {team}.', { who, team: text('name') }),
  'team.edited': ({ who, text, details }) =>
    details.accounts === undefined
      ? say('{who} changed the team {team}.', { who, team: text('name') })
      : say('{who} changed which accounts the team {team} has.', { who, team: text('name') }),
  'team.removed': ({ who, text }) => say('{who} removed the team {team}.', { who, team: text('name') }),
  'team.memberSet': ({ who, member, text }) =>
    text('accountRoles') === ''
      ? say('{who} put {member} on the team {team}.', { who, member, team: text('team') })
      : say('{who} changed the roles of {member} on accounts of the team {team}.', {
          ...{ who, member },
          team: text('team'),
        }),
  'team.memberRemoved': ({ who, member, text }) =>
    say('{who} took {member} off the team {team}.', { who, member, team: text('team') }),
  'adAccount.added': ({ who, text }) =>
    say('{who} added the ad account {name}.', { who, name: text('name') }),
  'adAccount.removed': ({ who, text }) =>
    say('{who} removed the ad account {name}.', { who, name: text('name') }),
  'adAccount.roleSet': ({ who, member, text }) =>
    say(
      '{role, select, none {{who} took the ad account {name} from {member}.} other {{who} changed the role of {member} in the ad account {name}.}}',
      { who, member, name: text('name'), role: text('role') },
    ),
  'approvalTemplate.made': ({ who, text }) =>
    say('{who} made the approval template “{name}”.', { who, name: text('name') }),
  'approvalTemplate.edited': ({ who, text }) =>
    say('{who} changed the approval template “{name}”.', { who, name: text('name') }),
  'approvalTemplate.removed': ({ who, text }) =>
    say('{who} removed the approval template “{name}”.', { who, name: text('name') }),
  'role.made': ({ who, text }) => say('{who} made the role “{name}”.', { who, name: text('name') }),
  'role.edited': ({ who, text }) => say('{who} changed the role “{name}”.', { who, name: text('name') }),
  'role.removed': ({ who, text }) => say('{who} removed the role “{name}”.', { who, name: text('name') }),
  'role.handedOver': ({ member, text }) =>
    say('The role “{name}” of {from} was handed over to {member}.', {
      member,
      name: text('name'),
      from: text('from'),
    }),
  'workspace.created': ({ who, text }) =>
    say('{who} set up the workspace {name}.', { who, name: text('name') }),
  'workspace.edited': ({ who, text, details }) => {
    if (details.hasPicture === true) return say('{who} gave the workspace a picture.', { who });
    if (details.hasPicture === false) return say('{who} took the workspace’s picture away.', { who });
    return say('{who} called the workspace {name}.', { who, name: text('name') });
  },
  'workspace.settingsEdited': (places) =>
    say('{who} changed {changes} in the workspace’s settings.', {
      who: places.who,
      changes: changedIn(fieldsOf(places)),
    }),
  'workspace.publishingEdited': (places) => {
    const { who, details } = places;
    if (details.isPaused === true) return say('{who} paused all publishing.', { who });
    if (details.isPaused === false) return say('{who} resumed publishing.', { who });
    return say('{who} changed how everything is published: {changes}.', {
      who,
      changes: changedIn(fieldsOf(places)),
    });
  },
  'workspace.moved': ({ who, text }) =>
    say(
      '{model, select, enterprise {{who} moved the workspace to the enterprise model.} other {{who} moved the workspace to the agency model.}}',
      { who, model: text('to') },
    ),
  'workspace.imported': ({ who, number }) =>
    say('{who} imported a workspace file: {added} added, {changed} changed.', {
      who,
      added: number('added'),
      changed: number('changed'),
    }),
  'workspace.restored': ({ who, number }) =>
    say(
      '{count, plural, =0 {{who} restored a backup.} one {{who} restored a backup; one post waits for somebody to look whether it went out.} other {{who} restored a backup; # posts wait for somebody to look whether they went out.}}',
      { who, count: number('held') },
    ),
  'twoFactor.enrolled': ({ who }) => say('{who} turned on two-factor sign-in.', { who }),
  'twoFactor.turnedOff': ({ who }) => say('{who} turned off two-factor sign-in.', { who }),
  'twoFactor.reset': ({ who, member }) =>
    say('{who} reset the two-factor sign-in of {member}.', { who, member }),
  'twoFactor.backupCodesRenewed': ({ who }) => say('{who} made new backup codes.', { who }),
  'label.created': ({ who, text }) => say('{who} made the label “{label}”.', { who, label: text('label') }),
  'label.renamed': ({ who, text }) =>
    say('{who} renamed the label “{label}” to “{name}”.', { who, label: text('label'), name: text('name') }),
  'label.merged': ({ who, text }) =>
    say('{who} merged the label “{label}” into “{into}”.', { who, label: text('label'), into: text('into') }),
  'label.deleted': ({ who, text }) =>
    say('{who} deleted the label “{label}”.', { who, label: text('label') }),
  'text.saved': ({ who, text }) => say('{who} saved the text “{name}”.', { who, name: text('name') }),
  'text.edited': ({ who, text }) =>
    say('{who} changed the saved text “{name}”.', { who, name: text('name') }),
  'text.deleted': ({ who, text }) =>
    say('{who} deleted the saved text “{name}”.', { who, name: text('name') }),
  'twoFactor.required': ({ who, details, text }) =>
    details.required === true
      ? say('{who} now requires two-factor sign-in of everybody with the role {role}.', {
          who,
          role: roleIn(text),
        })
      : say('{who} no longer requires two-factor sign-in of those with the role {role}.', {
          who,
          role: roleIn(text),
        }),
};

/** The step of a decision. The one step of a post without a template says no more than that it is one. */
function stepIn(text: Places['text']): string {
  const step = text('step');
  return step === '' || step === 'approval' ? 'none' : step;
}

/** A role; one that this version does not know stays as it is called. */
function roleIn(text: Places['text']): string {
  const role = text('role');
  return Object.hasOwn(ROLE_NAMES, role) ? say(ROLE_NAMES[role as Role]) : role;
}

/** What was written beside a decision, behind its sentence. */
function noteIn(text: Places['text']): string {
  const note = text('note');
  return note === '' ? '' : ` ${say('They wrote: “{note}”', { note })}`;
}

type ReadableEvent = Pick<LogEvent, 'name' | 'actorId' | 'accountId' | 'memberId' | 'details'>;

/** Who did it: a member, one who has left, or the extension itself. */
export function actorOf({ actorId }: Pick<LogEvent, 'actorId'>, names: EventNames): string {
  if (actorId === 'system') return say('The extension');
  return names.nameOfMember(actorId) ?? say('A former member');
}

/** One event as a sentence. One of a newer version is shown by its name, not hidden. */
export function eventSentence(event: ReadableEvent, names: EventNames): string {
  const { name, accountId, memberId, details } = event;
  const who = actorOf(event, names);
  if (!Object.hasOwn(SENTENCES, name))
    return say('{who} did something that this version has no words for ({name}).', { who, name });
  const text = (detail: string) => (details[detail] === undefined ? '' : String(details[detail]));
  return SENTENCES[name as EventName]({
    who,
    member: (memberId !== undefined && names.nameOfMember(memberId)) || say('a former member'),
    account:
      (accountId !== undefined && names.nameOfAccount(accountId)) ||
      (text('handle') ? `@${text('handle')}` : say('an account')),
    details,
    text,
    number: (detail) => Number(details[detail] ?? 0),
    moment: (detail) => {
      const value = details[detail];
      return typeof value === 'number' ? formatMoment(value, names.nowMs) : undefined;
    },
  });
}

/** Through which line of the published table it was allowed; undefined where no rule was asked. */
export function ruleSentence({ rule, actorId }: Pick<LogEvent, 'rule' | 'actorId'>): string | undefined {
  if (!rule || actorId === 'system') return undefined;
  const { table, row, decidedBy, cell } = rule;
  return cell === undefined
    ? say('Allowed by the {table} table: {row}, {decidedBy}', { table, row, decidedBy })
    : say('Allowed by the {table} table: {row}, {decidedBy} = {cell}', { table, row, decidedBy, cell });
}
