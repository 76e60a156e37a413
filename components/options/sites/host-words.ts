/** A match pattern as people write a host: `https://*.example.org/*` is `example.org`, whatever stands before it. */
export function hostWords(pattern: string): string {
  return pattern.replace(/^[^/]*\/\/(?:\*\.|www\.)?/, '').replace(/\/?\*$/, '');
}
