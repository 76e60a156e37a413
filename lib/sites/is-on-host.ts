/**
 * Whether an address is on a host that a match pattern of a site names, such as `https://*.example.org/*`. It stands
 * alone, because the popup asks it too, which does not carry all that is known of the sites.
 */
export function isOnHost(pattern: string, address: string): boolean {
  const url = URL.parse(address);
  const [, scheme, host, path] = /^(.+?):\/\/([^/]+)(.*)\*$/.exec(pattern) ?? [];
  if (!url || host === undefined || path === undefined) return false;
  const domain = host.replace(/^\*\./, '');
  const isHost = url.host === domain || (host !== domain && url.host.endsWith(`.${domain}`));
  return url.protocol === `${scheme}:` && isHost && url.pathname.startsWith(path);
}
