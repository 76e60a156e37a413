/** Where the site's own buttons are, so that what we let float over a page stands beside them and not on them. */

/** A rectangle in pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const CONTROLS =
  'a[href], button, input, textarea, select, summary, [contenteditable="true"], [role="button"], [role="link"], [role="menuitem"], [role="tab"], [role="textbox"]';

/** What is larger than this is a whole post or a page that can be clicked, not a button. */
const MAX_CONTROL_AREA = 60_000;

/** How far apart the points are that are looked at. */
const STEP = 16;

/**
 * The site's controls that a box would cover.
 *
 * @param page where
 * @param box what would be drawn
 * @param isOurs elements that do not count
 */
export function findControlsUnder(
  page: Document,
  box: Box,
  isOurs: (element: Element) => boolean,
): ReadonlySet<Element> {
  const found = new Set<Element>();
  for (let y = box.top; y <= box.top + box.height; y += Math.min(STEP, Math.max(box.height, 1))) {
    for (let x = box.left; x <= box.left + box.width; x += Math.min(STEP, Math.max(box.width, 1))) {
      const top = page.elementsFromPoint(x, y).find((element) => !isOurs(element));
      const control = top?.closest(CONTROLS);
      if (control && areaOf(control) <= MAX_CONTROL_AREA) found.add(control);
    }
  }
  return found;
}

/** Whether an element stays where it is while the page scrolls under it. */
export function isPinned(element: Element): boolean {
  for (let each: Element | null = element; each !== null; each = each.parentElement) {
    const { position } = getComputedStyle(each);
    if (position === 'fixed' || position === 'sticky') return true;
  }
  return false;
}

function areaOf(element: Element): number {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
}
