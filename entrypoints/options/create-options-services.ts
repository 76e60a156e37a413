import type { OptionsServices } from '../../components/options/options-services';
import { ask } from '../../lib/messages/client';
import { findNetworkRules } from '../../lib/networks/network-rules';
import { signInForms } from '../../lib/networks/sign-in-forms';
import { readAsDataUrl } from '../../lib/platform/base64';
import { browser } from '../../lib/platform/browser';
import { systemTimeMs } from '../../lib/platform/clock';
import { newId } from '../../lib/platform/ids';
import {
  DEFAULT_MAX_SIDE_PX,
  drawSamplePicture,
  drawWatermark,
  prepareImage,
} from '../../lib/platform/image';
import { hostPattern } from '../../lib/sites/host-pattern';
import { finishContent } from '../../lib/workspace/finish-content';
import { makeBackup, openBackup } from './backup-file';

/** Where this browser remembers how far the first run has come. It is no secret and no part of the workspace. */
const SETUP_KEY = 'countersign.setup';

/** Far more than a picture of 256 by 256 takes. */
const MAX_PICTURE_BYTES = 200_000;

/** What the options page needs of this browser. */
export function createOptionsServices(): OptionsServices {
  /** By the type of the file. */
  const savedAddresses = new Map<string, string>();
  return {
    version: browser.runtime.getManifest().version,
    browserName: import.meta.env.BROWSER === 'firefox' ? 'firefox' : 'chromium',
    signInForms,
    async requestHostFromUserGesture(address) {
      const origins = [hostPattern(address)];
      const isGranted = await browser.permissions.request({ origins }).catch(() => false);
      // A host that the manifest holds from the start, as that of the journeys does, cannot be asked for.
      return isGranted || browser.permissions.contains({ origins });
    },
    finishText: (text, publishing, network) =>
      finishContent({ text, media: [] }, { publishing }, 'owner', findNetworkRules(network)).text,
    hidesLinks: (network) => findNetworkRules(network)?.hidesLinks === true,
    async drawWatermarkSample(watermark) {
      const limits = { maxBytes: 1_000_000, maxSidePx: DEFAULT_MAX_SIDE_PX };
      const { blob } = await drawWatermark(await drawSamplePicture(), watermark, limits);
      return readAsDataUrl(blob);
    },
    nowMs: systemTimeMs,
    newId: () => newId(systemTimeMs()),
    async encodePicture(file, maxSidePx) {
      const { blob } = await prepareImage(file, { maxBytes: MAX_PICTURE_BYTES, maxSidePx });
      const dataUrl = await readAsDataUrl(blob);
      return dataUrl.slice(dataUrl.indexOf(',') + 1);
    },
    openPost(postId) {
      const address = new URL('popup.html', browser.runtime.getURL('/'));
      address.hash = `post/${postId}`;
      void browser.windows.create({ url: address.href, type: 'popup', width: 440, height: 680 });
    },
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
    requestHosts: (patterns) => browser.permissions.request({ origins: [...patterns] }).catch(() => false),
    copyText: (text) =>
      navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    saveFile(file, fileName) {
      // As long as its address is known, the browser keeps the file: a backup holds every image and video.
      URL.revokeObjectURL(savedAddresses.get(file.type) ?? '');
      const address = URL.createObjectURL(file);
      savedAddresses.set(file.type, address);
      const link = document.createElement('a');
      link.href = address;
      link.download = fileName;
      link.click();
      return address;
    },
    makeBackup: (onProgress) => makeBackup(ask, onProgress),
    openBackup: (file) => openBackup(ask, file),
    recallSetup: () => localStorage.getItem(SETUP_KEY) ?? undefined,
    rememberSetup: (progress) => localStorage.setItem(SETUP_KEY, progress),
  };
}
