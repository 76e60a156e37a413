/** The accounts as a list shows them: in which state each is, which are looked for, and which come first. */
import type { AccountOverview } from '../../../lib/messages/views';
import type { Account } from '../../../lib/workspace/records';
import { wordFinder } from '../find-words';
import { networkName } from '../role-words';

/** The state of the sign-in that an account was connected with. */
export type SignInState = 'signedIn' | 'signInAgain' | 'notSignedIn' | 'byHand';

export function signInStateOf(account: Pick<Account, 'connections'>, isByHand: boolean): SignInState {
  if (isByHand) return 'byHand';
  const owner = account.connections.find(({ mode }) => mode === 'owner');
  if (!owner) return 'notSignedIn';
  return owner.state === 'valid' ? 'signedIn' : 'signInAgain';
}

export interface ListedAccount {
  readonly account: Account;
  /** Absent until the background has worked it out. */
  readonly overview: AccountOverview | undefined;
  readonly signIn: SignInState;
  /** Somebody has to do something: a sign-in is missing, the account's or one's own. */
  readonly needsAttention: boolean;
  readonly isHeld: boolean;
}

/** @param overviews what the background worked out, in any order */
export function toListed(
  account: Account,
  overviews: readonly AccountOverview[],
  isByHand: boolean,
  meId: string | undefined,
  nowMs: number,
): ListedAccount {
  const overview = overviews.find(({ accountId }) => accountId === account.id);
  const signIn = signInStateOf(account, isByHand);
  const mine = account.connections.find(({ mode, memberId }) => mode === 'member' && memberId === meId);
  const lacksOwn = !isByHand && overview?.ownSignIn !== undefined && mine?.state !== 'valid';
  const { pausedSinceMs, notBeforeMs = 0 } = account.publishing ?? {};
  return {
    account,
    overview,
    signIn,
    needsAttention: signIn === 'signInAgain' || signIn === 'notSignedIn' || lacksOwn,
    isHeld: pausedSinceMs !== undefined || notBeforeMs > nowMs,
  };
}

export type StateFilter = 'all' | 'attention' | 'held' | 'signedIn' | 'byHand';

export interface AccountFilter {
  readonly text: string;
  /** Empty: all of them. */
  readonly network: string;
  readonly state: StateFilter;
}

export const NO_FILTER: AccountFilter = { text: '', network: '', state: 'all' };

/** Those that are looked for: what needs somebody first, then what is held, then by name. */
export function listAccounts(
  listed: readonly ListedAccount[],
  { text, network, state }: AccountFilter,
): readonly ListedAccount[] {
  const isFound = wordFinder(text);
  const rank = ({ needsAttention, isHeld }: ListedAccount) => (needsAttention ? 0 : isHeld ? 1 : 2);
  return listed
    .filter(({ account }) => network === '' || account.network === network)
    .filter((each) => isInState(each, state))
    .filter(({ account: { name, handle, network: id } }) => isFound(`${name} @${handle} ${networkName(id)}`))
    .toSorted((a, b) => rank(a) - rank(b) || a.account.name.localeCompare(b.account.name));
}

function isInState({ signIn, needsAttention, isHeld }: ListedAccount, state: StateFilter): boolean {
  if (state === 'attention') return needsAttention;
  if (state === 'held') return isHeld;
  return state === 'all' || signIn === state;
}
