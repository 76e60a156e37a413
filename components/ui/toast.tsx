import { say } from '../../lib/words/say';
import './toast.css';
import { createContext, type JSX } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { Button } from './button';

export interface ToastContent {
  readonly text: string;
  readonly tone?: 'plain' | 'danger';
  readonly action?: { readonly label: string; readonly onPress: () => void };
  readonly durationMs?: number;
}

const DEFAULT_DURATION_MS = 6_000;

/** Shows a toast; undefined takes the one that is there away. */
export type ShowToast = (toast: ToastContent | undefined) => void;

export const ToastContext = createContext<ShowToast>(() => {});

/** Shows a sentence at the foot of the page for a few seconds. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}

/** The one toast of a page: a newer one takes the place of an older one. */
export function useToastState(): readonly [ToastContent | undefined, ShowToast] {
  const [toast, setToast] = useState<ToastContent>();
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(undefined), toast.durationMs ?? DEFAULT_DURATION_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return [toast, useCallback((next) => setToast(next), [])];
}

/** Where toasts appear. It stays in the page while it is empty: a live region speaks of changes only. */
export function ToastRegion(props: {
  readonly toast: ToastContent | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const { toast, onClose } = props;
  return (
    <div class="toast-region" role="status">
      {toast && (
        <div class={`toast toast-${toast.tone ?? 'plain'}`}>
          <span class="toast-text" dir="auto">
            {toast.text}
          </span>
          {toast.action && (
            <Button look="quiet" onClick={toast.action.onPress}>
              {toast.action.label}
            </Button>
          )}
          <Button look="quiet" icon="decline" aria-label={say('Close this message')} onClick={onClose} />
        </div>
      )}
    </div>
  );
}
