import { say } from '../../words/say';
/** Where bots are called, for everybody who runs no Bot API server of their own. */
export const TELEGRAM_SERVER = 'https://api.telegram.org';

export type ServerAddress =
  /** Scheme, host and port, without a trailing slash. */
  | { readonly ok: true; readonly origin: string }
  /** A sentence for the person who typed it; it names the field. */
  | { readonly ok: false; readonly problem: string };

/** `[::1]` is missing on purpose: no browser lets an extension ask for it as a host. */
const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1'];

/**
 * Reads what somebody typed as the address of a Bot API server. `https://` is added when there is no scheme; plain
 * `http://` is taken for the machine's own loopback only, because the bot's token goes there. The sentences never
 * repeat what was typed: people paste tokens into the wrong field, and addresses of the Bot API hold one.
 */
export function parseServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === '')
    return refuse(
      say('The server address is empty. For most bots it is {address}.', { address: TELEGRAM_SERVER }),
    );
  // A URL parser drops line breaks and tabs, and takes a backslash for a slash: none of them was meant.
  if (/[\s\\@]/.test(typed))
    return refuse(
      say('The server address must be one address like {address}.', { address: TELEGRAM_SERVER }),
    );
  const url = URL.parse(typed.includes('://') ? typed : `https://${typed}`);
  if (url === null)
    return refuse(
      say('The server address is not an address. It looks like {address}.', { address: TELEGRAM_SERVER }),
    );
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(say('The server address must begin with https://.'));
  if (url.pathname !== '/' || /[?#]/.test(typed)) {
    return refuse(
      say('The server address must end after the name of the server, as in {address}.', {
        address: TELEGRAM_SERVER,
      }),
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.includes(url.hostname)) {
    return refuse(
      say(
        'The server address must begin with https://: over http:// the token of the bot could be read on the way.',
      ),
    );
  }
  return { ok: true, origin: url.origin };
}

function refuse(problem: string): ServerAddress {
  return { ok: false, problem };
}
