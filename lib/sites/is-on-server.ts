import type { Site } from './site';

/**
 * Whether a page is on the server that an account is on. Sites with hosts of their own have no other server. Two that
 * share an origin, each in a folder of its own, are two.
 *
 * @param server the address of the account's server, with the folder where there is one
 * @param page the address of the page
 */
export function isOnServer({ hosts, ownName }: Site, server: string, page: string): boolean {
  if (hosts.length > 0) return true;
  const isSameOrigin = URL.parse(server)?.origin === URL.parse(page)?.origin;
  return isSameOrigin && ownName?.(server) === ownName?.(page);
}
