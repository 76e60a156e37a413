/**
 * The match pattern of a server, as the browser is asked for it and as pages of it are found.
 * Firefox takes no port in a pattern (ESR 153, 2026-11): where it matters, the port is compared by us.
 *
 * @param address any address on the server
 */
export function hostPattern(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}
