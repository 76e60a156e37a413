import { say } from '../../lib/words/say';
import './note-form.css';
import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageError } from '../../lib/messages/protocol';
import { Button, type ButtonLook } from '../ui/button';
import { ProblemMessage } from './problem-message';
import { problemOf } from './use-ask';

export interface NoteFormProps {
  readonly label: string;
  readonly sendLabel: string;
  readonly sendLook?: ButtonLook;
  /** What is said when the note is sent empty. */
  readonly emptyReason: string;
  /** Rejects when it was not accepted: the note then stays, with the reason beside it. */
  readonly onSend: (note: string) => Promise<void>;
  readonly onCancel: () => void;
}

/** A note that is required. Ctrl+Enter or Cmd+Enter sends it, Escape leaves. */
export function NoteForm(props: NoteFormProps): JSX.Element {
  const { label, sendLabel, sendLook = 'primary', emptyReason, onSend, onCancel } = props;
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<MessageError>();
  const [isSending, setIsSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  // Before the next key arrives: what is typed blindly after a shortcut belongs into the note.
  useLayoutEffect(() => field.current?.focus(), []);

  const send = async () => {
    if (isSending) return;
    if (note.trim() === '') {
      setProblem({ kind: 'fault', reason: emptyReason, remedy: '' });
      field.current?.focus();
      return;
    }
    setIsSending(true);
    try {
      await onSend(note.trim());
    } catch (error) {
      setProblem(problemOf(error));
      setIsSending(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <form
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={onKeyDown}
    >
      <label class="note-form-label" for={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        class="text-field"
        rows={3}
        maxLength={5_000}
        dir="auto"
        value={note}
        aria-required="true"
        onInput={(event) => {
          setNote(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <ProblemMessage problem={problem} />
      <div class="note-form-buttons">
        <Button look="quiet" onClick={onCancel}>
          {say('Cancel')}
        </Button>
        <Button look={sendLook} type="submit" aria-busy={isSending}>
          {sendLabel}
        </Button>
      </div>
    </form>
  );
}
