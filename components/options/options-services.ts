/** What the options page needs of the browser, handed in by its door, so that the page itself can run anywhere. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SignInForm } from '../../lib/networks/sign-in-form';
import type { AccountPublishing, PostId, Watermark } from '../../lib/workspace/records';

/** A backup that was made. */
export interface SavedBackup {
  readonly fileName: string;
  readonly file: Blob;
  /** How many images and videos could not be put into it, because their bytes are not in this browser. */
  readonly withoutBytes: number;
}

/** A backup that was opened and may be restored here. */
export interface RestoredBackup {
  readonly workspaceName: string;
  readonly madeAtMs: number;
  /** How many records of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /**
   * Makes it the workspace of this browser, all of it or nothing.
   * @returns how many posts wait for somebody who looks whether they went out, and how many images have no bytes
   * @throws MessageFailed
   */
  restore(
    onProgress: (share: number) => void,
  ): Promise<{ readonly held: number; readonly withoutBytes: number }>;
}

export interface OptionsServices {
  /** The version of the extension, as its manifest says. */
  readonly version: string;
  /** Where people change keyboard shortcuts differs between the two. */
  readonly browserName: 'chromium' | 'firefox';
  /** How somebody signs in to each network, in the order in which they are offered; never empty. */
  readonly signInForms: readonly SignInForm[];
  /** Asks the browser for the host of an address. Firefox takes that only while a person's click is being answered. */
  requestHostFromUserGesture(address: string): Promise<boolean>;
  /** A text of an account of a network with what its settings add to it: a signature, parameters on links, a shortener. */
  finishText(text: string, publishing: AccountPublishing, network: string): string;
  /** Whether an address in a text is plain words on a network, which no reader can press. */
  hidesLinks(network: string): boolean;
  /** A sample picture with a watermark, drawn as the images of posts are, as a `data:` address. @throws when it cannot be drawn */
  drawWatermarkSample(watermark: Watermark): Promise<string>;
  /** A picture, scaled to that many pixels on its longer side and without what a camera wrote into it, as base64. @throws ImageUnreadable */
  encodePicture(file: Blob, maxSidePx: number): Promise<string>;
  /** Opens a post in a window of the extension's own. */
  openPost(postId: PostId): void;
  newId(): string;
  nowMs(): number;
  /** Opens the composer with an empty draft. */
  openComposer(): void;
  /** The shortcut that drafts from a page, as the browser writes it; undefined when none is set. */
  findDraftShortcut(): Promise<string | undefined>;
  /** Asks the person, through the browser, for hosts as match patterns; only works in the course of a click. */
  requestHosts(patterns: readonly string[]): Promise<boolean>;
  /** @returns false when the browser does not let us. */
  copyText(text: string): Promise<boolean>;
  /** Hands a file over to be saved. @returns where it can be fetched from until another file of its type is saved */
  saveFile(file: Blob, fileName: string): string;
  /** @param onProgress told how far it has come, from 0 to 1. @throws MessageFailed */
  makeBackup(onProgress: (share: number) => void): Promise<SavedBackup>;
  /** @throws MessageFailed when it is no backup, or cannot be restored here. */
  openBackup(file: Blob): Promise<RestoredBackup>;
  /** How far the first run has come in this browser, as `rememberSetup` was told. */
  recallSetup(): string | undefined;
  rememberSetup(progress: string): void;
}

export const OptionsServicesContext = createContext<OptionsServices | undefined>(undefined);

/** The services of the page that a component is on. @throws outside of `<Options>`. */
export function useOptionsServices(): OptionsServices {
  const services = useContext(OptionsServicesContext);
  if (!services) throw new Error('the options page was mounted without its services');
  return services;
}
