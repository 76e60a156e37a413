import { useState } from 'preact/hooks';

let made = 0;

/**
 * An id that nothing else of ours has. Preact's own `useId` counts from the start again after a root was drawn anew a
 * second time (11.2, 2026-11), as `drawInto` does: a dialog then has the name of the list beside it.
 */
export function useUniqueId(): string {
  return useState(() => `countersign-${++made}`)[0];
}
