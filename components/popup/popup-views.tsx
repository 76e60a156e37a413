import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageValue } from '../../lib/messages/protocol';
import type { SessionView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import type { PostId } from '../../lib/workspace/records';
import { approvalHeadId } from './approval-card';
import { ApproveView } from './approve-view';
import type { ComposeStart, ComposeView as ComposeViewType } from './compose-view';
import { type PopupAddress, readPopupAddress } from './popup-address';
import { usePopupServices } from './popup-services';
import { PostDetail } from './post-detail';
import { type FollowedList, PostsView } from './posts-view';
import { SitePostView } from './site-post-view';
import type { Asked } from './use-ask';
import { usePostRoute } from './use-post-route';
import { VIEW_NAMES, type ViewName, ViewTabs, viewId } from './view-tabs';

export interface PopupViewsProps {
  readonly session: SessionView;
  readonly awaiting: Asked<MessageValue<'posts.list'>>;
  readonly address: PopupAddress;
  readonly settleComposer: RefObject<() => Promise<void>>;
  readonly onMoreAwaiting: () => void;
}

/**
 * The three views and a post in front of them. A view that was opened keeps its state while another is in front. What
 * the popup was opened for in a social site stands alone.
 */
export function PopupViews(props: PopupViewsProps): JSX.Element {
  const { session, awaiting, address, settleComposer, onMoreAwaiting } = props;
  const [chosen, setChosen] = useState<ViewName | undefined>(firstView(address));
  const [list, setList] = useState<FollowedList>('mine');
  const [composeStart, setComposeStart] = useState<ComposeStart>(address.compose ?? { from: 'whatever' });
  const [postId, openPost] = usePostRoute();
  // As the page's address is now: who went back from it does not come there again by acting as somebody else.
  const [sitePost, setSitePost] = useState(() => readPopupAddress(location).sitePost);
  const ComposeView = useComposeView();
  const hasComposed = useRef(false);
  const focusAfterBack = useRef<PostId | 'sitePost' | undefined>(undefined);

  // Something that awaits me comes first; it has to be known before a view is chosen, so that nothing jumps.
  const isListKnown = awaiting.value !== undefined || awaiting.problem !== undefined;
  const found: ViewName = (awaiting.value?.posts.length ?? 0) > 0 || awaiting.problem ? 'approve' : 'compose';
  useEffect(() => {
    if (isListKnown) setChosen((before) => before ?? found);
  }, [isListKnown, found]);
  const current = chosen ?? (isListKnown ? found : undefined);
  if (current === 'compose') hasComposed.current = true;

  useEffect(() => {
    const backFrom = focusAfterBack.current;
    if (postId || sitePost || !backFrom || !current) return;
    focusAfterBack.current = undefined;
    const row =
      backFrom === 'sitePost'
        ? null
        : (document.getElementById(`row-${backFrom}`) ?? document.getElementById(approvalHeadId(backFrom)));
    (row ?? document.getElementById(viewId(current, 'tab')))?.focus();
  });

  const choose = (view: ViewName) => {
    openPost(undefined);
    setChosen(view);
  };
  const back = () => {
    focusAfterBack.current = postId;
    openPost(undefined);
  };
  const edit = (editedId: PostId) => {
    setComposeStart({ from: 'post', postId: editedId });
    choose('compose');
  };
  const openInPosts = (next: PostId) => {
    setChosen('posts');
    openPost(next);
  };

  if (sitePost) {
    const backFromSite = () => {
      history.replaceState(null, '', location.pathname);
      focusAfterBack.current = 'sitePost';
      setSitePost(undefined);
    };
    return (
      <main class="popup-main">
        <div class="popup-panel">
          <SitePostView {...sitePost} onBack={backFromSite} />
        </div>
      </main>
    );
  }
  if (!current) return <main class="popup-main" aria-busy="true" />;
  const panels: Readonly<Record<ViewName, () => JSX.Element>> = {
    approve: () => (
      <ApproveView
        session={session}
        awaiting={awaiting}
        isActive={current === 'approve' && !postId}
        onMore={onMoreAwaiting}
        onOpenPost={openPost}
      />
    ),
    compose: () =>
      ComposeView ? (
        <ComposeView
          start={composeStart}
          session={session}
          settleComposer={settleComposer}
          onOpenPost={openInPosts}
        />
      ) : (
        <div aria-busy="true" />
      ),
    posts: () => (
      <PostsView
        list={list}
        session={session}
        onList={setList}
        onOpenPost={openPost}
        onOpenComposition={(compositionId) => {
          setComposeStart({ from: 'composition', compositionId });
          choose('compose');
        }}
      />
    ),
  };
  const isMounted: Readonly<Record<ViewName, boolean>> = {
    approve: true,
    compose: hasComposed.current,
    posts: current === 'posts',
  };
  return (
    <>
      <nav aria-label={say('Views')}>
        <ViewTabs current={current} awaitingCount={session.awaitingCount} onChoose={choose} />
      </nav>
      <main class="popup-main">
        {VIEW_NAMES.map((view) => (
          <div
            key={view}
            class="popup-panel"
            role="tabpanel"
            id={viewId(view, 'panel')}
            aria-labelledby={viewId(view, 'tab')}
            hidden={view !== current || postId !== undefined}
          >
            {isMounted[view] && panels[view]()}
          </div>
        ))}
        {postId && (
          <section class="popup-panel" aria-label={say('Post')}>
            <PostDetail postId={postId} session={session} onBack={back} onEdit={edit} onOpenPost={openPost} />
          </section>
        )}
      </main>
    </>
  );
}

/** The composer, with what is known of the networks: fetched once the popup stands, and drawn when it is there. */
function useComposeView(): typeof ComposeViewType | undefined {
  const { loadNetworks } = usePopupServices();
  const [view, setView] = useState<{ readonly ComposeView: typeof ComposeViewType }>();
  useEffect(() => {
    let isWanted = true;
    // Both are files of the extension: where they cannot be read, nothing of it can.
    void Promise.all([import('./compose-view'), loadNetworks()]).then(([{ ComposeView }]) => {
      if (isWanted) setView({ ComposeView });
    });
    return () => {
      isWanted = false;
    };
  }, [loadNetworks]);
  return view?.ComposeView;
}

function firstView({ compose, postId }: PopupAddress): ViewName | undefined {
  if (postId) return 'posts';
  return compose ? 'compose' : undefined;
}
