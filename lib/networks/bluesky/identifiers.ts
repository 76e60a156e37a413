/** https://atproto.com/specs/did */
export function isDid(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 2048 && /^did:[a-z]+:[\w.:%-]*[\w.-]$/.test(value);
}

/**
 * https://atproto.com/specs/handle; `handle.invalid` stands for a handle that has stopped to belong to the
 * account.
 */
export function isHandle(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 253 &&
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(value)
  );
}
