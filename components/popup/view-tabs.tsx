import { say, words } from '../../lib/words/say';
import './view-tabs.css';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

export const VIEW_NAMES = ['approve', 'compose', 'posts'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

const VIEW_WORDS: Readonly<Record<ViewName, string>> = {
  approve: words('Approve'),
  compose: words('Compose'),
  posts: words('Posts'),
};

/** The id of a view's tab, and with `panel` of the panel it belongs to. */
export function viewId(view: ViewName, part: 'tab' | 'panel'): string {
  return `view-${view}-${part}`;
}

export interface ViewTabsProps {
  readonly current: ViewName;
  readonly awaitingCount: number;
  readonly onChoose: (view: ViewName) => void;
}

/** The popup's three views. Arrow keys move between the tabs, as people expect of tabs. */
export function ViewTabs({ current, awaitingCount, onChoose }: ViewTabsProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = findNextView(
      current,
      event.key,
      getComputedStyle(event.currentTarget as Element).direction === 'rtl',
    );
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`#${viewId(next, 'tab')}`)?.focus();
  };
  return (
    <div class="view-tabs" role="tablist" aria-label={say('Views')} ref={list} onKeyDown={onKeyDown}>
      {VIEW_NAMES.map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          class="view-tab"
          id={viewId(view, 'tab')}
          aria-selected={view === current}
          aria-controls={viewId(view, 'panel')}
          tabIndex={view === current ? 0 : -1}
          onClick={() => onChoose(view)}
        >
          {say(VIEW_WORDS[view])}
          {view === 'approve' && awaitingCount > 0 && (
            <>
              {' '}
              <span class="view-tab-count">{awaitingCount > 99 ? '99+' : awaitingCount}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}

/** Which view a key on the tabs leads to; undefined for keys that lead nowhere. */
export function findNextView(current: ViewName, key: string, isRightToLeft: boolean): ViewName | undefined {
  const index = VIEW_NAMES.indexOf(current);
  const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === forward) return VIEW_NAMES[(index + 1) % VIEW_NAMES.length];
  if (key === backward) return VIEW_NAMES.at(index - 1);
  if (key === 'Home') return VIEW_NAMES[0];
  return key === 'End' ? VIEW_NAMES.at(-1) : undefined;
}
