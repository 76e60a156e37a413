import './empty-state.css';
import type { ComponentChildren, JSX, Ref } from 'preact';
import { Icon, type IconName } from '../ui/icon';

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** For moving the focus here when the last thing on a list is done. */
  readonly titleRef?: Ref<HTMLHeadingElement> | undefined;
  readonly children?: ComponentChildren;
}

/** Nothing to show, said kindly. */
export function EmptyState({ icon, title, titleRef, children }: EmptyStateProps): JSX.Element {
  return (
    <div class="empty-state">
      <span class="empty-state-mark">
        <Icon name={icon} />
      </span>
      <h2 class="empty-state-title" ref={titleRef ?? null} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </div>
  );
}
