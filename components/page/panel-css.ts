/**
 * The styles of what stands over a page of others: panel, review, popovers, notices and the guard.
 *
 * Threat: a page reaches into shadow roots by what is global to a document. It may register a custom property under
 * the name of ours (`@property`), which then has the page's value wherever it is read; and it may declare a font
 * under the name of a common one, with which a text says something else than what it is.
 * Rule: custom properties are replaced by their values before a page sees the styles, and the only fonts are the
 * browser's generic ones, which no page can declare.
 * Proof: `panel-css.test.ts`.
 */
import postHistory from '../popup/post-history.css?raw';
import button from '../ui/button.css?raw';
import explanation from '../ui/decision-button.css?raw';
import dialog from '../ui/dialog.css?raw';
import postPreview from '../ui/post-preview.css?raw';
import theme from '../ui/theme.css?raw';
import panels from './page-panels.css?raw';

let made: string | undefined;

/** What a shadow root of ours is dressed in: the look of the extension's own pages, without custom properties. */
export function panelCss(): string {
  made ??= replaceCustomProperties(
    [theme, button, explanation, dialog, postPreview, postHistory, panels].join('\n'),
  );
  return made;
}

/** Puts the value of each custom property where it is used, and takes the declarations away. */
export function replaceCustomProperties(css: string): string {
  const values = new Map<string, string>();
  const rest = css.replace(/(--[\w-]+):\s*([^;{}]+);/g, (_declaration, name: string, value: string) => {
    values.set(name, value);
    return '';
  });
  return rest.replace(/var\((--[\w-]+)\)/g, (use, name: string) => values.get(name) ?? use);
}
