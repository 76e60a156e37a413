import { type Box, findControlsUnder } from '../../components/page/site-controls';

/** Something of ours that floats beside an element of a page. */
export interface Floating {
  /** Puts it where it belongs now. Cheap: for whenever the page may have moved. */
  readonly place: () => void;
}

export interface FloatBesideOptions {
  /** Ours; it takes no place in the page's layout. */
  readonly host: HTMLElement;
  /** What it stands beside, and never on. */
  readonly anchor: HTMLElement;
  /** What it should not stand on either, if there is a way. */
  readonly spared: HTMLElement;
  /** When it no longer has to be kept in place. */
  readonly signal: AbortSignal;
}

const GAP_PX = 8;
const EDGE_PX = 4;
/** Over what it stands on, and under the menus that the site opens there. */
const Z_INDEX = '2';

type Side = 'before' | 'below' | 'above' | 'after';
/** In the order in which they are taken where all are free. */
const SIDES: readonly Side[] = ['before', 'below', 'above', 'after'];

/**
 * Floats an element of ours beside one of the page's, without moving anything: it goes last into what holds both
 * anchor and spared element, so that it comes next by Tab, is inside when those stand in a modal window, and goes
 * when they go; and it is out of the flow there.
 */
export function floatBeside({ host, anchor, spared, signal }: FloatBesideOptions): Floating {
  const view = anchor.ownerDocument.defaultView ?? window;
  let side: Side | undefined;
  let sizeAtChoice = '';
  let isInView = true;
  let frame = 0;

  setStyle(host, { display: 'block', position: 'fixed', left: '0px', top: '0px', 'z-index': Z_INDEX });

  const place = () => {
    if (signal.aborted) return;
    attach(host, anchor, spared);
    const box = anchor.getBoundingClientRect();
    const isShown = isInView && box.width > 0 && box.height > 0 && isInside(box, view);
    setStyle(host, { visibility: isShown ? 'visible' : 'hidden' });
    if (!isShown) return;
    const { width, height } = host.getBoundingClientRect();
    const size = [width, height, view.innerWidth, view.innerHeight].map(Math.round).join(' ');
    const isChosenAnew =
      side === undefined || size !== sizeAtChoice || isOn(spotAt(side, { width, height }, anchor), box);
    if (isChosenAnew) {
      side = chooseSide({ width, height }, host, anchor, spared);
      sizeAtChoice = size;
    }
    if (side === undefined) {
      setStyle(host, { visibility: 'hidden' });
      return;
    }
    moveTo(host, anchor, spotAt(side, { width, height }, anchor));
    // Asked only now: what comes to lie on it later is a menu of the site, which it stays under.
    if (isChosenAnew && isCovered(host)) raise(host, anchor);
  };
  const placeSoon = () => {
    if (frame !== 0) return;
    frame = view.requestAnimationFrame(() => {
      frame = 0;
      place();
    });
  };

  const options = { signal, capture: true, passive: true };
  for (const type of ['scroll', 'resize', 'transitionend', 'animationend']) {
    view.addEventListener(type, placeSoon, options);
  }
  const sizes = new ResizeObserver(placeSoon);
  for (const element of [host, anchor, spared]) sizes.observe(element);
  // A post button that has scrolled out of its own window takes the bar along.
  const sight = new IntersectionObserver((entries) => {
    isInView = entries.at(-1)?.isIntersecting ?? true;
    placeSoon();
  });
  sight.observe(anchor);
  signal.addEventListener(
    'abort',
    () => {
      sizes.disconnect();
      sight.disconnect();
      view.cancelAnimationFrame(frame);
    },
    { once: true },
  );
  return { place };
}

function setStyle(host: HTMLElement, style: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(style)) {
    if (host.style.getPropertyValue(name) !== value) host.style.setProperty(name, value, 'important');
  }
}

function attach(host: HTMLElement, anchor: HTMLElement, spared: HTMLElement): void {
  let parent: Element | null = anchor.parentElement;
  while (parent !== null && !parent.contains(spared)) parent = parent.parentElement;
  const root = anchor.getRootNode();
  const home = parent ?? (root instanceof ShadowRoot ? root : anchor.ownerDocument.body);
  if (host.parentNode !== home) home.append(host);
  if (host.popover !== null) raise(host, anchor);
}

