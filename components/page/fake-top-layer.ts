import { vi } from 'vitest';

/** For tests: what happy-dom does not know of modal elements, popovers, and what stands at a point of the window. */
export interface FakeTopLayer {
  /** What the page has opened. */
  readonly opened: Element[];
  /** What stands at every point; null: the window itself. */
  at: Element | null;
}

/** For tests: puts the fakes in; `vi.restoreAllMocks` takes them out. */
export function fakeTopLayer(): FakeTopLayer {
  const layer: FakeTopLayer = { opened: [], at: null };
  const { matches } = Element.prototype;
  vi.spyOn(Element.prototype, 'matches').mockImplementation(function matchesFake(this: Element, css) {
    if (css === ':modal' || css === ':popover-open') return this.hasAttribute('open');
    return css === ':active-view-transition' ? false : matches.call(this, css);
  });
  const { querySelectorAll } = Document.prototype;
  vi.spyOn(document, 'querySelectorAll').mockImplementation((css: string) =>
    css.includes(':modal')
      ? (layer.opened as unknown as NodeListOf<Element>)
      : querySelectorAll.call(document, css),
  );
  document.elementFromPoint = () => layer.at;
  document.elementsFromPoint = () => (layer.at === null ? [] : [layer.at]);
  HTMLElement.prototype.showPopover = function showPopover() {
    this.setAttribute('open', '');
  };
  HTMLElement.prototype.hidePopover = function hidePopover() {
    this.removeAttribute('open');
  };
  return layer;
}
