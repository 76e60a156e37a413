import { say } from '../../words/say';
export type SiteAddress =
  /** Scheme, host, port and the folder of the site, without a trailing slash. */
  | { readonly ok: true; readonly site: string }
  /** A sentence for the person who typed it; it names the field. */
  | { readonly ok: false; readonly problem: string };

/** `[::1]` is missing on purpose: no browser lets an extension ask for it as a host. */
const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1'];

/**
 * Reads what somebody typed as the address of their site; the address of a page of its administration will do
 * too. `https://` is added when there is no scheme; plain `http://` is taken for the machine's own loopback
 * only, because a password goes there. The sentences never repeat what was typed: people paste passwords into
 * the wrong field.
 */
export function parseSiteAddress(text: string): SiteAddress {
  const typed = text.trim();
  if (typed === '') return refuse(say('The site address is empty. It looks like https://blog.example.com.'));
  if (typed.includes('@'))
    return refuse(say('The site address must be an address like https://blog.example.com, without a name.'));
  // A URL parser drops line breaks and tabs, and takes a backslash for a slash: none of them was meant.
  if (/[\s\\]/.test(typed)) return refuse(say('The site address must be one address, without spaces.'));
  const address = typed.includes('://') ? typed : `https://${typed}`;
  const url = URL.parse(address);
  if (url === null)
    return refuse(say('The site address is not an address. It looks like https://blog.example.com.'));
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(say('The site address must begin with https://.'));
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.includes(url.hostname)) {
    return refuse(
      say('The site address must begin with https://: over http:// your password could be read on the way.'),
    );
  }
  // People copy the address of the page they are on: where they signed in, or where they write.
  const folder = url.pathname
    .replace(/\/(?:wp-admin(?:\/.*)?|wp-login\.php|wp-json(?:\/.*)?|index\.php)$/, '')
    .replace(/\/+$/, '');
  return { ok: true, site: url.origin + folder };
}

function refuse(problem: string): SiteAddress {
  return { ok: false, problem };
}
