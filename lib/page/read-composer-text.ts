/** Elements whose text runs on in the line that they stand in. */
const INLINE = new Set(['inline', 'inline-block', 'inline-flex', 'contents']);

/**
 * What stands in a composer, with the lines that a person sees: one line for each block, whatever elements the editor
 * makes of them. `innerText` would put an empty line between two paragraphs that the site posts as two lines.
 *
 * @param editor a text field, an editable element, or something around or inside one
 */
export function readComposerText(editor: HTMLElement): string {
  const editable = findEditable(editor);
  const text = isField(editable) ? editable.value : readLines(editable);
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replaceAll('\u00a0', ' ')
    .trim();
}

function isField(element: HTMLElement): element is HTMLTextAreaElement | HTMLInputElement {
  return element.localName === 'textarea' || element.localName === 'input';
}

function findEditable(editor: HTMLElement): HTMLElement {
  if (isField(editor)) return editor;
  if (!editor.isContentEditable) {
    return (
      editor.querySelector<HTMLElement>('textarea, [contenteditable]:not([contenteditable="false"])') ??
      editor
    );
  }
  let outermost = editor;
  while (outermost.parentElement?.isContentEditable) outermost = outermost.parentElement;
  return outermost;
}

function readLines(editor: HTMLElement): string {
  let read = '';
  let isLineOpen = false;
  /** A line has ended; the next text begins another. */
  let isEnded = false;
  const place = (text: string) => {
    if (isEnded) read += '\n';
    isEnded = false;
    read += text;
    isLineOpen = true;
  };
  const edge = () => {
    if (isLineOpen) isEnded = true;
    isLineOpen = false;
  };
  const walk = (parent: Element, keepsLines: boolean) => {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = node.textContent ?? '';
        if (keepsLines) {
          const lines = text.split('\n');
          for (const [index, line] of lines.entries()) {
            if (line !== '') place(line);
            if (index < lines.length - 1) breakLine();
          }
        } else if (text.trim() !== '' || (isLineOpen && text !== '')) place(text.replace(/\s+/g, ' '));
      } else if (node instanceof HTMLElement) walkElement(node);
    }
  };
  /** The last break of a block only keeps its line open. */
  const breakLine = () => {
    place('');
    isEnded = true;
  };
  const walkElement = (element: HTMLElement) => {
    if (element.localName === 'br') {
      breakLine();
      return;
    }
    const { display, pointerEvents, whiteSpace } = getComputedStyle(element);
    // A hint that stands inside an editor is out of reach of the mouse.
    const isHint = element.contentEditable === 'false' && pointerEvents === 'none';
    if (display === 'none' || isHint) return;
    const isBlock = !INLINE.has(display);
    if (isBlock) edge();
    walk(element, keepsLinesOf(whiteSpace));
    if (!isBlock) return;
    if (!keepsLinesOf(whiteSpace)) read = read.replace(/ +$/, '');
    edge();
  };
  walk(editor, keepsLinesOf(getComputedStyle(editor).whiteSpace));
  return read;
}

function keepsLinesOf(whiteSpace: string): boolean {
  return whiteSpace.startsWith('pre') || whiteSpace.startsWith('break-spaces');
}
