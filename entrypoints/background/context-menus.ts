import { type Browser, browser } from '../../lib/platform/browser';
import { say, words } from '../../lib/words/say';
import type { BackgroundContext } from './background-context';
import { draftFromTab } from './draft-from-page';
import { findActingMemberId } from './session';

const TITLES = {
  page: words('Draft a post from this page'),
  selection: words('Draft a post that quotes this'),
  link: words('Draft a post with this link'),
  image: words('Draft a post with this image'),
} as const;

/** Declares the menu entries; the browser keeps them until the extension is updated, or speaks another language. */
export async function createContextMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const context of ['page', 'selection', 'link', 'image'] as const)
    browser.contextMenus.create({ id: context, contexts: [context], title: say(TITLES[context]) });
}

/** Drafts from what was pointed at, and opens the composer on it. */
export async function draftFromMenu(
  background: BackgroundContext,
  info: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab | undefined,
): Promise<void> {
  if (tab?.id === undefined) return;
  const { linkUrl, srcUrl, selectionText, menuItemId } = info;
  const linkText = 'linkText' in info && typeof info.linkText === 'string' ? info.linkText : undefined;
  await draftAndOpen(background, tab.id, {
    ...(menuItemId === 'link' && { linkUrl, linkText }),
    ...(menuItemId === 'image' && { imageUrl: srcUrl }),
    ...(selectionText !== undefined && { selection: selectionText }),
  });
}

/** Drafts from a tab and shows the composer; before the first run, shows the first run instead. */
export async function draftAndOpen(
  background: BackgroundContext,
  tabId: number,
  target: Parameters<typeof draftFromTab>[2],
): Promise<void> {
  if (!(await findActingMemberId(background))) return browser.runtime.openOptionsPage();
  const composition = await draftFromTab(background, tabId, target);
  // The composer that opens finds it by its id, and it is there even if that window never comes.
  if (composition) await (await background.database()).put('compositions', composition);
  await openComposer(composition?.id);
}

/**
 * A small window of its own: Firefox opens the toolbar popup only while it handles the click itself, which reading
 * the page has outlasted (ESR 153, 2026-11), and a window stays when the page is looked at again.
 */
export function openComposer(compositionId: string | undefined): Promise<void> {
  return openPopupWindow(`?compose=${encodeURIComponent(compositionId ?? '')}`);
}

/** @param address what the popup is opened for, as `components/popup/popup-address.ts` reads it. */
export async function openPopupWindow(address: string): Promise<void> {
  const { href } = new URL(`popup.html${address}`, browser.runtime.getURL('/'));
  await browser.windows.create({ url: href, type: 'popup', width: 440, height: 680 });
}
