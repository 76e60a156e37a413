export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value of an answer is an object, and neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads JSON that somebody else wrote; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error of `JSON.parse` quotes what it was given.
    return undefined;
  }
}
