/** What all labelled inputs share. Hint and error are wired to the input, so that a screen reader says them with it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What is written around an input. */
export interface FieldText {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong, as a sentence. It is announced when it appears. */
  readonly error?: string | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** The ids that tie an input to its label, hint and error. */
export function useWiring({ hint, error }: Pick<FieldText, 'hint' | 'error'>) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(' ');
  const wiring: Wiring = {
    id,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(error && { 'aria-invalid': true as const }),
  };
  return { wiring, hintId, errorId };
}

/** A quiet sentence under an input. */
export function Hint({ id, children }: { id: string; children: ComponentChildren }) {
  if (!children || (Array.isArray(children) && !children.some(Boolean))) return null;
  return (
    <span class="field__hint" id={id}>
      {children}
    </span>
  );
}

/** What is wrong with an input, announced when it appears. */
export function ErrorLine({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <span class="field__error" id={id} role="alert">
      <span>{error}</span>
    </span>
  );
}
