import type { EncodedQuery } from './selector';

/** What a page can be asked; each runs in the page itself. */
export type PageRequest =
  | { operation: 'describe'; query: EncodedQuery }
  | { operation: 'point'; query: EncodedQuery }
  | { operation: 'prepareTyping'; query: EncodedQuery }
  | { operation: 'setValue'; query: EncodedQuery; value: string }
  | { operation: 'selectText'; query: EncodedQuery; text: string | undefined }
  | { operation: 'element'; query: EncodedQuery }
  | { operation: 'outline' }
  | { operation: 'html' };

/** The answer to `describe`: the first visible match, or the first match. */
export interface Description {
  count: number;
  visible: boolean;
  text: string;
  value: string | undefined;
}

/** The answer to `point`: where a click lands, or why it would not land on the element. */
export interface ClickPoint {
  x: number;
  y: number;
  problem?: string;
}

/** The answer to `prepareTyping` and `setValue`. */
export interface TypingTarget {
  /** `keys` takes real key presses; `value` is a control that browsers let nobody type into the same way. */
  means: 'keys' | 'value';
  problem?: string;
}

/**
 * Answers one request inside a page. It is sent as source text, so it may use nothing from this module.
 * A script in a page cannot see closed shadow roots; the browser's own protocol can, and passes them in.
 */
