import { say } from '../../lib/words/say';
import './site-post-view.css';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { AccountName } from '../ui/account-name';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { useToast } from '../ui/toast';
import type { SitePostAddress } from './popup-address';
import { ProblemMessage } from './problem-message';
import { SitePostLabels } from './site-post-labels';
import { SitePostNotes } from './site-post-notes';
import { useAsk } from './use-ask';

export interface SitePostViewProps extends SitePostAddress {
  readonly onBack: () => void;
}

/**
 * What the team has put on one post of a social site. It is written here and not over the post, because the site's
 * page hears every key that is pressed in it. Escape goes back.
 */
export function SitePostView({ accountId, url, onBack }: SitePostViewProps): JSX.Element {
  const address = { accountId, url };
  const asked = useAsk(`${accountId} ${url}`, () => ask('sitePosts.get', address));
  const [note, setNote] = useState('');
  const [isWarned, setIsWarned] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const showToast = useToast();
  const { value, reload } = asked;
  useLayoutEffect(() => title.current?.focus(), []);

  const leave = () => {
    if (note.trim() === '' || isWarned) return onBack();
    setIsWarned(true);
    showToast({ text: say('Your note is not added yet. Go back once more to leave without it.') });
  };
  useEffect(() => {
    const leaveOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      // The browser would close the popup.
      event.preventDefault();
      leave();
    };
    document.addEventListener('keydown', leaveOnEscape);
    return () => document.removeEventListener('keydown', leaveOnEscape);
  });

  return (
    <div class="site-post" aria-busy={!value && !asked.problem}>
      <div class="site-post-top">
        <Button look="quiet" icon="back" onClick={leave}>
          {say('Back')}
        </Button>
        <h2 class="site-post-title" ref={title} tabIndex={-1}>
          {say('Labels and notes')}
        </h2>
      </div>
      <ProblemMessage problem={asked.problem} onRetry={reload} />
      {value && (
        <>
          <div class="site-post-place">
            <AccountName name={value.accountName} handle={value.accountHandle} />
            <PostLink address={value.url} />
            <p class="site-post-quiet">
              {say('Only your team sees what is written here. Nothing goes to the site.')}
            </p>
          </div>
          <SitePostLabels address={address} view={value} reload={reload} />
          <SitePostNotes
            address={address}
            view={value}
            reload={reload}
            text={note}
            onText={(text) => {
              setNote(text);
              setIsWarned(false);
            }}
          />
        </>
      )}
    </div>
  );
}

const MAX_PATH_LENGTH = 60;

/** The way to the post, by its address: a page said that it is there, so that nothing better can be promised. */
function PostLink({ address }: { readonly address: string }): JSX.Element {
  const url = URL.parse(address);
  // A page's word never becomes a link to anything but the web.
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return <bdi>{address}</bdi>;
  return (
    <a class="site-post-link" href={url.href} title={url.href} target="_blank" rel="noopener noreferrer">
      <bdi>{shorten(url)}</bdi>
      <Icon name="external" />
      <span class="visually-hidden">{say(', opens in a tab')}</span>
    </a>
  );
}

/** The host is whole, as it is what somebody goes by, and a name in front of it is left out; the path is cut. */
function shorten({ protocol, host, pathname, search, hash }: URL): string {
  const path = pathname === '/' ? search + hash : pathname + search + hash;
  const shortPath = path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}…` : path;
  return `${protocol === 'https:' ? '' : `${protocol}//`}${host}${shortPath}`;
}
