import './compose.css';
import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { MessageError } from '../../lib/messages/protocol';
import type { CompositionView, SessionView } from '../../lib/messages/views';
import type { Composition, CompositionIntent } from '../../lib/workspace/composition';
import type { PostId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import type { NetworkText } from '../ui/network-text';
import { PostPreview } from '../ui/post-preview';
import { AccountChips } from './account-chips';
import { ComposerButtons } from './composer-buttons';
import { ComposerText, imagesOf } from './composer-text';
import { ImageFields } from './image-fields';
import { LinkCardFields } from './link-card-fields';
import { usePopupServices } from './popup-services';
import { ProblemMessage } from './problem-message';
import { findAccount } from './session-names';
import { TimeChoice } from './time-choice';
import { problemOf } from './use-ask';
import { useComposition } from './use-composition';
import { useImages } from './use-images';

export interface ComposerProps {
  readonly opened: CompositionView;
  readonly session: SessionView;
  readonly settleComposer: RefObject<() => Promise<void>>;
  readonly onFinished: (intent: CompositionIntent, postIds: readonly PostId[]) => void;
  readonly onDiscarded: (composition: Composition) => void;
  /** Fills a new composition from the page that the popup is over; absent where there is none. */
  readonly onFromPage?: (() => void) | undefined;
}

/** Writing a post: everything is kept at every change, and looks below as it will look on the network. */
export function Composer(props: ComposerProps): JSX.Element {
  const { opened, session, settleComposer, onFinished, onDiscarded, onFromPage } = props;
  const { findNetwork } = usePopupServices();
  const edited = useComposition(opened);
  const { composition, change } = edited;
  const [busyIntent, setBusyIntent] = useState<CompositionIntent>();
  const [problem, setProblem] = useState<MessageError>();
  const [isDroppedOver, setIsDroppedOver] = useState(false);

  useEffect(() => {
    settleComposer.current = edited.settle;
    return () => {
      settleComposer.current = async () => {};
    };
  }, [settleComposer, edited.settle]);

  const accounts = composition.accountIds.flatMap((id) => findAccount(session, id) ?? []);
  const networkIds = new Set(
    (accounts.length > 0 ? accounts : session.accounts).map(({ network }) => network),
  );
  const networks: NetworkText[] = [...networkIds].flatMap((id) => findNetwork(id) ?? []);
  const images = useImages(composition, networks, change);
  const isEmpty = isEmptyComposition(composition);

  const finish = async (intent: CompositionIntent) => {
    setBusyIntent(intent);
    setProblem(undefined);
    try {
      if (edited.saveState === 'untouched') change((before) => before);
      await edited.settle();
      const { postIds } = await ask('composition.finish', { compositionId: composition.id, intent });
      onFinished(intent, postIds);
    } catch (error) {
      setProblem(problemOf(error));
      setBusyIntent(undefined);
    }
  };

  const discard = async () => {
    await edited.abandon();
    try {
      await ask('composition.discard', { compositionId: composition.id });
      onDiscarded(composition);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: images are dropped anywhere on it; the same is done with the field below
    <div
      class={isDroppedOver ? 'composer composer-dropped-over' : 'composer'}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setIsDroppedOver(true);
      }}
      onDragLeave={() => setIsDroppedOver(false)}
      onDrop={(event) => {
        setIsDroppedOver(false);
        const files = imagesOf(event.dataTransfer);
        if (files.length === 0) return;
        event.preventDefault();
        void images.addFiles(files);
      }}
    >
      <div class="composer-top">
        <h2 class="composer-title">{composition.editing ? 'Edit post' : 'New post'}</h2>
        {/* Said on the screen only: read out at every key press it would be in the way. */}
        <span class="compose-hint">{!isEmpty && edited.saveState === 'saved' && 'Kept as you write'}</span>
        {onFromPage && isEmpty && (
          <Button look="quiet" icon="page" onClick={onFromPage}>
            Start from this page
          </Button>
        )}
        {!isEmpty && (
          <Button look="quiet" onClick={() => void discard()}>
            {composition.editing ? 'Discard changes' : 'Discard'}
          </Button>
        )}
      </div>
      <AccountChips
        accounts={session.accounts}
        chosen={composition.accountIds}
        isFixed={composition.editing !== undefined}
        onChange={(accountIds) => change((before) => ({ ...before, accountIds: [...accountIds] }))}
      />
      <ComposerText
        text={composition.text}
        networks={networks}
        onInput={(text) => change((before) => ({ ...before, text }))}
        onImages={(files) => void images.addFiles(files)}
      />
      <ImageFields composition={composition} images={images} change={change} />
      {composition.link && (
        <LinkCardFields
          link={composition.link}
          isHiddenByImages={composition.media.length > 0}
          onChange={(link) => change(({ link: _before, ...rest }) => (link ? { ...rest, link } : rest))}
        />
      )}
      {composition.source && (
        <p class="compose-hint composer-source">
          Drafted from{' '}
          <a href={composition.source.url} target="_blank" rel="noopener noreferrer" dir="auto">
            {composition.source.title || composition.source.url}
          </a>
        </p>
      )}
      <TimeChoice
        scheduledAtMs={composition.scheduledAtMs}
        onChange={(scheduledAtMs) =>
          change(({ scheduledAtMs: _before, ...rest }) =>
            scheduledAtMs === undefined ? rest : { ...rest, scheduledAtMs },
          )
        }
      />
      {!isEmpty && (
        <section class="composer-preview" aria-label="Preview">
          <h3 class="compose-label">How it will look</h3>
          <PostPreview
            account={accounts[0] ?? { name: 'No account chosen', handle: '…' }}
            network={networks[0]}
            text={composition.text}
            images={composition.media}
            link={composition.link}
            showsDescriptions={false}
            watermark={accounts[0]?.watermark}
          />
        </section>
      )}
      <ProblemMessage problem={problem} />
      <ProblemMessage problem={edited.saveProblem} onRetry={() => change((before) => before)} />
      <ComposerButtons
        edited={edited}
        session={session}
        busyIntent={busyIntent}
        onFinish={(intent) => void finish(intent)}
      />
    </div>
  );
}

/** Whether there is nothing in it that somebody would miss. */
export function isEmptyComposition(composition: Composition): boolean {
  const { text, media, link, offeredImages, editing } = composition;
  return text.trim() === '' && media.length === 0 && !link && offeredImages.length === 0 && !editing;
}
