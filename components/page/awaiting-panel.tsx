import type { JSX } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageAccount, PagePost } from '../../lib/messages/page-views';
import { say } from '../../lib/words/say';
import { formatMoment } from '../ui/format-time';
import { describeProblem } from './describe-problem';
import { PageButton } from './page-button';
import { findControlsUnder, isPinned } from './site-controls';
import { useUniqueId } from './use-unique-id';

export interface AwaitingPanelProps {
  readonly account: PageAccount;
  /** The posts that await the acting member here. */
  readonly load: () => Promise<readonly PagePost[]>;
  readonly nowMs: () => number;
  readonly onReview: (postId: PagePost['id']) => void;
  /** Opens them elsewhere instead, where a page could read the list. */
  readonly onOpen?: (() => void) | undefined;
  /** Whether a post is looked at in front of it. */
  readonly isBehind?: boolean;
  /** The person wants it gone from this page. */
  readonly onDismiss: () => void;
}

/** As in the styles: how far it stands from the edges of the window. */
const EDGE_PX = 16;
/** The steps in which it goes up. */
const LIFTS_PX = [0, 64, 128, 192];

/** What is counted no further. */
const MAX_COUNT = 100;

/** "3 posts await you for @acme" */
export function awaitingWords({
  awaitingCount,
  handle,
}: Pick<PageAccount, 'awaitingCount' | 'handle'>): string {
  if (awaitingCount >= MAX_COUNT)
    return say('{count} or more posts await you for @{handle}', { count: MAX_COUNT, handle });
  return say(
    '{count, plural, one {# post awaits you for @{handle}} other {# posts await you for @{handle}}}',
    { count: awaitingCount, handle },
  );
}

/** What awaits somebody on an account's own page: a line in a corner, which opens the list in place. */
export function AwaitingPanel(props: AwaitingPanelProps): JSX.Element {
  const { account, onOpen, isBehind = false, onDismiss } = props;
  const [isOpen, setIsOpen] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const listId = useUniqueId();
  const liftPx = useFreeCorner(panel);

  const focusOpener = useCallback(() => opener.current?.focus({ preventScroll: true }), []);
  // The row that the review was opened from is gone with its decision: the browser gave the focus to nothing.
  const wasBehind = useRef(false);
  useLayoutEffect(() => {
    const page = panel.current?.ownerDocument;
    if (wasBehind.current && !isBehind && page?.activeElement === page?.body) focusOpener();
    wasBehind.current = isBehind;
  }, [isBehind, focusOpener]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    setIsOpen(false);
    opener.current?.focus();
  };

  return (
    <section
      ref={panel}
      class="awaiting-panel"
      aria-label="Countersign"
      style={{
        translate: `0 -${liftPx}px`,
        maxHeight: `min(480px, calc(100vh - ${liftPx + 2 * EDGE_PX}px))`,
      }}
      onKeyDown={onKeyDown}
    >
      <div class="awaiting-panel-list" id={listId} hidden={!isOpen}>
        {isOpen && <AwaitingList {...props} onFocusLost={focusOpener} />}
      </div>
      <div class="awaiting-panel-line">
        <button
          ref={opener}
          type="button"
          class="awaiting-panel-opener"
          aria-expanded={onOpen ? undefined : isOpen}
          aria-controls={onOpen ? undefined : listId}
          onClick={(event) => {
            if (!event.isTrusted) return;
            if (onOpen) onOpen();
            else setIsOpen(!isOpen);
          }}
        >
          <span class="awaiting-panel-mark" aria-hidden="true" />
          <bdi class="awaiting-panel-words">{awaitingWords(account)}</bdi>
        </button>
        <PageButton look="quiet" icon="decline" label={say('Hide on this page')} onPress={onDismiss} />
      </div>
    </section>
  );
}

interface AwaitingListProps extends AwaitingPanelProps {
  /** The row that had the focus is gone. */
  readonly onFocusLost: () => void;
}

function AwaitingList(props: AwaitingListProps): JSX.Element {
  const { account, load, nowMs, onReview, onFocusLost } = props;
  const [posts, setPosts] = useState<readonly PagePost[]>();
  const [problem, setProblem] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const isFresh = useRef(true);
  const hadFocus = useRef(false);
  const now = nowMs();

  // The list is asked for again when the number changes: somebody else may have decided meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (loaded) => {
        if (!isCurrent) return;
        hadFocus.current = hasFocus(list.current);
        setPosts(loaded);
        setProblem('');
      },
      (error: unknown) => isCurrent && setProblem(describeProblem(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [account.id, account.awaitingCount]);

  useLayoutEffect(() => {
    if (hadFocus.current && !hasFocus(list.current)) onFocusLost();
    if (posts === undefined || !isFresh.current) return;
    isFresh.current = false;
    list.current?.querySelector('button')?.focus();
  }, [posts, onFocusLost]);

  if (problem !== '') {
    return (
      <p class="page-problem" role="alert">
        {problem}
      </p>
    );
  }
  if (posts === undefined) return <p class="page-quiet">{say('Looking for them…')}</p>;
  if (posts.length === 0) return <p class="page-quiet">{say('Nothing awaits you here any more.')}</p>;
  return (
    <ul class="awaiting-panel-posts" ref={list} onKeyDown={moveAmongButtons}>
      {posts.map((post) => (
        <li key={post.id}>
          <button
            type="button"
            class="awaiting-panel-post"
            onClick={(event) => event.isTrusted && onReview(post.id)}
          >
            <bdi class="awaiting-panel-excerpt">{post.excerpt || say('A post without text')}</bdi>
            <span class="awaiting-panel-about">
              <bdi>{post.authorName}</bdi>
              <span>{formatMoment(post.atMs, now)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function hasFocus(list: Element | null): boolean {
  return (list?.querySelector(':focus') ?? null) !== null;
}

/** Arrow keys, Home and End go through the buttons of a list. */
function moveAmongButtons(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const last = buttons.length - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  buttons[Math.max(0, Math.min(to, last))]?.focus();
}

/** How far up the panel goes, so that it covers no button that the site keeps in that corner. */
function useFreeCorner(panel: { readonly current: HTMLElement | null }): number {
  const [liftPx, setLiftPx] = useState(0);
  useLayoutEffect(() => {
    const place = () => {
      const element = panel.current;
      if (element === null) return;
      const page = element.ownerDocument;
      const root = element.getRootNode();
      const host = root instanceof ShadowRoot ? root.host : element;
      const { left, width, height } = element.getBoundingClientRect();
      const free = LIFTS_PX.find((lift) => {
        const box = { left, top: innerHeight - EDGE_PX - lift - height, width, height };
        const controls = findControlsUnder(page, box, (other) => other === host || element.contains(other));
        return ![...controls].some(isPinned);
      });
      setLiftPx(free ?? 0);
    };
    place();
    addEventListener('resize', place);
    return () => removeEventListener('resize', place);
  }, [panel]);
  return liftPx;
}
