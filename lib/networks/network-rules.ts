import { blueskyRules } from './bluesky/rules';
import { mastodonRules } from './mastodon/rules';
import type { NetworkRules, ServerLimits } from './network';
import { wordpressRules } from './wordpress/rules';

const networkRules: Readonly<Record<string, NetworkRules>> = {
  [blueskyRules.id]: blueskyRules,
  [mastodonRules.id]: mastodonRules,
  [wordpressRules.id]: wordpressRules,
};

/**
 * What a network says of texts and media; undefined when there is no such network. Small enough for the
 * popup.
 *
 * @param limits what the account's server said that it takes
 */
export function findNetworkRules(id: string, limits?: ServerLimits): NetworkRules | undefined {
  const rules = Object.hasOwn(networkRules, id) ? networkRules[id] : undefined;
  return limits && rules?.forServer ? rules.forServer(limits) : rules;
}
