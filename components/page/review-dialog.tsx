import type { JSX } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageReview } from '../../lib/messages/page-views';
import { say, sayWith, words } from '../../lib/words/say';
import { goingOutWords } from '../popup/going-out';
import { RelativeTime } from '../ui/relative-time';
import { type CoverProblem, type CoverWatch, openWatched } from './cover-watch';
import { describeProblem } from './describe-problem';
import { PageButton, whyNot } from './page-button';
import { PagePostPreview } from './page-post-preview';
import { useUniqueId } from './use-unique-id';

/** A decision on exactly what the seal stands for. */
export interface ReviewDecision {
  readonly decision: 'approve' | 'takeBack';
  readonly seal: string;
}

export interface ReviewDialogProps {
  /** The post as it is now. */
  readonly load: () => Promise<PageReview>;
  /** Rejects when it was not accepted; else the post as it is then. */
  readonly decide: (decision: ReviewDecision) => Promise<PageReview>;
  /** Declining takes a note, which is not written in a page: opens where it is. */
  readonly onDecline: () => void;
  readonly nowMs: () => number;
  /** Escape, the cross, or the button at the end: the parent then stops to show it. */
  readonly onClose: () => void;
}

/** As long as the domain takes a decision back. */
const UNDO_MS = 8_000;

const COVER_WORDS: Readonly<Record<Exclude<CoverProblem, 'forged'>, string>> = {
  tooSoon: words('This window has only just come into view. Look at the post, then press again.'),
  covered: words(
    'Something of the page lies over this window, so nothing was decided. Bring the window to the front and look at the post again, or decide in the toolbar.',
  ),
};

const IMAGE_MISSING = words(
  'This page keeps an image of the post from being shown. Open Countersign in the toolbar to see all of it.',
);

/** One post that awaits a decision, over the whole page: what exactly goes out, what happened to it, and the decision. */
export function ReviewDialog(props: ReviewDialogProps): JSX.Element {
  const { onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const watch = useRef<CoverWatch | undefined>(undefined);
  const isGone = useRef(false);
  const titleId = useUniqueId();
  const [cover, setCover] = useState<Exclude<CoverProblem, 'forged'>>();

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    const opened = openWatched(element);
    watch.current = opened;
    // Not the first button: an Enter that was meant for the page decides nothing.
    title.current?.focus();
    return () => {
      opened.stop();
      isGone.current = true;
      // Closed before it is taken away: only then does the browser give the focus back.
      element.close();
    };
  }, []);

  const mayPress = useCallback((event: Event): boolean => {
    const problem = watch.current?.findProblem(event);
    setCover(problem === 'forged' ? undefined : problem);
    return problem === undefined;
  }, []);

  const raise = () => {
    watch.current?.raise();
    title.current?.focus();
    setCover(undefined);
  };

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      // A second Escape closes it whatever is said to the first. One that was raised is open again by now.
      onClose={(event) => {
        if (!isGone.current && !event.currentTarget.open) onClose();
      }}
    >
      <header class="dialog__head">
        <h2 class="dialog__title" id={titleId} ref={title} tabIndex={-1}>
          {say('A post to review')}
        </h2>
        <PageButton look="quiet" icon="decline" label={say('Close')} onPress={onClose} />
      </header>
      <div class="dialog__body review-body">
        <Review {...props} mayPress={mayPress}>
          {/* Stands there while it is empty: a live region speaks of changes only. */}
          <div role="status">
            {cover && (
              <div class="page-problem review-cover">
                <p>{say(COVER_WORDS[cover])}</p>
                {cover === 'covered' && <PageButton onPress={raise}>{say('Bring to the front')}</PageButton>}
              </div>
            )}
          </div>
        </Review>
      </div>
    </dialog>
  );
}

interface ReviewProps extends ReviewDialogProps {
  readonly mayPress: (event: Event) => boolean;
  readonly children: JSX.Element;
}

