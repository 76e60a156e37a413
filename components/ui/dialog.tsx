import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../../lib/words/say';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly size?: 'small' | 'large';
  /** Escape, the cross, or whatever else ends it: the parent then stops to show it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A modal window. The browser keeps the focus inside and gives it back to what had it before; where that is gone
 * by then, the parent says who gets it.
 */
export function Dialog({ title, size, onClose, children }: DialogProps) {
  const dialogRef = useRef<HTMLDialogElement>(null);
  const titleRef = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const dialog = dialogRef.current;
    if (!dialog) return undefined;
    dialog.showModal();
    // The field that asks for it, or the first, or else the title: never the cross, which showModal would choose.
    const first =
      dialog.querySelector<HTMLElement>('[data-initial-focus]') ??
      dialog.querySelector<HTMLElement>('[data-dialog-body] :is(input, select, textarea)');
    (first ?? titleRef.current)?.focus();
    // Closed before it is taken away: only then does the browser give the focus back.
    return () => dialog.close();
  }, []);

  return (
    <dialog
      ref={dialogRef}
      class="dialog"
      data-size={size}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header class="dialog__head">
        <h2 class="dialog__title" id={titleId} ref={titleRef} tabIndex={-1}>
          {title}
        </h2>
        <button class="dialog__close" type="button" aria-label={say('Close')} onClick={onClose}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m3.5 3.5 9 9m0-9-9 9" />
          </svg>
        </button>
      </header>
      <div class="dialog__body" data-dialog-body>
        {children}
      </div>
    </dialog>
  );
}

/** The buttons at the end of a dialog. */
export function DialogActions({ children }: { readonly children: ComponentChildren }) {
  return <div class="dialog__actions">{children}</div>;
}
