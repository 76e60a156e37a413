import { expect, test } from 'vitest';
import type { Account } from '../../../lib/workspace/records';
import { northwind } from '../test-workspace';
import {
  clockTime,
  findParameterProblems,
  isSamePublishing,
  minuteOf,
  parameterField,
  publishingChanges,
  publishingDraftOf,
  withSlots,
} from './publishing-draft';

const account: Account = {
  ...northwind,
  publishing: {
    pausedSinceMs: 5,
    signature: 'Northwind Ferries',
    linkParameters: { team: 'north', utm_medium: 'social' },
    schedule: { timeZone: 'Europe/Oslo', slots: [{ weekday: 3, minute: 540 }] },
  },
};

test('a form that nobody touched sends nothing', () => {
  expect(publishingChanges(account, publishingDraftOf(account, 'UTC'))).toBeUndefined();
  expect(publishingChanges(northwind, publishingDraftOf(northwind, 'UTC'))).toBeUndefined();
});

test('only what was changed is sent, and null for what was emptied', () => {
  const draft = publishingDraftOf(account, 'UTC');
  expect(draft.timeZone).toBe('Europe/Oslo');
  const parameters = draft.parameters.map((each) =>
    each.name === 'utm_source' ? { ...each, value: ' bluesky ' } : each,
  );
  expect(publishingChanges(account, { ...draft, signature: ' ', slots: [], parameters })).toEqual({
    accountId: account.id,
    schedule: null,
    signature: null,
    linkParameters: { utm_source: 'bluesky', utm_medium: 'social', team: 'north' },
  });
});

test('another time zone is another schedule', () => {
  const draft = { ...publishingDraftOf(account, 'UTC'), timeZone: 'Europe/Vienna' };
  expect(publishingChanges(account, draft)).toEqual({
    accountId: account.id,
    schedule: { timeZone: 'Europe/Vienna', slots: [{ weekday: 3, minute: 540 }] },
  });
});

test('every weekday at a time is five times, each there once, in the order of the week', () => {
  const slots = withSlots([{ weekday: 2, minute: 600 }], [1, 2], 600);
  expect(slots).toEqual([
    { weekday: 1, minute: 600 },
    { weekday: 2, minute: 600 },
  ]);
  expect(withSlots(slots, [1], 540)[0]).toEqual({ weekday: 1, minute: 540 });
});

test('times are read as an input has them', () => {
  expect(minuteOf('09:05')).toBe(545);
  expect(minuteOf('23:59:30')).toBe(1_439);
  expect(minuteOf('')).toBeUndefined();
  expect(clockTime(545)).toBe('09:05');
});

test('what would be lost before it is sent is said at its line', () => {
  const draft = publishingDraftOf(northwind, 'UTC');
  const parameters = [
    ...draft.parameters,
    { name: '', value: 'x' },
    { name: 'team', value: '' },
    { name: 'utm_source', value: 'x' },
    { name: '', value: '' },
  ];
  expect(findParameterProblems({ ...draft, parameters })?.fields).toEqual({
    [parameterField(3)]: 'Name must not be empty.',
    [parameterField(4)]: 'The value must not be empty. Remove the line if it is not needed.',
    [parameterField(5)]: 'utm_source is there already.',
  });
  expect(findParameterProblems(draft)).toBeUndefined();
});

test('a link in bio is one with an address; without one it is taken away', () => {
  const draft = publishingDraftOf(northwind, 'UTC');
  expect(draft.linkInBio).toEqual({ address: '', words: 'link in bio' });
  const linkInBio = { address: ' https://links.example/north ', words: 'Link im Profil ' };
  expect(publishingChanges(northwind, { ...draft, linkInBio })).toEqual({
    accountId: northwind.id,
    linkInBio: { address: 'https://links.example/north', words: 'Link im Profil' },
  });
  const linked = { ...northwind, publishing: { linkInBio: { address: 'https://a.example', words: 'bio' } } };
  expect(publishingChanges(linked, draft)).toEqual({ accountId: northwind.id, linkInBio: null });
});

test('what the form is not about makes no difference to it', () => {
  expect(isSamePublishing(account, { publishing: { ...account.publishing, pausedSinceMs: 9 } })).toBe(true);
  expect(isSamePublishing(account, { publishing: { ...account.publishing, signature: 'Other' } })).toBe(
    false,
  );
});
