import type { HostUse } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { networkName } from '../role-words';

/** Why the extension wants to reach a host, as a sentence. */
export function reasonWords(use: HostUse): string {
  if (use.kind === 'buttons') return say('Buttons in {site}.', { site: use.name });
  if (use.kind === 'images') return say('Fetching images from its pages for drafts.');
  const network = networkName(use.network);
  return use.handle === undefined
    ? say('Publishing to an account on {network}.', { network })
    : say('Publishing to {handle} on {network}.', { handle: use.handle, network });
}

/** What stops working when a host is taken back, as a sentence. */
export function lossWords(use: HostUse): string {
  if (use.kind === 'buttons')
    return say('Buttons in {site} go away, and it is switched off.', { site: use.name });
  if (use.kind === 'images') return say('The next image from there has to be allowed again.');
  const network = networkName(use.network);
  return use.handle === undefined
    ? say('Posts to an account on {network} cannot go out until the host is allowed again.', {
        network,
      })
    : say('Posts to {handle} on {network} cannot go out until the host is allowed again.', {
        handle: use.handle,
        network,
      });
}
