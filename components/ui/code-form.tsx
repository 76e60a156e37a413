import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { describeMessageError, MessageFailed } from '../../lib/messages/message-failed';
import { say } from '../../lib/words/say';
import { Button, type ButtonLook } from './button';
import { Callout } from './callout';
import './code-form.css';
import { TextField } from './field';

interface CodeFormProps {
  readonly submitWords: string;
  readonly submitLook?: ButtonLook;
  /** Absent: a code of the app or a backup code. */
  readonly hint?: string;
  /** Sends the code; what it throws is said at the field, or above it. */
  readonly onCode: (code: string) => Promise<void>;
  /** Buttons before the one that sends. */
  readonly children?: ComponentChildren;
}

interface Trouble {
  readonly isOfCode: boolean;
  readonly words: string;
}

/** Asks for a code of a second factor. A code that was refused is taken out of the field, which has the focus again. */
export function CodeForm({ submitWords, submitLook = 'primary', hint, onCode, children }: CodeFormProps) {
  const [code, setCode] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // A second Enter comes before the button is drawn as busy.
  const isUnderWay = useRef(false);

  useLayoutEffect(() => {
    if (trouble) form.current?.querySelector('input')?.focus();
  }, [trouble]);

  async function send(): Promise<void> {
    if (isUnderWay.current) return;
    if (code.trim() === '') {
      setTrouble({ isOfCode: true, words: say('Enter the code first.') });
      return;
    }
    isUnderWay.current = true;
    setBusy(true);
    setTrouble(undefined);
    try {
      await onCode(code);
    } catch (error) {
      setCode('');
      setTrouble(troubleOf(error));
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  }

  return (
    <form
      class="code-form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {trouble && !trouble.isOfCode && (
        <Callout tone="danger" announced>
          <p>{trouble.words}</p>
        </Callout>
      )}
      <TextField
        label={say('Code')}
        name="one-time-code"
        value={code}
        autoComplete="one-time-code"
        hint={hint ?? say('Six digits from the authenticator app, or a backup code.')}
        error={trouble?.isOfCode ? trouble.words : undefined}
        onInput={setCode}
      />
      <div class="code-form__actions">
        {children}
        <Button type="submit" look={submitLook} aria-busy={isBusy}>
          {submitWords}
        </Button>
      </div>
    </form>
  );
}

function troubleOf(error: unknown): Trouble {
  const refusal = error instanceof MessageFailed ? error.error : undefined;
  if (!refusal)
    return {
      isOfCode: false,
      words: say('Something went wrong on this page. Load it again and try once more.'),
    };
  const ofCode =
    refusal.kind === 'invalid' ? refusal.problems.find(({ field }) => field === 'code') : undefined;
  return ofCode
    ? { isOfCode: true, words: ofCode.reason }
    : { isOfCode: false, words: describeMessageError(refusal) };
}
