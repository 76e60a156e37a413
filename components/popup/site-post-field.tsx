import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { describeMessageError } from '../../lib/messages/message-failed';
import type { ButtonAnswer } from '../../lib/messages/page-views';
import type { MessageError } from '../../lib/messages/protocol';
import { say } from '../../lib/words/say';
import { Button } from '../ui/button';
import { ErrorLine, Hint } from '../ui/field-parts';
import { refusalOf } from '../ui/refusal-of';
import '../ui/field.css';
import { usePopupServices } from './popup-services';
import { problemOf } from './use-ask';

export interface SitePostFieldProps {
  /** Of the input; `refusalId` of it names the words that say why it is greyed. */
  readonly id: string;
  readonly label: string;
  readonly addWords: string;
  /** The command's name for what is written here: its refusals name it. */
  readonly argument: string;
  readonly hasLines?: boolean;
  readonly answer: ButtonAnswer;
  readonly text: string;
  readonly onText: (text: string) => void;
  /**
   * Rejects when it was not accepted: the text then stays, with the reason beside it.
   * @param wishId the same for every attempt with the same words, so that they are added once.
   */
  readonly onAdd: (text: string, wishId: string) => Promise<void>;
}

/** The id of the words under a field that say why it is greyed. */
export function refusalId(fieldId: string): string {
  return `${fieldId}-refusal`;
}

/** Something to write and a button that adds it. Refused, both are grey, can be reached, and say why. */
export function SitePostField(props: SitePostFieldProps): JSX.Element {
  const { id, label, addWords, argument, hasLines = false, answer, text, onText, onAdd } = props;
  const { newId } = usePopupServices();
  const [problem, setProblem] = useState('');
  const [isAdding, setIsAdding] = useState(false);
  const isBusy = useRef(false);
  const wish = useRef({ text: '', id: '' });
  const latestText = useRef(text);
  latestText.current = text;
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLElement | null>(null);
  const refused = !answer.allowed;

  const add = async () => {
    if (refused || isBusy.current) return;
    const wanted = text.trim();
    if (wanted === '') {
      setProblem(say('{field}: write something first.', { field: label }));
      field.current?.focus();
      return;
    }
    if (wish.current.text !== wanted) wish.current = { text: wanted, id: newId() };
    isBusy.current = true;
    setIsAdding(true);
    setProblem('');
    try {
      await onAdd(wanted, wish.current.id);
      wish.current = { text: '', id: '' };
      // What was written meanwhile stays.
      if (latestText.current === text) onText('');
    } catch (error) {
      setProblem(describeFieldProblem(problemOf(error), argument, label));
    }
    isBusy.current = false;
    setIsAdding(false);
    // The next one can be written, unless somebody has gone on to something else.
    if (place.current?.contains(document.activeElement)) field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    // In a text of several lines Enter alone begins the next one.
    if (hasLines && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    void add();
  };

  const describedBy = [problem && `${id}-error`, refused && refusalId(id)].filter(Boolean).join(' ');
  const shared = {
    id,
    ref: (element: HTMLElement | null) => {
      field.current = element;
    },
    class: 'field__input',
    dir: 'auto',
    autoComplete: 'off',
    value: text,
    readOnly: refused,
    'aria-disabled': refused ? ('true' as const) : undefined,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': problem ? (true as const) : undefined,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => {
      onText(event.currentTarget.value);
      setProblem('');
    },
    onKeyDown,
  } as const;
  return (
    <div class="field site-post-field" ref={place}>
      <label class="field__label" for={id}>
        {label}
      </label>
      <div class={hasLines ? 'site-post-lines' : 'site-post-line'}>
        {hasLines ? <textarea {...shared} rows={3} /> : <input {...shared} type="text" />}
        <Button
          aria-disabled={refused ? 'true' : undefined}
          aria-describedby={refused ? refusalId(id) : undefined}
          aria-busy={isAdding}
          onClick={() => void add()}
        >
          {addWords}
        </Button>
      </div>
      <ErrorLine id={`${id}-error`} error={problem} />
      <Hint id={refusalId(id)}>{refused && <span dir="auto">{refusalOf(answer)}</span>}</Hint>
    </div>
  );
}

/** A refusal of what stands in the field, by the field's own name instead of the command's. */
function describeFieldProblem(error: MessageError, argument: string, label: string): string {
  if (error.kind !== 'invalid') return describeMessageError(error);
  const problems = error.problems.map((each) => (each.field === argument ? { ...each, field: label } : each));
  return describeMessageError({ kind: 'invalid', problems });
}
