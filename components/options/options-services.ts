/** What the options page needs of the browser, handed in by its door, so that the page itself can run anywhere. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface OptionsServices {
  /** The version of the extension, as its manifest says. */
  readonly version: string;
  /** Where people change keyboard shortcuts differs between the two. */
  readonly browserName: 'chromium' | 'firefox';
  newId(): string;
  nowMs(): number;
  /** Opens the composer with an empty draft. */
  openComposer(): void;
  /** The shortcut that drafts from a page, as the browser writes it; undefined when none is set. */
  findDraftShortcut(): Promise<string | undefined>;
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
