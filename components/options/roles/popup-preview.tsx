import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ListPreview, ViewAsView } from '../../../lib/messages/role-views';
import type { PostView } from '../../../lib/messages/views';
import type { AccountId } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import type { CompositionId } from '../../../lib/workspace/composition';
import type { PostListName } from '../../../lib/workspace/post-list';
import { AccountChips } from '../../popup/account-chips';
import { ComposerButtons } from '../../popup/composer-buttons';
import { type PopupServices, PopupServicesContext } from '../../popup/popup-services';
import { PostRow } from '../../popup/post-row';
import { findShownCommands } from '../../popup/shown-commands';
import type { EditedComposition } from '../../popup/use-composition';
import { type ViewName, ViewTabs, viewId } from '../../popup/view-tabs';
import { DecisionButton } from '../../ui/decision-button';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';

const LIST_WORDS: Readonly<Record<PostListName, string>> = {
  awaiting: words('Awaiting them'),
  drafts: words('Drafts'),
  review: words('In approval'),
  scheduled: words('Scheduled'),
  published: words('Published'),
  failed: words('Failed'),
  mine: words('Their own'),
};

/** The popup as a member has it, drawn by the popup's own components; its buttons answer, and do nothing. */
export function PopupPreview({ shown }: { readonly shown: ViewAsView }): JSX.Element {
  const { nowMs } = useOptionsServices();
  const [view, setView] = useState<ViewName>(shown.session.awaitingCount > 0 ? 'approve' : 'compose');
  const showToast = useToast();
  const sayItIsPreview = () => showToast({ text: say('This is a preview: nothing was done.') });
  return (
    <PopupServicesContext.Provider value={previewServices(nowMs)}>
      <div class="view-as__frame">
        <ViewTabs current={view} awaitingCount={shown.session.awaitingCount} onChoose={setView} />
        {(['approve', 'compose', 'posts'] as const).map((each) => (
          <div
            key={each}
            class="view-as__panel"
            id={viewId(each, 'panel')}
            role="tabpanel"
            aria-labelledby={viewId(each, 'tab')}
            hidden={each !== view}
          >
            {each === view && each === 'compose' && <Composer shown={shown} onDeed={sayItIsPreview} />}
            {each === view && each !== 'compose' && (
              <PostLists
                shown={shown}
                lists={shown.lists.filter(({ list }) => (list === 'awaiting') === (each === 'approve'))}
                onDeed={sayItIsPreview}
              />
            )}
          </div>
        ))}
      </div>
    </PopupServicesContext.Provider>
  );
}

/** A preview reads the clock and nothing else: whatever asks the browser for something belongs to the popup. */
function previewServices(nowMs: () => number): PopupServices {
  const never = () => Promise.reject(new Error('a preview does nothing'));
  return {
    nowMs,
    newId: () => '',
    loadNetworks: async () => {},
    findNetwork: () => undefined,
    contentOn: ({ text, media }) => ({ text, media }),
    encodeMedia: never,
    requestHostFromUserGesture: never,
    findWebTab: async () => undefined,
    findWebAddress: async () => undefined,
    requestHosts: never,
    asksOverPopup: false,
    optionsUrl: '',
    openOptions: () => {},
  };
}

interface PreviewedPartProps {
  readonly shown: ViewAsView;
  readonly onDeed: () => void;
}

/** The accounts to compose for, and what the buttons under a short text would be. */
function Composer({ shown, onDeed }: PreviewedPartProps): JSX.Element {
  const { session, composer } = shown;
  const usable = session.accounts.filter(({ removed, createPost }) => !removed && createPost.allowed);
  const [chosen, setChosen] = useState<readonly AccountId[]>(usable.slice(0, 1).map(({ id }) => id));
  return (
    <>
      <AccountChips accounts={session.accounts} chosen={chosen} isFixed={false} onChange={setChosen} />
      <p class="options-quiet">{say('With a short text and no image, the buttons would be:')}</p>
      <ComposerButtons
        edited={editedFor(chosen, shown, composer)}
        session={session}
        busyIntent={undefined}
        onFinish={onDeed}
      />
    </>
  );
}

function editedFor(
  accountIds: readonly AccountId[],
  { memberId }: ViewAsView,
  decisions: ViewAsView['composer'],
): EditedComposition {
  return {
    composition: {
      id: 'preview' as CompositionId,
      memberId,
      accountIds: [...accountIds],
      text: '',
      media: [],
      offeredImages: [],
      updatedAtMs: 0,
    },
    decisions,
    saveState: 'saved',
    saveProblem: undefined,
    change: () => {},
    settle: async () => {},
    abandon: async () => {},
  };
}

function PostLists({
  shown,
  lists,
  onDeed,
}: PreviewedPartProps & { readonly lists: readonly ListPreview[] }): JSX.Element {
  const [openId, setOpenId] = useState<string>();
  return (
    <>
      {lists.map(({ list, posts, hasMore, hiddenCount }) => (
        <section key={list} class="view-as__list">
          <h3>{say(LIST_WORDS[list])}</h3>
          {posts.length === 0 && hiddenCount === 0 && <p class="options-quiet">{say('None.')}</p>}
          <ul>
            {posts.map((view) => (
              <PreviewedPost
                key={view.post.id}
                view={view}
                shown={shown}
                isOpen={openId === `${list} ${view.post.id}`}
                onToggle={() => {
                  const id = `${list} ${view.post.id}`;
                  setOpenId(openId === id ? undefined : id);
                }}
                onDeed={onDeed}
              />
            ))}
          </ul>
          {hiddenCount > 0 && (
            <p class="options-quiet">
              {say(
                '{count, plural, one {One post is not shown, because you do not see it yourself.} other {# posts are not shown, because you do not see them yourself.}}',
                { count: hiddenCount },
              )}
            </p>
          )}
          {hasMore && <p class="options-quiet">{say('There are more.')}</p>}
        </section>
      ))}
    </>
  );
}

function PreviewedPost(
  props: PreviewedPartProps & {
    readonly view: PostView;
    readonly isOpen: boolean;
    readonly onToggle: () => void;
  },
): JSX.Element {
  const { view, shown, isOpen, onToggle, onDeed } = props;
  return (
    <>
      <PostRow view={view} session={shown.session} showsAuthor onOpen={onToggle} />
      {isOpen && (
        <li class="view-as__post-buttons">
          {findShownCommands(view).map(({ command, deed = '', words: label, look, icon }) => (
            <DecisionButton
              key={`${command} ${deed}`}
              decision={view.decisions[command]}
              look={look}
              icon={icon}
              onPress={onDeed}
            >
              {say(label)}
            </DecisionButton>
          ))}
        </li>
      )}
    </>
  );
}
