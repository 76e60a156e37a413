import type { JSX } from 'preact';
import { say, sayWith } from '../../lib/words/say';
import { Icon } from '../ui/icon';
import { PageButton } from './page-button';

export interface MismatchNoticeProps {
  readonly siteName: string;
  /** Whose post it is. */
  readonly accountHandle: string;
  /** Who is signed in; undefined when the page does not say. */
  readonly signedIn?: string | undefined;
  /** Looks again who is signed in. */
  readonly onAgain?: (() => void) | undefined;
  /** The person says that it is the right account. Only where the page does not say who it is. */
  readonly onGoOn?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Stops a hand-over that would go out in somebody else's name. */
export function MismatchNotice(props: MismatchNoticeProps): JSX.Element {
  const { siteName, accountHandle, signedIn, onAgain, onGoOn, onClose } = props;
  const canGoOn = signedIn === undefined && onGoOn !== undefined;
  const account = <bdi>@{accountHandle}</bdi>;
  return (
    <section class="mismatch-notice" role="alert">
      <Icon name="warning" />
      <div class="mismatch-notice-words">
        {signedIn === undefined ? (
          <>
            <p class="mismatch-notice-title">
              {sayWith('{site} does not say which account is signed in. This post is for {account}.', {
                site: siteName,
                account,
              })}
            </p>
            <p>{say('Nothing was put into the composer. Look whose name stands there before you go on.')}</p>
          </>
        ) : (
          <>
            <p class="mismatch-notice-title">
              {sayWith('This post is for {account}, but you are signed in as {other}.', {
                account,
                other: <bdi>@{signedIn}</bdi>,
              })}
            </p>
            <p>
              {sayWith('Nothing was put into the composer. Switch to {account} on {site} first.', {
                account,
                site: siteName,
              })}
            </p>
          </>
        )}
        <div class="mismatch-notice-buttons">
          {canGoOn && (
            <PageButton onPress={onGoOn}>
              {say('It is @{handle}: go on', { handle: accountHandle })}
            </PageButton>
          )}
          {onAgain && <PageButton onPress={onAgain}>{say('Look again')}</PageButton>}
          <PageButton look="quiet" onPress={onClose}>
            {say('Close')}
          </PageButton>
        </div>
      </div>
    </section>
  );
}
