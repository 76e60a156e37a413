/** Servers that people name themselves, as origins. */
import { say } from '../../../lib/words/say';

export type TypedServer =
  | { readonly isRead: true; readonly origin: string }
  /** A sentence for the person who typed it. */
  | { readonly isRead: false; readonly problem: string };

const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1'];

/**
 * Reads what somebody typed as the address of a server. A path is left out, because people copy the address of the
 * page that they are on. Plain `http://` is taken for the machine's own loopback only.
 */
export function readServerAddress(text: string): TypedServer {
  const typed = text.trim();
  if (typed === '') return refuse(say('Write the address of the server, as in example.social.'));
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  const isLoopback = url !== null && LOOPBACK_HOSTS.includes(url.hostname);
  // A parser of addresses drops line breaks and takes a backslash for a slash: none of them was meant.
  if (url === null || /[\s\\]/.test(typed) || !(isLoopback || url.hostname.includes('.')))
    return refuse(say('This is not an address of a server. It looks like example.social.'));
  if (url.username !== '' || url.password !== '')
    return refuse(say('Leave out what stands before the @: the server alone, as in example.social.'));
  if (url.protocol === 'http:' && !isLoopback)
    return refuse(say('The address must begin with https://: over http:// others could read along.'));
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(say('The address must begin with https://.'));
  return { isRead: true, origin: url.origin };
}

function refuse(problem: string): TypedServer {
  return { isRead: false, problem };
}
