import './room-search.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { say } from '../../lib/words/say';
import { findPlaces, type Place } from './find-places';
import { goTo } from './route';
import type { WorkspaceNow } from './use-workspace';

/** Jumps to any room, setting, member or account: a combobox as WAI-ARIA describes it. */
export function RoomSearch({ workspace }: { readonly workspace: WorkspaceNow }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const places = findPlaces(workspace, typed);
  const isOpen = typed.trim() !== '';

  useEffect(() => {
    const begin = (event: KeyboardEvent) => {
      if (!isSearchKey(event)) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', begin);
    return () => removeEventListener('keydown', begin);
  }, []);

  function go(place: Place | undefined): void {
    if (!place) return;
    setTyped('');
    goTo(place.hash);
  }

  function steer(event: KeyboardEvent): void {
    if (event.key === 'Escape') setTyped('');
    else if (event.key === 'Enter') go(places[chosen]);
    else if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, places.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0));
    else return;
    event.preventDefault();
  }

  return (
    <search class="room-search">
      <input
        ref={input}
        class="field__input room-search__input"
        type="text"
        inputMode="search"
        role="combobox"
        aria-label={say('Search settings, members and accounts')}
        aria-keyshortcuts="/ Control+K Meta+K"
        aria-expanded={isOpen}
        aria-controls={`${id}-places`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && places[chosen] ? `${id}-${chosen}` : undefined}
        placeholder={say('Search')}
        autoComplete="off"
        spellcheck={false}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={steer}
        onBlur={() => setTyped('')}
      />
      <span class="room-search__key" aria-hidden="true">
        /
      </span>
      <div
        class="room-search__places"
        id={`${id}-places`}
        role="listbox"
        aria-label={say('What was found')}
        hidden={!isOpen}
      >
        {places.map((place, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the input, which steers the list
          <div
            key={`${place.hash} ${place.words}`}
            id={`${id}-${position}`}
            class="room-search__place"
            role="option"
            tabIndex={-1}
            aria-selected={position === chosen}
            // Before the input loses the focus, which would close the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(place)}
          >
            <bdi>{place.words}</bdi> <span class="room-search__about">{place.about}</span>
          </div>
        ))}
        {isOpen && places.length === 0 && (
          <div
            class="room-search__none"
            role="option"
            aria-selected="false"
            aria-disabled="true"
            tabIndex={-1}
          >
            {say('Nothing is called that.')}
          </div>
        )}
      </div>
    </search>
  );
}

/** A slash where nobody is typing, or the shortcut that many programs search by. */
function isSearchKey({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (key.toLowerCase() === 'k' && (ctrlKey || metaKey)) return true;
  const isTyping = target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
  return key === '/' && !ctrlKey && !metaKey && !altKey && !isTyping;
}