function Review(props: ReviewProps): JSX.Element {
  const { load, nowMs, children } = props;
  const [review, setReview] = useState<PageReview>();
  const [problem, setProblem] = useState('');
  const [isImageMissing, setIsImageMissing] = useState(false);

  const reload = useCallback(() => {
    load().then(
      (loaded) => {
        setReview(loaded);
        setProblem('');
      },
      (error: unknown) => setProblem(describeProblem(error)),
    );
  }, [load]);
  // Asked once: what is on the screen changes under nobody's eyes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(reload, []);

  if (review === undefined) {
    return problem === '' ? (
      <p class="page-quiet">{say('Fetching the post…')}</p>
    ) : (
      <div class="page-problem" role="alert">
        <p>{problem}</p>
        <PageButton onPress={reload}>{say('Try again')}</PageButton>
      </div>
    );
  }
  const now = nowMs();
  const goingOut = goingOutWords(
    { status: review.post.status, scheduledAtMs: review.content.scheduledAtMs },
    now,
  );
  return (
    <>
      <p class="review-author">
        {sayWith('{author} wrote this for {account}.', {
          author: <bdi>{review.post.authorName}</bdi>,
          account: <bdi>{review.accountName}</bdi>,
        })}
      </p>
      <PagePostPreview review={review} onImageMissing={() => setIsImageMissing(true)} />
      {goingOut && <p class="review-time">{goingOut}.</p>}
      <details class="review-history">
        <summary>{say('History')}</summary>
        <ol class="post-history" reversed>
          {review.post.history.toReversed().map(({ words, atMs }) => (
            <li class="post-history-event" key={`${atMs} ${words}`}>
              <span class="post-history-line">
                <span class="post-history-sentence" dir="auto">
                  {words}
                </span>
                <span class="post-history-time">
                  <RelativeTime atMs={atMs} nowMs={now} />
                </span>
              </span>
            </li>
          ))}
        </ol>
      </details>
      <div class="review-decision">
        {children}
        <Decision {...props} review={review} isImageMissing={isImageMissing} onReview={setReview} />
      </div>
    </>
  );
}

interface DecisionProps extends ReviewProps {
  readonly review: PageReview;
  readonly isImageMissing: boolean;
  readonly onReview: (review: PageReview) => void;
}

type Stage = 'open' | 'approve' | 'takeBack';

function Decision(props: DecisionProps): JSX.Element {
  const { review, isImageMissing, decide, onDecline, load, mayPress, onReview, onClose } = props;
  const [stage, setStage] = useState<Stage>('open');
  const [busy, setBusy] = useState<ReviewDecision['decision']>();
  const [problem, setProblem] = useState('');
  const [canTakeBack, setCanTakeBack] = useState(false);
  const words = useRef<HTMLParagraphElement>(null);
  const isBusy = useRef(false);
  const isDone = stage === 'approve';

  useEffect(() => {
    if (!canTakeBack) return undefined;
    const timer = setTimeout(() => setCanTakeBack(false), UNDO_MS);
    return () => clearTimeout(timer);
  }, [canTakeBack]);
  // What had the focus is gone; the words that took its place have it, so that Tab goes on from there.
  useLayoutEffect(() => {
    if (isDone || stage === 'takeBack') words.current?.focus();
  }, [isDone, stage]);

  /** @returns whether it was done. @throws what the background said of it. */
  const send = async (event: Event, decision: ReviewDecision): Promise<void> => {
    if (!mayPress(event) || isBusy.current) return;
    isBusy.current = true;
    setBusy(decision.decision);
    setProblem('');
    try {
      onReview(await decide(decision));
      setStage(decision.decision);
      setCanTakeBack(decision.decision !== 'takeBack');
    } finally {
      isBusy.current = false;
      setBusy(undefined);
    }
  };
  const sendAndSay = (event: Event, decision: ReviewDecision) => {
    send(event, decision).catch((error: unknown) => setProblem(describeProblem(error)));
  };
  const { seal } = review;
  const showAgain = () => {
    load().then(
      (loaded) => {
        onReview(loaded);
        setProblem('');
      },
      (error: unknown) => setProblem(describeProblem(error)),
    );
  };

  return (
    <>
      <p class="review-done" role="status" tabIndex={-1} ref={words}>
        {stage === 'approve' && approvedWords(review)}
        {stage === 'takeBack' && say('Taken back. It awaits your decision again.')}
      </p>
      {problem && (
        <div class="page-problem" role="alert">
          <p>{problem}</p>
          <PageButton onPress={showAgain}>{say('Show it as it is now')}</PageButton>
        </div>
      )}
      <div class="review-buttons">
        {isDone ? (
          <>
            {canTakeBack && (
              <PageButton
                icon="undo"
                refusal={whyNot(review.takeBack)}
                busy={busy === 'takeBack'}
                onPress={(event) => sendAndSay(event, { decision: 'takeBack', seal })}
              >
                {say('Take back')}
              </PageButton>
            )}
            <PageButton look="primary" onPress={onClose}>
              {say('Done')}
            </PageButton>
          </>
        ) : (
          <>
            <PageButton
              icon="decline"
              refusal={whyNot(review.decline)}
              onPress={(event) => mayPress(event) && onDecline()}
            >
              {say('Decline …')}
            </PageButton>
            <PageButton
              look="primary"
              icon="approve"
              refusal={isImageMissing ? say(IMAGE_MISSING) : whyNot(review.approve)}
              busy={busy === 'approve'}
              onPress={(event) => sendAndSay(event, { decision: 'approve', seal })}
            >
              {say('Approve')}
            </PageButton>
          </>
        )}
      </div>
    </>
  );
}

function approvedWords({ post }: PageReview): string {
  return post.status === 'awaitingApproval'
    ? say('Approved. It awaits another approval now.')
    : say('Approved.');
}
