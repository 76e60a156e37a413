import { blueskyRules } from './bluesky/rules';
import type { NetworkRules } from './network';
import { telegramRules } from './telegram/rules';
import { wordpressRules } from './wordpress/rules';

const networkRules: Readonly<Record<string, NetworkRules>> = {
  [blueskyRules.id]: blueskyRules,
  [telegramRules.id]: telegramRules,
  [wordpressRules.id]: wordpressRules,
};

/**
 * What a network says of texts and media; undefined when there is no such network. Small enough for the
 * popup.
 */
export function findNetworkRules(id: string): NetworkRules | undefined {
  return Object.hasOwn(networkRules, id) ? networkRules[id] : undefined;
}
