import * as z from 'zod/mini';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { SitesView, SiteView } from '../../lib/messages/page-views';
import type { Answers } from '../../lib/messages/server';
import { browser } from '../../lib/platform/browser';
import { hostPattern } from '../../lib/sites/host-pattern';
import { findSite, SITES } from '../../lib/sites/sites';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import { say } from '../../lib/words/say';
import { invalid } from '../../lib/workspace/command';
import type { BackgroundContext } from './background-context';
import { openHandOver } from './hand-over';
import {
  patternsOf,
  readSwitches,
  registerScript,
  type SiteSwitches,
  startInOpenPages,
  tellPages,
  writeSwitches,
} from './site-switches';

type SiteAnswers = Pick<Answers, 'sites.get' | 'sites.switch' | 'sites.pause' | 'sites.handOver'>;

/** Switches of social sites, and handing an approved post over to one. */
export function answerSites(background: BackgroundContext): SiteAnswers {
  return {
    'sites.get': () => readSites(background),

    async 'sites.switch'({ siteId, isOn, server }) {
      const site = findSite(siteId);
      if (!site) throw invalid('siteId', say('there is no such site'));
      if ((site.hosts.length === 0) !== (server !== undefined))
        throw invalid(
          'server',
          server === undefined ? say('name the server') : say('this site has hosts of its own'),
        );
      const before = await readSwitches(background);
      checkServer(before, siteId, isOn, server);
      const after = switched(before, siteId, isOn, server === undefined ? undefined : new URL(server).origin);
      const patterns = server === undefined ? site.hosts : [hostPattern(server)];
      if (isOn && !(await browser.permissions.contains({ origins: [...patterns] }))) {
        throw new MessageFailed({
          kind: 'conflict',
          reason: say('The browser was not allowed to show Countersign on {site}, so it stays off.', {
            site: site.name,
          }),
          remedy: say('Switch it on again and allow it when the browser asks.'),
        });
      }
      await apply(background, before, after);
      return readSites(background);
    },

    async 'sites.pause'({ isPaused }) {
      const before = await readSwitches(background);
      await apply(background, before, { ...before, isPaused });
      return readSites(background);
    },

    'sites.handOver': ({ postId }) => openHandOver(background, postId),
  };
}

/** A server is one kind of site: to be another, it is switched off first. */
function checkServer(
  { servers }: SiteSwitches,
  siteId: string,
  isOn: boolean,
  server: string | undefined,
): void {
  const other = server === undefined ? undefined : servers[new URL(server).origin];
  if (isOn && other !== undefined && other !== siteId)
    throw invalid(
      'server',
      say('is switched on for {site} already', { site: findSite(other)?.name ?? say('another site') }),
    );
}

function switched(
  { siteIds, servers, ...rest }: SiteSwitches,
  siteId: string,
  isOn: boolean,
  origin: string | undefined,
): SiteSwitches {
  if (origin !== undefined) {
    const { [origin]: _before, ...others } = servers;
    return { ...rest, siteIds, servers: isOn ? { ...others, [origin]: siteId } : others };
  }
  const others = siteIds.filter((id) => id !== siteId);
  return { ...rest, servers, siteIds: isOn ? [...others, siteId] : others };
}

/** Stored first: a background that dies in between finds at the browser's next start what it was about to do. */
async function apply(
  background: BackgroundContext,
  before: SiteSwitches,
  after: SiteSwitches,
): Promise<void> {
  await writeSwitches(background, after);
  for (const id of before.siteIds)
    if (!after.siteIds.includes(id)) await keepHealth(background, id, undefined);
  const wereOn = before.isPaused ? [] : patternsOf(before);
  const areOn = await registerScript(after);
  // Before the permission goes: a page that may not be spoken to cannot be told to go. The others hear it below.
  await tellPages(wereOn.filter((pattern) => !areOn.includes(pattern)));
  await startInOpenPages(areOn.filter((pattern) => !wereOn.includes(pattern)));
  const given = patternsOf(after);
  const gone = patternsOf(before).filter((pattern) => !given.includes(pattern));
  const kept = await patternsOfAccounts(background);
  const unused = gone.filter((pattern) => !kept.includes(pattern));
  // A browser that was built to hold its hosts does not give them back.
  if (unused.length > 0) await browser.permissions.remove({ origins: unused }).catch(() => false);
  background.changed();
}

/** The hosts that publishing needs: a site that is switched off does not take them from it. */
async function patternsOfAccounts(background: BackgroundContext): Promise<readonly string[]> {
  const accounts = await (await background.database()).getAll('accounts');
  return accounts
    .filter(({ removedAtMs }) => removedAtMs === undefined)
    .map(({ server }) => hostPattern(server));
}

/** A site is in trouble when a page that looks like a feed has no post that its file finds. */
const SiteTrouble = z.record(z.string(), z.object({ sinceMs: z.number(), report: z.string() }));
type SiteTrouble = z.infer<typeof SiteTrouble>;

async function readTrouble(background: BackgroundContext): Promise<SiteTrouble> {
  const stored = await findDeviceValue(await background.database(), 'siteHealth');
  return stored === undefined ? {} : SiteTrouble.parse(JSON.parse(stored));
}

/** Keeps what a site's page said of itself; a site that finds its posts again is well again. */
export async function keepHealth(
  background: BackgroundContext,
  siteId: string,
  report: string | undefined,
): Promise<void> {
  const { [siteId]: before, ...others } = await readTrouble(background);
  if (report === before?.report) return;
  const sinceMs = before?.sinceMs ?? (await background.nowMs());
  const trouble = report === undefined ? others : { ...others, [siteId]: { sinceMs, report } };
  await setDeviceValue(await background.database(), 'siteHealth', JSON.stringify(trouble));
  background.changed();
}

async function readSites(background: BackgroundContext): Promise<SitesView> {
  const [switches, trouble] = await Promise.all([readSwitches(background), readTrouble(background)]);
  const sites = SITES.map(({ id, name, hosts }): SiteView => {
    const servers = Object.entries(switches.servers)
      .filter(([, siteId]) => siteId === id)
      .map(([origin]) => origin);
    const ofSite = trouble[id];
    return {
      id,
      name,
      hosts,
      isOnOwnServers: hosts.length === 0,
      isOn: hosts.length === 0 ? servers.length > 0 : switches.siteIds.includes(id),
      servers,
      ...(ofSite && { trouble: ofSite }),
    };
  });
  return { isPaused: switches.isPaused, sites };
}

/** The browser's own settings can take a host back: the switch follows. */
export async function followPermissions(background: BackgroundContext): Promise<void> {
  const before = await readSwitches(background);
  const isAllowed = (origins: readonly string[]) => browser.permissions.contains({ origins: [...origins] });
  const siteIds: string[] = [];
  for (const id of before.siteIds) if (await isAllowed(findSite(id)?.hosts ?? [])) siteIds.push(id);
  const servers: Record<string, string> = {};
  for (const [origin, id] of Object.entries(before.servers))
    if (await isAllowed([hostPattern(origin)])) servers[origin] = id;
  await writeSwitches(background, { ...before, siteIds, servers });
  await registerScript({ ...before, siteIds, servers });
  background.changed();
}
