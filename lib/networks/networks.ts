import { bluesky } from './bluesky/bluesky';
import { mastodon } from './mastodon/mastodon';
import type { Network } from './network';
import { telegram } from './telegram/telegram';
import { wordpress } from './wordpress/wordpress';

/**
 * Every network that can be published to, by its id. For the background only: it holds the code that signs
 * in.
 */
export const networks: Readonly<Record<string, Network>> = {
  [bluesky.rules.id]: bluesky,
  [mastodon.rules.id]: mastodon,
  [telegram.rules.id]: telegram,
  [wordpress.rules.id]: wordpress,
};

/** The network of that id; undefined when there is none (an account may come from a newer version). */
export function findNetwork(id: string): Network | undefined {
  return Object.hasOwn(networks, id) ? networks[id] : undefined;
}
