import type { HostUse, HostView } from '../../lib/messages/views';
import { hostPattern } from '../../lib/sites/host-pattern';
import type { Account } from '../../lib/workspace/records';
import type { SiteSwitches } from './site-switches';

export interface HostFacts {
  /** As match patterns: what the browser says that the extension holds. */
  readonly granted: readonly string[];
  /** As match patterns: what the manifest of this build holds from the start. */
  readonly heldByBuild: readonly string[];
  readonly sites: readonly {
    readonly id: string;
    readonly name: string;
    readonly hosts: readonly string[];
  }[];
  readonly switches: SiteSwitches;
  /** Accounts that are published to, with what is said of them to whoever asks. */
  readonly accounts: readonly (Pick<Account, 'network' | 'server'> & {
    readonly handle?: string | undefined;
  })[];
  /** Networks whose servers answer no other origin, so that the browser has to be asked for them. */
  readonly networksByHost: ReadonlySet<string>;
}

/**
 * Every host that the extension holds or has a reason to ask for. The hosts of one site are one line, because they are
 * switched together; any other host is a line of its own.
 */
export function listHosts(facts: HostFacts): readonly HostView[] {
  const { granted, heldByBuild, sites, switches, accounts, networksByHost } = facts;
  const stateOf = (patterns: readonly string[]): HostView['state'] => {
    if (patterns.every((pattern) => heldByBuild.includes(pattern))) return 'build';
    return patterns.every((pattern) => granted.includes(pattern)) ? 'granted' : 'notGranted';
  };
  const ofSites = sites
    .filter(({ hosts }) => hosts.length > 0)
    .map(({ id, name, hosts }): HostView => {
      const isOn = switches.siteIds.includes(id);
      const state = stateOf(hosts);
      return { id, name, patterns: hosts, uses: [{ kind: 'buttons', siteId: id, name, isOn }], state };
    });

  const uses = new Map<string, HostUse[]>();
  const add = (pattern: string, use: HostUse) => uses.set(pattern, [...(uses.get(pattern) ?? []), use]);
  for (const { network, server, handle } of accounts)
    if (networksByHost.has(network)) add(hostPattern(server), { kind: 'publishing', network, handle });
  for (const [origin, siteId] of Object.entries(switches.servers)) {
    const name = sites.find(({ id }) => id === siteId)?.name ?? siteId;
    add(hostPattern(origin), { kind: 'buttons', siteId, name, isOn: true });
  }
  const known = new Set(ofSites.flatMap(({ patterns }) => patterns));
  for (const pattern of granted)
    if (!known.has(pattern) && !uses.has(pattern)) add(pattern, { kind: 'images' });

  const others = [...uses].map(
    ([pattern, of]): HostView => ({
      // It stands in the address of a dialog.
      id: pattern.replaceAll(/[^\w.:-]+/g, '-').slice(0, 64),
      name: pattern.replace(/^\w+:\/\/(.*)\/\*$/, '$1'),
      patterns: [pattern],
      uses: of,
      state: stateOf([pattern]),
    }),
  );
  return [...others.toSorted((a, b) => (a.name < b.name ? -1 : 1)), ...ofSites];
}
