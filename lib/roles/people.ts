/** How members and accounts are named in a sentence. */
import type { AccountFacts, MemberFacts } from './facts';
import { plainText } from './sentences';

/** Longer lists are cut: this many people are named before "or 3 others". */
const NAMED_WHEN_CUT = 2;

/** The networks as they write their own names; another is called by its id. */
const NETWORK_NAMES: ReadonlyMap<string, string> = new Map([
  ['bluesky', 'Bluesky'],
  ['facebook', 'Facebook'],
  ['googleBusiness', 'Google Business'],
  ['instagram', 'Instagram'],
  ['linkedin', 'LinkedIn'],
  ['mastodon', 'Mastodon'],
  ['pinterest', 'Pinterest'],
  ['reddit', 'Reddit'],
  ['telegram', 'Telegram'],
  ['threads', 'Threads'],
  ['tiktok', 'TikTok'],
  ['tumblr', 'Tumblr'],
  ['wordpress', 'WordPress'],
  ['x', 'X'],
  ['youtube', 'YouTube'],
]);

/** "Acme (Bluesky)": the same name often stands on several networks. */
export function accountName({ name, network }: AccountFacts): string {
  return `${plainText(name)} (${NETWORK_NAMES.get(network) ?? plainText(network)})`;
}

/** "Olu (owner)". */
function memberName({ name, role }: MemberFacts): string {
  return `${plainText(name)} (${role})`;
}

/**
 * Names the people that somebody could turn to.
 *
 * @param members at least one, in the order in which they are to be named
 * @returns "Olu (owner)", "Olu (owner) or Ari (admin)", "Olu (owner), Ari (admin) or 3 others"
 */
export function anyOf(members: readonly MemberFacts[]): string {
  const cut = members.length > NAMED_WHEN_CUT + 1;
  const names = members.slice(0, cut ? NAMED_WHEN_CUT : members.length).map(memberName);
  if (cut) names.push(`${members.length - NAMED_WHEN_CUT} others`);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}
