import { isOnDark, styleRoot } from '../../components/page/page-style';
import { panelCss } from '../../components/page/panel-css';
import { HOST_ATTRIBUTE } from '../../components/page/post-buttons';

/** An element of ours in a page of others. */
export interface PageHost {
  /** What stands in the page: without a box of its own unless it is given one. */
  readonly host: HTMLElement;
  /** What we draw into, inside the closed shadow root. */
  readonly root: HTMLElement;
  /** Is light or dark as the page is behind an element of it. */
  readonly followGround: (element: Element) => void;
}

/** What happens to our buttons and fields is no event of the page's: a letter in a note is not a shortcut of the site. */
const KEPT_EVENTS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'copy', 'cut', 'paste'],
  ...['click', 'auxclick', 'dblclick', 'contextmenu', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'focusin', 'focusout', 'dragstart', 'drop'],
];

/**
 * Makes an element with a closed shadow root, dressed and empty. It is not in the page yet; it leaves the page when
 * the signal says so.
 */
export function createPageHost(page: Document, name: 'layer' | 'guard', signal: AbortSignal): PageHost {
  const host = page.createElement('div');
  host.setAttribute(HOST_ATTRIBUTE, name);
  // Inline and important: no style sheet of the page goes over it. Direction alone is inherited.
  host.style.setProperty('all', 'initial', 'important');
  host.style.setProperty('display', 'contents', 'important');
  // Whoever needs more room between letters may set it (WCAG 1.4.12); the root takes none of a page's.
  for (const spacing of ['letter-spacing', 'word-spacing']) host.style.setProperty(spacing, 'normal');
  const shadow = host.attachShadow({ mode: 'closed' });
  styleRoot(shadow, panelCss());
  const root = page.createElement('div');
  root.className = 'page-root';
  shadow.append(root);
  for (const type of KEPT_EVENTS) {
    root.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true });
  }
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return {
    host,
    root,
    followGround: (element) => {
      root.dataset.theme = isOnDark(element) ? 'dark' : 'light';
    },
  };
}
