import type { JSX } from 'preact';
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
  return (
    <section class="mismatch-notice" role="alert">
      <Icon name="warning" />
      <div class="mismatch-notice-words">
        {signedIn === undefined ? (
          <>
            <p class="mismatch-notice-title">
              {siteName} does not say which account is signed in. This post is for <bdi>@{accountHandle}</bdi>
              .
            </p>
            <p>Nothing was put into the composer. Look whose name stands there before you go on.</p>
          </>
        ) : (
          <>
            <p class="mismatch-notice-title">
              This post is for <bdi>@{accountHandle}</bdi>, but you are signed in as <bdi>@{signedIn}</bdi>.
            </p>
            <p>
              Nothing was put into the composer. Switch to <bdi>@{accountHandle}</bdi> on {siteName} first.
            </p>
          </>
        )}
        <div class="mismatch-notice-buttons">
          {canGoOn && <PageButton onPress={onGoOn}>It is @{accountHandle}: go on</PageButton>}
          {onAgain && <PageButton onPress={onAgain}>Look again</PageButton>}
          <PageButton look="quiet" onPress={onClose}>
            Close
          </PageButton>
        </div>
      </div>
    </section>
  );
}
