import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../lib/words/say';
import { PageButton } from './page-button';

/** A calm line at the foot of a page. */
export interface PageNotice {
  readonly text: string;
  readonly tone?: 'plain' | 'danger';
  readonly action?: { readonly label: string; readonly onPress: () => void };
  readonly durationMs?: number;
}

const DURATION_MS = 6_000;
/** Long enough to read it, to decide, and to get there by keyboard. */
const DURATION_WITH_ACTION_MS = 15_000;

/** Where notices appear. It stays while it is empty: a live region speaks of changes only. */
export function NoticeRegion(props: {
  readonly notice: PageNotice | undefined;
  /** Its time is over, or somebody has closed it. */
  readonly onClose: () => void;
}): JSX.Element {
  const { notice, onClose } = props;
  const latestClose = useRef(onClose);
  latestClose.current = onClose;
  useEffect(() => {
    if (!notice) return undefined;
    const durationMs = notice.durationMs ?? (notice.action ? DURATION_WITH_ACTION_MS : DURATION_MS);
    const timer = setTimeout(() => latestClose.current(), durationMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div class="notice-region" role="status">
      {notice && (
        <div class={`notice notice-${notice.tone ?? 'plain'}`}>
          <p class="notice-text">{notice.text}</p>
          {notice.action && (
            <PageButton look="quiet" onPress={notice.action.onPress}>
              {notice.action.label}
            </PageButton>
          )}
          <PageButton look="quiet" icon="decline" label={say('Close this message')} onPress={onClose} />
        </div>
      )}
    </div>
  );
}