export function answerInPage(closedRoots: ShadowRoot[], request: PageRequest): unknown {
  const closedRootOf = new Map<Element, ShadowRoot>(closedRoots.map((root) => [root.host, root]));
  const oneLine = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

  function rootOf(element: Element): ShadowRoot | null {
    return element.shadowRoot ?? closedRootOf.get(element) ?? null;
  }

  function elementsIn(container: Document | ShadowRoot | Element): Element[] {
    const found: Element[] = [];
    const inner = container instanceof Element ? rootOf(container) : null;
    if (inner) found.push(...elementsIn(inner));
    for (const element of container.querySelectorAll('*')) {
      found.push(element);
      const root = rootOf(element);
      if (root) found.push(...elementsIn(root));
    }
    return found;
  }

  function parentAcrossRoots(element: Element): Element | null {
    if (element.parentElement) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  }

  function isVisible(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  }

  function isHiddenFromPeople(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true })) return true;
    for (let at: Element | null = element; at; at = parentAcrossRoots(at)) {
      if (at.getAttribute('aria-hidden') === 'true' || at.hasAttribute('inert')) return true;
    }
    return false;
  }

  function roleOf(element: Element): string {
    const explicit = element.getAttribute('role')?.trim().split(/\s+/)[0];
    if (explicit) return explicit;
    const tag = element.localName;
    if (tag === 'input') {
      const type = (element as HTMLInputElement).type;
      if (['button', 'submit', 'reset', 'image'].includes(type)) return 'button';
      if (type === 'number') return 'spinbutton';
      if (type === 'range') return 'slider';
      if (type === 'search') return 'searchbox';
      if (['checkbox', 'radio'].includes(type)) return type;
      if (['text', 'email', 'url', 'tel', 'password'].includes(type))
        return element.hasAttribute('list') ? 'combobox' : 'textbox';
      return '';
    }
    if (tag === 'select')
      return (element as HTMLSelectElement).multiple || (element as HTMLSelectElement).size > 1
        ? 'listbox'
        : 'combobox';
    if (tag === 'a' || tag === 'area') return element.hasAttribute('href') ? 'link' : '';
    if (tag === 'img') return element.getAttribute('alt') === '' ? 'presentation' : 'img';
    if (tag === 'section') return nameOf(element) === '' ? '' : 'region';
    if (tag === 'header' || tag === 'footer') {
      if (element.closest('article, aside, main, nav, section')) return '';
      return tag === 'header' ? 'banner' : 'contentinfo';
    }
    if (tag === 'textarea' || (element as HTMLElement).isContentEditable) {
      return tag === 'textarea' || !element.parentElement?.isContentEditable ? 'textbox' : '';
    }
    if (/^h[1-6]$/.test(tag)) return 'heading';
    const byTag: Record<string, string> = {
      article: 'article',
      aside: 'complementary',
      button: 'button',
      dialog: 'dialog',
      fieldset: 'group',
      details: 'group',
      figure: 'figure',
      form: 'form',
      hr: 'separator',
      li: 'listitem',
      main: 'main',
      menu: 'list',
      meter: 'meter',
      nav: 'navigation',
      ol: 'list',
      optgroup: 'group',
      option: 'option',
      output: 'status',
      p: 'paragraph',
      progress: 'progressbar',
      search: 'search',
      summary: 'button',
      table: 'table',
      tbody: 'rowgroup',
      td: 'cell',
      th: 'columnheader',
      thead: 'rowgroup',
      tr: 'row',
      ul: 'list',
    };
    return byTag[tag] ?? '';
  }

  function textWithNames(node: Node, skip: Element | null): string {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
    if (!(node instanceof Element) || node === skip || node.getAttribute('aria-hidden') === 'true') return '';
    if (['script', 'style', 'template'].includes(node.localName)) return '';
    if (!node.checkVisibility({ visibilityProperty: true }) && getComputedStyle(node).display !== 'contents')
      return '';
    const label =
      node.getAttribute('aria-label') ?? (node.localName === 'img' ? node.getAttribute('alt') : null);
    if (label) return ` ${label} `;
    const text = [...node.childNodes].map((child) => textWithNames(child, skip)).join('');
    return getComputedStyle(node).display.startsWith('inline') ? text : ` ${text} `;
  }

  function nameOf(element: Element): string {
    const root = element.getRootNode() as Document | ShadowRoot;
    const labelledBy = element.getAttribute('aria-labelledby');
    if (labelledBy) {
      const texts = labelledBy
        .trim()
        .split(/\s+/)
        .map((id) => {
          const target = root.getElementById(id);
          return target ? (target.getAttribute('aria-label') ?? target.textContent) : '';
        });
      if (oneLine(texts.join(' '))) return oneLine(texts.join(' '));
    }
    const label = oneLine(element.getAttribute('aria-label'));
    if (label) return label;
    const labels = 'labels' in element ? (element as HTMLInputElement).labels : null;
    if (labels && labels.length > 0)
      return oneLine([...labels].map((each) => textWithNames(each, element)).join(' '));
    const tag = element.localName;
    if (tag === 'input' && ['button', 'submit', 'reset'].includes((element as HTMLInputElement).type)) {
      return oneLine((element as HTMLInputElement).value);
    }
    const captionTag: Record<string, string> = { fieldset: 'legend', table: 'caption', figure: 'figcaption' };
    const caption = captionTag[tag] ? element.querySelector(`:scope > ${captionTag[tag]}`) : null;
    if (caption) return oneLine(caption.textContent);
    const alternative = oneLine(element.getAttribute('alt'));
    if (alternative) return alternative;
    const nameless = [
      'input',
      'textarea',
      'select',
      'section',
      'form',
      'main',
      'nav',
      'ul',
      'ol',
      'table',
      'dialog',
      'aside',
      'fieldset',
    ];
    const explicit = element.getAttribute('role') ?? '';
    const takesText =
      !nameless.includes(tag) ||
      ['button', 'link', 'tab', 'menuitem', 'option', 'switch', 'checkbox', 'radio'].includes(explicit);
    const isField = [
      'textbox',
      'searchbox',
      'combobox',
      'dialog',
      'alertdialog',
      'list',
      'listbox',
      'group',
      'region',
      'tabpanel',
      'toolbar',
    ].includes(explicit);
    if (takesText && !isField && !(element as HTMLElement).isContentEditable) {
      const text = oneLine(textWithNames(element, null));
      if (text) return text;
    }
    return oneLine(element.getAttribute('title')) || oneLine(element.getAttribute('placeholder'));
  }

  function nameFits(element: Element, wanted: NonNullable<EncodedQuery['name']>): boolean {
    const name = nameOf(element);
    return 'text' in wanted
      ? name === oneLine(wanted.text)
      : new RegExp(wanted.pattern, wanted.flags).test(name);
  }

  function matches(query: EncodedQuery): Element[] {
    let container: Document | Element = document;
    if (query.within) {
      const outer = matches(query.within);
      const first = outer.find(isVisible) ?? outer[0];
      if (!first) return [];
      container = first;
    }
    const { css, role, name, nth } = query;
    const found = elementsIn(container).filter(
      (element) =>
        (css === undefined || element.matches(css)) &&
        (role === undefined || (roleOf(element) === role && !isHiddenFromPeople(element))) &&
        (name === undefined || nameFits(element, name)),
    );
    return nth === undefined ? found : found.slice(nth, nth + 1);
  }

  function firstMatch(query: EncodedQuery): Element | undefined {
    const found = matches(query);
    return found.find(isVisible) ?? found[0];
  }

  function sayElement(element: Element): string {
    const id = element.id ? `#${element.id}` : '';
    const name = nameOf(element).slice(0, 40);
    return `<${element.localName}${id}>${name ? ` “${name}”` : ''}`;
  }

  function obstacleAt(element: Element, x: number, y: number): string | undefined {
    const root = element.getRootNode() as Document | ShadowRoot;
    const hit = root.elementFromPoint(x, y);
    if (!hit) return 'it is outside the window';
    for (let at: Element | null = hit; at; at = parentAcrossRoots(at)) {
      if (at === element) return undefined;
      if (at instanceof HTMLLabelElement && at.control === element) return undefined;
    }
    return `it is covered by ${sayElement(hit)}`;
  }

  function pointOf(element: Element): ClickPoint {
    const middle = () => {
      const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
      return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
    };
    let at = middle();
    if (!isVisible(element)) return { ...at, problem: 'it is not visible' };
    if (element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true') {
      return { ...at, problem: 'it is disabled' };
    }
    if (obstacleAt(element, at.x, at.y) !== undefined) {
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      at = middle();
    }
    const problem = obstacleAt(element, at.x, at.y);
    return problem === undefined ? at : { ...at, problem };
  }

  function prepareTyping(element: Element): TypingTarget {
    if (element instanceof HTMLSelectElement) return { means: 'value' };
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      if (element.disabled || element.readOnly)
        return { means: 'keys', problem: 'it is disabled or read-only' };
      if (!isVisible(element)) return { means: 'keys', problem: 'it is not visible' };
      if (['date', 'time', 'datetime-local', 'month', 'week', 'color', 'range'].includes(element.type))
        return { means: 'value' };
      element.focus();
      element.select();
      return { means: 'keys' };
    }
    if ((element as HTMLElement).isContentEditable) {
      (element as HTMLElement).focus();
      getSelection()?.selectAllChildren(element);
      return { means: 'keys' };
    }
    return { means: 'keys', problem: `${sayElement(element)} takes no text` };
  }

  function setValue(element: Element, value: string): TypingTarget {
    if (element instanceof HTMLSelectElement) {
      const option = [...element.options].find(
        (each) => each.value === value || oneLine(each.text) === value,
      );
      if (!option) {
        const offered = [...element.options]
          .map((each) => `${each.value} (${oneLine(each.text)})`)
          .join(', ');
        return { means: 'value', problem: `it offers ${offered}` };
      }
      element.focus();
      element.value = option.value;
    } else if (element instanceof HTMLInputElement) {
      element.focus();
      // Frameworks replace `value` on the element to watch it; the prototype's own setter is the one a person's input takes.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, value);
    } else {
      return { means: 'value', problem: `${sayElement(element)} has no value` };
    }
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
    return element.value === '' && value !== ''
      ? { means: 'value', problem: `it refuses “${value}”` }
      : { means: 'value' };
  }

  function selectText(element: Element, text: string | undefined): string {
    const selection = getSelection();
    if (!selection) return '';
    const range = document.createRange();
    range.selectNodeContents(element);
    if (text !== undefined) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = (node.nodeValue ?? '').indexOf(text);
        if (start < 0) continue;
        range.setStart(node, start);
        range.setEnd(node, start + text.length);
        break;
      }
    }
    selection.removeAllRanges();
    selection.addRange(range);
    return selection.toString();
  }

  function outline(): string {
    const lines = [`${document.title || '(no title)'} — ${location.href}`];
    for (const element of elementsIn(document)) {
      const role = roleOf(element);
      if (
        ![
          'heading',
          'button',
          'link',
          'textbox',
          'combobox',
          'checkbox',
          'radio',
          'tab',
          'dialog',
          'alert',
          'status',
          'img',
        ].includes(role)
      )
        continue;
      if (isHiddenFromPeople(element)) continue;
      lines.push(
        `  ${role} “${nameOf(element).slice(0, 60)}”${element.matches(':disabled') ? ' (disabled)' : ''}`,
      );
      if (lines.length > 60) break;
    }
    lines.push(`  text: ${oneLine(document.body?.innerText).slice(0, 500)}`);
    return lines.join('\n');
  }

  if (request.operation === 'outline') return outline();
  if (request.operation === 'html') {
    return document.documentElement.getHTML({ serializableShadowRoots: true, shadowRoots: closedRoots });
  }
  const element = firstMatch(request.query);
  if (request.operation === 'describe') {
    const description: Description = {
      count: matches(request.query).length,
      visible: element !== undefined && isVisible(element),
      text: element instanceof HTMLElement ? oneLine(element.innerText) : oneLine(element?.textContent),
      value: element && 'value' in element ? String(element.value) : undefined,
    };
    return description;
  }
  if (!element) return request.operation === 'element' ? null : { problem: 'it is not on the page' };
  if (request.operation === 'element') return element;
  if (request.operation === 'point') return pointOf(element);
  if (request.operation === 'prepareTyping') return prepareTyping(element);
  if (request.operation === 'setValue') return setValue(element, request.value);
  return { selected: selectText(element, request.text) };
}
