import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AccountView } from '../../lib/messages/views';
import type { Composition } from '../../lib/workspace/composition';
import type { PostContent } from '../../lib/workspace/records';
import type { NetworkText } from '../ui/network-text';

/** What the popup needs of the browser and of the networks: its page hands it in, so that components stay plain. */
export interface PopupServices {
  readonly nowMs: () => number;
  /** An id that sorts by time, as the background makes them. */
  readonly newId: () => string;
  /** Fetches what is known of networks, and how they count: not before the popup stands. */
  readonly loadNetworks: () => Promise<void>;
  /** @param limits what the account's server takes. @returns undefined also before `loadNetworks` is done */
  readonly findNetwork: (networkId: string, limits?: AccountView['limits']) => NetworkText | undefined;
  /** What a composition says on one account: with the choices for its network, and with what the account adds. @throws before `loadNetworks` is done */
  readonly contentOn: (
    composition: Composition,
    account: Pick<AccountView, 'network' | 'publishing'>,
  ) => PostContent;
  /**
   * Scales an image down and encodes it again without metadata; a GIF that moves and a video keep their pictures.
   * @returns its bytes in base64. @throws Error named ImageUnreadable, with a sentence for a person.
   */
  readonly encodeMedia: (file: Blob, limits: { maxBytes: number; maxSidePx: number }) => Promise<string>;
  /** Asks for the right to fetch from the host of an address; only works in the course of a click. */
  readonly requestHostFromUserGesture: (address: string) => Promise<boolean>;
  /** The tab with a web page that the popup was opened over; undefined over anything else. */
  readonly findWebTab: () => Promise<number | undefined>;
  /** The address of the tab that the popup was opened over; undefined over anything but a web page. */
  readonly findWebAddress: () => Promise<string | undefined>;
  /** Asks the person for hosts, as match patterns; only works in the course of a click. */
  readonly requestHosts: (patterns: readonly string[]) => Promise<boolean>;
  /** Whether the browser shows that question while a popup is open. */
  readonly asksOverPopup: boolean;
  readonly optionsUrl: string;
  readonly openOptions: () => void;
}

export const PopupServicesContext = createContext<PopupServices | undefined>(undefined);

/** The services of the page that the component is on. @throws when the page handed none in. */
export function usePopupServices(): PopupServices {
  const services = useContext(PopupServicesContext);
  if (!services) throw new Error('the popup was mounted without its services');
  return services;
}
