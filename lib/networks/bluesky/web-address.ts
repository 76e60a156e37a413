/**
 * Where a person looks at a post.
 * @param profile the DID or the handle of its author. A DID keeps working when the handle changes.
 * @param key the record key.
 */
export function postWebAddress(profile: string, key: string): string {
  // bsky.app writes the colons of a DID as they are.
  const author = encodeURIComponent(profile).replaceAll('%3A', ':');
  return `https://bsky.app/profile/${author}/post/${encodeURIComponent(key)}`;
}
