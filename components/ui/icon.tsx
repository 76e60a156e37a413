import type { JSX } from 'preact';

/** Outlines on a grid of 16; drawn with the text's own colour. */
const OUTLINES = {
  approve: 'M3 8.5 6.5 12 13 4.5',
  decline: 'M4 4l8 8M12 4l-8 8',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  open: 'M6.5 3.5 11 8l-4.5 4.5',
  unfold: 'M4 6l4 4 4-4',
  settings:
    'M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M8.5 4.5a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0-3.5 0M4 11.5a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0-3.5 0',
  image: 'M2.5 3.5h11v9h-11zM2.5 10.5 6 7.5l3 2.5 2-1.5 2.5 2M10 6h.01',
  page: 'M4 2.5h5.5L12 5v8.5H4zM6.5 7h3M6.5 9.5h3',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.3',
  undo: 'M6 3.5 3 6.5l3 3M3 6.5h6.25a3.25 3.25 0 0 1 0 6.5H6.5',
  keys: 'M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.5 7h.01M11.8 7h.01M5.5 9.3h5',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2h.01',
  external: 'M6.5 3.5h-3v9h9v-3M9 3.5h3.5V7M12.5 3.5 7.5 8.5',
  write: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2',
} as const;

export type IconName = keyof typeof OUTLINES;

/** Those that point along the line: they point the other way where it is read from right to left. */
const POINTING: ReadonlySet<IconName> = new Set(['back', 'open', 'undo', 'external']);

/** A small drawing beside words; it says nothing by itself, so that assistive technology skips it. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      class={POINTING.has(name) ? 'icon icon-pointing' : 'icon'}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={OUTLINES[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
