/** An account's publishing settings as a form holds them, and the command that makes them so. */

import { say, words } from '../../../lib/words/say';
import type { CommandArgs } from '../../../lib/workspace/commands/commands';
import type { Account, AccountPublishing, LinkInBio, Watermark } from '../../../lib/workspace/records';
import type { FieldLabels, FormErrors } from '../form-errors';

type Slot = NonNullable<AccountPublishing['schedule']>['slots'][number];

/** What a mark is like where nobody has chosen yet. */
const NO_WATERMARK: Watermark = { text: '', corner: 'bottomRight', opacityPercent: 60 };

export interface LinkParameter {
  readonly name: string;
  readonly value: string;
}

export interface PublishingDraft {
  readonly timeZone: string;
  /** In the order of the week; none: the account has no schedule. */
  readonly slots: readonly Slot[];
  readonly signature: string;
  /** The usual ones first, whether they are set or not, then those with names of their own. */
  readonly parameters: readonly LinkParameter[];
  readonly shortener: string;
  /** Drawn into images; an empty text is none. */
  readonly watermark: Watermark;
  /** An empty address is none. */
  readonly linkInBio: LinkInBio;
  /** Empty: whoever is signed in. */
  readonly postedAs: string;
}

/** The parameters that most who count their readers use, and what they are called. */
export const USUAL_PARAMETERS: readonly { readonly name: string; readonly label: string }[] = [
  { name: 'utm_source', label: words('Source') },
  { name: 'utm_medium', label: words('Medium') },
  { name: 'utm_campaign', label: words('Campaign') },
];

/** As ISO 8601 counts: Monday is 1. */
export const WEEKDAYS = [
  words('Monday'),
  words('Tuesday'),
  words('Wednesday'),
  words('Thursday'),
  words('Friday'),
  words('Saturday'),
  words('Sunday'),
] as const;

const EVERY_WEEKDAY = [
  words('Every Monday'),
  words('Every Tuesday'),
  words('Every Wednesday'),
  words('Every Thursday'),
  words('Every Friday'),
  words('Every Saturday'),
  words('Every Sunday'),
] as const;

/** Which days one press adds a time to. */
export const DAY_CHOICES: readonly {
  readonly value: string;
  readonly label: string;
  readonly weekdays: readonly number[];
}[] = [
  { value: 'weekdays', label: words('Every weekday'), weekdays: [1, 2, 3, 4, 5] },
  { value: 'all', label: words('Every day'), weekdays: [1, 2, 3, 4, 5, 6, 7] },
  ...EVERY_WEEKDAY.map((label, position) => ({
    value: String(position + 1),
    label,
    weekdays: [position + 1],
  })),
];

/**
 * The settings as a form shows them.
 * @param timeZone what is offered where the account has no schedule
 */
export function publishingDraftOf(account: Pick<Account, 'publishing'>, timeZone: string): PublishingDraft {
  const {
    schedule,
    signature = '',
    linkParameters = {},
    shortener = '',
    postedAs = '',
    watermark = NO_WATERMARK,
    linkInBio = { address: '', words: say('link in bio') },
  } = account.publishing ?? {};
  const own = Object.entries(linkParameters).filter(([name]) => !isUsual(name));
  return {
    timeZone: schedule?.timeZone ?? timeZone,
    slots: inOrder(schedule?.slots ?? []),
    signature,
    parameters: [
      ...USUAL_PARAMETERS.map(({ name }) => ({ name, value: linkParameters[name] ?? '' })),
      ...own.map(([name, value]) => ({ name, value })),
    ],
    shortener,
    watermark,
    linkInBio,
    postedAs,
  };
}

function isUsual(name: string): boolean {
  return USUAL_PARAMETERS.some((usual) => usual.name === name);
}

/** Adds a time on some days; one that is there already stays one. */
export function withSlots(
  slots: readonly Slot[],
  weekdays: readonly number[],
  minute: number,
): readonly Slot[] {
  const added = weekdays
    .filter((weekday) => !slots.some((slot) => slot.weekday === weekday && slot.minute === minute))
    .map((weekday) => ({ weekday, minute }));
  return inOrder([...slots, ...added]);
}

function inOrder(slots: readonly Slot[]): readonly Slot[] {
  return slots.toSorted((a, b) => a.weekday - b.weekday || a.minute - b.minute);
}

