import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

export interface ScrolledRowsOptions {
  readonly count: number;
  /** How high a row is before it was drawn. */
  readonly estimatePx: number;
  readonly scrollElement: RefObject<HTMLElement | null>;
  /** How many rows came before the first one since the list was made: what is read stays where it is. */
  readonly prepended: number;
}

export interface ScrolledRow {
  readonly index: number;
  /** The same row has the same key, whatever came before it. */
  readonly key: number;
  /** Its distance from the list's beginning. */
  readonly offsetPx: number;
}

export interface ScrolledRows {
  readonly rows: readonly ScrolledRow[];
  readonly totalPx: number;
  /** The ref of each row's element, which has `data-index`: its height is measured. */
  readonly measure: (element: HTMLElement | null) => void;
}

/** Draws of a long list only what can be seen, in an element that scrolls. Rows may differ in height. */
export function useScrolledRows(options: ScrolledRowsOptions): ScrolledRows {
  const { count, estimatePx, scrollElement, prepended } = options;
  const [, redraw] = useReducer((drawings: number) => drawings + 1, 0);
  const lastPrepended = useRef(prepended);
  // Another function makes the virtualizer lay out every row of the list anew.
  const getItemKey = useCallback((index: number) => index - prepended, [prepended]);
  const settings = {
    count,
    estimateSize: () => estimatePx,
    getScrollElement: () => scrollElement.current,
    getItemKey,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    measureElement,
    overscan: 8,
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(settings));
  virtualizer.setOptions(settings);

  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => {
    const added = prepended - lastPrepended.current;
    lastPrepended.current = prepended;
    const element = scrollElement.current;
    // Whoever is at the top sees what is new; whoever reads further down keeps their place.
    if (element && added > 0 && element.scrollTop > 0) element.scrollTop += added * estimatePx;
  }, [prepended, estimatePx, scrollElement]);

  return {
    rows: virtualizer
      .getVirtualItems()
      .map(({ index, key, start }) => ({ index, key: Number(key), offsetPx: start })),
    totalPx: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
  };
}
