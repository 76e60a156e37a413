import { DrawnPostButtons, type PageButtons } from '../../../components/page/post-buttons';
import { findButtonSpot } from '../../../lib/sites/read-site';
import { simulatedSite } from '../../simulator/simulated-site';

const LOOK: PageButtons = { workspaceName: 'Acme', share: { allowed: true, reason: '', remedy: '' } };

/** Puts the product's own button into a post: what is compared is how posts are seen, not how buttons look. */
export function putShareButton(page: Document, post: Element): void {
  const spot = findButtonSpot(simulatedSite, post);
  if (spot === undefined) return;
  const buttons = new DrawnPostButtons(page, {
    share: async () => undefined,
    isSamePost: () => true,
    act: () => undefined,
    drawSheet: async () => undefined,
    nowMs: () => 0,
  });
  buttons.reserve(1);
  buttons.putInto(spot);
  buttons.show(LOOK, undefined);
}
