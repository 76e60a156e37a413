import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

/** Bytes of the popup as it is loaded. */
export function popupGzipBytes(extensionDir: string): number {
  return gzipBytes(new Set(popupFilesOf(extensionDir)));
}

/** The files that the popup loads first: its HTML, its scripts with every chunk they import statically, its styles. */
export function popupFilesOf(extensionDir: string): readonly string[] {
  const page = join(extensionDir, 'popup.html');
  const html = readFileSync(page, 'utf8');
  const files = new Set([page]);
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const address = /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    if (address === undefined) continue;
    const file = join(extensionDir, address);
    if (tag.startsWith('<script')) addWithImports(file, extensionDir, files);
    else files.add(file);
  }
  return [...files];
}

/** Bytes of the service worker with every chunk that it imports statically. */
export function backgroundGzipBytes(extensionDir: string): number {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as {
    background: { service_worker: string };
  };
  const files = new Set<string>();
  addWithImports(join(extensionDir, manifest.background.service_worker), extensionDir, files);
  return gzipBytes(files);
}

function addWithImports(file: string, extensionDir: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  for (const statement of parseAst(readFileSync(file, 'utf8')).body) {
    if (!('source' in statement) || !statement.source) continue;
    const { value } = statement.source;
    const imported = value.startsWith('/') ? join(extensionDir, value) : resolve(dirname(file), value);
    if (!existsSync(imported)) throw new Error(`${file} imports ${value}, which is not in the build`);
    addWithImports(imported, extensionDir, files);
  }
}

/** Each file by itself, as `gzip -9` would make it: a little more than one archive of them all. */
function gzipBytes(files: ReadonlySet<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(file), { level: 9 }).byteLength;
  return bytes;
}
