/**
 * Keeps what is being written, at every change. A popup may be closed between any two key presses, so nothing waits
 * for a pause: the first change is sent at once, and while one is on its way only the newest of the later ones is
 * kept back. At most one is in flight, the newest always follows, and `hurry` sends it without waiting when the page
 * is about to go.
 */
export interface Autosave<Value> {
  readonly push: (value: Value) => void;
  /** Sends what is kept back now, beside what is in flight: there may be no later. */
  readonly hurry: () => void;
  /** Resolves when everything pushed so far has been saved; rejects when the newest could not be. */
  readonly settle: () => Promise<void>;
  /** Forgets what is kept back, and resolves when nothing is in flight any more. */
  readonly abandon: () => Promise<void>;
}

export interface AutosaveOptions<Value, Answer> {
  readonly save: (value: Value) => Promise<Answer>;
  /** Only for the newest value: an answer to an older one is out of date when it comes. */
  readonly onSaved: (answer: Answer) => void;
  /** The newest value is kept back for the next try: another change, or `settle`. */
  readonly onFailed: (error: unknown) => void;
}

/** Starts with nothing to save. */
export function createAutosave<Value, Answer>(options: AutosaveOptions<Value, Answer>): Autosave<Value> {
  let newest: { readonly value: Value } | undefined;
  let inFlight: Promise<void> | undefined;

  const send = async (sent: { readonly value: Value }): Promise<void> => {
    newest = undefined;
    try {
      const answer = await options.save(sent.value);
      if (!newest) options.onSaved(answer);
    } catch (error) {
      // What came later stands for what failed; otherwise this is still what has to be saved.
      if (newest) return;
      newest = sent;
      throw error;
    }
  };

  const pump = (): Promise<void> => {
    inFlight ??= (async () => {
      try {
        while (newest) await send(newest);
      } finally {
        inFlight = undefined;
      }
    })();
    return inFlight;
  };

  return {
    push(value) {
      newest = { value };
      if (!inFlight) pump().catch(options.onFailed);
    },
    hurry() {
      if (!newest) return;
      const { value } = newest;
      newest = undefined;
      options.save(value).then((answer) => !newest && options.onSaved(answer), options.onFailed);
    },
    settle: () => pump(),
    async abandon() {
      newest = undefined;
      await inFlight?.catch(() => {});
      newest = undefined;
    },
  };
}
