import './choice-picker.css';
import { useId, useState } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { TextField } from '../../ui/field';
import { ErrorLine, Hint } from '../../ui/field-parts';
import { wordFinder } from '../find-words';

/** Something that may be chosen. */
export interface PickerEntry {
  readonly id: string;
  readonly label: string;
  /** What tells it from others of its name. */
  readonly about: string;
  /** Why it cannot be chosen, or let go; it stays in reach of the keyboard, so that the reason can be read. */
  readonly refusal?: string | undefined;
}

interface ChoicePickerProps {
  readonly label: string;
  readonly entries: readonly PickerEntry[];
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
  readonly emptyWords: string;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** From so many on it is searched. */
const SEARCHED_FROM = 8;
/** As many as are drawn at once: more are found by typing. */
const MAX_SHOWN = 60;

/** Some of many, with a search. What was chosen at first stands first, and stays there while it is changed. */
export function ChoicePicker(props: ChoicePickerProps) {
  const { label, entries, chosen, error, emptyWords, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosenAtFirst] = useState(() => new Set(chosen));
  const isChosen = new Set(chosen);
  const isFound = wordFinder(typed);
  const found = entries
    .filter(({ label: name, about }) => isFound(`${name} ${about}`))
    .sort((a, b) => rankOf(a, chosenAtFirst) - rankOf(b, chosenAtFirst));
  const shown = found.slice(0, MAX_SHOWN);
  return (
    <fieldset
      class="choice-picker field__group"
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend class="field__label">{label}</legend>
      <p class="choice-picker__count" aria-live="polite">
        {say('{count, plural, =0 {None chosen} one {One chosen} other {# chosen}}', { count: chosen.length })}
      </p>
      {entries.length >= SEARCHED_FROM && (
        <TextField
          label={say('Search: {label}', { label })}
          name="search"
          type="search"
          value={typed}
          onInput={setTyped}
        />
      )}
      {entries.length === 0 && <p class="options-quiet">{emptyWords}</p>}
      {shown.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a region of the fieldset that scrolls
        <div class="choice-picker__list" role="group" aria-label={label}>
          {shown.map((entry) => (
            <PickerLine
              key={entry.id}
              entry={entry}
              isChosen={isChosen.has(entry.id)}
              isWrong={error !== undefined && entry === shown[0]}
              onToggle={() =>
                onChange(
                  isChosen.has(entry.id) ? chosen.filter((each) => each !== entry.id) : [...chosen, entry.id],
                )
              }
            />
          ))}
        </div>
      )}
      {found.length === 0 && entries.length > 0 && (
        <p class="options-quiet">{say('Nothing has this name.')}</p>
      )}
      {found.length > shown.length && (
        <p class="options-quiet">
          {say('{count, plural, one {One more is} other {# more are}} found by typing.', {
            count: found.length - shown.length,
          })}
        </p>
      )}
      <ErrorLine id={`${id}-error`} error={error} />
    </fieldset>
  );
}

function PickerLine({
  entry,
  isChosen,
  isWrong,
  onToggle,
}: {
  readonly entry: PickerEntry;
  readonly isChosen: boolean;
  readonly isWrong: boolean;
  readonly onToggle: () => void;
}) {
  const id = useId();
  const { label, about, refusal } = entry;
  return (
    <div class="field__check choice-picker__line" data-refused={refusal !== undefined || undefined}>
      <input
        id={id}
        type="checkbox"
        checked={isChosen}
        aria-describedby={`${id}-about`}
        aria-disabled={refusal === undefined ? undefined : 'true'}
        aria-invalid={isWrong || undefined}
        onClick={(event) => {
          if (refusal !== undefined) event.preventDefault();
        }}
        onChange={onToggle}
      />
      <label class="field__check-label" for={id}>
        <bdi>{label}</bdi>
      </label>
      <Hint id={`${id}-about`}>{refusal ?? about}</Hint>
    </div>
  );
}

/** Chosen ones first, then those that can be chosen. */
function rankOf({ id, refusal }: PickerEntry, chosenAtFirst: ReadonlySet<string>): number {
  if (chosenAtFirst.has(id)) return 0;
  return refusal === undefined ? 1 : 2;
}
