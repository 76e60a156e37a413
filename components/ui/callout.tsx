import type { ComponentChildren, Ref } from 'preact';
import './callout.css';

export type CalloutTone = 'info' | 'success' | 'warning' | 'danger';

interface CalloutProps {
  readonly tone: CalloutTone;
  readonly title?: string;
  /** True for something that has just happened and must be heard: it is announced, and can be given the focus. */
  readonly announced?: boolean;
  readonly focusRef?: Ref<HTMLDivElement>;
  readonly children?: ComponentChildren;
}

const SIGNS: Readonly<Record<CalloutTone, string>> = {
  info: 'M9 8.2v4.3M9 5.5v.1M9 16.2A7.2 7.2 0 1 0 9 1.8a7.2 7.2 0 0 0 0 14.4Z',
  success: 'm5.6 9.3 2.3 2.3 4.5-4.9M9 16.2A7.2 7.2 0 1 0 9 1.8a7.2 7.2 0 0 0 0 14.4Z',
  warning:
    'M9 7v3.6m0 2.4v.1M8 2.7 1.7 13.9A1.1 1.1 0 0 0 2.7 15.5h12.6a1.1 1.1 0 0 0 1-1.6L10 2.7a1.1 1.1 0 0 0-2 0Z',
  danger: 'M9 5.2v4.6m0 2.6v.1M9 16.2A7.2 7.2 0 1 0 9 1.8a7.2 7.2 0 0 0 0 14.4Z',
};

/** A note that stands out from the text around it. */
export function Callout({ tone, title, announced = false, focusRef, children }: CalloutProps) {
  return (
    <div
      class="callout"
      data-tone={tone}
      ref={focusRef}
      tabIndex={focusRef ? -1 : undefined}
      role={announced ? (tone === 'danger' || tone === 'warning' ? 'alert' : 'status') : undefined}
    >
      <svg class="callout__sign" viewBox="0 0 18 18" aria-hidden="true">
        <path d={SIGNS[tone]} />
      </svg>
      <div class="callout__body">
        {title && <p class="callout__title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
