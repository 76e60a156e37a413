import type { PopupServices } from '../../components/popup/popup-services';
import { browser } from '../../lib/platform/browser';
import { systemTimeMs } from '../../lib/platform/clock';
import { newId } from '../../lib/platform/ids';
import { hostPattern } from '../../lib/sites/host-pattern';

type NetworkServices = typeof import('./network-services').networkServices;

/** The browser and the networks, as the popup's components are given them. */
export function createPopupServices(): PopupServices {
  let networks: NetworkServices | undefined;
  function loaded(): NetworkServices {
    if (!networks) throw new Error('the networks are not loaded yet');
    return networks;
  }
  return {
    nowMs: systemTimeMs,
    newId: () => newId(systemTimeMs()),
    async loadNetworks() {
      networks = (await import('./network-services')).networkServices;
    },
    findNetwork: (networkId, limits) => networks?.findNetwork(networkId, limits),
    contentOn: (composition, account) => loaded().contentOn(composition, account),
    encodeMedia: async (file, limits) => loaded().encodeMedia(file, limits),
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
