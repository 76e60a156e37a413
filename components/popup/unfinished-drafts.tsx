import { say } from '../../lib/words/say';
import './unfinished-drafts.css';
import type { JSX } from 'preact';
import { ask } from '../../lib/messages/client';
import type { CompositionId } from '../../lib/workspace/composition';
import { RelativeTime } from '../ui/relative-time';
import { excerptOf } from './excerpt';
import { isEmptyComposition } from './is-empty-composition';
import { usePopupServices } from './popup-services';
import { useAsk } from './use-ask';

export interface UnfinishedDraftsProps {
  readonly onOpen: (compositionId: CompositionId) => void;
}

/** What the acting member began to write and neither saved nor discarded: kept in this browser, for them alone. */
export function UnfinishedDrafts({ onOpen }: UnfinishedDraftsProps): JSX.Element | null {
  const { nowMs } = usePopupServices();
  const asked = useAsk('unfinished', () => ask('composition.list', {}));
  const unfinished = (asked.value ?? []).filter((composition) => !isEmptyComposition(composition));
  if (unfinished.length === 0) return null;
  return (
    <section class="unfinished-drafts" aria-labelledby="unfinished-drafts">
      <h2 id="unfinished-drafts" class="unfinished-drafts-title">
        {say('Not saved yet')}
      </h2>
      <ul class="posts-view-rows">
        {unfinished.map((composition) => (
          <li key={composition.id}>
            <button type="button" class="post-row" onClick={() => onOpen(composition.id)}>
              <bdi class="post-row-text">{excerptOf(composition)}</bdi>
              <span class="post-row-line">
                {composition.editing ? say('Changes to a post') : say('New post')}
                <span class="post-row-time">
                  <RelativeTime atMs={composition.updatedAtMs} nowMs={nowMs()} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
