/**
 * What is loaded into a page only when somebody needs it: dialogs, popovers, the guard, the prepared composer. A feed
 * that is read and left alone pays for its buttons and for nothing else.
 *
 * Both scripts run in the same world of their own, where the page sees nothing: the second leaves here what it brings,
 * and the first takes it from here.
 */
import type { drawOwnPostSheet } from '../../components/page/post-sheet';
import type { speakAs } from '../words/say';
import type { startGuard } from './guard';
import type { mountLayer } from './page-layer';
import type { prepareComposer } from './prepare-composer';

export interface PagePanels {
  readonly mountLayer: typeof mountLayer;
  readonly drawOwnPostSheet: typeof drawOwnPostSheet;
  readonly startGuard: typeof startGuard;
  readonly prepareComposer: typeof prepareComposer;
  /** Says in their language what the first script says in its own. */
  readonly speakAs: typeof speakAs;
}

const world = globalThis as { countersignPanels?: PagePanels };

/** Called by the second script. */
export function providePanels(panels: PagePanels): void {
  world.countersignPanels = panels;
}

/** What the second script left; undefined while it has not run. */
export function findPanels(): PagePanels | undefined {
  return world.countersignPanels;
}

/**
 * What the second script left. It is run where it has not run yet.
 *
 * @param load has it run in this page
 * @throws Error when it did not
 */
export async function getPanels(load: () => Promise<unknown>): Promise<PagePanels> {
  if (world.countersignPanels === undefined) await load();
  const { countersignPanels } = world;
  if (countersignPanels === undefined) throw new Error('the panels were not loaded');
  return countersignPanels;
}
