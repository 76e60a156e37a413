/** Small drawings of where drafting begins. They stand beside words and say nothing by themselves. */
import { Fragment } from 'preact';

/** The end of a browser's toolbar, with our button and its badge. */
export function ToolbarPicture() {
  return (
    <svg viewBox="0 0 180 96" aria-hidden="true">
      <rect x="2" y="18" width="176" height="60" rx="10" fill="var(--surface)" stroke="var(--line)" />
      <rect x="14" y="34" width="84" height="28" rx="14" fill="var(--surface-sunken)" stroke="var(--line)" />
      <circle cx="28" cy="48" r="4" fill="none" stroke="var(--line-strong)" stroke-width="1.5" />
      <path d="M40 48h40" stroke="var(--line-strong)" stroke-width="3" stroke-linecap="round" opacity=".5" />
      <rect x="110" y="33" width="30" height="30" rx="8" fill="var(--accent)" />
      <path
        d="m116 48.5 4 4 7-8.5"
        fill="none"
        stroke="var(--accent-text)"
        stroke-opacity=".55"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path
        d="m121.5 48.5 4 4 7-8.5"
        fill="none"
        stroke="var(--accent-text)"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="141" cy="34" r="9" fill="var(--danger)" stroke="var(--surface)" stroke-width="2" />
      <text x="141" y="38" text-anchor="middle" font-size="11" font-weight="700" fill="var(--danger-text)">
        2
      </text>
      <path
        d="M162 40v.100M162 48v.100M162 56v.1"
        stroke="var(--line-strong)"
        stroke-width="3.5"
        stroke-linecap="round"
      />
    </svg>
  );
}

/** The keys of the shortcut as they are set in this browser. */
export function ShortcutPicture({ shortcut }: { readonly shortcut: string | undefined }) {
  const keys = shortcut === undefined ? ['?'] : splitShortcut(shortcut);
  return (
    <span class="done-step__keys">
      {keys.map((key, position) => (
        <Fragment key={key}>
          {position > 0 && '+'}
          <kbd>{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

/** Chromium on a Mac writes "⌥⇧D"; everywhere else keys are joined with plus signs. */
function splitShortcut(shortcut: string): readonly string[] {
  return shortcut.includes('+') ? shortcut.split('+').filter(Boolean) : [...shortcut];
}

/** A selection with the menu that a right click opens on it. */
export function ContextMenuPicture() {
  return (
    <svg viewBox="0 0 180 96" aria-hidden="true">
      <path
        d="M10 14h150M10 28h60M10 42h44"
        stroke="var(--line-strong)"
        stroke-width="4"
        stroke-linecap="round"
        opacity=".45"
      />
      <rect x="66" y="20" width="76" height="16" rx="3" fill="var(--accent-soft)" />
      <path d="M72 28h64" stroke="var(--accent)" stroke-width="4" stroke-linecap="round" />
      <rect
        x="62"
        y="40"
        width="112"
        height="54"
        rx="7"
        fill="var(--surface-raised)"
        stroke="var(--line-strong)"
      />
      <path d="M72 51h42" stroke="var(--line-strong)" stroke-width="3" stroke-linecap="round" opacity=".6" />
      <rect x="66" y="59" width="104" height="18" rx="4" fill="var(--accent)" />
      <path
        d="m72 68 2.5 2.5 4.5-5.5"
        fill="none"
        stroke="var(--accent-text)"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="M86 68h72" stroke="var(--accent-text)" stroke-width="3" stroke-linecap="round" />
      <path d="M72 85h56" stroke="var(--line-strong)" stroke-width="3" stroke-linecap="round" opacity=".6" />
      <path
        d="m140 30 0 15 3.7-3.4 2.6 5.4 2.7-1.2-2.5-5.300h5Z"
        fill="var(--text)"
        stroke="var(--surface)"
        stroke-width="1"
      />
    </svg>
  );
}
