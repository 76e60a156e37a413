/** What the composer needs of the networks, in a chunk of its own: the popup opens without it. */
import type { PopupServices } from '../../components/popup/popup-services';
import { findNetworkRules } from '../../lib/networks/network-rules';
import { readAsDataUrl } from '../../lib/platform/base64';
import { prepareMedia } from '../../lib/platform/prepare-media';
import { contentFor } from '../../lib/workspace/content-of';
import { finishContent } from '../../lib/workspace/finish-content';

export const networkServices: Pick<PopupServices, 'findNetwork' | 'contentOn' | 'encodeMedia'> = {
  findNetwork: findNetworkRules,
  // Whose sign-in it goes out with changes nothing that is previewed or counted.
  contentOn: (composition, account) =>
    finishContent(contentFor(composition, account), account, 'member', findNetworkRules(account.network)),
  async encodeMedia(file, limits) {
    const { blob } = await prepareMedia(file, limits);
    const dataUrl = await readAsDataUrl(blob);
    return dataUrl.slice(dataUrl.indexOf(',') + 1);
  },
};
