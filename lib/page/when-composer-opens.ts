import { findComposer } from '../sites/read-site';
import type { Site } from '../sites/site';

/** A site may change a hundred times a second; its composer is looked for this often. */
const LOOK_MS = 1_000;

/**
 * Calls back once, when somebody begins to write in the site's composer. One that only stands on the page, as in most
 * feeds, is left alone; where a part of the page stands for the editor, it is enough that it is there.
 */
export function whenComposerOpens(page: Document, site: Site, signal: AbortSignal, onOpen: () => void): void {
  if (site.composer === undefined) return;
  const ending = new AbortController();
  const life = AbortSignal.any([signal, ending.signal]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    timer = undefined;
    if (life.aborted) return;
    const editor = findComposer(site, page)?.editor;
    if (editor === undefined) return;
    const isWrittenIn = editor.matches(':focus, :focus-within');
    const isStandIn = !editor.isContentEditable && !editor.matches('textarea, input');
    if (!isWrittenIn && !isStandIn) return;
    ending.abort();
    onOpen();
  }
  const lookSoon = (): void => {
    timer ??= setTimeout(look, LOOK_MS);
  };

  const changes = new MutationObserver(lookSoon);
  changes.observe(page, { childList: true, subtree: true });
  life.addEventListener('abort', () => {
    changes.disconnect();
    clearTimeout(timer);
  });
  page.addEventListener('focusin', () => setTimeout(look, 0), { signal: life, capture: true, passive: true });
  lookSoon();
}
