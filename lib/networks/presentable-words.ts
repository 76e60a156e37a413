/**
 * A server's words as they may be shown: one line without control or bidi characters, at most 500 characters.
 * @param secrets everything secret that the server was told; it is struck out.
 */
export function presentableWords(message: string, secrets: readonly string[]): string {
  const line = message
    .slice(0, 10_000)
    .replace(/[\p{Control}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return withoutSecrets(line, secrets).slice(0, 500);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  // Shorter than this nothing is a secret, and striking it out would tear the words apart.
  const forms = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  // The longest first: a secret may be a part of another.
  return forms
    .sort((one, other) => other.length - one.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}
