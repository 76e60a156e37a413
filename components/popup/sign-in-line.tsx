import { say } from '../../lib/words/say';
import './sign-in-line.css';
import type { JSX } from 'preact';
import type { SignInNeed } from '../../lib/messages/views';
import type { AccountId } from '../../lib/roles';
import { Icon } from '../ui/icon';
import { usePopupServices } from './popup-services';

/** Says that a sign-in is missing that posts would go out with, and leads whoever may give it to the options page. */
export function SignInLine(props: {
  readonly accountId: AccountId;
  readonly need: SignInNeed | undefined;
}): JSX.Element | null {
  const { accountId, need } = props;
  if (!need) return null;
  return (
    <div class="sign-in-line">
      <Icon name="warning" />
      <span class="sign-in-line-words" dir="auto">
        {need.words}
      </span>
      {need.isAllowed && <SignInLink accountId={accountId} need={need} />}
    </div>
  );
}

/** The way to an account's sign-in on the options page. */
export function SignInLink(props: { readonly accountId: AccountId; readonly need: SignInNeed }): JSX.Element {
  const { accountId, need } = props;
  const { optionsUrl } = usePopupServices();
  const deed = need.mode === 'own' ? 'own-sign-in' : 'sign-in';
  return (
    <a
      class="button button-plain"
      href={`${optionsUrl}#/accounts/${accountId}/${deed}`}
      target="_blank"
      rel="noopener"
    >
      {say('Sign in')}
      <Icon name="external" />
    </a>
  );
}
