/**
 * Puts an approved text into the composer of the site that is open.
 *
 * Threat: this runs in the page's own world, because Firefox shows an editor an empty clipboard when the paste comes
 * from ours (ESR 153, 2026-11). The page sees all that happens here and may have replaced every built-in that is
 * called.
 * Rule: it is given the text that the person is about to post there anyway, and nothing else; it presses no button;
 * what it answers is one of a few words and a claim by the page. Whoever has to be sure asks again with `onlyCompares`
 * in the world of our content scripts, where the page has replaced nothing.
 * Proof: `test/e2e/editors.test.ts`, nine real editors in two browsers, and a page that has trapped its built-ins.
 */

/** What to put where. */
export interface ComposerFill {
  /** The editor, or something around it, the surest first. */
  readonly editorSelectors: readonly string[];
  /** Elements whose open shadow root may hold the composer. */
  readonly shadowHostSelectors: readonly string[];
  readonly text: string;
  /** Where it may be put: a tab may have gone to another site meanwhile. Absent: anywhere. */
  readonly origin?: string;
  /** What the editor says when nobody has written in it, where that is not nothing: it is replaced. */
  readonly expectedEmpty?: string;
  /** Reads and compares, and touches nothing. */
  readonly onlyCompares?: boolean;
}

/**
 * `filled`: the editor says exactly the text, whoever put it there. `occupied`: it says something else that somebody
 * may want to keep; nothing was touched. `differs`: it took the text, and says something else now. `empty`: it took
 * nothing, or it was only to be compared. `failed`: the page threw an error.
 */
export type FillOutcome = 'filled' | 'notFound' | 'occupied' | 'differs' | 'empty' | 'failed';

/**
 * Runs inside the page, sent there as source text: it may use nothing from outside its own body. It keeps to
 * operators and to the DOM, because what arrays and strings inherit there belongs to the page.
 * @returns what became of it; never throws.
 */
