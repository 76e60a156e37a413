import './saved-texts.css';
import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeMessageError } from '../../lib/messages/message-failed';
import type { MessageError } from '../../lib/messages/protocol';
import type { SavedTextsView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { refusalOf } from '../ui/refusal-of';
import { problemOf } from './use-ask';

export interface SavedTextsProps {
  /** Puts a text where the cursor stands, and gives the focus back to the field. */
  readonly onInsert: (text: string) => void;
}

/**
 * The choice of a saved text: a button, and what it opens. The texts are asked for when it is opened, so that the
 * composer does not wait for them. Enter takes the first that was found; Escape goes back to the button.
 */
export function SavedTexts({ onInsert }: SavedTextsProps): JSX.Element {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [view, setView] = useState<SavedTextsView>();
  const [problem, setProblem] = useState<MessageError>();
  const [search, setSearch] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);

  const open = () => {
    if (isOpen) return setIsOpen(false);
    setIsOpen(true);
    setSearch('');
    setProblem(undefined);
    ask('texts.list', {}).then(setView, (error: unknown) => setProblem(problemOf(error)));
  };
  const wanted = search.trim().toLowerCase();
  const found = (view?.texts ?? []).filter(({ name, text }) =>
    `${name}\n${text}`.toLowerCase().includes(wanted),
  );
  const insert = (text: string) => {
    setIsOpen(false);
    onInsert(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    // The browser would close the popup.
    event.preventDefault();
    event.stopPropagation();
    setIsOpen(false);
    root.current?.querySelector('button')?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from anywhere in it
    <div class="saved-texts" ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="saved-texts-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={open}
      >
        {say('Saved texts')}
        <Icon name="unfold" />
      </button>
      <div id={id} class="saved-texts-panel" hidden={!isOpen}>
        <input
          ref={field}
          type="search"
          class="text-field"
          aria-label={say('Search saved texts')}
          placeholder={say('Search')}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            if (found[0]) insert(found[0].text);
          }}
        />
        <ul class="saved-texts-list" aria-label={say('Saved texts')}>
          {found.map(({ id: textId, name, text }) => (
            <li key={textId}>
              <Button look="quiet" onClick={() => insert(text)}>
                <span class="saved-texts-name" dir="auto">
                  {name}
                </span>
                <span class="saved-texts-text" dir="auto">
                  {text}
                </span>
              </Button>
            </li>
          ))}
        </ul>
        <p class="saved-texts-words" role="status">
          {problem
            ? describeMessageError(problem)
            : view && !view.use.allowed
              ? refusalOf(view.use)
              : view && found.length === 0
                ? wanted === ''
                  ? say(
                      'There are no saved texts yet. They are made on the options page, under Labels and texts.',
                    )
                  : say('No text has these words.')
                : ''}
        </p>
      </div>
    </div>
  );
}
