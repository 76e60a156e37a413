import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { PageButton } from './page-button';
import { useUniqueId } from './use-unique-id';

export interface AnchoredPopoverProps {
  readonly title: string;
  /** Where the button is that it belongs to, in pixels of the window; undefined when that is gone. */
  readonly anchor: () => DOMRectReadOnly | undefined;
  /** Something was begun in it: a click beside it does not throw that away. */
  readonly isKept?: boolean;
  /** Escape, the cross, or a press beside it: the parent then stops to show it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

const GAP_PX = 6;
const EDGE_PX = 8;

/** A small window beside a button of ours, over the page and not over the site's own windows for longer than needed. */
export function AnchoredPopover(props: AnchoredPopoverProps): JSX.Element {
  const { title, anchor, isKept = false, onClose, children } = props;
  const popover = useRef<HTMLDivElement>(null);
  const titleId = useUniqueId();
  const latest = useRef({ anchor, isKept, onClose });
  latest.current = { anchor, isKept, onClose };

  useLayoutEffect(() => {
    const element = popover.current;
    if (element === null) return undefined;
    const before = element.ownerDocument.activeElement;
    element.showPopover();
    (element.querySelector<HTMLElement>('[data-focused-first]') ?? element).focus();
    return () => {
      const root = element.getRootNode();
      const holdsFocus = root instanceof ShadowRoot && element.contains(root.activeElement);
      element.hidePopover();
      // Whoever pressed something beside it has the focus there.
      if (holdsFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  // At every drawing: what is in it may have grown.
  useLayoutEffect(() => placeBeside(popover.current, latest.current.anchor()));

  useEffect(() => {
    const element = popover.current;
    if (element === null) return undefined;
    const page = element.ownerDocument;
    const ending = new AbortController();
    const options = { signal: ending.signal, capture: true, passive: true };
    const follow = () => {
      const box = latest.current.anchor();
      if (box === undefined) latest.current.onClose();
      else placeBeside(element, box);
    };
    page.addEventListener('scroll', follow, options);
    addEventListener('resize', follow, options);
    page.addEventListener(
      'pointerdown',
      ({ target }) => {
        const root = element.getRootNode();
        const host = root instanceof ShadowRoot ? root.host : element;
        const isInside = target instanceof Node && (target === host || element.contains(target));
        if (!isInside && !latest.current.isKept) latest.current.onClose();
      },
      options,
    );
    return () => ending.abort();
  }, []);

  return (
    <div
      ref={popover}
      popover="manual"
      role="dialog"
      tabIndex={-1}
      class="page-popover"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <div class="page-popover-head">
        <h2 class="page-popover-title" id={titleId}>
          {title}
        </h2>
        <PageButton look="quiet" icon="decline" label="Close" onPress={onClose} />
      </div>
      {children}
    </div>
  );
}

/** Under the button where there is room, else over it, and always inside the window. */
function placeBeside(element: HTMLElement | null, box: DOMRectReadOnly | undefined): void {
  if (element === null || box === undefined) return;
  const { width, height } = element.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(element).direction === 'rtl';
  const start = isRightToLeft ? box.right - width : box.left;
  const isRoomBelow = box.bottom + GAP_PX + height <= innerHeight - EDGE_PX;
  const top = isRoomBelow ? box.bottom + GAP_PX : box.top - GAP_PX - height;
  element.style.left = `${within(start, innerWidth - width)}px`;
  element.style.top = `${within(top, innerHeight - height)}px`;
}

function within(at: number, end: number): number {
  return Math.max(EDGE_PX, Math.min(at, end - EDGE_PX));
}
