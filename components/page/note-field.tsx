import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { describeProblem } from './describe-problem';
import { PageButton } from './page-button';
import { useUniqueId } from './use-unique-id';

const MAX_NOTE_LENGTH = 5_000;

export interface NoteFieldProps {
  readonly label: string;
  readonly sendLabel: string;
  readonly sendLook?: 'primary' | 'danger';
  /** What is said when it is sent empty. */
  readonly emptyReason: string;
  /** Rejects when it was not accepted: the note then stays, with the reason beside it. */
  readonly onSend: (note: string, event: Event) => Promise<void>;
  readonly onCancel: () => void;
  /** Told of what stands in it. */
  readonly onChange?: (note: string) => void;
}

/** A note that is required. Ctrl+Enter or Cmd+Enter sends it, Escape leaves. */
export function NoteField(props: NoteFieldProps): JSX.Element {
  const { label, sendLabel, sendLook = 'primary', emptyReason, onSend, onCancel, onChange } = props;
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState('');
  const [isSending, setIsSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useUniqueId();

  useLayoutEffect(() => field.current?.focus(), []);

  const send = async (event: Event) => {
    if (isSending || !event.isTrusted) return;
    if (note.trim() === '') {
      setProblem(emptyReason);
      field.current?.focus();
      return;
    }
    setIsSending(true);
    try {
      await onSend(note.trim(), event);
    } catch (error) {
      setProblem(describeProblem(error));
    }
    setIsSending(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send(event);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field and the buttons in it.
    <div class="note-form" onKeyDown={onKeyDown}>
      <label class="note-form-label" for={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        class="text-field"
        data-focused-first=""
        rows={3}
        maxLength={MAX_NOTE_LENGTH}
        dir="auto"
        value={note}
        aria-required="true"
        onInput={(event) => {
          setNote(event.currentTarget.value);
          setProblem('');
          onChange?.(event.currentTarget.value);
        }}
      />
      {problem && (
        <p class="page-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="note-form-buttons">
        <PageButton look="quiet" onPress={onCancel}>
          Cancel
        </PageButton>
        <PageButton look={sendLook} busy={isSending} onPress={send}>
          {sendLabel}
        </PageButton>
      </div>
    </div>
  );
}
