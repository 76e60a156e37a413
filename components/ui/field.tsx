/** Labelled inputs. Hint and error are wired to the input, so that a screen reader says them with the label. */

import type { Ref } from 'preact';
import { say } from '../../lib/words/say';
import { ErrorLine, type FieldText, Hint, useWiring } from './field-parts';
import './field.css';

function Optional({ shown }: { shown: boolean | undefined }) {
  return shown ? <span class="field__optional"> {say('(optional)')}</span> : null;
}

interface TextFieldProps extends FieldText {
  readonly name: string;
  readonly type?: 'text' | 'email' | 'url' | 'date' | 'time' | 'number' | 'search';
  readonly value: string;
  readonly optional?: boolean;
  readonly autoComplete?: string;
  readonly spellCheck?: boolean;
  readonly min?: string;
  readonly max?: string;
  readonly placeholder?: string;
  readonly onInput: (value: string) => void;
}

/** One line of text with its label. */
export function TextField({ label, hint, error, optional, onInput, spellCheck, ...input }: TextFieldProps) {
  const { wiring, hintId, errorId } = useWiring({ hint, error });
  return (
    <div class="field">
      <label class="field__label" for={wiring.id}>
        {label}
        <Optional shown={optional} />
      </label>
      <input
        {...wiring}
        {...input}
        // Preact's types take one literal at a time here, not a union of them.
        type={(input.type ?? 'text') as 'text'}
        autoComplete={input.autoComplete ?? 'off'}
        spellcheck={spellCheck ?? false}
        class="field__input"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <ErrorLine id={errorId} error={error} />
      <Hint id={hintId}>{hint}</Hint>
    </div>
  );
}

interface LongTextFieldProps extends FieldText {
  readonly name: string;
  readonly value: string;
  readonly optional?: boolean;
  readonly onInput: (value: string) => void;
}

/** Some lines of text with their label. */
export function LongTextField({ label, hint, error, optional, onInput, ...input }: LongTextFieldProps) {
  const { wiring, hintId, errorId } = useWiring({ hint, error });
  return (
    <div class="field">
      <label class="field__label" for={wiring.id}>
        {label}
        <Optional shown={optional} />
      </label>
      <textarea
        {...wiring}
        {...input}
        rows={2}
        dir="auto"
        class="field__input field__input--long"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <ErrorLine id={errorId} error={error} />
      <Hint id={hintId}>{hint}</Hint>
    </div>
  );
}

interface PasswordFieldProps extends FieldText {
  readonly name: string;
  readonly inputRef: Ref<HTMLInputElement>;
  /** In a dialog: it has the focus from the start, though other fields come before it. */
  readonly hasInitialFocus?: boolean;
}

/** A secret. It lives in the input alone, never in a component's state: whoever needs it reads and empties the input. */
export function PasswordField({ label, hint, error, name, inputRef, hasInitialFocus }: PasswordFieldProps) {
  const { wiring, hintId, errorId } = useWiring({ hint, error });
  return (
    <div class="field">
      <label class="field__label" for={wiring.id}>
        {label}
      </label>
      <input
        {...wiring}
        ref={inputRef}
        data-initial-focus={hasInitialFocus || undefined}
        name={name}
        type="password"
        // A browser would offer the person's own password here, which must not be used.
        autoComplete="new-password"
        spellcheck={false}
        class="field__input"
      />
      <ErrorLine id={errorId} error={error} />
      <Hint id={hintId}>{hint}</Hint>
    </div>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  /** The language of the label, where it is not the page's. */
  readonly lang?: string | undefined;
  /** Why it cannot be chosen now; it stays in reach of the keyboard, so that the reason can be read. */
  readonly refusal?: string | undefined;
}

interface ChoiceProps<Value extends string> extends FieldText {
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, as a closed list. */
export function SelectField<Value extends string>({
  label,
  hint,
  error,
  name,
  value,
  choices,
  onChange,
}: ChoiceProps<Value>) {
  const { wiring, hintId, errorId } = useWiring({ hint, error });
  function choose(chosen: string): void {
    const choice = choices.find((each) => each.value === chosen);
    if (choice) onChange(choice.value);
  }
  return (
    <div class="field">
      <label class="field__label" for={wiring.id}>
        {label}
      </label>
      <select
        {...wiring}
        name={name}
        value={value}
        class="field__input"
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.refusal !== undefined}>
            {choice.label}
          </option>
        ))}
      </select>
      <ErrorLine id={errorId} error={error} />
      <Hint id={hintId}>{hint}</Hint>
    </div>
  );
}

/** One of a few, each with a sentence. */
export function RadioField<Value extends string>({
  label,
  hint,
  error,
  name,
  value,
  choices,
  onChange,
  columns,
}: ChoiceProps<Value> & { readonly columns?: 'two' | 'three' }) {
  const { wiring, hintId, errorId } = useWiring({ hint, error });
  const { id, ...described } = wiring;
  const refusals = choices.flatMap(({ refusal }) => refusal ?? []);
  // What is refused everywhere for one reason says it once.
  const shared = refusals.length > 1 && new Set(refusals).size === 1 ? refusals[0] : undefined;
  const sharedId = `${id}-refusal`;
  return (
    <fieldset class="field__group field" {...described}>
      <legend class="field__label">{label}</legend>
      <div class="field__choices" data-columns={columns}>
        {choices.map((choice) => (
          <div key={choice.value} class="field__choice">
            <input
              id={`${id}-${choice.value}`}
              type="radio"
              name={`${name}-${id}`}
              value={choice.value}
              checked={choice.value === value}
              aria-disabled={choice.refusal !== undefined ? 'true' : undefined}
              aria-describedby={
                shared !== undefined && choice.refusal !== undefined
                  ? `${sharedId} ${id}-${choice.value}-hint`
                  : `${id}-${choice.value}-hint`
              }
              onClick={(event) => {
                if (choice.refusal !== undefined) event.preventDefault();
              }}
              onChange={() => onChange(choice.value)}
            />
            <label class="field__choice-label" for={`${id}-${choice.value}`} lang={choice.lang}>
              {choice.label}
            </label>
            <Hint id={`${id}-${choice.value}-hint`}>
              {shared === undefined ? (choice.refusal ?? choice.hint) : choice.hint}
            </Hint>
          </div>
        ))}
      </div>
      {shared !== undefined && <Hint id={sharedId}>{shared}</Hint>}
      <ErrorLine id={errorId} error={error} />
      <Hint id={hintId}>{hint}</Hint>
    </fieldset>
  );
}

interface CheckFieldProps extends FieldText {
  readonly name: string;
  readonly checked: boolean;
  readonly refusal?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

/** Yes or no. */
export function CheckField({ label, hint, error, name, checked, refusal, onChange }: CheckFieldProps) {
  const { wiring, hintId, errorId } = useWiring({ hint: hint ?? refusal, error });
  return (
    <div class="field__check">
      <input
        {...wiring}
        type="checkbox"
        name={name}
        checked={checked}
        aria-disabled={refusal !== undefined ? 'true' : undefined}
        onClick={(event) => {
          if (refusal !== undefined) event.preventDefault();
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label class="field__check-label" for={wiring.id}>
        {label}
      </label>
      <ErrorLine id={errorId} error={error} />
      <Hint id={hintId}>
        {hint}
        {hint && refusal && ' '}
        {refusal}
      </Hint>
    </div>
  );
}
