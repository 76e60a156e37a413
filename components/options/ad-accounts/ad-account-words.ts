import type { AdAccountRole } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';

export const AD_ROLES = [
  'none',
  'analyst',
  'promoter',
  'advertiser',
] as const satisfies readonly AdAccountRole[];

/** A member's rung in an ad account, and what it lets them do. Source: advertise.csv. */
export const AD_ROLE_WORDS: Readonly<
  Record<AdAccountRole, { readonly label: string; readonly hint: string }>
> = {
  none: { label: words('None'), hint: words('Sees that a post is promoted, and no more.') },
  analyst: { label: words('Analyst'), hint: words('Sees promotions.') },
  promoter: { label: words('Promoter'), hint: words('Also adds promotions.') },
  advertiser: { label: words('Advertiser'), hint: words('Also changes ad sets and campaigns.') },
};

/** Where ads are bought, by the id that is stored. */
const AD_NETWORKS: Readonly<Record<string, string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  pinterest: 'Pinterest',
  reddit: 'Reddit',
  snapchat: 'Snapchat',
  tiktok: 'TikTok',
  x: 'X',
  youtube: 'YouTube',
};
export const AD_NETWORK_IDS: readonly string[] = Object.keys(AD_NETWORKS);

/** The network's own name, as people write it. */
export function adNetworkName(network: string): string {
  return AD_NETWORKS[network] ?? network;
}

/** "Facebook · EMEA", "Facebook · the organization’s". */
export function adAccountAbout(network: string, team: string | undefined): string {
  return team === undefined
    ? say('{network} · the organization’s', { network: adNetworkName(network) })
    : say('{network} · {team}', { network: adNetworkName(network), team });
}
