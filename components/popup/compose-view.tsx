import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeMessageError } from '../../lib/messages/message-failed';
import type { MessageError } from '../../lib/messages/protocol';
import type { CompositionView, SessionView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import type { Composition, CompositionId, CompositionIntent } from '../../lib/workspace/composition';
import type { PostId } from '../../lib/workspace/records';
import { useToast } from '../ui/toast';
import { Composer } from './composer';
import { FinishMessage } from './finish-message';
import { isEmptyComposition } from './is-empty-composition';
import { type PopupServices, usePopupServices } from './popup-services';
import { ProblemMessage } from './problem-message';
import { problemOf } from './use-ask';

/** What the composer opens with. */
export type ComposeStart =
  /** What was left unfinished; else the page that the popup is over; else an empty one. */
  | { readonly from: 'whatever' }
  | { readonly from: 'unfinished' }
  | { readonly from: 'composition'; readonly compositionId: CompositionId }
  | { readonly from: 'page'; readonly tabId: number }
  | { readonly from: 'post'; readonly postId: PostId };

export interface ComposeViewProps {
  /** Another object opens the composer anew. */
  readonly start: ComposeStart;
  readonly session: SessionView;
  /** Filled while something is written: resolves when all of it is kept. */
  readonly settleComposer: RefObject<() => Promise<void>>;
  readonly onOpenPost: (postId: PostId) => void;
}

type Stage =
  | { readonly kind: 'opening' }
  | { readonly kind: 'writing'; readonly opened: CompositionView }
  | { readonly kind: 'finished'; readonly intent: CompositionIntent; readonly postIds: readonly PostId[] };

/** The compose view: opens a composition, lets it be written, says what became of it. */
export function ComposeView({ start, session, settleComposer, onOpenPost }: ComposeViewProps): JSX.Element {
  const services = usePopupServices();
  const showToast = useToast();
  const [wanted, setWanted] = useState(start);
  const [given, setGiven] = useState(start);
  const [stage, setStage] = useState<Stage>({ kind: 'opening' });
  const [problem, setProblem] = useState<MessageError>();
  const [webTab, setWebTab] = useState<number>();
  if (given !== start) {
    setGiven(start);
    setWanted(start);
  }

  useEffect(() => {
    let isCurrent = true;
    setStage({ kind: 'opening' });
    setProblem(undefined);
    openComposition(wanted, services).then(
      (opened) => isCurrent && setStage({ kind: 'writing', opened }),
      (error: unknown) => isCurrent && setProblem(problemOf(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [wanted, services]);

  useEffect(() => {
    services.findWebTab().then(setWebTab, () => {});
  }, [services]);

  const onDiscarded = (composition: Composition) => {
    const bringBack = async () => {
      try {
        await ask('composition.save', { composition });
        setWanted({ from: 'composition', compositionId: composition.id });
      } catch (error) {
        showToast({ text: describeMessageError(problemOf(error)), tone: 'danger' });
      }
    };
    showToast({
      text: say('Discarded.'),
      action: { label: say('Undo'), onPress: () => void bringBack() },
      durationMs: 10_000,
    });
    setWanted({ from: 'unfinished' });
  };

  if (problem) {
    return (
      <div class="composer">
        <ProblemMessage problem={problem} onRetry={() => setWanted({ ...wanted })} />
      </div>
    );
  }
  if (stage.kind === 'opening') return <div aria-busy="true" />;
  if (stage.kind === 'finished') {
    return (
      <FinishMessage
        intent={stage.intent}
        postIds={stage.postIds}
        session={session}
        onOpenPost={onOpenPost}
        onAnother={() => setWanted({ from: 'unfinished' })}
      />
    );
  }
  return (
    <Composer
      key={stage.opened.composition.id}
      opened={stage.opened}
      session={session}
      settleComposer={settleComposer}
      onFinished={(intent, postIds) => {
        showToast(undefined);
        setStage({ kind: 'finished', intent, postIds });
      }}
      onDiscarded={onDiscarded}
      onFromPage={webTab === undefined ? undefined : () => setWanted({ from: 'page', tabId: webTab })}
    />
  );
}

async function openComposition(start: ComposeStart, services: PopupServices): Promise<CompositionView> {
  switch (start.from) {
    case 'composition':
      return ask('composition.open', { compositionId: start.compositionId });
    case 'page':
      return ask('composition.openFromPage', { tabId: start.tabId });
    case 'post':
      return ask('composition.openPost', { postId: start.postId });
    case 'unfinished':
      return ask('composition.open', {});
    case 'whatever': {
      const unfinished = await ask('composition.open', {});
      const tabId = isEmptyComposition(unfinished.composition) ? await services.findWebTab() : undefined;
      if (tabId === undefined) return unfinished;
      // A page that the browser keeps to itself (a store, a viewer) gives nothing: an empty composer is as good a start.
      return ask('composition.openFromPage', { tabId }).catch(() => unfinished);
    }
  }
}
