import { say } from '../../words/say';
export type ServerAddress =
  /** Scheme, host and port, without a trailing slash. */
  | { readonly ok: true; readonly origin: string }
  /** A sentence for the person who typed it; it names the field. */
  | { readonly ok: false; readonly problem: string };

/** `[::1]` is missing on purpose: no browser lets an extension ask for it as a host. */
const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1'];

/**
 * Reads what somebody typed as the address of their server; the address of any of its pages will do too.
 * `https://` is added when there is no scheme; plain `http://` is taken for the machine's own loopback only,
 * because a token goes there. The sentences never repeat what was typed: people paste secrets into the wrong
 * field.
 */
export function parseServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === '') return refuse(say('The server address is empty. It looks like https://mastodon.social.'));
  // A URL parser drops line breaks and tabs, and takes a backslash for a slash: none of them was meant.
  if (/[\s\\]/.test(typed)) return refuse(say('The server address must be one address, without spaces.'));
  const url = URL.parse(typed.includes('://') ? typed : `https://${typed}`);
  if (url === null)
    return refuse(say('The server address is not an address. It looks like https://mastodon.social.'));
  if (url.username !== '' || url.password !== '' || typed.startsWith('@')) {
    return refuse(say('The server address must be an address like https://mastodon.social, without a name.'));
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(say('The server address must begin with https://.'));
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.includes(url.hostname)) {
    return refuse(
      say(
        'The server address must begin with https://: over http:// your access token could be read on the way.',
      ),
    );
  }
  return { ok: true, origin: url.origin };
}

function refuse(problem: string): ServerAddress {
  return { ok: false, problem };
}