/** Moves an element to a place in the window, whatever the page has made of fixed positions there. */
function moveTo(host: HTMLElement, anchor: HTMLElement, spot: Pick<Box, 'left' | 'top'>): void {
  const target = { left: Math.round(spot.left), top: Math.round(spot.top) };
  // Moved by a translation, which counts as no shift of the page's layout, however often it follows.
  setStyle(host, { translate: `${target.left}px ${target.top}px` });
  const box = host.getBoundingClientRect();
  if (Math.abs(box.left - target.left) < 1 && Math.abs(box.top - target.top) < 1) return;
  // Something around it is transformed: fixed means fixed to that, and cut off by it.
  raise(host, anchor);
}

/**
 * Into the top layer, which nothing around an element cuts off or covers; but not while the anchor itself lies under
 * something, such as a window of the site or of ours: that covers what belongs to the anchor too.
 */
function raise(host: HTMLElement, anchor: HTMLElement): void {
  if (host.matches(':popover-open') || isUnderWindow(anchor)) return;
  host.popover = 'manual';
  host.showPopover();
}

/** Whether another part of the page lies on our element, such as a bar of its own at the side. */
function isCovered(host: HTMLElement): boolean {
  return findDrawnOver(host).some((above) => above !== host);
}

/** A button that takes no presses now lets them through to what holds it: that does not lie over it. */
function isUnderWindow(anchor: HTMLElement): boolean {
  const drawn = findDrawnOver(anchor);
  return drawn.length > 0 && drawn.every((above) => !anchor.contains(above) && !above.contains(anchor));
}

/** What a press would reach at both ends and in the middle of an element. */
function findDrawnOver(element: HTMLElement): Element[] {
  const { left, top, width, height } = element.getBoundingClientRect();
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
  return [left + EDGE_PX, left + width / 2, left + width - EDGE_PX]
    .map((x) => root.elementFromPoint(x, top + height / 2))
    .filter((above) => above !== null);
}

type Size = Pick<Box, 'width' | 'height'>;

/** Where a side is, moved into the window where it would stand out of it. */
function spotAt(side: Side, { width, height }: Size, anchor: HTMLElement): Box {
  const { innerWidth, innerHeight } = anchor.ownerDocument.defaultView ?? window;
  const box = anchor.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(anchor).direction === 'rtl';
  const isLeft = (side === 'before') !== isRightToLeft;
  const middle = box.top + (box.height - height) / 2;
  const beside = isLeft ? box.left - GAP_PX - width : box.right + GAP_PX;
  const aligned = isRightToLeft ? box.left : box.right - width;
  const isBeside = side === 'before' || side === 'after';
  const left = isBeside ? beside : aligned;
  const top = isBeside ? middle : side === 'below' ? box.bottom + GAP_PX : box.top - GAP_PX - height;
  return {
    left: Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX)),
    top: Math.max(EDGE_PX, Math.min(top, innerHeight - height - EDGE_PX)),
    width,
    height,
  };
}

/** The side that covers the fewest of the site's own controls; undefined when each would cover the anchor. */
function chooseSide(
  size: Size,
  host: HTMLElement,
  anchor: HTMLElement,
  spared: HTMLElement,
): Side | undefined {
  const page = anchor.ownerDocument;
  const anchorBox = anchor.getBoundingClientRect();
  const sparedBox = spared.getBoundingClientRect();
  let best: Side | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const side of SIDES) {
    const spot = spotAt(side, size, anchor);
    if (isOn(spot, anchorBox)) continue;
    const cost =
      findControlsUnder(page, spot, (element) => element === host).size + (isOn(spot, sparedBox) ? 1 : 0);
    if (cost < bestCost) {
      best = side;
      bestCost = cost;
    }
  }
  return best;
}

function isOn(one: Box, other: Box): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}

function isInside(box: Box, { innerWidth, innerHeight }: Window): boolean {
  return isOn(box, { left: 0, top: 0, width: innerWidth, height: innerHeight });
}
