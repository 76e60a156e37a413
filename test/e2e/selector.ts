/** The text an accessible name must have: a string is compared whole, an expression is searched for. */
export type NameMatch = string | RegExp;

/** What to look for on a page; every part that is given must hold. */
export interface ElementQuery {
  readonly css?: string;
  readonly role?: string;
  readonly name?: NameMatch;
  /** Looks only inside the first element that this finds. */
  readonly within?: Selector;
  /** Counts from 0 among the matches, in document order. */
  readonly nth?: number;
}

/** Plain CSS, or a query by what a person perceives: role and name. */
export type Selector = string | ElementQuery;

/** Finds by ARIA role and accessible name: `byRole('button', 'Approve')`. Hidden elements are not found. */
export function byRole(
  role: string,
  name?: NameMatch,
  where: Pick<ElementQuery, 'within' | 'nth'> = {},
): ElementQuery {
  return name === undefined ? { role, ...where } : { role, name, ...where };
}

/** Finds a form control by its label, whatever its role; a file chooser, say, has none. */
export function byLabel(name: NameMatch, where: Pick<ElementQuery, 'within' | 'nth'> = {}): ElementQuery {
  return {
    css: 'input, textarea, select, [contenteditable], [role=textbox], [role=combobox]',
    name,
    ...where,
  };
}

/** Finds `inner` inside the first element that `container` finds. */
export function within(container: Selector, inner: Selector): ElementQuery {
  return typeof inner === 'string' ? { css: inner, within: container } : { ...inner, within: container };
}

/** The form in which a query travels into a page. */
export interface EncodedQuery {
  css?: string;
  role?: string;
  name?: { text: string } | { pattern: string; flags: string };
  within?: EncodedQuery;
  nth?: number;
}

/** Turns a selector into plain data. */
export function encodeSelector(selector: Selector): EncodedQuery {
  if (typeof selector === 'string') return { css: selector };
  const encoded: EncodedQuery = {};
  if (selector.css !== undefined) encoded.css = selector.css;
  if (selector.role !== undefined) encoded.role = selector.role;
  if (selector.nth !== undefined) encoded.nth = selector.nth;
  if (selector.within !== undefined) encoded.within = encodeSelector(selector.within);
  if (selector.name instanceof RegExp) {
    encoded.name = { pattern: selector.name.source, flags: selector.name.flags };
  } else if (selector.name !== undefined) {
    encoded.name = { text: selector.name };
  }
  return encoded;
}

/** Says a selector as a person would, for error messages. */
export function describeSelector(selector: Selector): string {
  if (typeof selector === 'string') return selector;
  const parts = [selector.role ?? selector.css ?? 'element'];
  if (selector.name !== undefined)
    parts.push(typeof selector.name === 'string' ? `“${selector.name}”` : String(selector.name));
  if (selector.nth !== undefined) parts.push(`number ${selector.nth}`);
  if (selector.within !== undefined) parts.push(`within ${describeSelector(selector.within)}`);
  return parts.join(' ');
}
