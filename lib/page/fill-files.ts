/** A picture of an approved post, as the background hands it over. */
export interface HandedFile {
  readonly dataUrl: string;
  readonly name: string;
}

/** `tooMany`: the site takes one file there. `occupied`: files stand there already. `unreadable`: not a data address. */
export type FilesOutcome = 'filled' | 'tooMany' | 'occupied' | 'unreadable';

function fileOf({ dataUrl, name }: HandedFile): File | undefined {
  const [, type, base64] = /^data:([\w.+-]+\/[\w.+-]+);base64,([\w+/=]*)$/.exec(dataUrl) ?? [];
  if (type === undefined || base64 === undefined) return undefined;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new File([bytes], name, { type });
}

/**
 * Puts files into a site's own file field, as if the person had picked them, and tells the page. It runs in the world
 * of our content scripts: a file field takes files from there in both browsers, where a paste of files does not
 * reach the page in Firefox (ESR 153, 2026-11).
 * @returns what became of it. The page may empty the field as soon as it has the files, so that it is not read again.
 */
export function fillFiles(field: HTMLInputElement, handed: readonly HandedFile[]): FilesOutcome {
  if (field.files !== null && field.files.length > 0) return 'occupied';
  if (handed.length > 1 && !field.multiple) return 'tooMany';
  const transfer = new DataTransfer();
  for (const each of handed) {
    const file = fileOf(each);
    if (file === undefined) return 'unreadable';
    transfer.items.add(file);
  }
  field.files = transfer.files;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return 'filled';
}
