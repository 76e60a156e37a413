import { say } from '../../words/say';
/** Where accounts live that never chose a server. */
export const BLUESKY_SERVER = 'https://bsky.social';

export type ServerAddress =
  /** Scheme, host and port, without a trailing slash. */
  | { readonly ok: true; readonly origin: string }
  /** A sentence for the person who typed it; it names the field. */
  | { readonly ok: false; readonly problem: string };

const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Reads what somebody typed as the address of their server. `https://` is added when there is no scheme;
 * plain `http://` is taken for the machine's own loopback only, because a password goes there. The sentences
 * never repeat what was typed: people paste passwords into the wrong field.
 */
export function parseServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === '')
    return refuse(say('The server address is empty. Most accounts live on https://bsky.social.'));
  if (typed.includes('@'))
    return refuse(
      say('The server address must be an address like https://bsky.social, without a name or password.'),
    );
  // A URL parser drops line breaks and tabs, and takes a backslash for a slash: none of them was meant.
  if (/[\s\\]/.test(typed)) return refuse(say('The server address must be one address, without spaces.'));
  const address = typed.includes('://') ? typed : `https://${typed}`;
  if (!URL.canParse(address))
    return refuse(say('The server address is not an address. It looks like https://bsky.social.'));
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(say('The server address must begin with https://.'));
  if (url.pathname !== '/' || /[?#]/.test(typed)) {
    return refuse(
      say('The server address must end after the name of the server, as in https://bsky.social.'),
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.includes(url.hostname)) {
    return refuse(
      say(
        'The server address must begin with https://: over http:// your password could be read on the way.',
      ),
    );
  }
  return { ok: true, origin: url.origin };
}

function refuse(problem: string): ServerAddress {
  return { ok: false, problem };
}
