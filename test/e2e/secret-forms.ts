/** A secret as it may stand somewhere: plain, and in every coat that code of ours or a browser puts on texts. */
export interface Secret {
  /** What a failure calls it; never the secret itself. */
  readonly name: string;
  readonly value: string;
}

/** Every coat: as it is, without what people put between its groups, in an address, in JSON, in hexadecimal, in base64. */
export function formsOf({ value }: Secret): readonly string[] {
  const bare = value.replace(/[\s-]/g, '');
  return [...new Set([value, bare])].flatMap((each) => [
    each,
    encodeURIComponent(each),
    JSON.stringify(each).slice(1, -1),
    Buffer.from(each).toString('hex'),
    [...each].reverse().join(''),
    ...base64FormsOf(each),
  ]);
}

/**
 * What stands in the base64 of any text that the secret is in, such as a `Basic` header: it depends on how many bytes
 * come before. The characters at both ends are shared with what is around, and left out.
 */
function base64FormsOf(value: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    const inner = whole.slice(before === 0 ? 0 : 4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/**
 * Where secrets stand.
 *
 * @param places what is looked through: its name, and all of its text
 * @returns the names of place and secret, of each that was found
 */
export function findSecrets(
  places: Readonly<Record<string, string>>,
  secrets: readonly Secret[],
): readonly string[] {
  return secrets.flatMap((secret) => {
    const forms = formsOf(secret);
    return Object.entries(places)
      .filter(([, text]) => forms.some((form) => text.includes(form)))
      .map(([place]) => `${secret.name} in ${place}`);
  });
}
