import { say, sayWith } from '../../lib/words/say';
import './compose.css';
import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { MessageError } from '../../lib/messages/protocol';
import type { AccountView, CompositionView, SessionView } from '../../lib/messages/views';
import type { PostOptions } from '../../lib/networks/post-fields';
import type { Composition, CompositionIntent } from '../../lib/workspace/composition';
import type { AccountId, PostId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { PostPreview } from '../ui/post-preview';
import { AccountChips } from './account-chips';
import { ComposerButtons } from './composer-buttons';
import { ComposerText, imagesOf } from './composer-text';
import { ImageFields } from './image-fields';
import { isEmptyComposition } from './is-empty-composition';
import { LinkCardFields } from './link-card-fields';
import { usePopupServices } from './popup-services';
import { PostOptionFields } from './post-option-fields';
import { ProblemMessage } from './problem-message';
import { findQueueWords } from './queue-words';
import { findAccount } from './session-names';
import { SignInLine } from './sign-in-line';
import { TemplateChoice } from './template-choice';
import { TimeChoice } from './time-choice';
import { problemOf } from './use-ask';
import { type EditedComposition, useComposition } from './use-composition';
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
  const { findNetwork, contentOn, nowMs } = usePopupServices();
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
  // Before an account is chosen, what is written is counted for those that could be.
  const targets = (accounts.length > 0 ? accounts : session.accounts).flatMap((account) => {
    const network = findNetwork(account.network, account.limits);
    const content =
      accounts.length > 0
        ? contentOn(composition, account)
        : { text: composition.text, options: composition.options?.[account.network] };
    return network ? [{ account, network, content }] : [];
  });
  const networks = targets.map(({ network }) => network);
  const [previewedId, setPreviewedId] = useState<AccountId>();
  const previewed = accounts.find(({ id }) => id === previewedId) ?? accounts[0];
  const preview = previewed ? contentOn(composition, previewed) : composition;
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
        <h2 class="composer-title">{composition.editing ? say('Edit post') : say('New post')}</h2>
        {/* Said on the screen only: read out at every key press it would be in the way. */}
        <span class="compose-hint">
          {!isEmpty && edited.saveState === 'saved' && say('Kept as you write')}
        </span>
        {onFromPage && isEmpty && (
          <Button look="quiet" icon="page" onClick={onFromPage}>
            {say('Start from this page')}
          </Button>
        )}
        {!isEmpty && (
          <Button look="quiet" onClick={() => void discard()}>
            {composition.editing ? say('Discard changes') : say('Discard')}
          </Button>
        )}
      </div>
      <AccountChips
        accounts={session.accounts}
        chosen={composition.accountIds}
        isFixed={composition.editing !== undefined}
        onChange={(accountIds) => change((before) => ({ ...before, accountIds: [...accountIds] }))}
      />
      {accounts.map(({ id }) => (
        <SignInLine
          key={id}
          accountId={id}
          need={edited.decisions.find(({ accountId }) => accountId === id)?.signIn}
        />
      ))}
      <ComposerText
        text={composition.text}
        counted={targets.map(({ account, network, content }) => ({
          network,
          addedBy: content.text === composition.text ? undefined : account.handle,
          text: content.text,
          options: content.options ?? {},
        }))}
        onInput={(text) => change((before) => ({ ...before, text }))}
        onImages={(files) => void images.addFiles(files)}
      />
      <ImageFields
        composition={composition}
        images={images}
        needsDescriptions={session.workspace?.publishing?.requiresAltText === true}
        takesFocus={accounts.length > 0 && networks.some(({ usesFocusPoint }) => usesFocusPoint)}
        change={change}
      />
      {composition.link && (
        <LinkCardFields
          link={composition.link}
          isHiddenByImages={
            composition.media.length > 0 && !networks.some(({ takesImagesWithLink }) => takesImagesWithLink)
          }
          onChange={(link) => change(({ link: _before, ...rest }) => (link ? { ...rest, link } : rest))}
        />
      )}
      {composition.source && (
        <p class="compose-hint composer-source">
          {sayWith('Drafted from {page}', {
            page: (
              <a href={composition.source.url} target="_blank" rel="noopener noreferrer" dir="auto">
                {composition.source.title || composition.source.url}
              </a>
            ),
          })}
        </p>
      )}
      {optionedNetworks(accounts).map(({ id: accountId, network: networkId, limits }) => {
        const network = findNetwork(networkId, limits);
        return (
          network && (
            <PostOptionFields
              key={networkId}
              networkName={network.name}
              fields={network.fields}
              options={composition.options?.[networkId] ?? {}}
              accountId={accountId}
              postId={composition.editing?.postId}
              onChange={(options) => change((before) => withOptions(before, networkId, options))}
            />
          )
        );
      })}
      <TimeChoice
        time={composition}
        queue={findQueueWords(accounts, edited.decisions, nowMs())}
        nextSlotMs={findEarliestSlot(edited.decisions)}
        onChange={({ scheduledAtMs, timeZone, inQueue, repeat }) =>
          change(({ scheduledAtMs: _at, timeZone: _zone, inQueue: _queue, repeat: _repeat, ...rest }) => ({
            ...rest,
            ...(scheduledAtMs !== undefined && { scheduledAtMs }),
            ...(timeZone !== undefined && { timeZone }),
            ...(inQueue && { inQueue }),
            ...(repeat && { repeat }),
          }))
        }
      />
      <TemplateChoice
        composition={composition}
        decisions={edited.decisions}
        session={session}
        onChange={(approvalTemplateId) => change((before) => ({ ...before, approvalTemplateId }))}
      />
      {!isEmpty && (
        <section class="composer-preview" aria-label={say('Preview')}>
          <h3 class="compose-label">{say('How it will look')}</h3>
          {accounts.length > 1 && (
            <select
              class="text-field composer-preview-account"
              aria-label={say('Account of the preview')}
              value={previewed?.id}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setPreviewedId(accounts.find(({ id }) => id === value)?.id);
              }}
            >
              {accounts.map(({ id, handle }) => (
                <option key={id} value={id}>
                  @{handle}
                </option>
              ))}
            </select>
          )}
          <PostPreview
            account={previewed ?? { name: say('No account chosen'), handle: '…' }}
            network={previewed ? findNetwork(previewed.network, previewed.limits) : networks[0]}
            text={preview.text}
            images={preview.media}
            link={preview.link}
            showsDescriptions={false}
            watermark={previewed?.publishing?.watermark}
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

/** One account of each network: its options are chosen once for all of them. */
function optionedNetworks(accounts: readonly AccountView[]): readonly AccountView[] {
  return accounts.filter(
    ({ network }, index) => accounts.findIndex((each) => each.network === network) === index,
  );
}

function withOptions(before: Composition, networkId: string, chosen: PostOptions): Composition {
  const { options, ...rest } = before;
  const { [networkId]: _before, ...others } = options ?? {};
  const next = Object.keys(chosen).length > 0 ? { ...others, [networkId]: { ...chosen } } : others;
  return Object.keys(next).length > 0 ? { ...rest, options: next as Composition['options'] } : rest;
}

function findEarliestSlot(decisions: EditedComposition['decisions']): number | undefined {
  const slots = decisions.flatMap(({ nextSlotMs }) => nextSlotMs ?? []);
  return slots.length > 0 ? Math.min(...slots) : undefined;
}
