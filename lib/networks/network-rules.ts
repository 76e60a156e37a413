import { blueskyRules } from './bluesky/rules';
import { handedOverRules } from './handed-over/rules';
import type { NetworkRules } from './network';
import { telegramRules } from './telegram/rules';
import { wordpressRules } from './wordpress/rules';
import { xRules } from './x/rules';

const networkRules: ReadonlyMap<string, NetworkRules> = new Map(
  [blueskyRules, telegramRules, wordpressRules, xRules, ...handedOverRules].map((rules) => [rules.id, rules]),
);

/**
 * What a network says of texts and media; undefined when there is no such network. Small enough for the popup. A
 * network with rules need not be one that is published to: posts are handed over to some by hand, and only
 * `findNetwork` of networks.ts tells.
 */
export function findNetworkRules(id: string): NetworkRules | undefined {
  return networkRules.get(id);
}
