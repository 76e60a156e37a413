import { HOST_ATTRIBUTE } from '../../components/page/post-buttons';
import type { PageStart } from '../../lib/messages/page-views';
import { startPage } from '../../lib/page/page-session';
import { findSite } from '../../lib/sites/sites';
import { StubConversation } from './stub-conversation';

/**
 * Draws the product's buttons on a fixture, as a page of its site.
 *
 * @param siteId whose page it is
 * @param ownHandles the authors that are accounts of the workspace
 * @returns on how many posts buttons stand
 */
export async function drawOnFixture(siteId: string, ownHandles: readonly string[]): Promise<number> {
  const site = findSite(siteId);
  if (site === undefined) throw new Error(`there is no site ${siteId}`);
  const conversation = new (class extends StubConversation {
    override async start(): Promise<PageStart | null> {
      const start = await super.start();
      const [account] = start?.accounts ?? [];
      if (!start || !account) return start;
      return { ...start, accounts: ownHandles.map((handle) => ({ ...account, handle, profileId: handle })) };
    }
  })();
  startPage({ page: document, site, conversation, signal: new AbortController().signal });
  await new Promise((resolve) => setTimeout(resolve, 400));
  return document.querySelectorAll(`[${HOST_ATTRIBUTE}]`).length;
}
