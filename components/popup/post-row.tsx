import { say } from '../../lib/words/say';
import './post-row.css';
import type { JSX } from 'preact';
import type { PostView, SessionView } from '../../lib/messages/views';
import type { Post } from '../../lib/workspace/records';
import { AccountName } from '../ui/account-name';
import { formatMoment } from '../ui/format-time';
import { RelativeTime } from '../ui/relative-time';
import { StatusLabel } from '../ui/status-label';
import { excerptOf } from './excerpt';
import { usePopupServices } from './popup-services';
import { findAccount, nameOfMember } from './session-names';

export interface PostRowProps {
  readonly view: PostView;
  readonly session: SessionView;
  readonly showsAuthor: boolean;
  readonly onOpen: () => void;
}

/** A post in a list: its beginning, whose it is, where it goes, how far it is. */
export function PostRow({ view, session, showsAuthor, onOpen }: PostRowProps): JSX.Element {
  const { nowMs } = usePopupServices();
  const { post } = view;
  const account = findAccount(session, post.accountId);
  const now = nowMs();
  return (
    <li>
      <button type="button" class="post-row" id={`row-${post.id}`} onClick={onOpen}>
        <bdi class={post.text.trim() ? 'post-row-text' : 'post-row-text post-row-wordless'}>
          {excerptOf(post)}
        </bdi>
        <span class="post-row-line">
          <StatusLabel status={post.status} />
          {account && <AccountName name={account.handle} handle={account.handle} />}
          {showsAuthor && <bdi class="post-row-author">{nameOfMember(session, post.authorId)}</bdi>}
          {rowMarks(post).map((mark) => (
            <span class="post-row-mark" key={mark}>
              {mark}
            </span>
          ))}
          <span class="post-row-time">
            {post.status === 'scheduled' ? (
              formatMoment(post.listedAtMs, now)
            ) : (
              <RelativeTime atMs={post.listedAtMs} nowMs={now} />
            )}
          </span>
        </span>
      </button>
    </li>
  );
}

/** What sets a post's way out apart, in a word each. */
function rowMarks({ status, inQueue, repeat, isHeld }: Post): readonly string[] {
  if (status === 'published') return [];
  return [
    ...(isHeld ? [say('Paused')] : []),
    ...(inQueue ? [say('Queue')] : []),
    ...(repeat ? [say('Repeated')] : []),
  ];
}
