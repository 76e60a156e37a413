const sheets = new Map<string, CSSStyleSheet>();

/**
 * Gives a shadow root its styles, in place of those that it had. All roots of a page share the sheets. The page's
 * content security policy does not count for either way (Chromium 156, Firefox ESR 153, seen on a page with
 * `style-src 'self'`, 2026-11).
 */
export function styleRoot(root: ShadowRoot, ...styles: readonly string[]): void {
  try {
    root.adoptedStyleSheets = styles.map(sheetOf);
  } catch {
    // A content script of an older Firefox may not set it: ESR 153 lets it, our oldest is 128. A sheet of another
    // document is refused everywhere.
    for (const style of root.querySelectorAll('style')) style.remove();
    const style = root.ownerDocument.createElement('style');
    style.textContent = styles.join('\n');
    root.prepend(style);
  }
}

function sheetOf(css: string): CSSStyleSheet {
  const known = sheets.get(css);
  if (known !== undefined) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  sheets.set(css, sheet);
  return sheet;
}

/**
 * Whether what lies behind an element is dark: the nearest ground around it that is painted, or the scheme that the
 * page asks for where none is. It asks the browser for styles, so that it is for what a person opens, not for feeds.
 */
export function isOnDark(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  if (view === null) return false;
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = partsOf(view.getComputedStyle(around).backgroundColor);
    if (alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  const scheme = view.getComputedStyle(element.ownerDocument.documentElement).colorScheme;
  return (
    scheme.includes('dark') &&
    (!scheme.includes('light') || view.matchMedia('(prefers-color-scheme: dark)').matches)
  );
}

/** Of `rgb(1, 2, 3)` and `rgba(1, 2, 3, 0.4)`, as browsers compute colours; other forms count as no colour. */
function partsOf(color: string): number[] {
  return color.startsWith('rgb') ? (color.match(/[\d.]+/g) ?? []).map(Number) : [0, 0, 0, 0];
}
