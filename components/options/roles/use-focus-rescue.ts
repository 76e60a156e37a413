import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { focusPageHeading } from '../page-heading';

/**
 * Gives the focus to the page's heading when a drawing took away what had it: a button of a role that is gone, a form
 * of the model that was left. Whoever had put the focus nowhere is left alone.
 */
export function useFocusRescue(): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const follow = () => {
      last.current = document.activeElement;
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, []);
  useLayoutEffect(() => {
    if (last.current === null || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    focusPageHeading();
  });
}
