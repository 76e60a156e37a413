import type { AccountId, CredentialMode } from '../../../lib/roles';
import { type Question, question } from '../use-decisions';

/** May the one at the browser connect another account at all? */
export const ADD_ACCOUNT_QUESTION: Question = question('account.add', {
  accountId: 'new',
  network: 'bluesky',
  handle: 'new.account',
  name: 'New account',
  profileId: 'new',
  server: 'https://bsky.social',
});

/** May they sign in to that account, with its own credentials or with theirs? */
export function signInQuestion(accountId: AccountId, mode: CredentialMode): Question {
  return question('account.reauthorize', { accountId, mode, profileId: 'any' });
}
