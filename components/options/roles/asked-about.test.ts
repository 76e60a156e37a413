import { expect, it } from 'vitest';
import type { MemberId } from '../../../lib/roles';
import { type AskedOptions, askedFrom, kindsOf, resourceOf } from './asked-about';

const OPTIONS: AskedOptions = {
  memberId: 'edi' as MemberId,
  kinds: ['post', 'account'],
  accounts: [{ id: 'a1' }, { id: 'a2' }] as unknown as AskedOptions['accounts'],
  people: [{ id: 'olu' }, { id: 'edi' }] as unknown as AskedOptions['people'],
  teams: [],
  adAccounts: [],
  isGated: false,
};

it('begins with the first kind, the first account and the post of whoever asks', () => {
  const asked = askedFrom({}, OPTIONS);
  expect(resourceOf(asked, OPTIONS)).toEqual({ type: 'post', accountId: 'a1', authorId: 'edi' });
});

it('leaves out what was not said', () => {
  const asked = askedFrom({ authorId: '', status: 'scheduled', accountId: 'a2' }, OPTIONS);
  expect(resourceOf(asked, OPTIONS)).toEqual({ type: 'post', accountId: 'a2', status: 'scheduled' });
});

it('forgets choices that do not fit another action, a step of the approval too', () => {
  const about = { kind: 'team', accountId: 'gone', gate: 'client' } as const;
  expect(resourceOf(askedFrom(about, OPTIONS), OPTIONS)).toEqual({
    type: 'post',
    accountId: 'a1',
    authorId: 'edi',
  });
  const gated = { ...OPTIONS, isGated: true };
  expect(resourceOf(askedFrom(about, gated), gated)).toMatchObject({ gate: 'client' });
});

it('has nothing to ask about where the workspace has no such thing', () => {
  const ofTeams: AskedOptions = { ...OPTIONS, kinds: ['team'] };
  expect(resourceOf(askedFrom({}, ofTeams), ofTeams)).toBeUndefined();
});

it('offers a post before its account', () => {
  expect(kindsOf(['account', 'post'])).toEqual(['post', 'account']);
  expect(kindsOf(['team', 'workspace'])).toEqual(['team', 'workspace']);
});
