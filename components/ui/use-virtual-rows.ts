import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

export interface VirtualRowsOptions {
  readonly count: number;
  /** What a row is taken for before it was drawn. */
  readonly estimatedHeightPx: number;
  /** The row's lasting name: what was measured of it stays with it when rows are sorted. */
  readonly keyOf: (index: number) => string;
  /** The row that has the focus: it stays drawn wherever it is, so that the focus is not lost. */
  readonly keptIndex?: number | undefined;
}

/** A row that is drawn, and how far below the top of the list it stands. */
export interface VirtualRow {
  readonly index: number;
  readonly key: string;
  readonly startPx: number;
}

export interface VirtualRows<Container extends HTMLElement> {
  /** The element that the rows are in, placed from its top; it is as high as all rows together. */
  readonly containerRef: RefObject<Container | null>;
  readonly totalHeightPx: number;
  readonly rows: readonly VirtualRow[];
  /** The ref of each drawn row, which carries `data-index`. */
  readonly measure: (row: HTMLElement | null) => void;
  readonly scrollToIndex: (index: number) => void;
}

/** More rows than the eye sees, so that a turn of the wheel finds them drawn. */
const OVERSCAN = 8;

/** Draws of a long list the rows that are in the window, which scrolls as the page does. */
export function useVirtualRows<Container extends HTMLElement = HTMLDivElement>({
  count,
  estimatedHeightPx,
  keyOf,
  keptIndex,
}: VirtualRowsOptions): VirtualRows<Container> {
  const containerRef = useRef<Container>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const options = {
    count,
    scrollMargin,
    overscan: OVERSCAN,
    estimateSize: () => estimatedHeightPx,
    getItemKey: keyOf,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    // Known from the start, so that the first drawing has rows.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialOffset: () => window.scrollY,
    rangeExtractor: (range: { startIndex: number; endIndex: number; overscan: number; count: number }) => {
      const first = Math.max(range.startIndex - range.overscan, 0);
      const last = Math.min(range.endIndex + range.overscan, range.count - 1);
      const indexes = Array.from({ length: last - first + 1 }, (_, position) => first + position);
      if (keptIndex === undefined || keptIndex >= range.count) return indexes;
      if (keptIndex < first) return [keptIndex, ...indexes];
      return keptIndex > last ? [...indexes, keptIndex] : indexes;
    },
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  virtualizer.setOptions(options);

  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    // What stands above the list may have grown.
    const top = containerRef.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(Math.round(top + window.scrollY));
  });

  return {
    containerRef,
    totalHeightPx: virtualizer.getTotalSize(),
    rows: virtualizer.getVirtualItems().map(({ index, key, start }) => ({
      index,
      key: String(key),
      startPx: start - scrollMargin,
    })),
    measure: virtualizer.measureElement,
    scrollToIndex: (index) => virtualizer.scrollToIndex(index),
  };
}
