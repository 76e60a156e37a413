import { say } from '../../lib/words/say';
import './post-actions.css';
import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask, run } from '../../lib/messages/client';
import type { MessageError } from '../../lib/messages/protocol';
import type { AccountView, PostView } from '../../lib/messages/views';
import type { PostId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { DecisionButton } from '../ui/decision-button';
import { Icon } from '../ui/icon';
import { useToast } from '../ui/toast';
import { NoteForm } from './note-form';
import { usePopupServices } from './popup-services';
import { ProblemMessage } from './problem-message';
import { findShownCommands } from './shown-commands';
import type { Approval } from './use-approval';
import { problemOf } from './use-ask';

export interface PostActionsProps {
  readonly view: PostView;
  /** The post's account as far as the acting member sees it. */
  readonly account: Pick<AccountView, 'handle' | 'profileUrl'> | undefined;
  readonly approval: Approval;
  readonly onEdit: (postId: PostId) => void;
  readonly onOpenPost: (postId: PostId) => void;
  readonly onGone: () => void;
}

type Asking = 'decline' | 'note' | 'delete' | 'takeDown' | 'recordPosted' | 'sendAgain' | undefined;

/** What may be done with a post where it stands; what is refused is there in grey and says why. */
export function PostActions(props: PostActionsProps): JSX.Element {
  const { view, account, approval, onEdit, onOpenPost, onGone } = props;
  const { post, decisions } = view;
  const showToast = useToast();
  const { newId } = usePopupServices();
  const id = useId();
  const [address, setAddress] = useState('');
  const [asking, setAsking] = useState<Asking>();
  const [problem, setProblem] = useState<MessageError>();
  const [isBusy, setIsBusy] = useState(false);
  const buttons = useRef<HTMLDivElement>(null);
  const stopAsking = () => setAsking(undefined);
  // The question was where the focus was; the buttons take its place.
  const wasAsking = useRef<Asking>(undefined);
  useLayoutEffect(() => {
    if (wasAsking.current && !asking) buttons.current?.querySelector('button')?.focus();
    wasAsking.current = asking;
  }, [asking]);

  const perform = async (done: string, command: () => Promise<unknown>) => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    try {
      await command();
      showToast({ text: done });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const { id: postId } = post;
  const deeds = {
    'post.approve': () => void approval.approve(view),
    'post.decline': () => setAsking('decline'),
    'post.edit': () => onEdit(postId),
    'post.submit': () => void perform(say('Sent on.'), () => run('post.submit', { postId })),
    'post.withdraw': () => void perform(say('It is a draft again.'), () => run('post.withdraw', { postId })),
    'post.retry': () => void perform(say('It is tried again.'), () => run('post.retry', { postId })),
    'post.copy': () =>
      void perform(say('Copied. This is the copy.'), async () => {
        const copy = await run('post.copy', { postId, newPostId: newId() });
        onOpenPost(copy.postId);
      }),
    'post.note': () => setAsking('note'),
    'sites.handOver': () =>
      void perform(say('It is open in another tab. Come back when you have posted it.'), () =>
        ask('sites.handOver', { postId }),
      ),
    'post.recordPosted': () => setAsking('recordPosted'),
    'post.takeDown': () => setAsking('takeDown'),
    retryKnownAbsent: () => setAsking('sendAgain'),
    'post.delete': () => setAsking('delete'),
  } as const;

  const approvalProblem = approval.problem?.postId === postId ? approval.problem.error : undefined;
  return (
    <div class="post-actions">
      <ProblemMessage problem={problem ?? approvalProblem} />
      {asking === 'decline' && (
        <NoteForm
          label={say('What has to change?')}
          sendLabel={say('Decline with this note')}
          sendLook="danger"
          emptyReason={say('A note is needed to decline: say what has to change.')}
          onSend={async (note) => {
            await approval.decline(view, note);
            stopAsking();
          }}
          onCancel={stopAsking}
        />
      )}
      {asking === 'note' && (
        <NoteForm
          label={say('Note for everybody who sees this post')}
          sendLabel={say('Add note')}
          emptyReason={say('Write something first.')}
          onSend={async (note) => {
            await run('post.note', { postId, note });
            stopAsking();
          }}
          onCancel={stopAsking}
        />
      )}
      {asking === 'delete' && (
        <Question
          words={say('Delete this post? It cannot be brought back.')}
          no={say('Keep it')}
          yes={say('Delete')}
          yesLook="danger"
          isBusy={isBusy}
          onNo={stopAsking}
          onYes={() =>
            void perform(say('Deleted.'), async () => {
              await run('post.delete', { postId });
              onGone();
            })
          }
        />
      )}
      {asking === 'takeDown' && (
        <Question
          words={say(
            'Take this post off the network? Readers no longer see it, and what they answered is gone. It becomes a draft here.',
          )}
          no={say('Leave it there')}
          yes={say('Take it off')}
          yesLook="danger"
          isBusy={isBusy}
          onNo={stopAsking}
          onYes={() =>
            void perform(say('It is off the network, and a draft here.'), async () => {
              await ask('posts.takeDown', { postId, idempotencyKey: newId() });
              stopAsking();
            })
          }
        />
      )}
      {asking === 'recordPosted' && (
        <Question
          words={say('Is the post on the site? It counts as published then, and is not sent any more.')}
          extra={
            <>
              <label for={`${id}-address`}>{say('Its address, if you have it at hand')}</label>
              <input
                id={`${id}-address`}
                class="text-field"
                type="url"
                placeholder="https://"
                value={address}
                onInput={(event) => setAddress(event.currentTarget.value)}
              />
            </>
          }
          no={say('Not yet')}
          yes={say('Yes, it is there')}
          yesLook="primary"
          isBusy={isBusy}
          onNo={stopAsking}
          onYes={() =>
            void perform(say('Noted: it is published.'), async () => {
              const url = address.trim();
              await run('post.recordPosted', { postId, ...(url !== '' && { url }) });
              stopAsking();
            })
          }
        />
      )}
      {asking === 'sendAgain' && (
        <Question
          words={say('Send it again? If it is on the network after all, it will be there twice.')}
          no={say('Do not send')}
          yes={say('It is not there: send it')}
          yesLook="danger"
          isBusy={isBusy}
          onNo={stopAsking}
          onYes={() =>
            void perform(say('It is sent again.'), async () => {
              await run('post.retry', { postId, isKnownAbsent: true });
              stopAsking();
            })
          }
        />
      )}
      {asking === undefined && post.status === 'failed' && post.failure?.reason === 'unknown' && (
        <div class="post-actions-look">
          <h3 class="post-actions-look-title">{say('Did it go out?')}</h3>
          {account?.profileUrl && (
            <a
              class="button button-plain"
              href={account.profileUrl}
              target="_blank"
              rel="noopener noreferrer"
            >
              {say('Open @{handle}', { handle: account.handle })}
              <Icon name="external" />
            </a>
          )}
        </div>
      )}
      {asking === undefined && (
        <div class="post-actions-buttons" ref={buttons}>
          {findShownCommands(view).map(({ command, deed = command, words: name, look, icon }) => (
            <DecisionButton
              key={deed}
              decision={decisions[command]}
              look={look}
              icon={icon}
              busy={isBusy}
              onPress={deeds[deed]}
            >
              {say(name)}
            </DecisionButton>
          ))}
        </div>
      )}
    </div>
  );
}

/** Asks once more before something that cannot be taken back. The answer that changes nothing has the focus. */
function Question(props: {
  readonly words: string;
  readonly extra?: ComponentChildren;
  readonly no: string;
  readonly yes: string;
  readonly yesLook: 'danger' | 'primary';
  readonly isBusy: boolean;
  readonly onNo: () => void;
  readonly onYes: () => void;
}): JSX.Element {
  const { words, extra, no, yes, yesLook, isBusy, onNo, onYes } = props;
  const noButton = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    noButton.current?.focus();
    noButton.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves from either button
    <div
      class="post-actions-question"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onNo();
      }}
    >
      <p>{words}</p>
      {extra}
      <Button look="quiet" ref={noButton} onClick={onNo}>
        {no}
      </Button>
      <Button look={yesLook} aria-busy={isBusy} onClick={onYes}>
        {yes}
      </Button>
    </div>
  );
}
