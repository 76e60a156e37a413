import { extensionOf } from '../file-extension';

/** A form with files, ready to be sent. */
export interface MultipartForm {
  readonly contentType: string;
  readonly body: Blob;
}

/**
 * Writes a form whose fields arrive as they are. `FormData` makes two characters of every line break (WHATWG HTML,
 * "multipart/form-data encoding algorithm", 2026-11), which moves all that Telegram counts after it.
 *
 * Threat: an image is anybody's, and with the boundary in it, it could add a field of its own, as another channel.
 * Rule: the boundary is a new one that the browser draws.
 * @param fields what is not text is written as JSON.
 */
export function writeForm(
  fields: Readonly<Record<string, unknown>>,
  files: readonly (readonly [name: string, blob: Blob])[],
): MultipartForm {
  const contentType = new Response(new FormData()).headers.get('content-type') ?? '';
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error('the browser made a form without a boundary');
  const head = (name: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`;
  const parts: BlobPart[] = [];
  for (const [name, value] of Object.entries(fields)) {
    parts.push(`${head(name)}\r\n\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`);
  }
  for (const [name, blob] of files) {
    const type = blob.type || 'application/octet-stream';
    // The network goes by how a name ends where the type says nothing to it.
    parts.push(
      `${head(name)}; filename="${name}.${extensionOf(type)}"\r\ncontent-type: ${type}\r\n\r\n`,
      blob,
      '\r\n',
    );
  }
  return { contentType, body: new Blob([...parts, `--${boundary}--\r\n`]) };
}
