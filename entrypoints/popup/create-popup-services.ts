import type { PopupServices } from '../../components/popup/popup-services';
import { findNetworkRules } from '../../lib/networks/network-rules';
import { readAsDataUrl } from '../../lib/platform/base64';
import { browser } from '../../lib/platform/browser';
import { systemTimeMs } from '../../lib/platform/clock';
import { newId } from '../../lib/platform/ids';
import { prepareMedia } from '../../lib/platform/prepare-media';
import { hostPattern } from '../../lib/sites/host-pattern';
import { contentFor } from '../../lib/workspace/content-of';
import { finishContent } from '../../lib/workspace/finish-content';

/** The browser and the networks, as the popup's components are given them. */
export function createPopupServices(): PopupServices {
  return {
    nowMs: systemTimeMs,
    newId: () => newId(systemTimeMs()),
    findNetwork: findNetworkRules,
    // Whose sign-in it goes out with changes nothing that is previewed or counted.
    contentOn: (composition, account) =>
      finishContent(contentFor(composition, account), account, 'member', findNetworkRules(account.network)),
    async encodeMedia(file, limits) {
      const { blob } = await prepareMedia(file, limits);
      const dataUrl = await readAsDataUrl(blob);
      return dataUrl.slice(dataUrl.indexOf(',') + 1);
    },
    async requestHostFromUserGesture(address) {
      return browser.permissions.request({ origins: [hostPattern(address)] }).catch(() => false);
    },
    findWebTab: async () => (await findTabUnderPopup())?.id,
    findWebAddress: async () => (await findTabUnderPopup())?.url,
    requestHosts: (patterns) => browser.permissions.request({ origins: [...patterns] }).catch(() => false),
    // Firefox shows it under the popup, which has to be closed before it can be answered (reported until 137, 2025-04).
    asksOverPopup: import.meta.env.BROWSER !== 'firefox',
    optionsUrl: new URL('options.html', browser.runtime.getURL('/')).href,
    openOptions() {
      void browser.runtime.openOptionsPage().then(() => close());
    },
  };
}

/** The tab that the popup was opened over, when a web page is in it. */
async function findTabUnderPopup() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  // The address is told because the person opened the popup over the tab; an empty one is not for us to read.
  return tab?.url?.startsWith('http') ? tab : undefined;
}
