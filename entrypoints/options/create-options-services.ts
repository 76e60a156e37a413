import type { OptionsServices } from '../../components/options/options-services';
import { browser } from '../../lib/platform/browser';
import { systemTimeMs } from '../../lib/platform/clock';
import { newId } from '../../lib/platform/ids';

/** Where this browser remembers how far the first run has come. It is no secret and no part of the workspace. */
const SETUP_KEY = 'countersign.setup';

/** What the options page needs of this browser. */
export function createOptionsServices(): OptionsServices {
  return {
    version: browser.runtime.getManifest().version,
    browserName: import.meta.env.BROWSER === 'firefox' ? 'firefox' : 'chromium',
    nowMs: systemTimeMs,
    newId: () => newId(systemTimeMs()),
    openComposer() {
      open(
        new URL('popup.html?compose=', browser.runtime.getURL('/')),
        '_blank',
        'popup,width=440,height=680',
      );
    },
    async findDraftShortcut() {
      const commands = await browser.commands.getAll();
      return commands.find(({ name }) => name === 'draft-from-page')?.shortcut || undefined;
    },
    recallSetup: () => localStorage.getItem(SETUP_KEY) ?? undefined,
    rememberSetup: (progress) => localStorage.setItem(SETUP_KEY, progress),
  };
}
