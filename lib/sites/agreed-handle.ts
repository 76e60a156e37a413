/**
 * The handle that all of some links name: a page's own navigation is told from a list of people by naming only one.
 *
 * @param links elements that may link to a profile
 * @param match the handle in an address, as its first group
 * @returns undefined when there is none, and when they name more than one
 */
export function agreedHandle(links: Iterable<Element>, match: RegExp): string | undefined {
  const handles = new Set<string>();
  for (const link of links) {
    const handle = match.exec(link.getAttribute('href') ?? '')?.[1];
    if (handle !== undefined) handles.add(handle);
  }
  const [handle] = handles;
  return handles.size === 1 ? handle : undefined;
}
