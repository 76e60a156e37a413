const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};

/** How the name of a file of that type ends; servers refuse one whose name says another. */
export function extensionOf(type: string): string {
  return EXTENSIONS[type] ?? 'bin';
}
