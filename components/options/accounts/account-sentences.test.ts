import { expect, test } from 'vitest';
import { answersFor, EDDA, memberWith, NORTHWIND, northwind, OLU } from '../test-workspace';
import {
  clientApprovalSentence,
  holdSentences,
  queueSentence,
  settingsSentence,
  signInSentence,
  teamApprovalSentence,
} from './account-sentences';

const olu = memberWith({ id: 'olu', name: 'Olu', role: 'owner' });
const edda = memberWith({ id: 'edda', name: 'Edda', role: 'editor' });
const approving = {
  accountId: NORTHWIND,
  posting: 'needsApproval',
  credentials: 'owner',
  approves: true,
} as const;
const chidi = memberWith({
  id: 'chidi',
  name: 'Chidi',
  role: 'client',
  clientAccess: 'read',
  accounts: [approving],
});
const cleo = memberWith({
  id: 'cleo',
  name: 'Cleo',
  role: 'client',
  clientAccess: 'read',
  accounts: [approving],
});

test('a sign-in that no longer works says who has to sign in again', () => {
  const { session } = answersFor([olu, edda], [northwind]);
  const broken = { mode: 'member', state: 'needsReauthorization', sinceMs: 0 } as const;
  expect(signInSentence({ ...broken, memberId: EDDA }, session)).toMatch(/^Edda must sign in again/);
  expect(signInSentence({ ...broken, memberId: OLU }, session)).toMatch(/^You must sign in again/);
});

test("the owner's sign-in is renewed by whoever is an owner now, whoever signed in with it", () => {
  const ari = memberWith({ id: 'ari', name: 'Ari', role: 'owner' });
  const broken = { mode: 'owner', memberId: EDDA, state: 'needsReauthorization', sinceMs: 0 } as const;
  const ofEdda = answersFor([edda, olu, ari], [northwind]).session;
  expect(signInSentence(broken, ofEdda)).toMatch(/^Olu or Ari must sign in again/);
  const ofOlu = answersFor([olu, ari], [northwind]).session;
  expect(signInSentence(broken, ofOlu)).toMatch(/^You must sign in again/);
});

test('what holds an account is said, each with since or until when', () => {
  const workspace = { graceMinutes: 60, requiresAltText: false };
  const nowMs = Date.UTC(2026, 10, 22, 12);
  expect(holdSentences({}, workspace, nowMs)).toEqual(['Posts go out when their time comes.']);
  expect(holdSentences({ notBeforeMs: nowMs - 1 }, workspace, nowMs)).toEqual([
    'Posts go out when their time comes.',
  ]);
  const held = { pausedSinceMs: nowMs, notBeforeMs: nowMs + 60_000 };
  expect(holdSentences(held, { ...workspace, pausedSinceMs: nowMs }, nowMs)).toEqual([
    expect.stringMatching(/^The whole workspace is paused since today at /),
    expect.stringMatching(/^This account is paused since today at /),
    expect.stringMatching(/^The network asked us to wait until today at /),
  ]);
});

test('what is set for every post is said shortly, and nothing where nothing is', () => {
  expect(settingsSentence({})).toBe('');
  expect(
    settingsSentence({
      schedule: { timeZone: 'Europe/Oslo', slots: [{ weekday: 1, minute: 540 }] },
      signature: 'Northwind',
      linkParameters: { utm_source: 'social' },
    }),
  ).toBe(
    'One time a week in its schedule, by the clock of Europe/Oslo. Every post gets a signature and parameters on links.',
  );
});

test('client approval names those who approve, and how many of them have to', () => {
  expect(clientApprovalSentence(northwind, [olu])).toBe('No client approves here.');
  expect(clientApprovalSentence(northwind, [chidi])).toBe('Chidi approves every post.');
  expect(clientApprovalSentence(northwind, [chidi, cleo])).toBe('One of Chidi and Cleo approves each post.');
  expect(clientApprovalSentence({ ...northwind, clientApprovalRule: 'all' }, [chidi, cleo])).toBe(
    'Chidi and Cleo all approve each post.',
  );
});

test('a suspended client approves nothing', () => {
  expect(clientApprovalSentence(northwind, [{ ...chidi, suspended: true }])).toBe('No client approves here.');
});

test('what the role engine says of a sign-in goes before what the session tells', () => {
  const { session } = answersFor([edda, olu], [northwind]);
  const broken = { mode: 'owner', memberId: OLU, state: 'needsReauthorization', sinceMs: 0 } as const;
  const signIn = {
    allowed: false,
    reason: '',
    remedy: '',
    rule: { table: '', row: '', decidedBy: '' },
  } as never;
  expect(signInSentence(broken, session, { renewers: ['Ada', 'Ben'], signIn })).toMatch(
    /^Ada or Ben must sign in again/,
  );
});

test('a long list of those whose posts wait for the team is cut', () => {
  expect(teamApprovalSentence(['Edda', 'Flo'])).toBe('Posts of Edda and Flo wait for the team’s approval.');
  expect(teamApprovalSentence(['A', 'B', 'C', 'D', 'E', 'F', 'G'])).toBe(
    'Posts of A, B, C, D, E and 2 more people wait for approval.',
  );
});

test('the queue is said where there is something in it, or a schedule', () => {
  expect(queueSentence({ waitingCount: 0 }, undefined)).toBe('');
  expect(queueSentence({ waitingCount: 1 }, undefined)).toBe('One post waits.');
  expect(queueSentence({ waitingCount: 100 }, undefined)).toBe('More than 99 posts wait.');
  expect(queueSentence({ nextSlotMs: Date.UTC(2026, 10, 23, 8) }, 'Europe/Vienna')).toMatch(
    /^The next free slot is .*23.* in Europe\/Vienna\.$/,
  );
});
