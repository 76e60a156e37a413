/**
 * Which social sites buttons are drawn into: kept in this browser, because it is this browser that was allowed to read
 * them. A site that is off has no script of ours in it, and no permission.
 */
import * as z from 'zod/mini';
import { browser } from '../../lib/platform/browser';
import { hostPattern } from '../../lib/sites/host-pattern';
import { isOnHost } from '../../lib/sites/is-on-host';
import type { Site } from '../../lib/sites/site';
import { findSite, SITES } from '../../lib/sites/sites';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import type { BackgroundContext } from './background-context';

const SCRIPT_ID = 'social';
/** As WXT names the script of `entrypoints/social.content`. */
const SCRIPT_FILE = '/content-scripts/social.js';

export const SiteSwitches = z.object({
  isPaused: z.boolean(),
  /** Sites with hosts of their own that are on. */
  siteIds: z.array(z.string()),
  /** Servers that people named, each with the site that it is one of: an origin without a trailing slash. */
  servers: z.record(z.string(), z.string()),
});
export type SiteSwitches = z.infer<typeof SiteSwitches>;

const ALL_OFF: SiteSwitches = { isPaused: false, siteIds: [], servers: {} };

/** What is switched on in this browser. */
export async function readSwitches(background: BackgroundContext): Promise<SiteSwitches> {
  const stored = await findDeviceValue(await background.database(), 'sites');
  return stored === undefined ? ALL_OFF : SiteSwitches.parse(JSON.parse(stored));
}

export async function writeSwitches(background: BackgroundContext, switches: SiteSwitches): Promise<void> {
  await setDeviceValue(await background.database(), 'sites', JSON.stringify(switches));
}

/** The site that an address belongs to, when it is switched on and nothing is paused. */
export function findSwitchedOn(
  { isPaused, siteIds, servers }: SiteSwitches,
  address: string | undefined,
): Site | undefined {
  const url = address === undefined ? null : URL.parse(address);
  if (isPaused || url === null) return undefined;
  const named = Object.hasOwn(servers, url.origin) ? servers[url.origin] : undefined;
  if (named !== undefined) return findSite(named);
  return SITES.find(
    ({ id, hosts }) => siteIds.includes(id) && hosts.some((pattern) => isOnHost(pattern, url.href)),
  );
}

/** The patterns of all that is switched on. */
export function patternsOf({ siteIds, servers }: SiteSwitches): readonly string[] {
  const hosted = SITES.filter(({ id }) => siteIds.includes(id)).flatMap(({ hosts }) => hosts);
  return [...new Set([...hosted, ...Object.keys(servers).map(hostPattern)])];
}

/**
 * Brings the registered script into line with the switches: registered for what is on and allowed, for nothing else.
 * Asked whenever the browser starts, because an update of the extension forgets what was registered.
 *
 * @returns the patterns that the script is registered for now
 */
export async function registerScript(switches: SiteSwitches): Promise<readonly string[]> {
  const wanted = switches.isPaused ? [] : patternsOf(switches);
  const allowed: string[] = [];
  for (const pattern of wanted) {
    if (await browser.permissions.contains({ origins: [pattern] })) allowed.push(pattern);
  }
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (allowed.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    return [];
  }
  const script = { id: SCRIPT_ID, js: [SCRIPT_FILE], matches: allowed, runAt: 'document_start' as const };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
  return allowed;
}

/** Starts the script in pages that are open already, so that nothing has to be loaded again. */
export async function startInOpenPages(patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  for (const { id } of await browser.tabs.query({ url: [...patterns] })) {
    // A page that the browser keeps for itself, or that was closed meanwhile, is none of ours.
    if (id !== undefined)
      await browser.scripting
        .executeScript({ target: { tabId: id }, files: [SCRIPT_FILE] })
        .catch(() => undefined);
  }
}

/** Tells the pages that scripts of ours run in that something changed: they ask again, and go when they must. */
export async function tellPages(patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  for (const { id } of await browser.tabs.query({ url: [...patterns] })) {
    if (id !== undefined)
      await browser.tabs.sendMessage(id, { countersignChanged: true }).catch(() => undefined);
  }
}