/** "09:00", as a time input has it too. */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Minutes after midnight of what a time input holds; undefined while it is empty or half typed. */
export function minuteOf(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The settings that the form stands for, to show a post with them. */
export function publishingOf(draft: PublishingDraft): AccountPublishing {
  const { timeZone, slots, shortener, postedAs, watermark, linkInBio } = draft;
  const page = linkInBio.address.trim();
  const mark = watermark.text.trim();
  const signature = draft.signature.trim();
  const parameters = filled(draft.parameters).map(({ name, value }) => [name.trim(), value.trim()]);
  return {
    ...(slots.length > 0 && { schedule: { timeZone, slots: [...slots] } }),
    ...(signature !== '' && { signature }),
    ...(parameters.length > 0 && { linkParameters: Object.fromEntries(parameters) }),
    ...(shortener.trim() !== '' && { shortener: shortener.trim() }),
    ...(mark !== '' && { watermark: { ...watermark, text: mark } }),
    ...(page !== '' && { linkInBio: { address: page, words: linkInBio.words.trim() } }),
    ...(postedAs !== '' && { postedAs }),
  };
}

function filled(parameters: readonly LinkParameter[]): readonly LinkParameter[] {
  return parameters.filter(({ name, value }) => name.trim() !== '' && value.trim() !== '');
}

const SETTINGS = [
  'schedule',
  'signature',
  'linkParameters',
  'shortener',
  'watermark',
  'linkInBio',
  'postedAs',
] as const;

/** Whether two records of an account have the same settings, as far as the form is about them. */
export function isSamePublishing(
  one: Pick<Account, 'publishing'>,
  other: Pick<Account, 'publishing'>,
): boolean {
  const [first, second] = [one, other].map((each) => publishingOf(publishingDraftOf(each, '')));
  return JSON.stringify(first) === JSON.stringify(second);
}

/**
 * What the form changed, null for what it took away; undefined when nothing. Only that is sent.
 * @param account as it was when the form was filled
 */
export function publishingChanges(
  account: Pick<Account, 'id' | 'publishing'>,
  draft: PublishingDraft,
): CommandArgs<'account.publishing.edit'> | undefined {
  const after = publishingOf(draft);
  const before = publishingOf(publishingDraftOf(account, draft.timeZone));
  const changed = SETTINGS.filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
  if (changed.length === 0) return undefined;
  return {
    accountId: account.id,
    ...Object.fromEntries(changed.map((name) => [name, after[name] ?? null])),
  };
}

/** What the command cannot see, because it would be gone before it got there; undefined when all is well. */
export function findParameterProblems({ parameters }: PublishingDraft): FormErrors | undefined {
  const fields: Record<string, string> = {};
  parameters.forEach(({ name, value }, position) => {
    const others = parameters.slice(0, position).map((other) => other.name.trim());
    if (name.trim() === '' && value.trim() !== '')
      fields[parameterField(position)] = say('Name must not be empty.');
    else if (name.trim() !== '' && value.trim() === '' && !isUsual(name))
      fields[parameterField(position)] = say(
        'The value must not be empty. Remove the line if it is not needed.',
      );
    else if (name.trim() !== '' && others.includes(name.trim()))
      fields[parameterField(position)] = say('{name} is there already.', { name: name.trim() });
  });
  return Object.keys(fields).length === 0 ? undefined : { fields };
}

/** The name of a line's error. */
export function parameterField(position: number): string {
  return `parameter ${position}`;
}

/** The fields of the form by the paths that the command names them by. */
export function publishingLabels({ parameters }: PublishingDraft): FieldLabels {
  const named = parameters.map(({ name }) => [
    `linkParameters.${name.trim()}`,
    say(USUAL_PARAMETERS.find((usual) => usual.name === name)?.label ?? words('Parameter')),
  ]);
  return {
    'schedule.timeZone': say('Time zone'),
    'schedule.slots': say('Times'),
    signature: say('Signature'),
    shortener: say('Link shortener'),
    'watermark.text': say('Watermark'),
    'linkInBio.address': say('Page that the profile links to'),
    'linkInBio.words': say('Words for readers'),
    ...Object.fromEntries(named),
  };
}