export async function fillComposer(fill: ComposerFill): Promise<FillOutcome> {
  // No page can replace `location`.
  if (fill.origin !== undefined && location.origin !== fill.origin) return 'notFound';
  /** Frameworks take note of a new selection later: Draft.js and Lexical within 60 ms, Slate every 100 (2026-11). */
  const SELECTION_MS = 120;
  /** On a busy machine it takes longer; an editor that took nothing may not have known where to put it. */
  const LATE_SELECTION_MS = 400;
  const POLL_MS = 30;
  /** A text that stands still this long is what the editor made of it. */
  const STILL_POLLS = 5;
  const FIRST_PATIENCE_MS = 700;
  const PATIENCE_MS = 3_000;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    });

  /** The text as it is compared: editors put in spaces and fillers of their own, and end lines in their own way. */
  const normal = (text: string): string => {
    let made = '';
    let length = 0;
    for (let at = 0; at < text.length; at += 1) {
      let character = text[at] ?? '';
      if (character === '\r') {
        if (text[at + 1] === '\n') continue;
        character = '\n';
      }
      if (character === '\u200b' || character === '\u2060' || character === '\ufeff') continue;
      made += character === '\u00a0' ? ' ' : character;
      if (character !== '\n' && character !== ' ' && character !== '\u00a0') length = made.length;
    }
    // White space at the very end is nothing that a network keeps. What stands before it is taken over as it is.
    let kept = '';
    for (let at = 0; at < length; at += 1) kept += made[at];
    return kept;
  };

  const isField = (element: Element): element is HTMLTextAreaElement | HTMLInputElement =>
    element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;

  /** The lines of an editable element as a person sees them, whatever elements the editor makes of them. */
  const readLines = (editor: Element): string => {
    let read = '';
    let isLineOpen = false;
    let endsBlock = false;
    let endsLine = false;
    const place = (text: string): void => {
      if (endsBlock || endsLine) read += '\n';
      endsBlock = false;
      endsLine = false;
      read += text;
      isLineOpen = true;
    };
    // The last break of a block only keeps its line open.
    const breakLine = (): void => {
      place('');
      endsLine = true;
    };
    const edge = (): void => {
      if (!isLineOpen) return;
      isLineOpen = false;
      endsLine = false;
      endsBlock = true;
    };
    const readText = (text: string, keepsSpace: boolean): void => {
      let part = '';
      for (let at = 0; at < text.length; at += 1) {
        const character = text[at] ?? '';
        const isSpace = character === ' ' || character === '\n';
        if (character === '\n' && keepsSpace) {
          if (part !== '') place(part);
          part = '';
          breakLine();
        } else if (!isSpace || keepsSpace) part += character;
        else if (text[at + 1] !== ' ' && text[at + 1] !== '\n') part += ' ';
      }
      if (part !== '') place(part);
    };
    const walk = (parent: Node, keepsSpace: boolean): void => {
      for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
        if (node instanceof Text) {
          readText(node.data, keepsSpace);
          continue;
        }
        if (!(node instanceof HTMLElement)) continue;
        if (node instanceof HTMLBRElement) {
          breakLine();
          continue;
        }
        const style = getComputedStyle(node);
        const { display } = style;
        if (display === 'none') continue;
        // A hint such as Slate's stands inside the editor, out of reach of the mouse.
        if (node.contentEditable === 'false' && style.pointerEvents === 'none') continue;
        const isBlock =
          display !== 'inline' &&
          display !== 'inline-block' &&
          display !== 'inline-flex' &&
          display !== 'contents';
        if (isBlock) edge();
        walk(node, style.whiteSpaceCollapse !== 'collapse');
        if (isBlock) edge();
      }
    };
    walk(editor, getComputedStyle(editor).whiteSpaceCollapse !== 'collapse');
    return read;
  };

  const read = (editor: Element): string => normal(isField(editor) ? editor.value : readLines(editor));

  /** From an element that a selector found to what takes the text: around it, or in it. */
  const editableAt = (found: Element): HTMLElement | null => {
    if (isField(found)) return found;
    if (!(found instanceof HTMLElement)) return null;
    if (!found.isContentEditable)
      return found.querySelector(
        'textarea, input:not([type]), input[type="text"], [contenteditable]:not([contenteditable="false"])',
      );
    let editor = found;
    while (editor.parentElement?.isContentEditable) editor = editor.parentElement;
    return editor;
  };

  const findIn = (root: Document | ShadowRoot): HTMLElement | null => {
    for (let at = 0; at < fill.editorSelectors.length; at += 1) {
      const found = root.querySelectorAll(fill.editorSelectors[at] ?? '');
      // A dialog stands after what it covers, and sites keep old composers, hidden.
      for (let last = found.length - 1; last >= 0; last -= 1) {
        const editor = editableAt(found[last] as Element);
        if (editor?.checkVisibility({ visibilityProperty: true })) return editor;
      }
    }
    return null;
  };

  const findEditor = (): HTMLElement | null => {
    for (let at = 0; at < fill.shadowHostSelectors.length; at += 1) {
      const hosts = document.querySelectorAll(fill.shadowHostSelectors[at] ?? '');
      for (let last = hosts.length - 1; last >= 0; last -= 1) {
        const root = hosts[last]?.shadowRoot;
        const editor = root ? findIn(root) : null;
        if (editor) return editor;
      }
    }
    return findIn(document);
  };

  const wanted = normal(fill.text);

  /** Waits until the editor says the text and stands by it, or has come to rest with something else. */
  const settled = async (editor: Element, patienceMs: number): Promise<string> => {
    const deadline = performance.now() + patienceMs;
    let before = read(editor);
    let still = 0;
    for (;;) {
      await pause(POLL_MS);
      const now = read(editor);
      still = now === before ? still + 1 : 0;
      before = now;
      if (still >= 2 && now === wanted) return now;
      if (still >= STILL_POLLS && now !== '') return now;
      if (performance.now() > deadline) return now;
    }
  };

  const selectAll = async (editor: HTMLElement, waitMs: number): Promise<void> => {
    editor.focus();
    getSelection()?.selectAllChildren(editor);
    await pause(waitMs);
  };

  /** @returns whether the page took the paste as its own affair. */
  const paste = (editor: HTMLElement, html: string): boolean => {
    const event = new ClipboardEvent('paste', {
      bubbles: true,
      cancelable: true,
      composed: true,
      clipboardData: new DataTransfer(),
    });
    // Firefox knows no clipboard in the constructor: what is put in there is lost (ESR 153, 2026-11).
    event.clipboardData?.setData('text/plain', fill.text);
    if (html !== '') event.clipboardData?.setData('text/html', html);
    return !editor.dispatchEvent(event);
  };

  /** Every line as a paragraph; `data-pm-slice` is what ProseMirror writes itself, so that it keeps all spaces. */
  const asParagraphs = (): string => {
    let html = '<p data-pm-slice="1 1 []">';
    let isEmpty = true;
    for (let at = 0; at < fill.text.length; at += 1) {
      const character = fill.text[at] ?? '';
      if (character === '\r' && fill.text[at + 1] === '\n') continue;
      if (character === '\n' || character === '\r') {
        html += isEmpty ? '<br></p><p>' : '</p><p>';
        isEmpty = true;
        continue;
      }
      isEmpty = false;
      if (character === '&') html += '&amp;';
      else if (character === '<') html += '&lt;';
      else if (character === '>') html += '&gt;';
      else html += character;
    }
    return `${html}${isEmpty ? '<br>' : ''}</p>`;
  };

  const fillField = (field: HTMLTextAreaElement | HTMLInputElement): void => {
    field.focus();
    // React watches the element's own property; the prototype's setter is the one it does not stand before.
    const prototype =
      field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    const setter = Object.getOwnPropertyDescriptor(prototype, 'value')?.set;
    if (setter) Reflect.apply(setter, field, [fill.text]);
    else field.value = fill.text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };

  /** Whether a space would be collapsed: it stands beside another one, or where a line begins or ends. */
  const standsBySpace = (at: number): boolean => {
    const before = at === 0 ? '\n' : fill.text[at - 1];
    const after = fill.text[at + 1] ?? '\n';
    return (
      before === ' ' ||
      before === '\n' ||
      before === '\r' ||
      after === ' ' ||
      after === '\n' ||
      after === '\r'
    );
  };

  /** Types the text where no framework takes a paste, line by line. */
  const typeText = (editor: HTMLElement): void => {
    // Quill 1 lets a paste go into an element of its own, has the focus there, and reads from it.
    const root = editor.getRootNode();
    const focused = root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
    const collapses = getComputedStyle(focused ?? editor).whiteSpaceCollapse === 'collapse';
    // Told to insert several lines, Chromium makes a block of each, and `innerText` counts empty blocks twice (156).
    const breaksLines = document.queryCommandSupported('insertLineBreak');
    let part = '';
    for (let at = 0; at < fill.text.length; at += 1) {
      const character = fill.text[at] ?? '';
      if (character === '\r' && fill.text[at + 1] === '\n') continue;
      if (breaksLines && (character === '\n' || character === '\r')) {
        if (part !== '') document.execCommand('insertText', false, part);
        document.execCommand('insertLineBreak');
        part = '';
      } else {
        part += collapses && character === ' ' && standsBySpace(at) ? '\u00a0' : character;
      }
    }
    if (part !== '') document.execCommand('insertText', false, part);
  };

  /** @returns whether the page took a paste of the plain text as its own affair; the text was typed otherwise. */
  const put = async (editor: HTMLElement, waitMs: number): Promise<boolean> => {
    await selectAll(editor, waitMs);
    const isTaken = paste(editor, '');
    if (!isTaken) typeText(editor);
    return isTaken;
  };

  const fillEditable = async (editor: HTMLElement): Promise<string> => {
    let isTaken = await put(editor, SELECTION_MS);
    let now = await settled(editor, FIRST_PATIENCE_MS);
    if (now === '') {
      isTaken = await put(editor, LATE_SELECTION_MS);
      now = await settled(editor, PATIENCE_MS);
    }
    if (now === '' || now === wanted) return now;
    await selectAll(editor, SELECTION_MS);
    // Of a plain text ProseMirror drops the empty lines, and TipTap reads Markdown in it; paragraphs it keeps. Quill 1
    // loses a space at the start of a line that went through its element for pastes.
    if (isTaken) paste(editor, asParagraphs());
    else document.execCommand('insertText', false, fill.text);
    return settled(editor, PATIENCE_MS);
  };

  try {
    const editor = findEditor();
    if (editor === null) return 'notFound';
    const before = read(editor);
    if (before === wanted) return 'filled';
    if (before !== '' && before !== normal(fill.expectedEmpty ?? '')) return 'occupied';
    if (fill.onlyCompares) return 'empty';
    if (isField(editor)) fillField(editor);
    const after = isField(editor) ? await settled(editor, PATIENCE_MS) : await fillEditable(editor);
    if (after === wanted) return 'filled';
    return after === '' ? 'empty' : 'differs';
  } catch {
    return 'failed';
  }
}
