import { blueskyRules } from './bluesky/rules';
import { handedOverRules } from './handed-over/rules';
import { mastodonRules } from './mastodon/rules';
import type { NetworkRules, ServerLimits } from './network';
import { telegramRules } from './telegram/rules';
import { wordpressRules } from './wordpress/rules';
import { xRules } from './x/rules';

const networkRules: ReadonlyMap<string, NetworkRules> = new Map(
  [blueskyRules, mastodonRules, telegramRules, wordpressRules, xRules, ...handedOverRules].map((rules) => [
    rules.id,
    rules,
  ]),
);

/**
 * What a network says of texts and media; undefined when there is no such network. Small enough for the popup. A
 * network with rules need not be one that is published to: posts are handed over to some by hand, and only
 * `findNetwork` of networks.ts tells.
 *
 * @param limits what the account's server said that it takes
 */
export function findNetworkRules(id: string, limits?: ServerLimits): NetworkRules | undefined {
  const rules = networkRules.get(id);
  return limits && rules?.forServer ? rules.forServer(limits) : rules;
}
