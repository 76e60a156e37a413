/** What the options page needs of the browser, handed in by its door, so that the page itself can run anywhere. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SignInForm } from '../../lib/networks/sign-in-form';
import type { AccountPublishing, PostId } from '../../lib/workspace/records';

export interface OptionsServices {
  /** The version of the extension, as its manifest says. */
  readonly version: string;
  /** Where people change keyboard shortcuts differs between the two. */
  readonly browserName: 'chromium' | 'firefox';
  /** How somebody signs in to each network, in the order in which they are offered; never empty. */
  readonly signInForms: readonly SignInForm[];
  /** Asks the browser for the host of an address. Firefox takes that only while a person's click is being answered. */
  requestHostFromUserGesture(address: string): Promise<boolean>;
  /** A text of an account with what its settings add to it: a signature, parameters on links, a shortener. */
  finishText(text: string, publishing: AccountPublishing): string;
  /** A picture, scaled to that many pixels on its longer side and without what a camera wrote into it, as base64. @throws ImageUnreadable */
  encodePicture(file: Blob, maxSidePx: number): Promise<string>;
  /** Hands a file to the browser to be saved. */
  saveFile(name: string, content: Blob): void;
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
